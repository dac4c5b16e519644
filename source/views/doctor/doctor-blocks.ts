import {type DoctorReport, type ReportVerdict, type VerdictCounts} from '../../domain/doctor/doctor.js';
import {stageOf} from '../../domain/doctor/doctor-cause.js';
import {type Subject, type VerdictStatus} from '../../domain/doctor/verdict.js';
import {groupBy} from '../../domain/group.js';
import {keyNames} from '../key-names.js';
import {counted} from '../plural.js';
import {type Block, type Cell, type CopiedText} from '../view.js';
import {aboutText, keyText, stages, statusLooks} from './doctor-words.js';

/** What one check found is told so many times; thousands of tasks may each have begun at their own time. */
const mostFound = 10;

/** What is well is told so many times for one check; the rest is counted. */
const mostSeen = 3;

type Line = {readonly label: string; readonly value: Cell};

/** Returns a report as text: the outcome and the likeliest cause first, then what is wrong by stage, then the remedies to copy, then what is well. */
export function doctorBlocks(report: DoctorReport): readonly Block[] {
	const open = report.verdicts.filter(({status}) => isOpen(status));
	return [
		summaryBlock(report),
		...stages.flatMap(({stage, heading}): readonly Block[] => {
			const here = open.filter(verdict => stageOf(verdict) === stage);
			return here.length === 0
				? []
				: [
						{
							kind: 'facts',
							heading,
							facts: byCheck(here).flatMap(verdicts => checkLines(verdicts, report)),
						},
					];
		}),
		...remediesOf(report).map(
			({label, text}): Block => ({
				kind: 'lines',
				heading: `The ${label}`,
				lines: text.split('\n').map(line => ({text: line})),
			}),
		),
		...foldedBlock(report, 'pass', 'Passed'),
		...foldedBlock(report, 'not-applicable', 'Not asked here'),
	];
}

/** Returns the remedies of a report to copy, those of failed checks first; each text once. */
export function remediesOf({verdicts}: DoctorReport): readonly CopiedText[] {
	const remedies = verdicts.flatMap(({remedy, status}) => (remedy && isOpen(status) ? [remedy] : []));
	return [...new Map(remedies.map(remedy => [remedy.text, remedy])).values()];
}

function isOpen(status: VerdictStatus): boolean {
	return status === 'fail' || status === 'warn' || status === 'unknown';
}

function summaryBlock(report: DoctorReport): Block {
	const {overall, cause, causes, missingPermissions, subject} = report;
	const counts = checkCounts(report);
	const {symbol, tone} = statusLooks[overall];
	const lines: Line[] = [{label: 'outcome', value: {text: `${symbol} ${outcomeText(report)}`, tone}}];
	if (cause) {
		lines.push({
			label: 'cause',
			value: {text: `${cause.title}: ${cause.seen}`, tone: statusLooks[cause.status].tone},
		});
		const about = aboutText(cause, subject);
		lines.push(...factLine('about', about));
		lines.push(...factLine('fix', cause.fix, 'accent'));
		lines.push(...factLine('key', keyText(cause, subject), 'accent'));
	}

	if (causes.length > 1) {
		const texts = causes.map(({title, tasks}) => `${title} (${counted(tasks, 'task')})`);
		lines.push({label: 'causes', value: {text: texts.join(', '), tone: 'plain'}});
	}

	if (missingPermissions.length > 0) {
		lines.push({label: 'missing', value: {text: missingPermissions.join(', '), tone: 'warning'}});
	}

	const what = `${counts.pass} passed, ${counts['not-applicable']} not asked`;
	lines.push({label: 'besides', value: {text: what, tone: 'dim'}});
	return {kind: 'facts', heading: `Doctor: ${subject.kind} ${subject.name}`, facts: lines};
}

