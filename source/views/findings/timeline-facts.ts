import {momentText} from '../../domain/age.js';
import {type ClusterArn, type ServiceArn, type TaskArn} from '../../domain/arn.js';
import {heldValue} from '../../domain/fetched.js';
import {type Finding, type FindingSummary} from '../../domain/findings/finding.js';
import {
	actionMoments,
	deploymentMoments,
	eventMoments,
	findingMoments,
	type Moment,
	signalMoments,
	taskMoments,
	timeline,
} from '../../domain/findings/timeline.js';
import {type ServiceDeployment, type ServiceEvent, type Task} from '../../domain/resources.js';
import {type JournalEntry} from '../../store/journal.js';
import {journalLines, linesAbout} from '../../store/journal-lines.js';
import {type Want, want} from '../../store/read.js';
import {journalRead} from '../../store/reads/journal.js';
import {serviceDeploymentsRead} from '../../store/reads/service-deployments.js';
import {serviceEventsRead} from '../../store/reads/service-events.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {failureOf, heldRow, heldValues, statusOf} from '../held.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {serviceArnOf} from '../places.js';
import {type ListStatus, type Place} from '../view.js';
import {
	findingAt,
	findingsErrors,
	findingsOfService,
	findingsOfTask,
	findingsWants,
	summaryAt,
} from './finding-facts.js';
import {asTaskArn, clusterOf, findingPlace, memberPlace, serviceOf} from './finding-places.js';
import {memberIds} from './sequence-members.js';

/** What a timeline is about, as far as it is known. */
type Subject = {
	readonly cluster?: ClusterArn;
	readonly service?: ServiceArn;
	readonly task?: TaskArn;
	/** The finding it was asked for. */
	readonly finding?: FindingSummary;
};

function subjectIn(snapshot: Snapshot, place: Place): Subject {
	const finding = summaryAt(snapshot, place.subject);
	const cluster = place.cluster ?? (finding && clusterOf(finding));
	const taskArn = place.task ?? asTaskArn(finding?.taskArn);
	const task = cluster && taskArn ? heldRow(snapshot.get(tasksRead, cluster), taskArn)?.value : undefined;
	const service = place.service ?? (finding && serviceOf(finding)) ?? (task && serviceArnOf(task));
	return {
		...(cluster && {cluster}),
		...(service && {service}),
		...(taskArn && {task: taskArn}),
		...(finding && {finding}),
	};
}

export function timelineWants(place: Place, snapshot: Snapshot): readonly Want[] {
	const {cluster, service} = subjectIn(snapshot, place);
	const now = {everyMs: pace.focusedMs, priority: 0} as const;
	const added = {everyMs: pace.addedMs, priority: 1} as const;
	return [
		...findingsWants(snapshot),
		want(journalRead, undefined, {everyMs: pace.gatesMs, priority: 1}),
		...(cluster ? [want(tasksRead, cluster, now)] : []),
		...(cluster && service
			? [
					want(serviceEventsRead, {cluster, service}, added),
					want(serviceDeploymentsRead, {cluster, service}, added),
				]
			: []),
	];
}

export function timelineStatus(snapshot: Snapshot, place: Place): ListStatus {
	const {cluster, service} = subjectIn(snapshot, place);
	const ofService = cluster && service ? {cluster, service} : undefined;
	const journal = snapshot.get(journalRead, undefined);
	const status = statusOf(cluster ? [{what: 'tasks', collection: snapshot.get(tasksRead, cluster)}] : [], [
		...findingsErrors(snapshot),
		...failureOf('journal', journal),
		...(ofService
			? [
					...failureOf('service events', snapshot.get(serviceEventsRead, ofService)),
					...failureOf('service deployments', snapshot.get(serviceDeploymentsRead, ofService)),
				]
			: []),
	]);
	return {
		...status,
		isPartial: status.isPartial || journal.status === 'waiting',
		summary: {text: journalReach(snapshot)},
	};
}

/** How far back what was done is known: the journal's file is read from its end, and only so much of it. */
function journalReach(snapshot: Snapshot): string {
	const oldest = Date.parse(journalLines(snapshot).at(-1)?.time ?? '');
	const isRead = heldValue(snapshot.get(journalRead, undefined)) !== undefined;
	if (!isRead) {
		return 'actions: those of this session';
	}

	return Number.isFinite(oldest)
		? `actions: by the journal, back to ${momentText(oldest)}`
		: 'actions: the journal has none';
}

