import {agentOf, isAgentContainer, type TaskAgent} from '../agent/agent.js';
import {type OptIn} from '../opt-in/opt-in.js';
import {type Container, type Task} from '../resources.js';
import {taskPhase} from './task-phase.js';

/** How a task is, its own containers and the agent told apart. */
export type TaskHealth = {readonly verdict: 'ok' | 'fault' | 'unknown'; readonly text: string};

/**
 * Returns the health of a task. The agent is not essential: `app ok, agent failed: …` is a fault of the agent and
 * never a failed task. Whether a missing agent is a fault depends on the cluster's opt-in; without it that is unknown.
 */
export function taskHealth(task: Task, optIn?: OptIn): TaskHealth {
	const app = appHealth(task);
	const agent = agentHealth(task, agentOf(task), optIn);
	return {
		verdict: worst(app.verdict, agent.verdict),
		text: agent.text === '' ? app.text : `${app.text}, ${agent.text}`,
	};
}

function appHealth(task: Task): TaskHealth {
	const own = task.containers.filter(container => !isAgentContainer(container));
	const phase = taskPhase(task);
	switch (phase) {
		case 'starting':
			return {verdict: 'unknown', text: `app starting (${task.lastStatus})`};
		case 'ending':
			return {verdict: 'ok', text: `task stopping${because(task.stoppedReason)}`};
		case 'ended':
			return endedHealth(task, own);
		case 'running':
			return runningHealth(task, own);
		case 'unknown':
			return {verdict: 'unknown', text: `task ${task.lastStatus}`};
		default:
			return phase satisfies never;
	}
}

function runningHealth(task: Task, own: readonly Container[]): TaskHealth {
	if (task.connectivity === 'DISCONNECTED') {
		return {verdict: 'unknown', text: 'ECS lost contact with the task'};
	}

	const sick = own.filter(({healthStatus}) => healthStatus === 'UNHEALTHY').map(({name}) => name);
	// Health checks of the task's own containers; the agent has none that counts.
	if (sick.length > 0) {
		return {verdict: 'fault', text: `app unhealthy: ${sick.join(' ')}`};
	}

	const broken = own.find(({lastStatus, exitCode}) => lastStatus === 'STOPPED' && exitCode !== 0);
	if (broken) {
		return {verdict: 'fault', text: `app runs, ${broken.name} stopped${endOf(broken)}`};
	}

	return {verdict: 'ok', text: 'app ok'};
}

/** Ends that somebody or something wanted. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html stopCode */
const orderedEnds: readonly string[] = [
	'UserInitiated',
	'ServiceSchedulerInitiated',
	'SpotInterruption',
	'TerminationNotice',
];

function endedHealth(task: Task, own: readonly Container[]): TaskHealth {
	// ECS replaces tasks that fail their checks, and calls that initiated by the scheduler.
	if (/fail\w* .*health check/i.test(task.stoppedReason ?? '')) {
		return {verdict: 'fault', text: `app unhealthy, task stopped${because(task.stoppedReason)}`};
	}

	if (task.stopCode !== undefined && orderedEnds.includes(task.stopCode)) {
		return {verdict: 'ok', text: `task stopped${because(task.stoppedReason ?? task.stopCode)}`};
	}

	if (task.stopCode === 'TaskFailedToStart') {
		return {verdict: 'fault', text: `task failed to start${because(task.stoppedReason)}`};
	}

	const broken = own.find(({exitCode, reason}) => (exitCode ?? 0) !== 0 || reason !== undefined);
	if (broken) {
		return {verdict: 'fault', text: `app failed: ${broken.name} stopped${endOf(broken)}`};
	}

	return own.length > 0 && own.every(({exitCode}) => exitCode === 0)
		? {verdict: 'ok', text: 'app ok (exit code 0)'}
		: {verdict: 'unknown', text: `task stopped${because(task.stoppedReason ?? task.stopCode)}`};
}

function agentHealth(task: Task, {state, reason}: TaskAgent, optIn: OptIn | undefined): TaskHealth {
	switch (state) {
		case 'running':
			return {verdict: 'ok', text: ''};
		case 'failed':
			return {verdict: 'fault', text: `agent failed: ${reason}`};
		case 'starting':
			// A task that starts says so already.
			return {verdict: 'unknown', text: taskPhase(task) === 'starting' ? '' : `agent starting: ${reason}`};
		case 'unsupported':
			return {verdict: 'ok', text: `no agent possible: ${reason}`};
		case 'unknown':
			return isOver(task)
				? {verdict: 'ok', text: ''}
				: {verdict: 'unknown', text: `agent unknown: ${reason}`};
		case 'absent':
			return absentHealth(optIn);
		default:
			return state satisfies never;
	}
}

function absentHealth(optIn: OptIn | undefined): TaskHealth {
	const unknown: TaskHealth = {
		verdict: 'unknown',
		text: 'no agent; whether it should have one is not known',
	};
	if (optIn === undefined) {
		return unknown;
	}

	switch (optIn.state) {
		case 'monitored':
			return {verdict: 'fault', text: 'no agent: started without it'};
		case 'excluded':
		case 'not-opted-in':
		case 'off':
			return {verdict: 'ok', text: `no agent: the cluster is ${optIn.label}`};
		case 'unknown':
			return unknown;
		default:
			return optIn.state satisfies never;
	}
}

function isOver(task: Task): boolean {
	const phase = taskPhase(task);
	return phase === 'ending' || phase === 'ended';
}

function endOf({exitCode, reason}: Container): string {
	const said = reason?.trim().replace(/\s+/g, ' ');
	const code = exitCode === undefined ? '' : ` with exit code ${exitCode}`;
	return `${code}${because(said)}`;
}

function because(reason: string | undefined): string {
	return reason === undefined || reason === '' ? '' : `: ${reason}`;
}

function worst(...verdicts: readonly TaskHealth['verdict'][]): TaskHealth['verdict'] {
	if (verdicts.includes('fault')) {
		return 'fault';
	}

	return verdicts.includes('unknown') ? 'unknown' : 'ok';
}
