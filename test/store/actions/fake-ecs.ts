import {type Answer} from '../../../source/domain/account.js';
import {type ServiceDeploymentArn, type TaskArn} from '../../../source/domain/arn.js';
import {type Clock} from '../../../source/domain/clock.js';
import {type Failure} from '../../../source/domain/failure.js';
import {type OperationName, type RunTaskRequest} from '../../../source/domain/operations.js';
import {
	type Cluster,
	type Container,
	type Deployment,
	type Detector,
	type Service,
	type ServiceDeployment,
	type Task,
	type TaskDefinition,
} from '../../../source/domain/resources.js';
import {failed, ok, type Script} from '../fake-account.js';
import {aCluster, aService, aTask, clusterArn, describeOf, pageOf, taskArn} from '../fake-world.js';

/** How a rollout of the fake goes: what the agent of its new tasks does, and how it ends. */
export type RolloutScript = {
	readonly agent?: 'running' | 'failed' | 'absent' | 'late';
	readonly ends?:
		| 'completes'
		| 'fails'
		| 'rolls back'
		| 'stalls'
		| 'superseded'
		| 'deleted'
		| 'made inactive'
		| 'stopped by hand'
		| 'flaps';
	/** How long it takes from one new task to the next. */
	readonly everyMs?: number;
	/** How long DescribeServices does not know of the new deployment. */
	readonly shownAfterMs?: number;
	/** How long DescribeTasks lags behind the service. */
	readonly tasksLagMs?: number;
	/** A task of the new deployment died on the way, and its agent with it. */
	readonly hasDeadTask?: boolean;
};

type FakeService = {base: Service; script: RolloutScript; startedAt?: number};

export const taskStartsMs = 10_000;
const agentImage = '694911143906.dkr.ecr.eu-west-1.amazonaws.com/aws-guardduty-agent-fargate:v1.9.0';
export const pullFailure = 'CannotPullContainerError: pull access denied';

/** A small ECS that plays along simulated time; tests change it while it answers. */
export type FakeEcs = {
	readonly script: Script;
	readonly clusters: Map<string, Cluster>;
	readonly tasks: Map<string, Task>;
	readonly serviceDeployments: ServiceDeployment[];
	readonly taskDefinitions: Map<string, TaskDefinition>;
	detector: Detector | undefined;
	/** When false, writes are accepted and nothing changes. */
	isObedient: boolean;
	/** What becomes of the next task that RunTask starts. */
	copy: 'runs' | 'fails to start' | 'is not placed' | 'agent fails' | 'hangs';
	addService(cluster: string, name: string, facts?: Partial<Service>, script?: RolloutScript): Service;
	/** Answers the next `times` calls of this operation with a failure; `after` says whether it was done anyway. */
	fail(name: OperationName, failure: Failure, options?: {times?: number; isDone?: boolean}): void;
	/** RunTask requests by their client token: a repeated token starts nothing. */
	readonly runs: Map<string, Task>;
};