/** Returns how many checks ended so, each by the worst that it found. */
function checkCounts({verdicts}: Pick<DoctorReport, 'verdicts'>): VerdictCounts {
	const worst = new Map<string, VerdictStatus>();
	for (const {checkId, status} of verdicts) {
		// The worst verdicts come first.
		worst.set(checkId, worst.get(checkId) ?? status);
	}

	const counts = {pass: 0, fail: 0, warn: 0, 'not-applicable': 0, unknown: 0};
	for (const status of worst.values()) {
		counts[status]++;
	}

	return counts;
}

/** Returns the outcome in words: `2 checks failed, 1 warning, 3 unknown`. */
export function outcomeText(report: DoctorReport): string {
	const {overall} = report;
	const counts = checkCounts(report);
	const parts = [
		counts.fail > 0 ? `${counted(counts.fail, 'check')} failed` : '',
		counts.warn > 0 ? counted(counts.warn, 'warning') : '',
		counts.unknown > 0 ? `${counts.unknown} unknown` : '',
	].filter(part => part !== '');
	if (parts.length > 0) {
		return parts.join(', ');
	}

	return overall === 'pass' ? 'nothing is wrong' : 'no check applies here';
}

/** Returns the verdicts by check and status, in their order. */
function byCheck(verdicts: readonly ReportVerdict[]): readonly (readonly ReportVerdict[])[] {
	return [...groupBy(verdicts, ({checkId, status}) => `${checkId} ${status}`).values()];
}

/** Returns what a check found, its title and its reason once; and once what mends all that it found. */
function checkLines(verdicts: readonly ReportVerdict[], {subject}: DoctorReport): readonly Line[] {
	const [first] = verdicts;
	if (!first) {
		return [];
	}

	const {symbol, word, tone} = statusLooks[first.status];
	const title = verdicts.length === 1 ? first.title : `${first.title}, ${verdicts.length} times`;
	const fixes = new Set(
		verdicts.map(verdict =>
			fixLines(verdict, subject)
				.map(({value}) => value.text)
				.join('\n'),
		),
	);
	const isOneFix = fixes.size === 1;
	return [
		{label: `${symbol} ${word}`, value: {text: title, tone}},
		...factLine('  why', first.why, 'dim'),
		...verdicts
			.slice(0, mostFound)
			.flatMap(verdict => [
				...factLine('  about', aboutText(verdict, subject)),
				...factLine('  seen', verdict.seen),
				...(isOneFix ? [] : fixLines(verdict, subject)),
			]),
		...factLine('  more', moreText(verdicts.slice(mostFound))),
		...(isOneFix ? fixLines(first, subject) : []),
	];
}

function moreText(left: readonly ReportVerdict[]): string {
	const subjects = left.reduce((sum, verdict) => sum + verdict.subjects.length, 0);
	return left.length === 0
		? ''
		: `${left.length} times more, of ${counted(subjects, 'subject')} (${keyNames.fixes} lists the fixes)`;
}

function fixLines(verdict: ReportVerdict, subject: Subject): readonly Line[] {
	const {fix, missingPermission} = verdict;
	return [
		...factLine('  fix', fix),
		...factLine('  key', keyText(verdict, subject), 'accent'),
		...factLine('  missing', missingPermission ?? '', 'warning'),
	];
}

function factLine(label: string, text: string, tone: Cell['tone'] = 'plain'): readonly Line[] {
	return text === '' ? [] : [{label, value: {text, tone}}];
}

function foldedBlock(report: DoctorReport, status: VerdictStatus, heading: string): readonly Block[] {
	const {symbol, tone} = statusLooks[status];
	const here = report.verdicts.filter(verdict => verdict.status === status);
	const lines = byCheck(here).map((verdicts): Cell => {
		const seen = verdicts.slice(0, mostSeen).map(verdict => verdict.seen);
		const more = verdicts.length > mostSeen ? `; +${verdicts.length - mostSeen}` : '';
		return {text: `${symbol} ${verdicts[0]?.title ?? ''}: ${seen.join('; ')}${more}`, tone};
	});
	return lines.length === 0 ? [] : [{kind: 'lines', heading, lines}];
}
