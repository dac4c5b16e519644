import {clockTime, momentText} from '../../domain/age.js';
import {agentOf} from '../../domain/agent/agent.js';
import {type ClusterArn} from '../../domain/arn.js';
import {failureLine} from '../../domain/failure-text.js';
import {type Collection, type Held, heldValue} from '../../domain/fetched.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {goneSince, type TaskAnswer, type TaskState, taskState} from '../../domain/findings/task-state.js';
import {type Cluster, type Task} from '../../domain/resources.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {identityRead} from '../../store/reads/identity.js';
import {type Looked} from '../../store/reads/lookup-read.js';
import {taskLookupRead} from '../../store/reads/task-lookup.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {agentCell} from '../agents/agent-cell.js';
import {heldRow} from '../held.js';
import {keyNames} from '../key-names.js';
import {memoBy} from '../memo.js';
import {symbols} from '../symbols.js';
import {type Cell} from '../view.js';
import {asTaskArn, clusterOf} from './finding-places.js';

/** Returns what has become of a finding's task, as far as it was read. */
export function taskStateIn(snapshot: Snapshot, finding: FindingSummary): TaskState {
	const sources = sourcesIn(snapshot);
	return taskState({
		finding,
		account: sources.account,
		region: snapshot.scope.region,
		answer: finding.isSample ? waitingAnswer : answerIn(sources, finding),
		remembered: finding.taskArn === undefined ? undefined : snapshot.seenTask(finding.taskArn),
	});
}

const waitingAnswer: TaskAnswer = {kind: 'waiting'};

/** Where it is told what has become of tasks: looked up once in a snapshot, and not for each of 10,000 findings. */
type Sources = {
	readonly account: string | undefined;
	readonly clusters: Collection<Cluster>;
	ofCluster(cluster: ClusterArn | undefined): ClusterSources | undefined;
};

type ClusterSources = {
	readonly cluster: ClusterArn;
	readonly tasks: Collection<Task>;
	readonly looked: Collection<Looked<Task>>;
};

const sourcesIn = memoBy((snapshot: Snapshot): Sources => {
	const known = new Map<ClusterArn, ClusterSources>();
	return {
		account: heldValue(snapshot.get(identityRead, undefined))?.account,
		clusters: snapshot.get(clustersRead, undefined),
		ofCluster(cluster) {
			if (cluster === undefined) {
				return undefined;
			}

			const sources = known.get(cluster) ?? {
				cluster,
				tasks: snapshot.get(tasksRead, cluster),
				looked: snapshot.get(taskLookupRead, {cluster, tasks: []}),
			};
			known.set(cluster, sources);
			return sources;
		},
	};
});

/** What ECS says, by the list of its cluster or asked for this task alone, whichever was later. */
function answerIn({clusters, ofCluster}: Sources, finding: FindingSummary): TaskAnswer {
	const sources = ofCluster(clusterOf(finding));
	if (sources === undefined || asTaskArn(finding.taskArn) === undefined) {
		return {kind: 'unasked'};
	}

	const {cluster, tasks, looked} = sources;
	const answers = [
		ofList(tasks, finding),
		ofLookup(heldRow(looked, finding.taskArn)),
		...ofClusters(clusters, cluster, finding),
	];
	const told = answers.filter(answer => answer.kind === 'task' || answer.kind === 'missing');
	return (
		told.toSorted((a, b) => b.at - a.at)[0] ?? answers.find(({kind}) => kind === 'failed') ?? waitingAnswer
	);
}

function ofList(tasks: Collection<Task>, finding: FindingSummary): TaskAnswer {
	const row = heldRow(tasks, finding.taskArn);
	if (row?.value) {
		return {kind: 'task', task: row.value, at: row.at ?? 0};
	}

	const failure = row?.failure ?? tasks.failure;
	return failure ? {kind: 'failed', failure} : row ? waitingAnswer : missingFrom(tasks, finding);
}

function ofLookup(row: Held<Looked<Task>> | undefined): TaskAnswer {
	if (!row?.value) {
		return row?.failure ? {kind: 'failed', failure: row.failure} : waitingAnswer;
	}

	const {found} = row.value;
	const at = row.at ?? 0;
	return found ? {kind: 'task', task: found, at} : {kind: 'missing', at};
}

