import {type CoverageResource} from '../../../source/domain/coverage/coverage.js';
import {known} from '../../../source/domain/fact.js';
import {type Service, type Task, type TaskDefinition} from '../../../source/domain/resources.js';
import {aCensus, aCluster, agent, app, aTaskDefinition} from '../build.js';
import {account, bareTask, type Case, goodTask, without} from './facts.js';

const task = (facts: Partial<Task>) => ({task: known<Task | undefined>({...goodTask, ...facts})});
const bare = {task: known<Task | undefined>(bareTask)};
const noTask = {task: known<Task | undefined>(undefined)};
const onInstance = task({launchType: 'EC2'});
const alone = {service: known<Service | undefined>(undefined), task: known<Task | undefined>(undefined)};
const definition = (memoryMiB: number) => ({
	taskDefinition: known<TaskDefinition | undefined>(
		aTaskDefinition({containers: [{name: 'web', image: 'nginx', isEssential: true, memoryMiB}]}),
	),
});
const failed = (reason: string, exitCode?: number) =>
	task({
		containers: [app, agent({lastStatus: 'STOPPED', reason, ...(exitCode !== undefined && {exitCode})})],
	});
const versioned = (version: string) =>
	task({containers: [app, agent({image: `x/aws-guardduty-agent-fargate:v${version}-Fg_arm64`})]});

function coverage(status: string, issues: readonly string[], more: Partial<CoverageResource> = {}) {
	return {
		coverage: known<readonly CoverageResource[]>([
			{
				id: 'r',
				accountId: account,
				status,
				details: {type: 'ECS', clusterName: 'shop', fargate: {issues}},
				...more,
			},
		]),
	};
}

function instances(covered: number, compatible: number) {
	return coverage('UNHEALTHY', [], {
		details: {type: 'ECS', clusterName: 'shop', instances: {covered, compatible}},
	});
}

const tasksBefore =
	"Tasks started before enabling Runtime Monitoring require a relaunch. Impacted task ID(s): '0123456789abcdef0123456789abcdef'";
const servicesBefore =
	"Services deployed before enabling Automated Agent Configuration are not covered. Impacted service name(s): 'api'";

