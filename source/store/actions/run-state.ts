import {type Plan, type StepEnd, type StepProgress} from './action.js';
import {type ActionRun, type StepState} from './action-run.js';

/** Returns a run of which no step has begun. */
export function newRun(
	run: {readonly id: string; readonly actionId: string; readonly startedAt: number},
	plan: Plan,
): ActionRun {
	return {
		...run,
		title: plan.title,
		status: 'running',
		waveSize: plan.waveSize,
		...(plan.undo !== undefined && {undo: plan.undo}),
		steps: plan.steps.map(({id, label, target}) => ({
			id,
			label,
			target,
			status: 'waiting',
			detail: '',
			lines: [],
		})),
	};
}

/** Returns the run with one step changed; the same run when it has no such step. */
export function withStep(run: ActionRun, stepId: string, change: Partial<StepState>): ActionRun {
	return {...run, steps: run.steps.map(step => (step.id === stepId ? {...step, ...change} : step))};
}

/** Returns what a report of progress changes; lines stay until new ones come. */
export function progressed(progress: StepProgress): Partial<StepState> {
	const {phase, detail, done, of, lines} = progress;
	return {status: phase, detail, done, of, ...(lines && {lines})};
}

/** Returns what the end of a step changes. */
export function ended(end: StepEnd, finishedAt: number): Partial<StepState> {
	return {...end, finishedAt};
}

/** Returns the run with every step that has not begun skipped, and why. */
export function withRestSkipped(run: ActionRun, detail: string): ActionRun {
	return {
		...run,
		steps: run.steps.map(step => (step.status === 'waiting' ? {...step, status: 'skipped', detail} : step)),
	};
}

/** Returns how a run ended: any failure makes it failed; else anything that was stopped makes it aborted. */
export function endOf(run: ActionRun): 'done' | 'failed' | 'aborted' {
	if (run.problem !== undefined || run.steps.some(step => step.status === 'failed')) {
		return 'failed';
	}

	return run.steps.every(step => step.status === 'done') ? 'done' : 'aborted';
}

const endWords = ['done', 'failed', 'aborted', 'skipped'] as const;

/** Returns how the steps ended, e.g. `2 done, 1 failed, 3 skipped`. */
export function tally(run: ActionRun): string {
	const counts = endWords.map(word => ({
		word,
		count: run.steps.filter(step => step.status === word).length,
	}));
	const told = counts.filter(({count}) => count > 0).map(({word, count}) => `${count} ${word}`);
	return told.length === 0 ? 'nothing to do' : told.join(', ');
}
