import {parseArn} from '../arn.js';
import {type Failure} from '../failure.js';
import {type Task} from '../resources.js';
import {taskPhase} from '../task/task-phase.js';
import {type FindingSummary} from './finding.js';
import {taskIdIn} from './task-id.js';

/** What asking ECS for one task brought. */
export type TaskAnswer =
	| {readonly kind: 'waiting'}
	| {readonly kind: 'task'; readonly task: Task; readonly at: number}
	/** ECS said at that time that there is no such task (any more). */
	| {readonly kind: 'missing'; readonly at: number}
	| {readonly kind: 'failed'; readonly failure: Failure}
	/** Nothing to ask by: what the finding says is no ARN of a task that names its cluster. */
	| {readonly kind: 'unasked'};

/** What onduty saw of a task while it lived. */
export type RememberedTask = {readonly task: Task; readonly seenAt: number};

/** The state of a finding's task now; what is not known is never drawn as gone. */
export type TaskState =
	/** The finding names no task: an instance, a container outside of ECS, a key. */
	| {readonly kind: 'none'}
	/** In another account or Region than the one that is looked at. */
	| {readonly kind: 'elsewhere'; readonly account: string; readonly region: string}
	| {readonly kind: 'waiting'}
	| {
			readonly kind: 'starting' | 'running' | 'stopping' | 'stopped';
			readonly task: Task;
			readonly at: number;
	  }
	| {
			readonly kind: 'gone';
			/** When ECS said so first, as far as onduty asked. */
			readonly noticedAt: number;
			/** When it stopped, where onduty saw that; else undefined. */
			readonly stoppedAt?: number;
			/** When it was seen last, by onduty or by the finding. */
			readonly lastSeenAt?: number;
			readonly remembered?: Task;
	  }
	| {readonly kind: 'unknown'; readonly why: 'failed'; readonly failure: Failure; readonly remembered?: Task}
	| {readonly kind: 'unknown'; readonly why: 'unasked'}
	/** A status that ECS has not documented. */
	| {readonly kind: 'unknown'; readonly why: 'status'; readonly task: Task; readonly at: number};

export type TaskStateFacts = {
	readonly finding: Pick<FindingSummary, 'taskArn' | 'lastSeenAt'>;
	/** The account and Region that are looked at; the account is undefined while STS was not asked. */
	readonly account?: string;
	readonly region: string;
	readonly answer: TaskAnswer;
	readonly remembered?: RememberedTask;
};

/** Returns the state of the task that a finding names. */
export function taskState({finding, account, region, answer, remembered}: TaskStateFacts): TaskState {
	if (finding.taskArn === undefined || finding.taskArn === '') {
		return {kind: 'none'};
	}

	const parts = taskIdIn(finding.taskArn) === undefined ? undefined : parseArn(finding.taskArn);
	if (parts === undefined) {
		return {kind: 'unknown', why: 'unasked'};
	}

	if (parts.region !== region || (account !== undefined && parts.account !== account)) {
		return {kind: 'elsewhere', account: parts.account, region: parts.region};
	}

	switch (answer.kind) {
		case 'waiting':
			return {kind: 'waiting'};
		case 'task':
			return stateOf(answer.task, answer.at);
		case 'missing':
			return gone(answer.at, finding.lastSeenAt, remembered);
		case 'unasked':
			return {kind: 'unknown', why: 'unasked'};
		case 'failed':
			return {
				kind: 'unknown',
				why: 'failed',
				failure: answer.failure,
				...(remembered && {remembered: remembered.task}),
			};
		default:
			return answer satisfies never;
	}
}

function stateOf(task: Task, at: number): TaskState {
	const phase = taskPhase(task);
	switch (phase) {
		case 'starting':
			return {kind: 'starting', task, at};
		case 'running':
			// ECS sets what it wants before the task begins to end.
			return {kind: task.desiredStatus === 'STOPPED' ? 'stopping' : 'running', task, at};
		case 'ending':
			return {kind: 'stopping', task, at};
		case 'ended':
			return {kind: 'stopped', task, at};
		case 'unknown':
			return {kind: 'unknown', why: 'status', task, at};
		default:
			return phase satisfies never;
	}
}

function gone(noticedAt: number, findingSeenAt: number | undefined, remembered?: RememberedTask): TaskState {
	const stoppedAt = remembered?.task.stoppedAt;
	const seen = [remembered?.seenAt, findingSeenAt].filter(at => at !== undefined && at <= noticedAt);
	return {
		kind: 'gone',
		noticedAt,
		...(stoppedAt !== undefined && {stoppedAt}),
		...(seen.length > 0 && {lastSeenAt: Math.max(...seen.map(Number))}),
		...(remembered && {remembered: remembered.task}),
	};
}

/**
 * Returns since when the task can be called gone (epoch ms): when it stopped, else when it was seen last, else when
 * ECS said that it is not there. `isExact` is true for the first only.
 */
export function goneSince(state: Extract<TaskState, {kind: 'gone'}>): {
	readonly at: number;
	readonly isExact: boolean;
} {
	return state.stoppedAt === undefined
		? {at: state.lastSeenAt ?? state.noticedAt, isExact: false}
		: {at: state.stoppedAt, isExact: true};
}
