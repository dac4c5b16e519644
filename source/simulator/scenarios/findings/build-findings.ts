import {runtimeType} from '../../findings/catalogue/registry.js';
import {exfiltrationContent, exfiltrationSeverity, exfiltrationTypes} from '../../findings/credentials.js';
import {type Report, report, reportRuntime} from '../../findings/report.js';
import {type SequencePlan, sequenceContent, sequenceType} from '../../findings/sequence.js';
import {subjectOf} from '../../findings/subject.js';
import {createRandom} from '../../random.js';
import {clusterArn} from '../../world/arns.js';
import {type Finding} from '../../world/finding.js';
import {companyNetwork} from '../../world/network/company.js';
import {type Cluster, type Task, type TaskDefinition, type World} from '../../world/types.js';
import {fargate, minuteMs} from '../build.js';

export type PastFinding = {
	/** One of Runtime Monitoring, or of the use of a task's credentials elsewhere. */
	readonly type: string;
	readonly task: Task;
	readonly seenAgoMs: number;
	/** Given where it was first seen at another time. */
	readonly firstSeenAgoMs?: number;
	readonly severity?: number;
} & Pick<Report, 'count' | 'isArchived' | 'owner' | 'distort'>;

/** Adds a finding of the past about a task. */
export function addFinding(world: World, plan: PastFinding): Finding {
	const {type, task, seenAgoMs, firstSeenAgoMs, ...rest} = plan;
	const now = world.clock.now();
	const seen = {
		seenAt: now - seenAgoMs,
		...(firstSeenAgoMs !== undefined && {firstSeenAt: now - firstSeenAgoMs}),
	};
	const exfiltration = exfiltrationTypes.find(one => one.type === type);
	if (!exfiltration) {
		return reportRuntime(world, {...rest, ...seen, type: runtimeType(type), subject: subjectOf(world, task)});
	}

	const random = createRandom(`${world.vpc} credentials of ${task.id}`);
	const content = exfiltrationContent(world, exfiltration, {task, random});
	return report(world, {
		severity: exfiltrationSeverity,
		...rest,
		...seen,
		type,
		resourceType: 'AccessKey',
		resourceId: `access key of ${task.id}`,
		content: () => content,
	});
}

/** Adds an attack sequence, to which its members point from now on. */
export function addSequence(
	world: World,
	plan: SequencePlan,
	seenAgoMs: number,
	distort?: Finding['distort'],
): Finding {
	const content = sequenceContent(world, plan);
	const firstSeenAt = Math.min(...plan.members.map(({finding}) => finding.firstSeenAt));
	const sequence = report(world, {
		type: sequenceType,
		severity: 9.3,
		resourceType: 'AttackSequence',
		resourceId: clusterArn(world, plan.cluster),
		seenAt: world.clock.now() - seenAgoMs,
		firstSeenAt,
		content: () => content,
		...(distort && {distort}),
	});
	for (const {finding} of plan.members) {
		finding.sequenceId = sequence.id;
	}

	return sequence;
}

/** A task of a service, by its place; undefined where the scenario has none such. */
export function taskOf(
	world: World,
	[clusterName, serviceName, index = 0]: readonly [cluster: string, service: string, index?: number],
): Task | undefined {
	return world.clusters.get(clusterName)?.contents().services.get(serviceName)?.tasks[index];
}

/** A task that ECS has forgotten: findings tell of it, nothing else does. */
export function goneTask(
	world: World,
	cluster: Cluster,
	{definition, agoMs, group}: {definition: TaskDefinition; agoMs: number; group?: string},
): Task {
	const random = createRandom(`${world.vpc} gone ${cluster.name} ${definition.family} ${agoMs}`);
	const createdAt = world.clock.now() - agoMs;
	return {
		id: random.hex(32),
		cluster,
		definition,
		group: group ?? `family:${definition.family}`,
		launch: fargate,
		network: companyNetwork(world),
		tags: [],
		createdAt,
		startedAt: createdAt + 31_000,
		stoppedAt: createdAt + 90 * minuteMs,
		status: 'STOPPED',
		desired: 'STOPPED',
		version: 6,
	};
}
