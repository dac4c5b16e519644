import {type Census} from '../../source/domain/agent/census.js';
import {
	type ClusterArn,
	type ServiceArn,
	type TaskArn,
	type TaskDefinitionArn,
} from '../../source/domain/arn.js';
import {type Fetched} from '../../source/domain/fetched.js';
import {type OptIn, type OptInFacts} from '../../source/domain/opt-in/opt-in.js';
import {
	type Cluster,
	type Container,
	type Deployment,
	type Detector,
	type Service,
	type Tag,
	type Task,
	type TaskDefinition,
} from '../../source/domain/resources.js';

export const clusterArn = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop' as ClusterArn;
export const serviceArn = 'arn:aws:ecs:eu-west-1:111122223333:service/shop/api' as ServiceArn;
export const taskId = '0123456789abcdef0123456789abcdef';
export const taskArn = `arn:aws:ecs:eu-west-1:111122223333:task/shop/${taskId}` as TaskArn;
export const definitionArn = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7' as TaskDefinitionArn;

export const app: Container = {name: 'web', image: 'nginx', lastStatus: 'RUNNING'};

export function agent(facts: Partial<Container> = {}): Container {
	return {name: 'aws-guardduty-agent-nm40lC', lastStatus: 'RUNNING', ...facts};
}

export function aTask(facts: Partial<Task> = {}): Task {
	return {
		arn: taskArn,
		id: taskId,
		clusterArn,
		taskDefinition: definitionArn,
		lastStatus: 'RUNNING',
		desiredStatus: 'RUNNING',
		launchType: 'FARGATE',
		platformVersion: '1.4.0',
		platformFamily: 'Linux',
		containers: [app],
		...facts,
	};
}

export function aCluster(tags: readonly Tag[] | undefined, facts: Partial<Cluster> = {}): Cluster {
	return {
		arn: clusterArn,
		name: 'shop',
		status: 'ACTIVE',
		...(tags && {tags}),
		runningTasks: 0,
		pendingTasks: 0,
		activeServices: 0,
		containerInstances: 0,
		capacityProviders: [],
		...facts,
	};
}

export function aDeployment(facts: Partial<Deployment> = {}): Deployment {
	return {
		id: 'ecs-svc/1',
		status: 'PRIMARY',
		taskDefinition: definitionArn,
		desired: 4,
		running: 4,
		pending: 0,
		failedTasks: 0,
		createdAt: 1000,
		rolloutState: 'COMPLETED',
		...facts,
	};
}

export function aService(facts: Partial<Service> = {}): Service {
	return {
		arn: serviceArn,
		name: 'api',
		clusterArn,
		status: 'ACTIVE',
		desired: 4,
		running: 4,
		pending: 0,
		launchType: 'FARGATE',
		capacityProviders: [],
		platformVersion: '1.4.0',
		platformFamily: 'Linux',
		controller: 'ECS',
		scheduling: 'REPLICA',
		minimumHealthyPercent: 100,
		maximumPercent: 100,
		circuitBreaker: {enable: true, rollback: true},
		taskDefinition: definitionArn,
		deployments: [aDeployment()],
		events: [],
		...facts,
	};
}

export function aTaskDefinition(facts: Partial<TaskDefinition> = {}): TaskDefinition {
	return {
		arn: definitionArn,
		family: 'api',
		revision: 7,
		status: 'ACTIVE',
		containers: [{name: 'web', image: `nginx@sha256:${'a'.repeat(64)}`, isEssential: true}],
		networkMode: 'awsvpc',
		requiresCompatibilities: ['FARGATE'],
		...facts,
	};
}

export function fresh<T>(value: T): Fetched<T> {
	return {status: 'fresh', value, at: 0};
}

type Switches = {
	readonly isEnabled?: boolean;
	readonly rm?: boolean;
	readonly auto?: boolean;
	readonly ec2?: boolean;
};

/** A detector whose switches were last changed at 100 (Runtime Monitoring), 200 (Fargate agent), 300 (EC2 agent). */
export function aDetector({isEnabled = true, rm = true, auto = false, ec2 = false}: Switches): Detector {
	return {
		id: 'd',
		isEnabled,
		features: [
			{name: 'EKS_RUNTIME_MONITORING', isEnabled: true, updatedAt: 900, additional: []},
			{
				name: 'RUNTIME_MONITORING',
				isEnabled: rm,
				updatedAt: 100,
				additional: [
					{name: 'EKS_ADDON_MANAGEMENT', isEnabled: true, updatedAt: 900, additional: []},
					{name: 'ECS_FARGATE_AGENT_MANAGEMENT', isEnabled: auto, updatedAt: 200, additional: []},
					{name: 'EC2_AGENT_MANAGEMENT', isEnabled: ec2, updatedAt: 300, additional: []},
				],
			},
		],
	};
}

export function facts(detector: Detector | undefined, more: Partial<OptInFacts> = {}): OptInFacts {
	return {
		detector: fresh(detector),
		administrator: fresh(undefined),
		accountSetting: fresh({name: 'guardDutyActivate', value: 'on'}),
		...more,
	};
}

export function anOptIn(state: OptIn['state'], more: Partial<OptIn> = {}): OptIn {
	return {state, label: state, reason: 'because', unknowns: [], nearMisses: [], ...more};
}

export function aCensus(counts: Partial<Census> = {}): Census {
	const {running = 0, starting = 0, failed = 0, absent = 0, unsupported = 0, unknown = 0} = counts;
	const expected = running + starting + failed + absent;
	return {
		tasks: expected + unsupported + unknown,
		running,
		starting,
		failed,
		absent,
		unsupported,
		unknown,
		expected,
		staleServices: absent > 0 ? ['api'] : [],
		staleTasks: 0,
		isPartial: false,
		...counts,
	};
}
