import {type AgentState} from '../agent/agent.js';
import {type ResourceArn} from '../arn.js';
import {checks} from '../checks/registry.js';
import {type CheckStage, type Subject, type Verdict} from './verdict.js';

type Told = Verdict & {readonly subjects: readonly Subject[]};

/** A task whose agent does not run. */
type Lacking = {readonly arn: ResourceArn; readonly state: AgentState};

/**
 * Returns how many of these tasks each verdict most likely explains, each task once. What is said of the whole cluster
 * counts for each of them.
 */
export function tasksByCause<T extends Told>(
	verdicts: readonly T[],
	lacking: readonly Lacking[],
): ReadonlyMap<T, number> {
	const faults = verdicts.filter(isFault);
	const ofAll = faults.filter(({checkId}) => levels.get(checkId) === 'cluster');
	const ofTask = new Map<ResourceArn, T[]>();
	for (const verdict of faults) {
		for (const {kind, arn} of verdict.subjects) {
			if (kind === 'task') {
				const own = ofTask.get(arn) ?? [];
				own.push(verdict);
				ofTask.set(arn, own);
			}
		}
	}

	const tasks = new Map<T, number>();
	for (const {arn, state} of lacking) {
		const cause = likeliestCause([...ofAll, ...(ofTask.get(arn) ?? [])], [state]);
		if (cause) {
			tasks.set(cause, (tasks.get(cause) ?? 0) + 1);
		}
	}

	return tasks;
}

/**
 * Returns what explains most: what keeps the agent from being wanted or injected, then from being pulled, then from
 * running. When every agent runs, only what keeps GuardDuty from hearing it can be the cause; when agents were injected
 * and failed, not what comes before.
 */
export function likeliestCause<T extends Verdict>(
	verdicts: readonly T[],
	states: readonly AgentState[],
): T | undefined {
	const stages = stagesFor(states);
	const ranked = verdicts
		.filter(isFault)
		.map(verdict => ({verdict, rank: stages.indexOf(stageOf(verdict))}))
		.filter(({rank, verdict}) => rank >= 0 && (verdict.status === 'fail' || stageOf(verdict) === 'opt-in'))
		.sort((left, right) => left.rank - right.rank || orderOf(left.verdict) - orderOf(right.verdict));
	return ranked.find(({verdict}) => verdict.status === 'fail')?.verdict ?? ranked[0]?.verdict;
}

/** Returns the place of a verdict's check in the order in which things happen to a task. */
export function orderOf({checkId}: Verdict): number {
	return checks.findIndex(({id}) => id === checkId);
}

const levels = new Map(checks.map(({id, level}) => [id, level]));
const stageByCheck = new Map(checks.map(({id, stage}) => [id, stage]));

function isFault({status}: Verdict): boolean {
	return status === 'fail' || status === 'warn';
}

function stagesFor(states: readonly AgentState[]): readonly CheckStage[] {
	if (states.includes('absent') || states.length === 0) {
		return ['opt-in', 'start', 'pull', 'run', 'report', 'guardduty'];
	}

	return states.includes('failed')
		? ['pull', 'run', 'report', 'opt-in', 'start', 'guardduty']
		: ['report', 'guardduty', 'opt-in', 'start', 'pull', 'run'];
}

/** Returns what a verdict explains: as its finding says, else as its check does. */
export function stageOf({checkId, stage}: Pick<Verdict, 'checkId' | 'stage'>): CheckStage {
	return stage ?? stageByCheck.get(checkId) ?? 'guardduty';
}
