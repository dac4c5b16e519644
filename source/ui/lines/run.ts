import {age} from '../../domain/age.js';
import {failureLine} from '../../domain/failure-text.js';
import {type ActionRun, type StepState} from '../../store/actions/action-run.js';
import {type Tone} from '../../views/view.js';
import {type Theme} from '../theme.js';
import {type Line, wrap} from './spans.js';

/** Cells of a progress bar. */
const barWidth = 20;

/** Returns a run as it goes: what is done of it, then each step with its bar and its last report. */
export function runLines(
	theme: Theme,
	{run, now, width}: {run: ActionRun; now: number; width: number},
): readonly Line[] {
	const done = run.steps.filter(step => step.status === 'done').length;
	const until = run.finishedAt ?? now;
	const waves = Math.ceil(run.steps.length / Math.max(1, run.waveSize));
	const wave = Math.min(waves, Math.floor(run.steps.findIndex(isOpen) / Math.max(1, run.waveSize)) + 1);
	return [
		[
			{text: run.status, tone: runTone(run)},
			{text: `  ${done} of ${run.steps.length} done`},
			{text: waves > 1 && run.finishedAt === undefined && wave > 0 ? `, wave ${wave} of ${waves}` : ''},
			{text: `, ${age(until - run.startedAt)}`, tone: 'dim'},
		],
		...(run.steps.length > 1 ? [[bar(theme, done, run.steps.length)]] : []),
		...(run.problem === undefined
			? []
			: wrap(run.problem, width).map((text): Line => [{text, tone: 'fault'}])),
		...undoLines(run, width),
		[],
		...run.steps.flatMap(step => stepLines(theme, step, {now, width})),
	];
}

/** Above the steps: there may be more of them than a screen has lines. */
function undoLines({undo, status}: ActionRun, width: number): readonly Line[] {
	return undo === undefined || status !== 'done'
		? []
		: [...wrap(`to undo it: ${undo}`, width).map((text): Line => [{text, tone: 'accent'}])];
}

function stepLines(
	theme: Theme,
	step: StepState,
	{now, width}: {now: number; width: number},
): readonly Line[] {
	const took = step.startedAt === undefined ? '' : age((step.finishedAt ?? now) - step.startedAt);
	const isMoving = step.status === 'applying' || step.status === 'verifying';
	const details = [step.detail, ...(isMoving || step.status === 'failed' ? step.lines : [])];
	return [
		[
			{text: `${signOf(theme, step)} `, tone: stepTone(step)},
			{text: step.label},
			{text: `  ${step.status}`, tone: stepTone(step)},
			{text: took === '' ? '' : `  ${took}`, tone: 'dim'},
		],
		...(step.of !== undefined && step.of > 0 && isMoving
			? [
					[
						{text: '  '},
						bar(theme, step.done ?? 0, step.of),
						{text: ` ${step.done ?? 0}/${step.of}`, tone: 'dim' as const},
					],
				]
			: []),
		...details
			.filter(text => text !== '')
			.flatMap(text =>
				wrap(text, Math.max(20, width - 4)).map((part): Line => [{text: `    ${part}`, tone: 'dim'}]),
			),
		// Many a step says of its end what its failure says.
		...(step.failure === undefined || failureLine(step.failure) === step.detail
			? []
			: wrap(failureLine(step.failure), Math.max(20, width - 4)).map(
					(part): Line => [{text: `    ${part}`, tone: 'fault'}],
				)),
	];
}

/** Returns a bar in half cells, or in whole ones where only ASCII is drawn. */
export function bar(theme: Theme, done: number, of: number): {text: string; tone: Tone} {
	const {barFull, barHalf, barEmpty} = theme.symbols;
	const halves = Math.round((Math.max(0, Math.min(done, of)) / Math.max(1, of)) * barWidth * 2);
	const full = Math.floor(halves / 2);
	const half = halves % 2;
	return {
		text: barFull.repeat(full) + barHalf.repeat(half) + barEmpty.repeat(barWidth - full - half),
		tone: 'accent',
	};
}

function isOpen({status}: StepState): boolean {
	return status === 'waiting' || status === 'applying' || status === 'verifying';
}

function runTone({status}: ActionRun): Tone {
	switch (status) {
		case 'running':
			return 'accent';
		case 'done':
			return 'good';
		case 'failed':
			return 'fault';
		case 'stopping':
		case 'aborted':
			return 'warning';
	}
}

function stepTone({status}: StepState): Tone {
	switch (status) {
		case 'failed':
			return 'fault';
		case 'aborted':
			return 'warning';
		case 'applying':
		case 'verifying':
			return 'accent';
		case 'done':
			return 'good';
		case 'waiting':
		case 'skipped':
			return 'dim';
	}
}

function signOf({symbols}: Theme, {status}: StepState): string {
	const signs: {readonly [status in StepState['status']]: string} = {
		waiting: symbols.waiting,
		applying: symbols.running,
		verifying: symbols.running,
		done: symbols.good,
		failed: symbols.fault,
		aborted: symbols.fault,
		skipped: symbols.skipped,
	};
	return signs[status];
}