/** A cluster that is not there has no tasks. */
function ofClusters(
	clusters: Collection<Cluster>,
	cluster: ClusterArn,
	finding: FindingSummary,
): readonly TaskAnswer[] {
	return heldRow(clusters, cluster) ? [] : [missingFrom(clusters, finding)];
}

/** A list that is older than the finding says nothing of its task. */
function missingFrom(
	{isComplete, listedAt}: Collection<unknown>,
	{firstSeenAt, createdAt}: FindingSummary,
): TaskAnswer {
	return isComplete && listedAt !== undefined && listedAt >= (firstSeenAt ?? createdAt ?? 0)
		? {kind: 'missing', at: listedAt}
		: waitingAnswer;
}

/** Returns the task while ECS describes it. */
export function liveTaskOf(state: TaskState): Task | undefined {
	return 'task' in state ? state.task : undefined;
}

/** Returns the task as it is, or as this console saw it last. */
export function lastTaskOf(state: TaskState): Task | undefined {
	if ('task' in state) {
		return state.task;
	}

	return 'remembered' in state ? state.remembered : undefined;
}

/** Returns what has become of a task in one word, for a column and for scripts; a sample's task never was. */
export function stateWord(state: TaskState, isSample: boolean): string {
	if (isSample) {
		return 'sample';
	}

	switch (state.kind) {
		case 'none':
			return symbols.none;
		case 'waiting':
			return symbols.waiting;
		case 'elsewhere':
			return `${symbols.unknown} away`;
		case 'unknown':
			return symbols.unknown;
		default:
			return state.kind;
	}
}

/** Returns that word as a cell; what is not known is never drawn as fine. */
export function stateCell(state: TaskState, isSample: boolean): Cell {
	const isKnown = isSample || (state.kind !== 'unknown' && state.kind !== 'elsewhere');
	const isLive = state.kind === 'running' || state.kind === 'starting';
	return {
		text: stateWord(state, isSample),
		tone: isKnown ? (isLive && !isSample ? 'plain' : 'dim') : 'warning',
	};
}

/** Returns what has become of a task as a clause with the key that shows it; undefined where none is named. */
export function stateSentence(state: TaskState, isSample: boolean): Cell | undefined {
	if (isSample) {
		return {text: 'there is none: this is a sample', tone: 'dim'};
	}

	switch (state.kind) {
		case 'none':
			return undefined;
		case 'waiting':
			return {text: 'reading …', tone: 'dim'};
		case 'elsewhere':
			return {
				text: `${symbols.unknown} not visible from here: it is in account ${state.account}, ${state.region}`,
				tone: 'warning',
			};
		case 'unknown':
			return {text: `${symbols.unknown} not known: ${whyUnknown(state)}`, tone: 'warning'};
		case 'gone':
			return {text: `${goneText(state)}; ${keyNames.tasks} shows what is left of it`, tone: 'warning'};
		case 'running':
		case 'starting':
		case 'stopping':
		case 'stopped':
			return {text: `${liveText(state)}; ${keyNames.tasks} opens it`, tone: liveTone(state.kind)};
	}
}

function whyUnknown(state: Extract<TaskState, {kind: 'unknown'}>): string {
	switch (state.why) {
		case 'failed':
			return failureLine(state.failure);
		case 'status':
			return `ECS calls it ${state.task.lastStatus}`;
		case 'unasked':
			return 'ECS can’t be asked for it: the finding does not name it as ECS names tasks of a cluster';
	}
}

/** Returns since when a task is gone, and how sure that is. */
export function goneText(state: Extract<TaskState, {kind: 'gone'}>): string {
	const {at, isExact} = goneSince(state);
	const since = isExact
		? `since ${momentText(at)}, when it stopped`
		: `since some time after ${momentText(at)}`;
	return `gone ${since} (ECS did not know it at ${clockTime(state.noticedAt)})`;
}

type Live = Extract<TaskState, {kind: 'running' | 'starting' | 'stopping' | 'stopped'}>;

function liveText({kind, task}: Live): string {
	switch (kind) {
		case 'running':
			return `running, agent ${agentCell(agentOf(task), undefined).text}`;
		case 'stopped':
			return `stopped${task.stoppedAt === undefined ? '' : ` ${momentText(task.stoppedAt)}`}`;
		case 'starting':
		case 'stopping':
			return kind;
	}
}

/** While the task of an open finding runs, so may the attacker. */
function liveTone(kind: Live['kind']): Cell['tone'] {
	return kind === 'running' ? 'fault' : 'plain';
}
