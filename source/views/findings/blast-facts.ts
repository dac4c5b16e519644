import {type ClusterArn, parseArn} from '../../domain/arn.js';
import {type Fact, factOf, known, pendingFact} from '../../domain/fact.js';
import {type Collection} from '../../domain/fetched.js';
import {
	type BlastRadius,
	type BlastSubject,
	blastRadius,
	subjectOfFinding,
	subjectOfTask,
	type TaskTraits,
} from '../../domain/findings/blast-radius.js';
import {type NetworkInterface} from '../../domain/network/network.js';
import {type Task, type TaskDefinition} from '../../domain/resources.js';
import {isLive} from '../../domain/task/task-phase.js';
import {type Looked} from '../../store/reads/lookup-read.js';
import {type InterfacesOf, networkInterfacesRead} from '../../store/reads/network-interfaces.js';
import {taskDefinitionRead} from '../../store/reads/task-definition.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersAt} from '../clusters/clusters-at.js';
import {heldRow, heldValues} from '../held.js';
import {keepSame, memoBy} from '../memo.js';
import {type Place} from '../view.js';
import {findingAt} from './finding-facts.js';
import {lastTaskOf, taskStateIn} from './task-state.js';

/** Interfaces that are read of one cluster: ten calls. */
const interfaceBound = 2000;

/** Returns who shares something with the finding's task; undefined until the finding itself was read. */
export function blastRadiusIn(snapshot: Snapshot, place: Place): BlastRadius | undefined {
	const subject = subjectIn(snapshot, place);
	return subject && rememberedRadius(allTraits(snapshot), subject);
}

const rememberedRadius = memoBy(
	(traits: readonly TaskTraits[], subject: BlastSubject): BlastRadius => blastRadius(subject, traits),
	([subject], [subjectNow]) => JSON.stringify(subject) === JSON.stringify(subjectNow),
);

/** The task as it is or was; of one that nobody saw the finding's own copy, which has no digests. */
function subjectIn(snapshot: Snapshot, place: Place): BlastSubject | undefined {
	const finding = findingAt(snapshot, place.subject);
	if (!finding) {
		return undefined;
	}

	const task = lastTaskOf(taskStateIn(snapshot, finding));
	return task
		? subjectOfTask(traitsOf(snapshot, task), finding.containerName)
		: subjectOfFinding(finding, definitionFact(snapshot, asDefinition(finding.task?.definitionArn)));
}

/** Every task of the account that runs or starts, with what is compared of it. */
function allTraits(snapshot: Snapshot): readonly TaskTraits[] {
	const clusters = clustersAt(snapshot, {view: 'blast-radius'});
	return sameTraits(
		clusters.flatMap(cluster => liveTasks(snapshot, cluster).map(task => traitsOf(snapshot, task))),
	);
}

const sameTraits = keepSame<TaskTraits>();

function traitsOf(snapshot: Snapshot, task: Task): TaskTraits {
	const definition = snapshot.get(taskDefinitionRead, task.taskDefinition);
	return rememberedTraits(task, factKept(definition), groupsOf(snapshot, task));
}

const rememberedTraits = memoBy(
	(task: Task, definition: Fact<TaskDefinition>, securityGroups: Fact<readonly string[]>): TaskTraits => ({
		task,
		definition,
		securityGroups,
	}),
	(before, now) => before.every((fact, index) => isSameFact(fact, now[index])),
);

function isSameFact(one: Fact<unknown>, other: Fact<unknown> | undefined): boolean {
	return one.status === 'known'
		? other?.status === 'known' && one.value === other.value
		: other?.status === 'unknown' && one.why === other.why;
}

const factKept = memoBy(factOf<TaskDefinition>);

function definitionFact(
	snapshot: Snapshot,
	definition: Task['taskDefinition'] | undefined,
): Fact<TaskDefinition> {
	return definition === undefined
		? {status: 'unknown', why: 'the finding names no task definition'}
		: factOf(snapshot.get(taskDefinitionRead, definition));
}

/** Returns the security groups of a task's own network interface. */
function groupsOf(snapshot: Snapshot, task: Task): Fact<readonly string[]> {
	const eniId = task.network?.eniId;
	return eniId === undefined
		? {status: 'unknown', why: 'it has no network interface of its own'}
		: groupsIn(snapshot.get(networkInterfacesRead, {subject: task.clusterArn, ids: []}), eniId);
}

function groupsIn(looked: Collection<Looked<NetworkInterface>>, eniId: string): Fact<readonly string[]> {
	const row = heldRow(looked, eniId);
	if (row?.value) {
		const {found} = row.value;
		return found ? known(found.securityGroups) : {status: 'unknown', why: 'its network interface is gone'};
	}

	return row?.failure ? factOf({status: 'failed', failure: row.failure, at: 0}) : pendingFact;
}

/** Returns the tasks of a cluster that run or start. */
export function liveTasks(snapshot: Snapshot, cluster: ClusterArn): readonly Task[] {
	return liveOf(snapshot.get(tasksRead, cluster));
}

const liveOf = memoBy((tasks: Collection<Task>): readonly Task[] => heldValues(tasks).filter(isLive));

/** Returns what is asked of EC2 for the security groups of a cluster's tasks. */
export function interfacesOf(snapshot: Snapshot, cluster: ClusterArn): InterfacesOf {
	const ids = liveTasks(snapshot, cluster).flatMap(({network}) => network?.eniId ?? []);
	return {subject: cluster, ids: ids.slice(0, interfaceBound)};
}

/** Returns a text as a task definition's ARN when it has the shape of one. */
export function asDefinition(text: string | undefined): Task['taskDefinition'] | undefined {
	const parts = text === undefined ? undefined : parseArn(text);
	return parts?.service === 'ecs' && /^task-definition\/[A-Za-z0-9_-]{1,255}:\d{1,9}$/.test(parts.resource)
		? (text as Task['taskDefinition'])
		: undefined;
}
