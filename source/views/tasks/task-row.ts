import {agentOf, type TaskAgent} from '../../domain/agent/agent.js';
import {isFargateTask} from '../../domain/agent/agent-support.js';
import {censusOf} from '../../domain/agent/census.js';
import {type ClusterArn, shortName, type TaskArn} from '../../domain/arn.js';
import {type Collection, type Held} from '../../domain/fetched.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {type TaskIsolation} from '../../domain/findings/isolation-record.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {type Staleness, staleTask} from '../../domain/opt-in/stale.js';
import {type Task} from '../../domain/resources.js';
import {type TaskHealth, taskHealth} from '../../domain/task/task-health.js';
import {isLive} from '../../domain/task/task-phase.js';
import {isolationsIn} from '../../store/isolation.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clusterFacts} from '../clusters/cluster-facts.js';
import {noFindings} from '../findings/bands-cell.js';
import {openIndex} from '../findings/finding-facts.js';
import {type FindingIndex} from '../findings/finding-index.js';
import {isSameHeld} from '../held.js';
import {memoBy} from '../memo.js';
import {type Place, type RowVerdict} from '../view.js';
import {watchVerdict, worst} from '../watch.js';

/** One task with its agent. What is absent was not described yet. */
export type TaskRow = {
	readonly arn: TaskArn;
	readonly id: string;
	readonly clusterArn: ClusterArn;
	readonly held: Held<Task>;
	readonly optIn?: OptIn;
	readonly known?: KnownTask;
	/** Open ones of this very task. */
	readonly findings: readonly FindingSummary[];
	/** Absent where nothing says that it is cut off the network. */
	readonly isolation?: TaskIsolation;
};

/** What follows from a task's description. */
export type KnownTask = {
	readonly task: Task;
	readonly agent: TaskAgent;
	readonly health: TaskHealth;
	/** Absent until the opt-in state is known. */
	readonly stale?: Staleness;
};

/** Returns the tasks of a cluster, of one service when the place names it, in AWS's order. */
export function taskRows(snapshot: Snapshot, cluster: ClusterArn, place: Place): readonly TaskRow[] {
	return rememberedRows(
		snapshot.get(tasksRead, cluster),
		cluster,
		clusterFacts(snapshot, cluster).optIn,
		place.service && shortName(place.service),
		openIndex(snapshot),
		isolationsIn(snapshot),
	);
}

const rememberedRows = memoBy(
	(
		tasks: Collection<Task>,
		cluster: ClusterArn,
		optIn: OptIn | undefined,
		serviceName: string | undefined,
		{byTask, others}: FindingIndex,
		isolations: ReadonlyMap<string, TaskIsolation>,
	): readonly TaskRow[] =>
		tasks.rows
			.filter(({value}) => serviceName === undefined || value?.serviceName === serviceName)
			.map(held => taskRow(held, cluster, optIn, byTask.get(held.key) ?? others, isolations.get(held.key))),
);

/** Returns the row of a task; the same object until something that is drawn of it changes. */
export function taskRow(
	held: Held<Task>,
	clusterArn: ClusterArn,
	optIn: OptIn | undefined,
	findings: readonly FindingSummary[] = noFindings,
	isolation?: TaskIsolation,
): TaskRow {
	// By the task, which the store keeps while AWS says the same, and not by its reading, which is new each time.
	return rememberedRow(held.value ?? held, held, clusterArn, optIn, findings, isolation);
}

const rememberedRow = memoBy(
	(
		_: Task | Held<Task>,
		held: Held<Task>,
		clusterArn: ClusterArn,
		optIn: OptIn | undefined,
		findings: readonly FindingSummary[],
		isolation: TaskIsolation | undefined,
	): TaskRow => ({
		// The read keys its rows by ARN.
		arn: held.key as TaskArn,
		id: shortName(held.key),
		clusterArn,
		held,
		...(optIn ? {optIn} : {}),
		...(held.value ? {known: knownOf(held.value, optIn)} : {}),
		findings,
		...(isolation ? {isolation} : {}),
	}),
	([held, ...rest], [heldNow, ...restNow]) =>
		isSameHeld(held, heldNow) && rest.every((input, index) => input === restNow[index]),
);

function knownOf(task: Task, optIn: OptIn | undefined): KnownTask {
	return {
		task,
		agent: agentOf(task),
		health: taskHealth(task, optIn),
		...(optIn ? {stale: staleTask(task, optIn)} : {}),
	};
}

/**
 * Returns whether a task is as it should be: its containers are well, and while it runs it is watched (watch.ts).
 * A task that has stopped is judged by how it stopped alone.
 */
export function taskVerdict({known, optIn, held}: TaskRow): RowVerdict {
	if (!known) {
		return 'unknown';
	}

	const {task, health} = known;
	const watched = isLive(task) ? watchedVerdict(task, optIn) : 'ok';
	return worst(health.verdict, watched, held.failure ? 'unknown' : 'ok');
}

function watchedVerdict(task: Task, optIn: OptIn | undefined): RowVerdict {
	return watchVerdict({
		// A tag that almost matches is the cluster's fault, said once there.
		optIn: optIn && {...optIn, nearMisses: []},
		census: {status: 'fresh', value: censusOf([task], false), at: 0},
		runningTasks: 1,
		fargateTasks: Number(isFargateTask(task)),
	});
}
