import {type AgentState, agentOf} from '../agent/agent.js';
import {isFargateTask, onInstanceReason} from '../agent/agent-support.js';
import {shortName} from '../arn.js';
import {type DoctorFacts} from '../doctor/doctor-facts.js';
import {type FixAction, type Subject} from '../doctor/verdict.js';
import {factValue, fetchedOf} from '../fact.js';
import {type OptIn, optInOf} from '../opt-in/opt-in.js';
import {type Cluster, type Service, type Task, type TaskDefinition} from '../resources.js';
import {jsonObject} from '../task/task-overrides.js';

/** Why a check of Fargate tasks says nothing here, or undefined when it may say something. */
export function notOnFargate({task}: DoctorFacts): string | undefined {
	if (task.status === 'unknown') {
		return undefined;
	}

	if (task.value === undefined) {
		return 'no task runs';
	}

	if (isFargateTask(task.value)) {
		return undefined;
	}

	return task.value.launchType === 'EC2' ? onInstanceReason : 'not on Fargate';
}

/** Returns the opt-in state by what is known; unknown parts make it unknown. */
export function optInIn(cluster: Cluster, facts: DoctorFacts): OptIn {
	return optInOf(cluster, {
		detector: fetchedOf(facts.detector),
		administrator: fetchedOf(facts.administrator),
		accountSetting: fetchedOf(facts.accountSetting),
	});
}

/** Returns the state of the task's agent, or undefined when there is no task or it is not known. */
export function agentStateIn({task}: DoctorFacts): AgentState | undefined {
	const value = factValue(task);
	return value && agentOf(value).state;
}

/** Returns the ARN of the execution role that the task was started with. */
export function executionRoleArn(
	task: Task | undefined,
	definition: TaskDefinition | undefined,
): string | undefined {
	const override = jsonObject(task?.overrides)?.executionRoleArn;
	return typeof override === 'string' && override !== '' ? override : definition?.executionRoleArn;
}

export function clusterSubject({place: {clusterArn}}: DoctorFacts): Subject {
	return {kind: 'cluster', arn: clusterArn, clusterArn, name: shortName(clusterArn)};
}

export function serviceSubject({arn, clusterArn, name}: Service): Subject {
	return {kind: 'service', arn, clusterArn, name};
}

export function taskSubject({arn, clusterArn, id}: Task): Subject {
	return {kind: 'task', arn, clusterArn, name: id};
}

/** Returns the action that changes the cluster's tag. */
export function tagAction(facts: DoctorFacts): {readonly action: FixAction} {
	return {action: {id: 'cluster.tag', target: clusterSubject(facts)}};
}

/** Returns the action that starts this task anew: a redeploy of its service, or a replacement. */
export function relaunchAction({task, service}: DoctorFacts): {readonly action?: FixAction} {
	const owner = factValue(service);
	if (owner) {
		return {action: {id: 'service.redeploy', target: serviceSubject(owner)}};
	}

	const alone = factValue(task);
	return alone && alone.serviceName === undefined
		? {action: {id: 'task.replace', target: taskSubject(alone)}}
		: {};
}

/** Returns in words what `relaunchAction` does. */
export function relaunchFix({task, service}: DoctorFacts): string {
	const name = factValue(service)?.name ?? factValue(task)?.serviceName;
	return name === undefined ? 'replace the task' : `redeploy service ${name}`;
}