export function createFakeEcs(clock: Clock): FakeEcs {
	const services = new Map<string, FakeService>();
	const failures = new Map<OperationName, {failure: Failure; times: number; isDone: boolean}>();

	const ecs: FakeEcs = {
		clusters: new Map(),
		tasks: new Map(),
		serviceDeployments: [],
		taskDefinitions: new Map(),
		detector: monitoring(clock.now() - 3_600_000),
		isObedient: true,
		copy: 'runs',
		runs: new Map(),
		addService(cluster, name, facts = {}, script = {}) {
			const base = aService(cluster, name, {
				circuitBreaker: {enable: true, rollback: script.ends === 'rolls back'},
				...facts,
			});
			services.set(base.arn, {base, script});
			return base;
		},
		fail(name, failure, {times = 1, isDone = false} = {}) {
			failures.set(name, {failure, times, isDone});
		},
		get script() {
			return script;
		},
	};

	/** Answers, unless the test has told this operation to fail. */
	function unlessFailing<T>(name: OperationName, answer: () => T): Answer<T> {
		const told = failures.get(name);
		if (told === undefined || told.times === 0) {
			return ok(answer());
		}

		told.times -= 1;
		if (told.isDone) {
			answer();
		}

		return failed(told.failure);
	}

	function allTasks(): readonly Task[] {
		return [
			...[...services.values()].flatMap(one => tasksOf(one, clock.now() - (one.script.tasksLagMs ?? 0))),
			...ecs.tasks.values(),
		];
	}

	const script: Script = {
		'sts:GetCallerIdentity': () =>
			unlessFailing('sts:GetCallerIdentity', () => ({
				account: '123456789012',
				arn: 'arn:aws:sts::123456789012:assumed-role/oncall/ann',
			})),
		'guardduty:ListDetectors': () =>
			unlessFailing('guardduty:ListDetectors', () => (ecs.detector ? [ecs.detector.id] : [])),
		'guardduty:GetDetector': () =>
			unlessFailing('guardduty:GetDetector', () => ecs.detector ?? monitoring(0)),
		'guardduty:GetAdministratorAccount': () => ok(undefined),
		'ecs:ListAccountSettings': ({name}) => ok([{name, value: 'on'}]),
		'ecs:ListClusters': () =>
			unlessFailing('ecs:ListClusters', () => ({items: [...ecs.clusters.keys()].map(clusterArn)})),
		'ecs:DescribeClusters': ({clusters}) =>
			unlessFailing('ecs:DescribeClusters', () =>
				describeOf(clusters, arn => [...ecs.clusters.values()].find(cluster => cluster.arn === arn)),
			),
		'ecs:ListServices': ({cluster, nextToken}) =>
			unlessFailing('ecs:ListServices', () =>
				pageOf(
					[...services.values()].filter(({base}) => base.clusterArn === cluster).map(({base}) => base.arn),
					nextToken,
				),
			),
		'ecs:DescribeServices': ({services: arns}) =>
			unlessFailing('ecs:DescribeServices', () =>
				describeOf(arns, arn => {
					const service = services.get(arn);
					const isHidden = clock.now() < (service?.startedAt ?? 0) + (service?.script.shownAfterMs ?? 0);
					return isHidden ? service?.base : service && serviceAt(service, clock.now());
				}),
			),
		'ecs:ListTasks': ({cluster, desiredStatus, serviceName, nextToken}) =>
			unlessFailing('ecs:ListTasks', () =>
				pageOf(
					allTasks()
						.filter(
							task =>
								task.clusterArn === cluster &&
								(serviceName === undefined || task.serviceName === serviceName) &&
								(task.desiredStatus === 'STOPPED') === (desiredStatus === 'STOPPED'),
						)
						.map(({arn}) => arn),
					nextToken,
				),
			),
		'ecs:DescribeTasks': ({tasks}) =>
			unlessFailing('ecs:DescribeTasks', () =>
				// AWS promises no order.
				describeOf(
					[...tasks].sort((one, other) => one.localeCompare(other)),
					(arn: TaskArn) => allTasks().find(task => task.arn === arn),
				),
			),
		'ecs:DescribeTaskDefinition': ({taskDefinition}) =>
			unlessFailing(
				'ecs:DescribeTaskDefinition',
				() => ecs.taskDefinitions.get(taskDefinition) ?? pinned(taskDefinition),
			),
		'ec2:DescribeNetworkInterfaces': input =>
			unlessFailing('ec2:DescribeNetworkInterfaces', () =>
				('everyOf' in input ? input.everyOf : input.networkInterfaceIds).map(id => ({
					id,
					ipv6Addresses: [],
					securityGroups: ['sg-0cc3'],
				})),
			),
		'ecs:ListServiceDeployments': ({service}) =>
			unlessFailing('ecs:ListServiceDeployments', () => ({
				items: ecs.serviceDeployments.filter(({serviceArn}) => serviceArn === service),
			})),

		'ecs:TagResource': ({resourceArn, tags}) =>
			unlessFailing('ecs:TagResource', () => {
				changeCluster(resourceArn, cluster => ({
					...cluster,
					tags: [...(cluster.tags ?? []).filter(tag => !tags.some(({key}) => key === tag.key)), ...tags],
				}));
				return {};
			}),
		'ecs:UntagResource': ({resourceArn, tagKeys}) =>
			unlessFailing('ecs:UntagResource', () => {
				changeCluster(resourceArn, cluster => ({
					...cluster,
					tags: (cluster.tags ?? []).filter(({key}) => !tagKeys.includes(key)),
				}));
				return {};
			}),
		'ecs:UpdateClusterSettings': ({cluster: arn, containerInsights}) =>
			unlessFailing('ecs:UpdateClusterSettings', () => {
				changeCluster(arn, cluster => ({...cluster, containerInsights}));
				return {};
			}),
		'ecs:UpdateService': ({service: arn}) =>
			unlessFailing('ecs:UpdateService', () => {
				const service = services.get(arn)!;
				service.startedAt = clock.now();
				return serviceAt(service, clock.now()) ?? service.base;
			}),
		'ecs:StopServiceDeployment': ({serviceDeployment}) =>
			unlessFailing('ecs:StopServiceDeployment', () => {
				changeDeployment(serviceDeployment, 'STOP_REQUESTED');
				clock.after(12_000, () => changeDeployment(serviceDeployment, 'ROLLBACK_SUCCESSFUL'));
				return {};
			}),
		'ecs:StopTask': ({task: arn, reason}) =>
			unlessFailing('ecs:StopTask', () => {
				const task = ecs.tasks.get(arn)!;
				if (ecs.isObedient) {
					ecs.tasks.set(arn, {...task, lastStatus: 'STOPPING', desiredStatus: 'STOPPED'});
					clock.after(8000, () =>
						ecs.tasks.set(arn, {
							...task,
							lastStatus: 'STOPPED',
							desiredStatus: 'STOPPED',
							stoppedReason: reason,
						}),
					);
				}

				return ecs.tasks.get(arn)!;
			}),
		'ecs:RunTask': ({request}) => unlessFailing('ecs:RunTask', () => runTask(request)),
	};

	function runTask(request: RunTaskRequest) {
		const token = String(request.clientToken);
		const before = ecs.runs.get(token);
		if (before) {
			return {items: [before], missing: []};
		}

		if (ecs.copy === 'is not placed') {
			return {items: [], missing: [{arn: '', reason: 'RESOURCE:ENI'}]};
		}

		const id = `copy${ecs.runs.size + 1}`;
		const task = standalone(String(request.cluster).split('/')[1]!, id, {
			lastStatus: 'PROVISIONING',
			containers: [{name: 'app', image: 'registry.example/app:1', lastStatus: 'PENDING'}],
		});
		ecs.runs.set(token, task);
		ecs.tasks.set(task.arn, task);
		const become = (facts: Partial<Task>) => () => {
			ecs.tasks.set(task.arn, {...task, ...facts});
		};
		const app: Container = {name: 'app', image: 'registry.example/app:1', lastStatus: 'RUNNING'};
		switch (ecs.copy) {
			case 'runs':
				clock.after(5000, become({lastStatus: 'RUNNING', containers: [app, anAgent('PENDING')]}));
				clock.after(10_000, become({lastStatus: 'RUNNING', containers: [app, anAgent('RUNNING')]}));
				break;
			case 'agent fails':
				clock.after(5000, become({lastStatus: 'RUNNING', containers: [app, anAgent('STOPPED')]}));
				break;
			case 'fails to start':
				clock.after(
					5000,
					become({
						lastStatus: 'STOPPED',
						desiredStatus: 'STOPPED',
						stopCode: 'TaskFailedToStart',
						stoppedReason: pullFailure,
					}),
				);
				break;
			case 'hangs':
				break;
			default:
				ecs.copy satisfies never;
		}

		return {items: [task], missing: []};
	}

	function changeCluster(arn: string, change: (cluster: Cluster) => Cluster): void {
		const cluster = [...ecs.clusters.values()].find(one => one.arn === arn)!;
		if (ecs.isObedient) {
			ecs.clusters.set(cluster.name, change(cluster));
		}
	}

	function changeDeployment(arn: ServiceDeploymentArn, status: string): void {
		const index = ecs.serviceDeployments.findIndex(one => one.arn === arn);
		if (ecs.isObedient) {
			ecs.serviceDeployments[index] = {...ecs.serviceDeployments[index]!, status};
		}
	}

	return ecs;
}

