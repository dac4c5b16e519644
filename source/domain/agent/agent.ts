import {remembered} from '../remembered.js';
import {type Container, type Task} from '../resources.js';
import {containerOverrides} from '../task/task-overrides.js';
import {taskPhase} from '../task/task-phase.js';
import {isBehindLatest, versionOfDigest} from './agent-releases.js';
import {agentSupport} from './agent-support.js';

/** What is true of the agent of one task; GuardDuty does not report it per task. */
export type AgentState = 'running' | 'starting' | 'failed' | 'absent' | 'unsupported' | 'unknown';

export type TaskAgent = {
	readonly state: AgentState;
	/** One clause; empty when running. */
	readonly reason: string;
	/** From the image tag or the digest; undefined when neither tells. */
	readonly version?: string;
	/** True when a newer version was released; undefined when the version is not known. */
	readonly isBehind?: boolean;
	readonly container?: Container;
	/** The agent's hard limit in MiB, from the overrides that GuardDuty injected. */
	readonly memoryMiB?: number;
};

// The suffix is random: aws-guardduty-agent-FvWGoDU. The ECS guide prints aws-gd-agent. docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-troubleshooting.html
const agentName = /^aws-(?:guardduty|gd)-agent(?:-[A-Za-z0-9]+)?$/;
const agentRepository = /(?:^|\/)aws-guardduty-agent-fargate(?:[:@]|$)/;
const agentFamilyRepository = /(?:^|\/)aws-guardduty-agent[^/:@]*(?:[:@]|$)/;
const agentTag = /:v(\d+\.\d+\.\d+)-Fg_(?:arm64|x86_64)\b/;

/**
 * True for the container that GuardDuty injects, by its name or its image.
 * A workload that borrows the name but runs another image is not the agent: that would look watched and not be.
 * DescribeTasks often leaves the agent's image out; then the name decides.
 */
export function isAgentContainer(container: {readonly name: string; readonly image?: string}): boolean {
	if (container.image === undefined || container.image === '') {
		return agentName.test(container.name);
	}

	return (
		agentRepository.test(container.image) ||
		(agentName.test(container.name) && agentFamilyRepository.test(container.image))
	);
}

/** Returns the state of a task's agent, judged by its containers first and by what GuardDuty supports second. */
export const agentOf: (task: Task) => TaskAgent = remembered(task => {
	const agents = task.containers.filter(isAgentContainer);
	const container = agents.find(({lastStatus}) => lastStatus === 'RUNNING') ?? agents[0];
	return container ? presentAgent(task, container) : missingAgent(task);
});

function presentAgent(task: Task, container: Container): TaskAgent {
	const version = agentTag.exec(container.image ?? '')?.[1] ?? versionOfDigest(container.imageDigest ?? '');
	const memoryMiB = memoryLimit(task, container);
	return {
		...presentState(task, container),
		container,
		...(version !== undefined && {version, isBehind: isBehindLatest(version)}),
		...(memoryMiB !== undefined && {memoryMiB}),
	};
}

type Verdict = {readonly state: AgentState; readonly reason: string};

function presentState(task: Task, container: Container): Verdict {
	const phase = taskPhase(task);
	if (phase === 'ended') {
		return endedState(container, 'the task has stopped');
	}

	if (phase === 'ending' && container.lastStatus !== 'RUNNING') {
		return endedState(container, 'the task is stopping');
	}

	switch (container.lastStatus) {
		case 'RUNNING':
			return container.healthStatus === 'UNHEALTHY'
				? {state: 'failed', reason: 'it runs but reports unhealthy'}
				: {state: 'running', reason: ''};
		case 'STOPPED':
			return task.desiredStatus === 'STOPPED'
				? endedState(container, 'the task is stopping')
				: {state: 'failed', reason: stopReason(container)};
		case 'PROVISIONING':
		case 'PENDING':
		case 'ACTIVATING':
		case 'PULLED':
		case 'CREATED':
			return {state: 'starting', reason: `its container is ${container.lastStatus}`};
		case undefined:
			return {state: 'unknown', reason: 'ECS did not say the status of its container'};
		default:
			return {state: 'unknown', reason: `its container is ${container.lastStatus}`};
	}
}

/** The agent of a task that ends stops with it, which is no fault; a fault of its own still shows. */
function endedState(container: Container, ending: string): Verdict {
	if (hasOwnFault(container)) {
		return {state: 'failed', reason: stopReason(container)};
	}

	if (container.lastStatus !== 'STOPPED') {
		const seen = container.lastStatus ?? 'without a status';
		return {state: 'unknown', reason: `${ending}; its agent was last seen ${seen}`};
	}

	const code = container.exitCode === undefined ? '' : ` (exit code ${container.exitCode})`;
	return {state: 'unknown', reason: `${ending}; its agent ended with it${code}`};
}

/** 0, SIGKILL and SIGTERM are how a container ends when its task is stopped. */
const ordinaryEnds: readonly number[] = [0, 137, 143];

function hasOwnFault(container: Container): boolean {
	const {exitCode, reason} = container;
	return (
		(reason !== undefined && /\bError\b|Error:|OutOfMemory/.test(reason)) ||
		(exitCode !== undefined && !ordinaryEnds.includes(exitCode))
	);
}

function stopReason({exitCode, reason}: Container): string {
	const said = reason?.trim().replace(/\s+/g, ' ') ?? '';
	if (exitCode === undefined) {
		return said === '' ? 'it stopped and ECS gives no reason' : said;
	}

	if (said !== '') {
		return `${said} (exit code ${exitCode})`;
	}

	// 128 + SIGKILL: with nothing said, the kernel's memory killer is the usual cause.
	return exitCode === 137 ? 'exit code 137 (out of memory, likely)' : `exit code ${exitCode}`;
}

function missingAgent(task: Task): Verdict {
	const support = agentSupport(task);
	if (support.isSupported === false) {
		return {state: 'unsupported', reason: support.reason};
	}

	if (support.isSupported === 'unknown') {
		return {state: 'unknown', reason: support.reason};
	}

	const phase = taskPhase(task);
	switch (phase) {
		case 'starting':
			return {state: 'starting', reason: `the task is ${task.lastStatus}`};
		case 'running':
			return {state: 'absent', reason: 'the task was started without it'};
		case 'ending':
			return {state: 'unknown', reason: 'the task is stopping; it shows no agent'};
		case 'ended':
			return {state: 'unknown', reason: 'the task has stopped; it shows no agent'};
		case 'unknown':
			return {state: 'unknown', reason: `the task is ${task.lastStatus}; it shows no agent`};
		default:
			return phase satisfies never;
	}
}

/** DescribeTasks gives the injected container no memory; its limit sits in the overrides of the task. */
function memoryLimit(task: Task, container: Container): number | undefined {
	const own = containerOverrides(task.overrides).find(({name}) => name === container.name)?.memory;
	return typeof own === 'number' ? own : container.memoryMiB;
}
