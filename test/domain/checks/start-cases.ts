import {type ServiceArn, type TaskArn} from '../../../source/domain/arn.js';
import {known, pendingFact} from '../../../source/domain/fact.js';
import {type TagTime} from '../../../source/domain/opt-in/tag-time.js';
import {type Service, type Task, type TaskDefinition} from '../../../source/domain/resources.js';
import {aCluster, aDeployment, aDetector, aService, aTaskDefinition} from '../build.js';
import {bareTask, type Case, goodTask, roleArn, without} from './facts.js';

const task = (facts: Partial<Task>) => ({task: known<Task | undefined>({...goodTask, ...facts})});
const bare = (facts: Partial<Task> = {}) => ({task: known<Task | undefined>({...bareTask, ...facts})});
const noTask = {task: known<Task | undefined>(undefined)};
const onInstance = task({launchType: 'EC2'});
const deployed = (createdAt: number | undefined, id = 'ecs-svc/1') => ({
	service: known<Service | undefined>(aService({deployments: [aDeployment({id, createdAt})]})),
});
const alone = {service: known<Service | undefined>(undefined)};
const aloneTask = (startedAt: number | undefined) => ({
	...alone,
	...bare({serviceName: undefined, startedBy: undefined, startedAt, createdAt: startedAt}),
});
const tagTime = (time: TagTime) => ({tagTime: known(time)});
const byAccount = {cluster: known(aCluster([]))};
const definition = (facts: Partial<TaskDefinition>) => ({taskDefinition: known(aTaskDefinition(facts))});

const fargateOnly = ['platform-version', 'operating-system', 'cpu-architecture', 'execution-role'];