/** A detector with Runtime Monitoring and the automated agent on since then. */
export function monitoring(since: number, isAutomatic = true): Detector {
	return {
		id: 'd-1',
		isEnabled: true,
		features: [
			{
				name: 'RUNTIME_MONITORING',
				isEnabled: true,
				updatedAt: since,
				additional: [
					{name: 'ECS_FARGATE_AGENT_MANAGEMENT', isEnabled: isAutomatic, updatedAt: since, additional: []},
				],
			},
		],
	};
}

function pinned(arn: TaskDefinition['arn']): TaskDefinition {
	return {
		arn,
		family: 'api',
		revision: 7,
		status: 'ACTIVE',
		containers: [{name: 'app', image: `registry.example/app@sha256:${'a'.repeat(64)}`, isEssential: true}],
		networkMode: 'awsvpc',
		requiresCompatibilities: ['FARGATE'],
	};
}

export function anAgent(lastStatus: string): Container {
	return {
		name: 'aws-guardduty-agent-k3f9',
		image: agentImage,
		lastStatus,
		...(lastStatus === 'STOPPED' && {reason: pullFailure}),
	};
}

/** A standalone task without an agent, as it is before the opt-in. */
export function standalone(cluster: string, id: string, facts: Partial<Task> = {}): Task {
	const {serviceName: _, ...task} = aTask(cluster, id, {
		group: 'family:api',
		startedBy: 'nightly',
		containers: [{name: 'app', image: 'registry.example/app:1', lastStatus: 'RUNNING'}],
		network: {eniId: 'eni-1', subnetId: 'subnet-0aa1'},
		tags: [{key: 'team', value: 'payments'}],
	});
	return {...task, ...facts};
}

