import {isObject, type Json, type JsonObject} from '../json.js';
import {createRandom} from '../random.js';
import {seconds} from '../wire/seconds.js';
import {imageDigest, runtimeId} from '../wire/task-json.js';
import {clusterArn, definitionArn, taskArn} from '../world/arns.js';
import {type Finding, type FindingContent} from '../world/finding.js';
import {type Cluster, type Task, type World} from '../world/types.js';
import {remoteOf} from './network.js';

export const sequenceType = 'AttackSequence:ECS/CompromisedCluster';

export type SequencePlan = {
	readonly cluster: Cluster;
	/** The finding of each signal with the task that it is about. */
	readonly members: readonly {readonly finding: Finding; readonly task: Task}[];
};

/** An attack in several steps, made of findings that belong together. docs.aws.amazon.com/guardduty/latest/ug/guardduty-attack-sequence-finding-types.html */
export function sequenceContent(world: World, {cluster, members}: SequencePlan): FindingContent {
	const tasks = [...new Set(members.map(({task}) => task))];
	const random = createRandom(`${world.vpc} sequence ${cluster.name}`);
	const remote = remoteOf(random, 4444);
	const endpointId = `endpoint-${random.hex(12)}`;
	const arn = clusterArn(world, cluster);
	return {
		title: `A cluster of ECS, ${cluster.name}, was taken over step by step.`,
		description: descriptionOf(cluster, members),
		resource: {resourceType: 'AttackSequence'},
		service: {
			additionalInfo: {type: 'default', value: '{}'},
			detection: {
				sequence: {
					uid: random.uuid(),
					description: descriptionOf(cluster, members),
					actors: members.map(actorOf),
					resources: [
						{
							...common(world, cluster.name),
							uid: arn,
							resourceType: 'ECS_CLUSTER',
							service: 'ecs',
							tags: cluster.tags,
							data: {ecsCluster: {status: cluster.status, ec2InstanceUids: []}},
						},
						...tasks.flatMap(task => taskResources(world, task)),
					],
					endpoints: [
						{
							id: endpointId,
							ip: remote.ip,
							domain: 'eu.xmr-pool.example',
							port: remote.port,
							location: {city: remote.city, country: remote.country.name, lat: remote.lat, lon: remote.lon},
							autonomousSystem: {name: remote.organization, number: Number(remote.asn)},
							connection: {direction: 'OUTBOUND'},
						},
					],
					signals: members.map(member => signalOf(world, member, endpointId)),
					sequenceIndicators: [
						{key: 'ATTACK_TACTIC', title: 'Tactics', values: ['Execution', 'Persistence', 'Impact']},
						{
							key: 'ATTACK_TECHNIQUE',
							title: 'Techniques',
							values: ['T1059 - Command and Scripting Interpreter', 'T1496 - Resource Hijacking'],
						},
						{key: 'CRYPTOMINING_DOMAIN', title: 'Domains of mining', values: ['eu.xmr-pool.example']},
						{
							key: 'SUSPICIOUS_PROCESS',
							title: 'Processes',
							values: members.map(({finding}) => processOf(finding).name),
						},
					],
				},
			},
		},
	};
}

function descriptionOf(cluster: Cluster, members: SequencePlan['members']): string {
	const kinds = [...new Set(members.map(({finding}) => finding.type))];
	return `In the ECS cluster ${cluster.name} ${members.length} signals belong together: ${kinds.join(', ')}.`;
}

type Member = SequencePlan['members'][number];

function signalOf(world: World, {finding, task}: Member, endpointId: string): JsonObject {
	const hasEndpoint = isObject(finding.content().service.action);
	return {
		uid: finding.id,
		type: 'FINDING',
		name: finding.type,
		description: finding.content().description.slice(0, 2000),
		createdAt: seconds(finding.createdAt),
		updatedAt: seconds(finding.updatedAt),
		firstSeenAt: seconds(finding.firstSeenAt),
		lastSeenAt: seconds(finding.lastSeenAt),
		severity: finding.severity,
		count: finding.count,
		resourceUids: [taskArn(world, task), ...containerUids(task)],
		actorIds: [actorId(finding)],
		...(hasEndpoint && {endpointIds: [endpointId]}),
		signalIndicators: [{key: 'ATTACK_TACTIC', title: 'Tactic', values: [finding.type.split(':')[0] ?? '']}],
	};
}

function actorOf({finding}: Member): JsonObject {
	const {name, path, sha256} = processOf(finding);
	return {id: actorId(finding), process: {name, path, sha256}};
}

const actorId = ({id}: Finding): string => `process-${id.slice(0, 12)}`;

function processOf(finding: Finding): {
	readonly name: string;
	readonly path: string;
	readonly sha256: string;
} {
	const {runtimeDetails} = finding.content().service;
	const process = isObject(runtimeDetails) && isObject(runtimeDetails.process) ? runtimeDetails.process : {};
	const text = (value: Json | undefined): string => (typeof value === 'string' ? value : 'unknown');
	return {
		name: text(process.name),
		path: text(process.executablePath),
		sha256: text(process.executableSha256),
	};
}

function common(world: World, name: string): JsonObject {
	return {name, accountId: world.account, region: world.region, cloudPartition: 'aws'};
}

function containerUids(task: Task): readonly string[] {
	return task.definition.containers.slice(0, 1).map(({name}) => runtimeId(task, name));
}

function taskResources(world: World, task: Task): readonly JsonObject[] {
	const [container] = task.definition.containers;
	const [uid] = containerUids(task);
	return [
		{
			...common(world, task.id),
			uid: taskArn(world, task),
			resourceType: 'ECS_TASK',
			service: 'ecs',
			tags: task.tags,
			data: {
				ecsTask: {
					createdAt: seconds(task.createdAt),
					taskDefinitionArn: definitionArn(world, task.definition),
					launchType: task.launch.launchType === 'EC2' ? 'EC2' : 'FARGATE',
					containerUids: containerUids(task),
				},
			},
		},
		...(container && uid !== undefined
			? [
					{
						...common(world, container.name),
						uid,
						resourceType: 'CONTAINER',
						service: 'ecs',
						data: {container: {image: container.image, imageUid: imageDigest(container.image)}},
					},
				]
			: []),
	];
}
