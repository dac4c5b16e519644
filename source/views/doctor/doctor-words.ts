import {type ReportVerdict} from '../../domain/doctor/doctor.js';
import {
	type CheckStage,
	type FixAction,
	type Subject,
	type VerdictStatus,
} from '../../domain/doctor/verdict.js';
import {keyNames} from '../key-names.js';
import {counted} from '../plural.js';
import {symbols} from '../symbols.js';
import {type Tone} from '../view.js';

/** How a status looks: symbol, word and tone say the same. */
export const statusLooks: {
	readonly [status in VerdictStatus]: {readonly symbol: string; readonly word: string; readonly tone: Tone};
} = {
	fail: {symbol: symbols.fault, word: 'fail', tone: 'fault'},
	unknown: {symbol: symbols.unknown, word: 'unknown', tone: 'warning'},
	warn: {symbol: symbols.warning, word: 'warn', tone: 'warning'},
	pass: {symbol: symbols.good, word: 'pass', tone: 'good'},
	'not-applicable': {symbol: symbols.none, word: 'n/a', tone: 'dim'},
};

/** The stages in the order in which things happen to a task. */
export const stages: readonly {readonly stage: CheckStage; readonly heading: string}[] = [
	{stage: 'opt-in', heading: 'Is an agent wanted?'},
	{stage: 'start', heading: 'Is it injected?'},
	{stage: 'pull', heading: 'Can its image be pulled?'},
	{stage: 'run', heading: 'Does it run well?'},
	{stage: 'report', heading: 'Can GuardDuty hear it?'},
	{stage: 'guardduty', heading: 'What does GuardDuty say?'},
];

/** Names told one by one; the rest is counted. */
const mostNames = 3;

/** Returns whom a verdict is about, when that is not the whole report: `3 tasks: 0f3c…, 77aa…, 91be…`. */
export function aboutText({subjects}: ReportVerdict, whole: Subject): string {
	const [first] = subjects;
	if (!first || (subjects.length === 1 && first.arn === whole.arn)) {
		return '';
	}

	const names = subjects.slice(0, mostNames).map(shortSubject);
	const more = subjects.length > mostNames ? ` +${subjects.length - mostNames}` : '';
	const what = subjects.every(({kind}) => kind === first.kind) ? first.kind : 'subject';
	const count = subjects.length === 1 ? what : counted(subjects.length, what);
	return `${count}${subjects.length === 1 ? ' ' : ': '}${names.join(', ')}${more}`;
}

/** Ids of tasks are long and random; their beginning tells them apart. */
function shortSubject({kind, name}: Subject): string {
	return kind === 'task' ? name.slice(0, 8) : name;
}

/** Returns the key that applies a verdict's fix, and where; or that copies its remedy; empty when there is none. */
export function keyText({action, remedy}: ReportVerdict, whole: Subject): string {
	if (!action) {
		return remedy ? `${keyNames['copy.id']} copies the ${remedy.label}` : '';
	}

	const {id, target} = action;
	const key = keyNames[id];
	return target.arn === whole.arn
		? `${key} ${ownWords[id][whole.kind]}`
		: `${key} on ${target.kind} ${shortSubject(target)} (${keyNames.fixes} lists the fixes)`;
}

/** What the key does when the report is about the very thing. */
const ownWords: {readonly [id in FixAction['id']]: {readonly [kind in Subject['kind']]: string}} = {
	'cluster.tag': {cluster: 'sets its tag', service: 'sets the tag', task: 'sets the tag'},
	'service.redeploy': {
		cluster: 'redeploys its stale services',
		service: 'redeploys it',
		task: 'redeploys it',
	},
	'task.replace': {cluster: 'replaces them', service: 'replaces them', task: 'replaces it'},
};
