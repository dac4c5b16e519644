import {isAgentContainer} from '../agent/agent.js';
import {type Fact} from '../fact.js';
import {type Task, type TaskDefinition} from '../resources.js';
import {type Finding} from './finding.js';

/** What two tasks may have in common. `image-name` is weaker: the same text, and a digest that is not known. */
export type TieKind = 'image-digest' | 'image-name' | 'task-definition' | 'task-role' | 'security-group';

export type Tie = {readonly kind: TieKind; readonly value: string};

/** A question that could not be answered about a task, and why. */
export type UnknownTie = {
	readonly kind: 'image-digest' | 'task-definition' | 'task-role' | 'security-group';
	readonly why: string;
};

/** One task with what must be known to compare it. */
export type TaskTraits = {
	readonly task: Task;
	readonly definition: Fact<TaskDefinition>;
	/** Of its network interface, or of its instance. */
	readonly securityGroups: Fact<readonly string[]>;
};

/** What the task of a finding had, as far as it is known. An empty set with `undefined` is "not known". */
export type BlastSubject = {
	readonly taskArn?: string;
	readonly images: readonly {readonly name?: string; readonly digest?: string}[];
	readonly definitionArn?: string;
	readonly taskRole: Fact<string | undefined>;
	readonly securityGroups: Fact<readonly string[]>;
};

export type BlastRow = {
	readonly task: Task;
	readonly ties: readonly Tie[];
	readonly unknown: readonly UnknownTie[];
};

export type BlastRadius = {
	/** Tasks with at least one tie, those with most first, then those about which something is not known. */
	readonly rows: readonly BlastRow[];
	readonly tied: number;
	/** Tasks without a tie about which something is not known. */
	readonly unsure: number;
	/** Tasks that were compared, the subject itself not counted. */
	readonly compared: number;
	/** What is not known about the subject itself: no task can be tied by it. */
	readonly unknown: readonly UnknownTie[];
	/** False where nothing at all is known of the subject: then no tie says nothing. */
	readonly isComparable: boolean;
};

/** Returns the subject from a live or remembered task; of a container that is named only its image counts. */
export function subjectOfTask(traits: TaskTraits, containerName?: string): BlastSubject {
	const {task, definition, securityGroups} = traits;
	const workloads = task.containers.filter(container => !isAgentContainer(container));
	const named = workloads.filter(({name}) => name === containerName);
	return {
		taskArn: task.arn,
		images: (named.length > 0 ? named : workloads).map(({image, imageDigest}) => ({
			name: image,
			digest: imageDigest,
		})),
		definitionArn: task.taskDefinition,
		taskRole: taskRole(definition),
		securityGroups,
	};
}

/** Returns the subject from the finding's own copy, for a task that ECS has forgotten. */
export function subjectOfFinding(
	finding: Pick<Finding, 'task' | 'taskArn' | 'image' | 'container'>,
	definition: Fact<TaskDefinition>,
): BlastSubject {
	const images = finding.image === undefined ? (finding.task?.containers ?? []) : [{image: finding.image}];
	return {
		taskArn: finding.taskArn,
		images: images.flatMap(({image}) =>
			image === undefined ? [] : [{name: image, digest: digestIn(image)}],
		),
		definitionArn: finding.task?.definitionArn,
		taskRole: taskRole(definition),
		securityGroups: {
			status: 'unknown',
			why:
				finding.taskArn === undefined
					? 'the finding leads to no single task'
					: 'the task is gone, and a finding does not tell its security groups',
		},
	};
}

/** Compares every task with the subject. What is not known of a task is told, and is not "no tie". */
export function blastRadius(subject: BlastSubject, tasks: readonly TaskTraits[]): BlastRadius {
	const others = tasks.filter(({task}) => task.arn !== subject.taskArn);
	const rows = others
		.map(traits => compare(subject, traits))
		.filter(({ties, unknown}) => ties.length > 0 || unknown.length > 0)
		// Sorting is stable: equals stay in the order that they were given in.
		.sort((one, other) => other.ties.length - one.ties.length);
	return {
		rows,
		tied: rows.filter(({ties}) => ties.length > 0).length,
		unsure: rows.filter(({ties}) => ties.length === 0).length,
		compared: others.length,
		unknown: unknownOfSubject(subject),
		isComparable: isComparable(subject),
	};
}

