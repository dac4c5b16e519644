import {addRole, documentOf, executionPolicyArn} from '../../world/iam/create-iam.js';
import {addVpc} from '../../world/network/build.js';
import {type Cluster, type World} from '../../world/types.js';
import {addCluster, addDefinition, dayMs, hourMs} from '../build.js';
import {addService, addTask, type ServicePlan} from '../build-services.js';
import {type Scenario} from '../scenario.js';

/** Runtime Monitoring is on for ten days, the automated agent for three: what is older has no agent. */
export const coverageFargate: Scenario = {
	name: 'coverage-fargate',
	summary: 'every issue that GuardDuty reports of Fargate, by services and tasks named after it',
	account: {
		detector: {
			enabled: true,
			runtimeMonitoring: true,
			fargateAgent: true,
			ec2Agent: true,
			changedAgoMs: 10 * dayMs,
			agentsChangedAgoMs: 3 * dayMs,
		},
		guardDutyActivate: 'on',
	},
	fill(world) {
		addCluster(world, {name: 'coverage-fargate', tags: {environment: 'prod'}}, cluster => {
			for (const service of [...silent(world), ...ended(world), ...unfit(world)]) {
				addService(world, cluster, {tasks: 2, deployedAgoMs: dayMs, ...service});
			}

			addLate(world, cluster);
		});
		addExcluded(world);
		addCluster(world, {name: 'coverage-healthy', tags: {GuardDutyManaged: 'true'}}, cluster => {
			addService(world, cluster, {name: 'healthy', tasks: 3, deployedAgoMs: dayMs, agent: 'running'});
		});
		addCluster(world, {name: 'coverage-empty', tags: {GuardDutyManaged: 'true'}});
	},
};

type Plan = Omit<ServicePlan, 'tasks' | 'deployedAgoMs'>;

/** F1, F2 and F7: the agent runs, and GuardDuty does not hear of it or could not make its endpoint. */
function silent(world: World): readonly Plan[] {
	addRole(world.iam, {
		name: 'telemetry-denied',
		attached: [executionPolicyArn],
		inline: [
			{
				name: 'no-telemetry',
				document: documentOf({
					Effect: 'Deny',
					Action: 'guardduty:SendSecurityTelemetry',
					Resource: '*',
				}),
			},
		],
	});
	const shared = addVpc(world, {name: 'f02', block: 52, exit: 'nat', ownerId: '730114286095'});
	const nameless = addVpc(world, {name: 'f07', block: 57, exit: 'nat', dnsHostnames: false});
	return [
		{
			name: 'f01-telemetry-denied',
			agent: 'running',
			definition: addDefinition(world, {
				family: 'f01-telemetry-denied',
				executionRole: 'telemetry-denied',
			}),
		},
		{name: 'f02-shared-vpc', agent: 'running', agentVersion: '1.16.0', network: shared.private},
		{name: 'f07-dns-attributes', agent: 'running', network: nameless.private},
	];
}

/** F3 to F6: the agent ended, or could not be pulled for each of the three causes. */
function ended(world: World): readonly Plan[] {
	const inside = [{service: 'ecr.api'}, {service: 'ecr.dkr'}, {service: 's3'}];
	const isolated = addVpc(world, {name: 'f06 no route', block: 61, exit: 'none'});
	const withoutS3 = addVpc(world, {
		name: 'f06 closed to S3',
		block: 62,
		exit: 'none',
		endpoints: inside,
		egress: 'vpc',
	});
	return [
		{name: 'f03-exit-code', agent: {exitCode: 137}},
		{name: 'f04-reason', agent: {reason: 'CannotStartContainerError: context deadline exceeded'}},
		{
			name: 'f05-code-and-reason',
			agent: {exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage'},
		},
		{name: 'f06-own-repositories', agent: 'denied'},
		{name: 'f06-no-route', agent: 'follows', network: isolated.private},
		{name: 'f06-closed-to-s3', agent: 'follows', network: withoutS3.private},
	];
}

/** F8 to F11: tasks that can have no agent. */
function unfit(world: World): readonly Plan[] {
	return [
		{name: 'f08-invocation', agent: 'running', invokedBy: 'AWS Batch'},
		{
			name: 'f09-architecture',
			agent: 'running',
			definition: addDefinition(world, {family: 'f09-architecture', foreignArchitecture: 'ARM'}),
		},
		{
			name: 'f10-no-role',
			agent: 'running',
			definition: addDefinition(world, {
				family: 'f10-no-role',
				hasExecutionRole: false,
				image: 'public.ecr.aws/docker/library/nginx:1.29',
			}),
		},
		{name: 'f11-no-network', agent: 'running', network: 'none'},
	];
}

/** F14 to F18: older than the automated agent, older than Runtime Monitoring, and for no known reason. */
function addLate(world: World, cluster: Cluster): void {
	const definition = (family: string) => addDefinition(world, {family});
	addTask(world, cluster, {definition: definition('f14-old-task'), startedAgoMs: 5 * dayMs});
	addService(world, cluster, {name: 'f15-old-deployment', tasks: 2, deployedAgoMs: 5 * dayMs});
	addService(world, cluster, {name: 'f16-older-deployment', tasks: 3, deployedAgoMs: 20 * dayMs});
	addTask(world, cluster, {definition: definition('f17-older-task'), startedAgoMs: 20 * dayMs});
	addService(world, cluster, {name: 'f18-unidentified', tasks: 1, deployedAgoMs: dayMs});
}

/** F12 and F13: what began while the cluster was excluded, in one that no longer is and in one that still is. */
function addExcluded(world: World): void {
	const optIns = [
		{agoMs: 8 * dayMs, value: 'false'},
		{agoMs: 2 * dayMs, value: 'true'},
	];
	addCluster(world, {name: 'coverage-included', tags: {GuardDutyManaged: 'true'}, optIns}, cluster => {
		const definition = addDefinition(world, {family: 'f12-excluded-task'});
		addTask(world, cluster, {definition, startedAgoMs: 5 * dayMs});
		addService(world, cluster, {name: 'f13-excluded-service', tasks: 2, deployedAgoMs: 5 * dayMs});
		addService(world, cluster, {name: 'since-included', tasks: 2, deployedAgoMs: dayMs, agent: 'running'});
	});
	addCluster(world, {name: 'coverage-excluded', tags: {GuardDutyManaged: 'false'}}, cluster => {
		addService(world, cluster, {name: 'f13-excluded-now', tasks: 2, deployedAgoMs: dayMs});
		addService(world, cluster, {
			name: 'agent-left-behind',
			tasks: 1,
			deployedAgoMs: 12 * dayMs + hourMs,
			agent: 'running',
		});
	});
}