export function addCluster(ecs: FakeEcs, name: string, facts: Partial<Cluster> = {}): Cluster {
	const cluster = aCluster(name, facts);
	ecs.clusters.set(name, cluster);
	return cluster;
}

/** New tasks that run by now: one every ten seconds, unless the rollout's script holds them back. */
function newTasksAt({base, script, startedAt}: FakeService, now: number): number {
	const elapsed = startedAt === undefined ? 0 : now - startedAt;
	const steps = Math.floor(elapsed / (script.everyMs ?? taskStartsMs));
	switch (script.ends) {
		case 'fails':
		case 'rolls back':
			return 0;
		case 'stalls':
			return Math.min(1, steps);
		case 'flaps':
			return steps % 2;
		default:
			return Math.min(base.desired, steps);
	}
}

const oldId = (service: Service) => `ecs-svc/${service.name}`;
const newId = (service: Service) => `ecs-svc/${service.name}-2`;

function serviceAt(service: FakeService, now: number): Service | undefined {
	const {base, script, startedAt} = service;
	if (startedAt === undefined) {
		return base;
	}

	const fresh = newTasksAt(service, now);
	const elapsed = now - startedAt;
	const isLate = elapsed > taskStartsMs * 2.5;
	const isComplete = elapsed > (script.everyMs ?? taskStartsMs) * (base.desired + 1);
	const old: Deployment = {...base.deployments[0]!, status: 'ACTIVE', running: base.desired - fresh};
	const primary: Deployment = {
		...base.deployments[0]!,
		id: newId(base),
		status: 'PRIMARY',
		desired: base.desired,
		running: fresh,
		pending: base.desired - fresh,
		failedTasks: script.hasDeadTask ? 1 : 0,
		createdAt: startedAt,
		rolloutState: 'IN_PROGRESS',
		rolloutStateReason: 'ECS deployment in progress.',
	};
	const events = [{id: 'e-2', at: startedAt + 1000, message: `(service ${base.name}) has started 1 tasks.`}];
	const rolling = {...base, deployments: [primary, old], events: [...events, ...base.events]};
	switch (script.ends) {
		case 'deleted':
			return isLate ? undefined : rolling;
		case 'made inactive':
			return isLate ? {...base, status: 'INACTIVE', deployments: []} : rolling;
		case 'fails':
		case 'rolls back': {
			if (!isLate) {
				return {...rolling, deployments: [{...primary, failedTasks: 3}, old]};
			}

			const reason = 'tasks failed to start';
			const broken: Deployment = {
				...primary,
				failedTasks: 3,
				rolloutState: 'FAILED',
				rolloutStateReason: reason,
			};
			return script.ends === 'fails' || elapsed < taskStartsMs * 4
				? {...rolling, deployments: [broken, old]}
				: {
						...rolling,
						deployments: [
							{...old, status: 'PRIMARY', rolloutStateReason: `rolling back to ${old.id}`},
							{...broken, status: 'ACTIVE'},
						],
					};
		}

		case 'superseded':
			return isLate
				? {
						...rolling,
						deployments: [
							{...primary, id: `${newId(base)}-other`, createdAt: startedAt + taskStartsMs},
							{...primary, status: 'ACTIVE'},
						],
					}
				: rolling;
		case 'stopped by hand':
			return isLate ? {...rolling, deployments: [{...old, status: 'PRIMARY'}]} : rolling;
		case 'stalls':
		case 'flaps':
			return rolling;
		case 'completes':
		case undefined:
			return isComplete
				? {
						...rolling,
						deployments: [{...primary, pending: 0, rolloutState: 'COMPLETED', rolloutStateReason: 'done'}],
					}
				: rolling;
		default:
			return script.ends satisfies never;
	}
}