export const runCases: readonly Case[] = [
	...['agent-memory', 'agent-state', 'agent-version'].flatMap((check): readonly Case[] => [
		{check, when: 'on EC2', facts: onInstance, status: 'not-applicable', seen: 'instance'},
		{check, when: 'no task', facts: noTask, status: 'not-applicable', seen: 'no task runs'},
		{
			check,
			when: 'the task is denied',
			facts: without('task'),
			status: 'unknown',
			seen: 'the task',
			permission: 'ecs:DescribeTasks',
		},
	]),

	{
		check: 'agent-memory',
		when: 'room',
		facts: {},
		status: 'pass',
		seen: 'the agent may use 128 of 1024 MiB (13 %); 896 MiB are left for the app',
	},
	{
		check: 'agent-memory',
		when: 'exactly room',
		facts: definition(896),
		status: 'pass',
		seen: '896 MiB are left',
	},
	{
		check: 'agent-memory',
		when: 'no room',
		facts: definition(897),
		status: 'warn',
		seen: 'the containers may use 897 MiB',
	},
	{
		check: 'agent-memory',
		when: 'no room by the containers of the task',
		facts: {
			...without('taskDefinition'),
			...task({containers: [{...app, memoryMiB: 1000}, agent({memoryMiB: 128})]}),
		},
		status: 'warn',
		seen: 'the containers may use 1000 MiB',
	},
	{
		check: 'agent-memory',
		when: 'a size without a published limit',
		facts: task({cpuUnits: 32_768, memoryMiB: 61_440}),
		status: 'unknown',
		seen: 'publishes no limit',
	},
	{
		check: 'agent-memory',
		when: 'no size',
		facts: task({cpuUnits: undefined}),
		status: 'unknown',
		seen: 'did not say the size',
	},

	{check: 'agent-state', when: 'running', facts: {}, status: 'pass', seen: 'running'},
	{
		check: 'agent-state',
		when: 'failed to pull, refused',
		facts: failed('CannotPullContainerError: pull image manifest: 403 Forbidden'),
		status: 'fail',
		seen: 'ECR refused the image',
		action: 'service.redeploy',
	},
	{
		check: 'agent-state',
		when: 'failed to pull, timeout',
		facts: failed('CannotPullContainerError: dial tcp 1.2.3.4:443: i/o timeout'),
		status: 'fail',
		seen: 'could not be reached',
		action: 'service.redeploy',
	},
	{
		check: 'agent-state',
		when: 'failed to pull, DNS',
		facts: failed('CannotPullContainerError: dial tcp: lookup x: no such host'),
		status: 'fail',
		seen: 'could not be resolved',
		action: 'service.redeploy',
	},
	{
		check: 'agent-state',
		when: 'killed',
		facts: failed('', 137),
		status: 'fail',
		seen: 'out of memory',
		action: 'service.redeploy',
	},
	{
		check: 'agent-state',
		when: 'failed, standalone',
		facts: {
			service: known<Service | undefined>(undefined),
			task: known<Task | undefined>({
				...goodTask,
				serviceName: undefined,
				containers: [app, agent({lastStatus: 'STOPPED', exitCode: 1})],
			}),
		},
		status: 'fail',
		seen: 'exit code 1',
		action: 'task.replace',
	},
	{
		check: 'agent-state',
		when: 'absent, and wanted',
		facts: bare,
		status: 'fail',
		seen: 'started without it',
		action: 'service.redeploy',
	},
	{
		check: 'agent-state',
		when: 'absent, and excluded',
		facts: {...bare, cluster: known(aCluster([{key: 'GuardDutyManaged', value: 'false'}]))},
		status: 'not-applicable',
		seen: 'excluded',
	},
	{
		check: 'agent-state',
		when: 'absent, the opt-in denied',
		facts: {...bare, ...without('detector')},
		status: 'unknown',
		seen: 'opt-in is not known',
	},
	{
		check: 'agent-state',
		when: 'absent, the cluster denied',
		facts: {...bare, ...without('cluster')},
		status: 'unknown',
		seen: 'the cluster',
		permission: 'ecs:DescribeClusters',
	},
	{
		check: 'agent-state',
		when: 'starting',
		facts: task({containers: [app, agent({lastStatus: 'PENDING'})]}),
		status: 'unknown',
		seen: 'PENDING',
	},
	{
		check: 'agent-state',
		when: 'unsupported',
		facts: task({containers: [app], platformVersion: '1.3.0'}),
		status: 'not-applicable',
		seen: 'no agent is possible',
	},
	{
		check: 'agent-state',
		when: 'the task has stopped',
		facts: task({containers: [app], lastStatus: 'STOPPED'}),
		status: 'unknown',
		seen: 'has stopped',
	},

	{check: 'agent-version', when: 'the newest', facts: {}, status: 'pass', seen: '1.17.1 of 2026-09-09'},
	{
		check: 'agent-version',
		when: 'behind',
		facts: versioned('1.9.0'),
		status: 'warn',
		seen: '1.9.0 of 2025-10-28, behind 1.17.1',
		action: 'service.redeploy',
	},
	{
		check: 'agent-version',
		when: 'newer than the table',
		facts: versioned('1.99.0'),
		status: 'pass',
		seen: '1.99.0',
	},
	{
		check: 'agent-version',
		when: 'not told',
		facts: task({containers: [app, agent()]}),
		status: 'unknown',
		seen: 'neither image nor digest',
	},
	{
		check: 'agent-version',
		when: 'it could not be pulled, so that there is no digest',
		facts: task({
			containers: [app, agent({lastStatus: 'STOPPED', reason: 'CannotPullContainerError: 403'})],
		}),
		status: 'not-applicable',
		seen: 'does not run',
	},
	{check: 'agent-version', when: 'no agent', facts: bare, status: 'not-applicable', seen: 'no agent'},

	{check: 'instance-coverage', when: 'all', facts: {}, status: 'pass', seen: '2 of 2'},
	{
		check: 'instance-coverage',
		when: 'some',
		facts: instances(1, 2),
		status: 'fail',
		seen: '1 of 2 container instances are covered',
	},
	{
		check: 'instance-coverage',
		when: 'fewer than ECS has',
		facts: instances(1, 1),
		status: 'unknown',
		seen: 'but the cluster has 2',
	},
	{
		check: 'instance-coverage',
		when: 'not counted',
		facts: coverage('HEALTHY', []),
		status: 'unknown',
		seen: 'does not count',
	},
	{
		check: 'instance-coverage',
		when: 'no instances',
		facts: {cluster: known(aCluster([]))},
		status: 'not-applicable',
		seen: 'no container instances',
	},
	{
		check: 'instance-coverage',
		when: 'denied',
		facts: without('coverage'),
		status: 'unknown',
		seen: 'coverage',
		permission: 'guardduty:ListCoverage',
	},

	{check: 'coverage-issues', when: 'healthy', facts: {}, status: 'pass', seen: 'healthy'},
	{
		check: 'coverage-issues',
		when: 'this task is named',
		facts: coverage('UNHEALTHY', [tasksBefore]),
		status: 'fail',
		seen: 'cluster shop: Tasks started before',
		action: 'service.redeploy',
	},
	{
		check: 'coverage-issues',
		when: 'this service is named',
		facts: coverage('UNHEALTHY', [servicesBefore]),
		status: 'fail',
		seen: 'Services deployed before',
		action: 'service.redeploy',
	},
	{
		check: 'coverage-issues',
		when: 'this task definition is named',
		facts: coverage('UNHEALTHY', ["ExitCode: 1 for tasks in TaskDefinition - 'api:7'"]),
		status: 'fail',
		seen: 'ExitCode: 1',
	},
	{
		check: 'coverage-issues',
		when: 'others are named',
		facts: coverage('UNHEALTHY', [
			servicesBefore.replace("'api'", "'web'"),
			"ExitCode: 1 for tasks in TaskDefinition - 'web:7'",
		]),
		status: 'not-applicable',
		seen: 'with others',
	},
	{
		check: 'coverage-issues',
		when: 'others are named, for the whole cluster',
		facts: {...alone, ...coverage('UNHEALTHY', [servicesBefore.replace("'api'", "'web'")])},
		status: 'fail',
		seen: "'web'",
		action: 'service.redeploy',
	},
	{
		check: 'coverage-issues',
		when: 'tasks are named, for the whole cluster',
		facts: {...alone, ...coverage('UNHEALTHY', [tasksBefore])},
		status: 'fail',
		seen: 'Tasks started',
	},
	{
		check: 'coverage-issues',
		when: 'the tag was false',
		facts: coverage('UNHEALTHY', [
			"Services deployed when clusters had exclusion tag are excluded from Runtime Monitoring. Impacted service name(s): 'api'",
		]),
		status: 'fail',
		seen: 'exclusion tag',
		action: 'cluster.tag',
	},
	{
		check: 'coverage-issues',
		when: 'an instance waits',
		facts: coverage('UNHEALTHY', [], {
			issue: 'Waiting for SSM notification',
			details: {type: 'EC2', instanceId: 'i-1'},
		}),
		status: 'warn',
		seen: 'instance i-1: Waiting for SSM',
	},
	{
		check: 'coverage-issues',
		when: 'an instance that says nothing',
		facts: coverage('UNHEALTHY', [], {details: {type: 'EC2', instanceId: 'i-1'}}),
		status: 'fail',
		seen: 'instance i-1: No Agent Reporting',
	},
	{
		check: 'coverage-issues',
		when: 'an unknown text',
		facts: coverage('UNHEALTHY', [], {issue: 'The moon is full', details: {type: 'other', name: 'EKS'}}),
		status: 'fail',
		seen: 'EKS: The moon is full',
	},
	{
		check: 'coverage-issues',
		when: 'unhealthy without a word',
		facts: coverage('UNHEALTHY', []),
		status: 'fail',
		seen: 'gives no reason',
	},
	{
		check: 'coverage-issues',
		when: 'a status nobody knows',
		facts: coverage('PENDING', []),
		status: 'unknown',
		seen: 'PENDING',
	},
	{
		check: 'coverage-issues',
		when: 'nothing reported, tasks run',
		facts: {coverage: known([])},
		status: 'unknown',
		seen: 'reports nothing',
	},
	{
		check: 'coverage-issues',
		when: 'nothing reported, no task runs',
		facts: {coverage: known([]), census: known(aCensus({}))},
		status: 'not-applicable',
		seen: 'no task runs',
	},
	{
		check: 'coverage-issues',
		when: 'denied',
		facts: without('coverage'),
		status: 'unknown',
		seen: 'coverage',
		permission: 'guardduty:ListCoverage',
	},
];
