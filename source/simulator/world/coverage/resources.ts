import {createRandom} from '../../random.js';
import {clusterArn} from '../arns.js';
import {isMonitoring} from '../opt-in.js';
import {type Cluster, type ContainerInstance, type World} from '../types.js';
import {judgeInstance} from './instances.js';
import {judgementOf} from './judge.js';
import {type ClusterJudgement, type CoverageResource} from './types.js';

/** Everything that GuardDuty judges: clusters and instances of this account, and of its members. */
export function coverageOf(world: World): readonly CoverageResource[] {
	if (!isMonitoring(world)) {
		return [];
	}

	const own = [...world.clusters.values()].flatMap(cluster => {
		const judgement = judgementOf(world, cluster);
		return judgement ? [clusterResource(world, cluster, judgement), ...nodesOf(world, cluster)] : [];
	});
	return [...own, ...world.members.flatMap(({resources}) => resources)];
}

function clusterResource(world: World, cluster: Cluster, judgement: ClusterJudgement): CoverageResource {
	const {status, issues, management, covered, compatible, updatedAt} = judgement;
	return {
		...ownership(world),
		id: createRandom(`coverage ${world.vpc} ${cluster.name}`).uuid(),
		status,
		...(issues[0] !== undefined && {issue: issues[0]}),
		updatedAt,
		details: {type: 'ECS', clusterName: cluster.name, issues, management, covered, compatible},
	};
}

function nodesOf(world: World, cluster: Cluster): readonly CoverageResource[] {
	// Clusters that are filled later have no instances.
	return cluster.promised()
		? []
		: [...cluster.contents().instances.values()].map(instance => nodeResource(world, cluster, instance));
}

function nodeResource(world: World, cluster: Cluster, instance: ContainerInstance): CoverageResource {
	const {management, issue} = judgeInstance(world, instance);
	const {ec2InstanceId, instanceType, guardDutyAgent} = instance;
	return {
		...ownership(world),
		id: ec2InstanceId,
		status: issue === undefined ? 'HEALTHY' : 'UNHEALTHY',
		...(issue !== undefined && {issue}),
		updatedAt: instance.registeredAt + 240_000,
		details: {
			type: 'EC2',
			instanceId: ec2InstanceId,
			instanceType,
			clusterArn: clusterArn(world, cluster),
			...(guardDutyAgent !== undefined && {agentVersion: guardDutyAgent}),
			management,
		},
	};
}

function ownership(world: World): Pick<CoverageResource, 'accountId' | 'detectorId'> {
	return {accountId: world.account, detectorId: [...world.detectors.keys()][0] ?? ''};
}