function compare(subject: BlastSubject, {task, definition, securityGroups}: TaskTraits): BlastRow {
	const answers = [
		...compareImages(subject, task),
		...(subject.definitionArn === undefined || subject.definitionArn !== task.taskDefinition
			? []
			: [tie('task-definition', task.taskDefinition)]),
		...compareRole(subject.taskRole, definition),
		...compareGroups(subject.securityGroups, securityGroups),
	];
	return {
		task,
		ties: answers.filter(answer => 'value' in answer),
		unknown: answers.filter(answer => 'why' in answer),
	};
}

function compareImages({images}: BlastSubject, task: Task): readonly (Tie | UnknownTie)[] {
	const digests = new Set(images.map(({digest}) => digest).filter(digest => digest !== undefined));
	const names = new Set(images.map(({name}) => name).filter(name => name !== undefined));
	const workloads = task.containers.filter(container => !isAgentContainer(container));
	const same = new Set(
		workloads.map(({imageDigest}) => imageDigest ?? '').filter(digest => digests.has(digest)),
	);
	if (same.size > 0) {
		return [...same].map(digest => tie('image-digest', digest));
	}

	const isSubjectWhole = images.length > 0 && images.every(({digest}) => digest !== undefined);
	const doubtful = isSubjectWhole
		? workloads.filter(({imageDigest}) => imageDigest === undefined)
		: workloads;
	const namesakes = new Set(doubtful.map(({image}) => image ?? '').filter(image => names.has(image)));
	if (namesakes.size > 0) {
		return [...namesakes].map(name => tie('image-name', name));
	}

	// With no digest of the subject, the subject's own gap is told once; here it is the task that does not tell.
	return isSubjectWhole && doubtful.length > 0
		? [
				{
					kind: 'image-digest',
					why: `ECS does not tell the digest of ${doubtful.map(({name}) => name).join(', ')}`,
				},
			]
		: [];
}

function compareRole(
	role: BlastSubject['taskRole'],
	definition: Fact<TaskDefinition>,
): readonly (Tie | UnknownTie)[] {
	if (role.status === 'unknown' || role.value === undefined) {
		return [];
	}

	if (definition.status === 'unknown') {
		return [{kind: 'task-role', why: definition.why}];
	}

	return definition.value.taskRoleArn === role.value ? [tie('task-role', role.value)] : [];
}

function compareGroups(
	wanted: Fact<readonly string[]>,
	found: Fact<readonly string[]>,
): readonly (Tie | UnknownTie)[] {
	if (wanted.status === 'unknown' || wanted.value.length === 0) {
		return [];
	}

	return found.status === 'unknown'
		? [{kind: 'security-group', why: found.why}]
		: found.value.filter(group => wanted.value.includes(group)).map(group => tie('security-group', group));
}

function isComparable({images, definitionArn, taskRole, securityGroups}: BlastSubject): boolean {
	return (
		images.length > 0 ||
		definitionArn !== undefined ||
		taskRole.status === 'known' ||
		securityGroups.status === 'known'
	);
}

function unknownOfSubject(subject: BlastSubject): readonly UnknownTie[] {
	const hasDigests = subject.images.length > 0 && subject.images.every(({digest}) => digest !== undefined);
	return [
		...(hasDigests
			? []
			: [
					{
						kind: 'image-digest',
						why:
							subject.images.length === 0
								? 'the finding names no image'
								: 'the digest of the image is not known: tasks are tied by its name',
					} as const,
				]),
		...(subject.definitionArn === undefined
			? [{kind: 'task-definition', why: 'the finding does not name the task definition'} as const]
			: []),
		...(subject.taskRole.status === 'unknown'
			? [{kind: 'task-role', why: subject.taskRole.why} as const]
			: []),
		...(subject.securityGroups.status === 'unknown'
			? [{kind: 'security-group', why: subject.securityGroups.why} as const]
			: []),
	];
}

function taskRole(definition: Fact<TaskDefinition>): BlastSubject['taskRole'] {
	return definition.status === 'known' ? {status: 'known', value: definition.value.taskRoleArn} : definition;
}

/** An image may be named by its digest: `web@sha256:…`. */
function digestIn(image: string): string | undefined {
	return /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
}

function tie(kind: TieKind, value: string): Tie {
	return {kind, value};
}