export const startCases: readonly Case[] = [
	...fargateOnly.map(check => ({
		check,
		when: 'on EC2',
		facts: onInstance,
		status: 'not-applicable',
		seen: 'the agent lives on the container instance',
	})),
	...fargateOnly.map(check => ({
		check,
		when: 'no task',
		facts: noTask,
		status: 'not-applicable',
		seen: 'no task runs',
	})),
	...['launch-type', 'task-arn', 'start-order', ...fargateOnly].map(check => ({
		check,
		when: 'the task is denied',
		facts: without('task'),
		status: 'unknown',
		seen: 'the task',
		permission: 'ecs:DescribeTasks',
	})),

	{check: 'launch-type', when: 'Fargate', facts: {}, status: 'pass', seen: 'Fargate'},
	{
		check: 'launch-type',
		when: 'Spot',
		facts: task({launchType: undefined, capacityProvider: 'FARGATE_SPOT'}),
		status: 'pass',
		seen: 'Fargate Spot',
	},
	{check: 'launch-type', when: 'EC2', facts: onInstance, status: 'pass', seen: 'EC2'},
	{
		check: 'launch-type',
		when: 'external',
		facts: task({launchType: 'EXTERNAL'}),
		status: 'fail',
		seen: 'Anywhere',
	},
	{
		check: 'launch-type',
		when: 'managed instances',
		facts: task({launchType: 'MANAGED_INSTANCES'}),
		status: 'fail',
		seen: 'Managed Instances',
	},
	{
		check: 'launch-type',
		when: 'not said',
		facts: task({launchType: undefined}),
		status: 'unknown',
		seen: 'did not say',
	},
	{
		check: 'launch-type',
		when: 'new',
		facts: task({launchType: 'LAMBDA' as 'EC2'}),
		status: 'unknown',
		seen: 'LAMBDA is not known',
	},
	{check: 'launch-type', when: 'no task', facts: noTask, status: 'not-applicable', seen: 'no task'},

	{check: 'platform-version', when: '1.4.0', facts: {}, status: 'pass', seen: '1.4.0'},
	{
		check: 'platform-version',
		when: '1.3.0',
		facts: task({platformVersion: '1.3.0'}),
		status: 'fail',
		seen: 'older than 1.4.0',
	},
	{
		check: 'platform-version',
		when: 'not said',
		facts: task({platformVersion: undefined}),
		status: 'unknown',
		seen: 'did not say',
	},
	{
		check: 'platform-version',
		when: 'Windows counts elsewhere',
		facts: task({platformFamily: 'Windows_Server_2022_Core', platformVersion: '1.4.0'}),
		status: 'pass',
		seen: '1.4.0',
	},

	{check: 'operating-system', when: 'Linux', facts: {}, status: 'pass', seen: 'Linux'},
	{
		check: 'operating-system',
		when: 'Windows',
		facts: task({platformFamily: 'Windows_Server_2022_Core', platformVersion: '1.0.0'}),
		status: 'fail',
		seen: 'Windows',
	},
	{
		check: 'operating-system',
		when: 'not said',
		facts: task({platformFamily: undefined}),
		status: 'unknown',
		seen: 'did not say',
	},

	{check: 'cpu-architecture', when: 'ARM64', facts: {}, status: 'pass', seen: 'ARM64'},
	{
		check: 'cpu-architecture',
		when: 'another',
		facts: task({cpuArchitecture: 'RISCV'}),
		status: 'fail',
		seen: 'RISCV',
	},
	{
		check: 'cpu-architecture',
		when: 'of the definition',
		facts: {...task({cpuArchitecture: undefined}), ...definition({cpuArchitecture: 'PPC'})},
		status: 'fail',
		seen: 'PPC',
	},
	{
		check: 'cpu-architecture',
		when: 'not said',
		facts: {...task({cpuArchitecture: undefined}), ...definition({})},
		status: 'pass',
		seen: 'so X86_64',
	},

	{check: 'task-arn', when: 'long', facts: {}, status: 'pass', seen: 'long'},
	{
		check: 'task-arn',
		when: 'short',
		facts: task({arn: 'arn:aws:ecs:eu-west-1:111122223333:task/0123' as TaskArn}),
		status: 'fail',
		seen: 'short',
	},
	{check: 'task-arn', when: 'no task', facts: noTask, status: 'not-applicable', seen: 'no task'},

	{check: 'execution-role', when: 'named', facts: {}, status: 'pass', seen: 'exec'},
	{
		check: 'execution-role',
		when: 'missing',
		facts: definition({}),
		status: 'fail',
		seen: 'no execution role',
	},
	{
		check: 'execution-role',
		when: 'of the overrides',
		facts: {...definition({}), ...task({overrides: {executionRoleArn: `${roleArn}2`}})},
		status: 'pass',
		seen: 'exec2',
	},
	{
		check: 'execution-role',
		when: 'the definition is denied',
		facts: without('taskDefinition'),
		status: 'unknown',
		seen: 'task definition',
		permission: 'ecs:DescribeTaskDefinition',
	},

	{
		check: 'start-order',
		when: 'it has the agent',
		facts: deployed(10),
		status: 'pass',
		seen: 'with the agent',
	},
	{
		check: 'start-order',
		when: 'it starts',
		facts: bare({lastStatus: 'PENDING'}),
		status: 'pass',
		seen: 'starting',
	},
	{
		check: 'start-order',
		when: 'deployed before the tag',
		facts: {...bare(), ...deployed(299)},
		status: 'fail',
		seen: 'deployed at 1970-01-01 00:00:00Z, before the opt-in at 1970-01-01 00:00:00Z',
		action: 'service.redeploy',
	},
	{
		check: 'start-order',
		when: 'deployed with the tag',
		facts: {...bare(), ...deployed(300)},
		status: 'pass',
		seen: 'after the opt-in',
	},
	{
		check: 'start-order',
		when: 'a task of an old deployment',
		facts: {
			...bare({startedBy: 'ecs-svc/0', startedAt: 9000}),
			service: known<Service | undefined>(
				aService({
					deployments: [
						aDeployment({createdAt: 5000}),
						aDeployment({id: 'ecs-svc/0', status: 'ACTIVE', createdAt: 10}),
					],
				}),
			),
		},
		status: 'fail',
		seen: 'deployed at 1970-01-01 00:00:00Z, before',
		action: 'service.redeploy',
	},
	{
		check: 'start-order',
		when: 'a service from before without a task, though it wants one',
		facts: {task: known<Task | undefined>(undefined), ...deployed(299)},
		status: 'fail',
		seen: 'deployed at',
		action: 'service.redeploy',
	},
	{
		check: 'start-order',
		when: 'a service from before that is to run no task',
		facts: {
			task: known<Task | undefined>(undefined),
			service: known<Service | undefined>(
				aService({desired: 0, deployments: [aDeployment({createdAt: 10})]}),
			),
		},
		status: 'not-applicable',
		seen: 'no task of it is to run',
	},
	{
		check: 'start-order',
		when: 'a standalone task from before',
		facts: aloneTask(250),
		status: 'fail',
		seen: 'started at',
		action: 'task.replace',
	},
	{
		check: 'start-order',
		when: 'a standalone task that was created before and started after',
		facts: {...alone, ...bare({serviceName: undefined, createdAt: 250, startedAt: 350})},
		status: 'pass',
		seen: 'started at 1970-01-01 00:00:00Z',
	},
	{
		check: 'start-order',
		when: 'a standalone task whose start is not said',
		facts: {...alone, ...bare({serviceName: undefined, createdAt: 250, startedAt: undefined})},
		status: 'fail',
		seen: 'started at 1970-01-01 00:00:00Z',
		action: 'task.replace',
	},
	{
		check: 'start-order',
		when: 'a standalone task from after',
		facts: aloneTask(350),
		status: 'pass',
		seen: 'after the opt-in',
	},
	{
		check: 'start-order',
		when: 'by account, from before the automated agent',
		facts: {...bare(), ...deployed(199), ...byAccount, ...without('tagTime')},
		status: 'fail',
		seen: 'before the opt-in at 1970-01-01 00:00:00Z',
		action: 'service.redeploy',
	},
	{
		check: 'start-order',
		when: 'by account, from after',
		facts: {...bare(), ...deployed(200), ...byAccount, ...without('tagTime')},
		status: 'pass',
		seen: 'after the opt-in',
	},
	{
		check: 'start-order',
		when: 'by tag, CloudTrail denied, from before Runtime Monitoring',
		facts: {...bare(), ...deployed(99), ...without('tagTime')},
		status: 'fail',
		seen: 'before the opt-in',
		action: 'service.redeploy',
	},
	{
		check: 'start-order',
		when: 'by tag, CloudTrail denied, from after Runtime Monitoring',
		facts: {...bare(), ...deployed(100), ...without('tagTime')},
		status: 'unknown',
		seen: 'by its tag is not known',
		permission: 'cloudtrail:LookupEvents',
	},
	{
		check: 'start-order',
		when: 'by tag, CloudTrail on its way',
		facts: {...bare(), ...deployed(100), tagTime: pendingFact},
		status: 'unknown',
		seen: 'by its tag is not known',
	},
	{
		check: 'start-order',
		when: 'by a tag older than CloudTrail reaches, from after that',
		facts: {...bare(), ...deployed(260), ...tagTime({status: 'before', at: 250})},
		status: 'pass',
		seen: 'after the opt-in',
	},
	{
		check: 'start-order',
		when: 'by a tag older than CloudTrail reaches, from before that',
		facts: {...bare(), ...deployed(240), ...tagTime({status: 'before', at: 250})},
		status: 'unknown',
		seen: 'by its tag is not known',
	},
	{
		check: 'start-order',
		when: 'it is not said when',
		facts: {...bare(), ...deployed(undefined)},
		status: 'unknown',
		seen: 'when it began',
	},
	{
		check: 'start-order',
		when: 'excluded',
		facts: {...bare(), cluster: known(aCluster([{key: 'GuardDutyManaged', value: 'false'}]))},
		status: 'not-applicable',
		seen: 'excluded',
	},
	{
		check: 'start-order',
		when: 'the opt-in is not known',
		facts: {...bare(), cluster: known(aCluster(undefined))},
		status: 'unknown',
		seen: 'opt-in is not known',
	},
	{
		check: 'start-order',
		when: 'a service without tasks',
		facts: {...noTask, ...deployed(10)},
		status: 'fail',
		seen: 'deployed at',
		action: 'service.redeploy',
	},
	{
		check: 'start-order',
		when: 'a service on EC2 without tasks',
		facts: {
			...noTask,
			service: known<Service | undefined>(
				aService({arn: 'arn:aws:ecs:eu-west-1:1:service/a/b' as ServiceArn, launchType: 'EC2'}),
			),
		},
		status: 'not-applicable',
		seen: 'not on Fargate',
	},
	{check: 'start-order', when: 'on EC2', facts: onInstance, status: 'not-applicable', seen: 'instance'},
	{
		check: 'start-order',
		when: 'GuardDuty denied',
		facts: {...bare(), detector: without('detector').detector ?? pendingFact},
		status: 'unknown',
		seen: 'detector',
		permission: 'guardduty:ListDetectors',
	},
	{
		check: 'start-order',
		when: 'Runtime Monitoring off',
		facts: {...bare(), detector: known(aDetector({rm: false}))},
		status: 'not-applicable',
		seen: 'off',
	},
];
