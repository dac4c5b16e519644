import {actionWords} from '../action-words.js';
import {callerName} from '../arn.js';
import {type ServiceDeployment, type ServiceEvent, type Task} from '../resources.js';
import {type Finding, type FindingSummary} from './finding.js';

/** From whom a moment is known. */
export type MomentSource =
	| 'finding'
	| 'signal'
	| 'task'
	| 'deployment'
	| 'event'
	/** What this session did. */
	| 'action'
	/** What other sessions did, by the journal's file. */
	| 'journal';

/** Something that happened to a task or a service. */
export type Moment = {
	/** Epoch ms; undefined when it is not told. */
	readonly at?: number;
	readonly source: MomentSource;
	readonly text: string;
	/** What it belongs to, to open it: a finding's id, an ARN, a run of an action. */
	readonly ref?: string;
	readonly isFault?: boolean;
};

/** Moments of the same millisecond stand in the order of cause and effect as far as it is known. */
const ranks: readonly MomentSource[] = [
	'journal',
	'action',
	'deployment',
	'event',
	'task',
	'signal',
	'finding',
];

/** Returns all moments, the oldest first; those of unknown time stand at the end. Equals keep their order. */
export function timeline(...parts: readonly (readonly Moment[])[]): readonly Moment[] {
	return parts
		.flat()
		.map((moment, index) => ({moment, index}))
		.sort(
			(one, other) =>
				timeOf(one.moment) - timeOf(other.moment) ||
				ranks.indexOf(one.moment.source) - ranks.indexOf(other.moment.source) ||
				one.index - other.index,
		)
		.map(({moment}) => moment);
}

/** Not infinity: the difference of two infinities is no number. */
const unknownTime = Number.MAX_SAFE_INTEGER;

function timeOf({at}: Moment): number {
	return at ?? unknownTime;
}

/** Returns when a finding was seen first and last; one that was seen once has one moment. */
export function findingMoments(finding: FindingSummary): readonly Moment[] {
	const {id, type, firstSeenAt, lastSeenAt, count = 1} = finding;
	const common = {source: 'finding', ref: id, isFault: true} as const;
	const name = finding.isSample ? `${type} (sample)` : type;
	const first: Moment = {...common, at: firstSeenAt, text: `${name} seen${count > 1 ? ' first' : ''}`};
	return lastSeenAt === undefined || lastSeenAt === firstSeenAt
		? [first]
		: [
				first,
				{...common, at: lastSeenAt, text: `${name} seen last${count > 1 ? `, ${count} times in all` : ''}`},
			];
}

/** Returns the signals of an attack sequence. */
export function signalMoments({id, sequence}: Pick<Finding, 'id' | 'sequence'>): readonly Moment[] {
	return (sequence?.signals ?? []).map(signal => ({
		at: signal.firstSeenAt ?? signal.createdAt,
		source: 'signal',
		text: `signal ${signal.type}: ${signal.name ?? signal.description ?? signal.id}`,
		// A signal that is a finding is opened as one.
		ref: signal.type === 'FINDING' ? signal.id : id,
		isFault: true,
	}));
}

/** Returns the life of a task; what did not happen yet is left out. */
export function taskMoments(task: Task): readonly Moment[] {
	const short = `task ${task.id.slice(0, 8)}`;
	const steps: readonly (readonly [number | undefined, string])[] = [
		[task.createdAt, 'created'],
		[task.pullStartedAt, 'begins to pull its images'],
		[task.pullStoppedAt, 'has its images'],
		[task.startedAt, 'runs'],
		[task.stoppingAt, 'is told to stop'],
		[task.stoppedAt, `stopped${task.stoppedReason === undefined ? '' : `: ${task.stoppedReason}`}`],
	];
	return steps.flatMap(([at, what]) =>
		at === undefined ? [] : [{at, source: 'task', text: `${short} ${what}`, ref: task.arn}],
	);
}

/** Returns what ECS says about a service. */
export function eventMoments(events: readonly ServiceEvent[]): readonly Moment[] {
	return events.map(({at, message, id}) => ({at, source: 'event', text: message, ref: id}));
}

/** Returns when rollouts of a service began and ended. */
export function deploymentMoments(deployments: readonly ServiceDeployment[]): readonly Moment[] {
	return deployments.flatMap(({arn, createdAt, finishedAt, status, statusReason}) => {
		const why = statusReason === undefined ? '' : `: ${statusReason}`;
		const begin: Moment = {at: createdAt, source: 'deployment', text: 'a rollout begins', ref: arn};
		return finishedAt === undefined
			? [{...begin, text: `a rollout begins, now ${status}${why}`}]
			: [begin, {at: finishedAt, source: 'deployment', text: `the rollout ends ${status}${why}`, ref: arn}];
	});
}

/** A line of the journal, as far as a timeline needs it. */
export type JournalLine = {
	/** ISO 8601. */
	readonly time: string;
	readonly identity: string;
	readonly action: string;
	readonly run: string;
	readonly call: string;
	readonly target: string;
	readonly result: string;
	readonly detail?: string;
};

/** Of one subject; the newest are kept, and nobody reads more. */
const mostActions = 200;

/**
 * Returns what onduty itself did, by lines of the journal that come the newest first: each call that changes AWS, and
 * evidence once it is kept. `source` says whose lines they are.
 */
export function actionMoments(
	lines: readonly JournalLine[],
	source: 'action' | 'journal' = 'action',
): readonly Moment[] {
	return lines
		.filter(isDeed)
		.slice(0, mostActions)
		.map(({time, action, run, call, identity, result, detail}) => {
			const at = Date.parse(time);
			const isKept = call === 'verify';
			const isOk = result === 'ok';
			const ended = detail !== undefined && detail !== '' && (isKept || !isOk) ? `: ${detail}` : '';
			return {
				...(Number.isFinite(at) && {at}),
				source,
				// How it ended comes first: where the line is cut, one that failed must not read as done.
				text: `${isOk ? '' : `${result}: `}${actionWords(action)}${isKept ? '' : ` (${call})`} by ${callerName(identity)}${ended}`,
				ref: run,
				...(result === 'failed' && {isFault: true}),
			};
		});
}

/** Readings back, notes and ends tell of what a call did once more; evidence has no call. */
function isDeed({action, call}: JournalLine): boolean {
	return action === 'evidence.keep' ? call === 'verify' : call.includes(':');
}