/** One moment, and what Enter opens from it. */
export type TimelineRow = {
	readonly key: string;
	readonly moment: Moment;
	readonly opens?: Place;
};

/** Returns the moments of the place's subject, the oldest first. */
export function timelineRows(snapshot: Snapshot, place: Place): readonly TimelineRow[] {
	const subject = subjectIn(snapshot, place);
	const {cluster, service, task, finding} = subject;
	const ofService = cluster && service ? {cluster, service} : undefined;
	const whole = finding ? findingAt(snapshot, finding.arn) : undefined;
	return remembered(
		journalLines(snapshot),
		snapshot.journal,
		tasksOf(snapshot, subject),
		findingsOf(snapshot, subject),
		ofService ? heldValue(snapshot.get(serviceEventsRead, ofService)) : undefined,
		ofService ? heldValue(snapshot.get(serviceDeploymentsRead, ofService)) : undefined,
		whole,
		cluster,
		[task, service, finding?.arn, finding?.id].filter(part => part !== undefined).join(' '),
	);
}

const remembered = memoBy(
	(
		journal: readonly JournalEntry[],
		session: readonly JournalEntry[],
		tasks: readonly Task[],
		findings: readonly FindingSummary[],
		events: readonly ServiceEvent[] | undefined,
		deployments: readonly ServiceDeployment[] | undefined,
		finding: Finding | undefined,
		cluster: ClusterArn | undefined,
		targets: string,
	): readonly TimelineRow[] => {
		const lines = linesAbout(journal, [...targets.split(' '), ...tasks.map(({arn}) => arn)]);
		const own = new Set(session.map(({run}) => run));
		const moments = timeline(
			findings.flatMap(findingMoments),
			finding?.sequence ? signalMoments(finding) : [],
			tasks.flatMap(taskMoments),
			eventMoments(events ?? []),
			deploymentMoments(deployments ?? []),
			actionMoments(lines.filter(({run}) => own.has(run))),
			actionMoments(
				lines.filter(({run}) => !own.has(run)),
				'journal',
			),
		);
		const places = new Map([
			...(finding ? memberIds(finding).map(id => [id, memberPlace(finding, id)] as const) : []),
			...findings.map(one => [one.id, findingPlace(one)] as const),
		]);
		return moments.map((moment, index) => rowOf(moment, index, {places, cluster}));
	},
	(before, now) => before.every((input, index) => isSame(input, now[index])),
);

function rowOf(
	moment: Moment,
	index: number,
	{places, cluster}: {places: ReadonlyMap<string, Place>; cluster: ClusterArn | undefined},
): TimelineRow {
	const {ref, source, at, text} = moment;
	const task = asTaskArn(ref);
	const opens: Place | undefined =
		places.get(ref ?? '') ??
		(cluster && task && source === 'task' ? {view: 'task', cluster, task} : undefined);
	// Two events of the same text and time are told apart by their place.
	return {key: `${source} ${ref ?? ''} ${at ?? index} ${text}`, moment, ...(opens && {opens})};
}

/** Lists that are picked out anew each time are the same while they hold the same. */
function isSame(before: unknown, now: unknown): boolean {
	return Array.isArray(before) && Array.isArray(now)
		? before.length === now.length && before.every((one, index) => one === now[index])
		: before === now;
}

/** The task itself, as ECS or this console's memory has it; of a service all its tasks. */
function tasksOf(snapshot: Snapshot, {cluster, service, task}: Subject): readonly Task[] {
	if (!cluster) {
		return [];
	}

	const tasks = snapshot.get(tasksRead, cluster);
	if (task) {
		const held = heldRow(tasks, task)?.value ?? snapshot.seenTask(task)?.task;
		return held ? [held] : [];
	}

	return heldValues(tasks).filter(one => service !== undefined && serviceArnOf(one) === service);
}

function findingsOf(snapshot: Snapshot, {finding, task, service}: Subject): readonly FindingSummary[] {
	const found = task ? findingsOfTask(snapshot, task) : service ? findingsOfService(snapshot, service) : [];
	return finding && !found.some(({arn}) => arn === finding.arn) ? [finding, ...found] : found;
}
