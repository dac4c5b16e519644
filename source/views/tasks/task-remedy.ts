import {type TaskAgent} from '../../domain/agent/agent.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {type Task} from '../../domain/resources.js';
import {isLive} from '../../domain/task/task-phase.js';
import {keyNames} from '../key-names.js';
import {type Tone} from '../view.js';
import {type KnownTask} from './task-row.js';

/** What is wrong with a task's agent, and what mends it. */
export type Remedy = {readonly what: string; readonly fix: string; readonly tone: Tone};

/** Returns what is wrong with the agent of a task that runs, and the key or the change that mends it. */
export function remedyFor({task, agent, stale}: KnownTask, optIn: OptIn | undefined): Remedy | undefined {
	if (!isLive(task)) {
		return undefined;
	}

	switch (agent.state) {
		case 'failed':
			return {
				what: `agent failed: ${agent.reason}`,
				fix: `${failedFix(agent)}, then ${relaunch(task)}`,
				tone: 'fault',
			};
		case 'absent':
			return absentRemedy(task, optIn, stale?.reason ?? agent.reason);
		case 'unknown':
			return {what: `agent unknown: ${agent.reason}`, fix: 'nothing to do from here', tone: 'warning'};
		case 'unsupported':
			return {
				what: `no agent possible: ${agent.reason}`,
				fix: 'only another launch type or platform can have it',
				tone: 'dim',
			};
		case 'running':
		case 'starting':
			return undefined;
	}
}

function absentRemedy(task: Task, optIn: OptIn | undefined, reason: string): Remedy {
	switch (optIn?.state) {
		case 'monitored':
			return {what: `no agent: ${reason}`, fix: relaunch(task), tone: 'fault'};
		case 'not-opted-in':
			return {
				what: `no agent: ${optIn.reason}`,
				fix: `opt the cluster in with ${keyNames['cluster.tag']}, then ${relaunch(task)}`,
				tone: 'fault',
			};
		case 'off':
			return {
				what: `no agent: ${optIn.reason}`,
				fix: 'switch Runtime Monitoring on in GuardDuty first',
				tone: 'fault',
			};
		case 'excluded':
			return {what: `no agent: ${optIn.reason}`, fix: 'as the tag says', tone: 'dim'};
		case 'unknown':
		case undefined:
			return {
				what: `no agent: ${agentUnknown(optIn)}`,
				fix: 'whether it should have one can not be told',
				tone: 'warning',
			};
	}
}

function agentUnknown(optIn: OptIn | undefined): string {
	return optIn ? optIn.reason : 'the opt-in state was not read yet';
}

function relaunch(task: Task): string {
	return task.serviceName === undefined
		? `${keyNames['task.replace']} replaces this task`
		: `${keyNames.service} opens the service, ${keyNames['service.redeploy']} redeploys it`;
}

/**
 * What is known to make the agent fail, the most telling sign first.
 * docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html, prereq-runtime-monitoring-ecs-support.html
 */
const causes: readonly {readonly sign: RegExp; readonly fix: string}[] = [
	{
		sign: /(?:pull|ECR).*(?:\b403\b|not authorized|AccessDenied|denied)/is,
		fix: "give the task execution role ECR access to the agent's image (AmazonECSTaskExecutionRolePolicy suffices; a role scoped to own repositories must also allow aws-guardduty-agent-fargate)",
	},
	{
		sign: /(?:pull|ECR|registry).*(?:timeout|timed out|dial tcp|i\/o|no such host|connection)/is,
		fix: 'give the subnet a way to ECR (NAT, or the endpoints ecr.api, ecr.dkr and S3) and let the security group out on 443',
	},
	{
		sign: /CannotPullContainer/i,
		fix: 'check ECR access of the task execution role, the way to ECR, and port 443 to the S3 prefix list',
	},
	{
		sign: /OutOfMemory|out of memory|\b137\b/i,
		fix: 'give the task more memory: the agent takes its part of the task size',
	},
];

function failedFix({reason}: TaskAgent): string {
	return causes.find(({sign}) => sign.test(reason))?.fix ?? 'see the events and the reason of its container';
}