function tasksOf(service: FakeService, now: number): readonly Task[] {
	const {base, script, startedAt} = service;
	const cluster = base.clusterArn.split('/')[1]!;
	const about = {
		group: `service:${base.name}`,
		serviceName: base.name,
		...(base.platformFamily !== undefined && {platformFamily: base.platformFamily}),
	};
	const app: Container = {name: 'app', image: 'registry.example/app:1', lastStatus: 'RUNNING'};
	const fresh = newTasksAt(service, now);
	const olds = Array.from({length: base.desired - fresh}, (_, index) =>
		aTask(cluster, `${base.name}old${index}`, {...about, startedBy: oldId(base), containers: [app]}),
	);
	const isAgentLate = script.agent === 'late' && now - (startedAt ?? 0) < taskStartsMs * (base.desired + 4);
	const agents = {
		running: [anAgent('RUNNING')],
		failed: [anAgent('STOPPED')],
		absent: [],
		late: [anAgent(isAgentLate ? 'PENDING' : 'RUNNING')],
	}[script.agent ?? 'running'];
	const news = Array.from({length: fresh}, (_, index) =>
		aTask(cluster, `${base.name}new${index}`, {
			...about,
			startedBy: newId(base),
			containers: [app, ...agents],
		}),
	);
	const dead =
		script.hasDeadTask || script.ends === 'fails' || script.ends === 'rolls back'
			? [
					{
						...aTask(cluster, `${base.name}dead`, {
							...about,
							startedBy: newId(base),
							lastStatus: 'STOPPED',
							desiredStatus: 'STOPPED',
							stopCode: 'TaskFailedToStart',
							stoppedReason: pullFailure,
							containers: [app, {...anAgent('STOPPED'), reason: 'OutOfMemoryError: of the dead task'}],
						}),
						arn: taskArn(cluster, `${base.name}dead`),
					},
				]
			: [];
	return startedAt === undefined ? olds : [...dead, ...olds, ...news];
}
