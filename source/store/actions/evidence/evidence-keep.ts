import {want} from '../../read.js';
import {detectorRead} from '../../reads/detector.js';
import {findingsRead} from '../../reads/findings.js';
import {journalRead} from '../../reads/journal.js';
import {type Snapshot} from '../../snapshot.js';
import {type Action, type Plan, type PlanInput, type Target} from '../action.js';
import {findingWants, heldFinding} from '../finding/held-finding.js';
import {counted, emptyPlan, named, wrongKind} from '../plan-parts.js';
import {evidenceStep} from './evidence-step.js';
import {evidenceWants, subjectOfFinding, subjectOfTask} from './evidence-subjects.js';

/** Each has a folder of its own; more at once is no evidence but a dump. */
const mostSubjects = 20;

/** Keeps what is known of a finding, or of a task, in a folder. Changes nothing in AWS. */
export const evidenceKeep: Action = {
	id: 'evidence.keep',
	label: 'evidence',
	describes: 'Write what is known of a finding and its task into a folder',
	appliesTo: ['finding', 'task'],
	isLocal: true,
	disabledReason: targets =>
		wrongKind(targets, ['finding', 'task']) ??
		(targets.length > mostSubjects ? `at most ${mostSubjects} at once` : undefined),
	wants: (targets, snapshot) => [
		...evidenceWants(),
		...findingWants(
			targets.filter(target => target.kind === 'finding'),
			snapshot,
		),
		want(findingsRead, {isArchived: false}, {everyMs: 60_000, priority: 1}),
	],
	questions: () => [],
	plan,
};

function plan({targets, snapshot, settings}: PlanInput): Plan {
	const title = `keep the evidence of ${named(targets, 'findings and tasks')}`;
	const founds = targets.map(target => subjectFor(target, snapshot));
	const waiting = founds.filter(found => found.status === 'waiting').length;
	const waitingFor = waiting > 0 ? counted(waiting, 'finding') : stillRead(snapshot);
	if (waitingFor !== undefined) {
		return emptyPlan(title, {waitingFor, warnings: []});
	}

	const leftOut = founds.flatMap(found => (found.status === 'missing' ? [found.why] : []));
	const subjects = founds.flatMap(found => (found.status === 'held' ? [found.subject] : []));
	if (subjects.length === 0) {
		return emptyPlan(title, {refusal: leftOut.join('; ') || 'nothing to keep', warnings: []});
	}

	const folders = subjects.length === 1 ? 'a new folder' : `${subjects.length} new folders`;
	return {
		title,
		changes: [
			`${folders} in ${settings.evidence.directory}, readable by you alone (folder 0700, files 0600)`,
			'the finding, its task, task definition and service, network interface and security groups, as AWS answers them',
			'the last log lines of each container, the digests of its images, the lines of the journal about it',
			'a readable report, a manifest, and the SHA-256 of each file',
		],
		keeps: ['nothing changes in AWS: it is only read'],
		warnings: [
			...leftOut,
			'the task definition and the logs may hold secrets: the folder is to be kept like them',
		],
		steps: subjects.map(subject => evidenceStep({subject, snapshot, settings: settings.evidence})),
		waveSize: 1,
		confirm: {kind: 'y'},
	};
}

function stillRead(snapshot: Snapshot): string | undefined {
	if (snapshot.get(detectorRead, undefined).status === 'waiting') {
		return 'the detector';
	}

	return snapshot.get(journalRead, undefined).status === 'waiting' ? 'the journal' : undefined;
}

function subjectFor(target: Target, snapshot: Snapshot) {
	if (target.kind !== 'finding') {
		return {status: 'held', subject: subjectOfTask(target.arn, snapshot)} as const;
	}

	const found = heldFinding(snapshot, target);
	switch (found.status) {
		case 'held':
			return {status: 'held', subject: subjectOfFinding(found.value, snapshot)} as const;
		case 'waiting':
			return {status: 'waiting'} as const;
		case 'missing':
			return {status: 'missing', why: `${target.name} is left out: ${found.why}`} as const;
		default:
			return found satisfies never;
	}
}
