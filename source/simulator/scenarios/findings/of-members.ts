import {foreignCluster} from '../../findings/foreign-cluster.js';
import {createRandom} from '../../random.js';
import {type Task, type TaskDefinition, type World} from '../../world/types.js';
import {hourMs, minuteMs} from '../build.js';
import {addFinding, goneTask} from './build-findings.js';

const found = [
	['Execution:Runtime/ReverseShell', 25 * minuteMs],
	['Impact:Runtime/SuspiciousDomainRequest.Reputation', 4 * hourMs],
	['Execution:Runtime/NewBinaryExecuted', 20 * hourMs],
] as const;

/** Findings of the accounts that this one administers; their tasks can't be described from here. */
export function addMemberFindings(world: World): void {
	for (const member of world.members.filter(({relationship}) => relationship === 'Enabled')) {
		const [resource] = member.resources;
		const name = resource?.details.type === 'ECS' ? resource.details.clusterName : 'default';
		const there = {...world, account: member.accountId, findings: world.findings};
		for (const [type, seenAgoMs] of found) {
			const task = taskThere(there, name, seenAgoMs);
			const {accountId, detectorId} = member;
			addFinding(there, {type, task, seenAgoMs, owner: {accountId, detectorId}});
		}
	}
}

function taskThere(world: World, name: string, seenAgoMs: number): Task {
	const definition: TaskDefinition = {
		family: `${name}-api`,
		revision: 7,
		status: 'ACTIVE',
		containers: [
			{
				name: 'api',
				image: `${world.account}.dkr.ecr.${world.region}.amazonaws.com/${name}-api:v7`,
				essential: true,
				cpu: 0,
			},
		],
		taskRole: `${name}-api-task`,
		networkMode: 'awsvpc',
		compatibilities: ['EC2', 'FARGATE'],
		cpu: 512,
		memory: 1024,
		architecture: 'X86_64',
		system: 'LINUX',
		registeredAt: world.clock.now() - 900 * hourMs,
	};
	const tags = [{key: 'environment', value: 'dev'}];
	const clusterThere = foreignCluster(name, {tags, tasks: 4, services: 1});
	const task = goneTask(world, clusterThere, {
		definition,
		agoMs: seenAgoMs + 3 * hourMs,
		group: `service:${name}-api`,
	});
	const deployment = createRandom(`deployment of ${name}`).digits(19);
	return {...task, startedBy: `ecs-svc/${deployment}`};
}
