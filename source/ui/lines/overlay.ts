import {type ConsoleState, type Overlay} from '../state/console-state.js';
import {type Context} from '../state/context.js';
import {choicesOf} from '../state/picker.js';
import {stageOf} from '../state/plan.js';
import {link} from '../terminal.js';
import {type Theme} from '../theme.js';
import {helpLines} from './help.js';
import {inputCells} from './input.js';
import {planLines} from './plan.js';
import {runLines} from './run.js';
import {activityLines, errorLines} from './session-texts.js';
import {type Line, wrap} from './spans.js';

/** What fills the middle of the screen instead of the view. */
export type Sheet = {readonly title: string; readonly lines: readonly Line[]; readonly scroll: number};

/** Returns what an overlay shows, or undefined for those that leave the view in sight (`/`, `:`). */
export function sheetOf(
	theme: Theme,
	state: ConsoleState,
	context: Context,
	width: number,
): Sheet | undefined {
	const {overlay} = state;
	switch (overlay?.kind) {
		case undefined:
		case 'filter':
		case 'command':
			return undefined;
		case 'help':
			return {
				title: `Keys of ${context.view.title(context.place)}`,
				lines: helpLines(state, context, width),
				scroll: overlay.scroll,
			};
		case 'errors':
			return {
				title: 'Errors and messages of this session',
				lines: errorLines(context.snapshot, state.messages, width),
				scroll: overlay.scroll,
			};
		case 'activity':
			return {
				title: 'Actions of this session',
				lines: activityLines(theme, context.snapshot, {index: overlay.index, now: context.now, width}),
				scroll: overlay.scroll,
			};
		case 'run':
			return runSheet(theme, overlay, context, width);
		case 'plan':
			return planSheet(theme, overlay, context, width);
		case 'picker':
			return pickerSheet(theme, state, overlay, context);
		case 'link':
			return {title: 'AWS console', lines: linkLines(overlay.url, width), scroll: 0};
		case 'quit':
			return {title: 'Quit?', lines: quitLines(context, width), scroll: 0};
	}
}

function runSheet(
	theme: Theme,
	overlay: Overlay & {kind: 'run'},
	{snapshot, now}: Context,
	width: number,
): Sheet {
	const run = snapshot.runs.find(({id}) => id === overlay.runId);
	return run
		? {title: run.title, lines: runLines(theme, {run, now, width}), scroll: overlay.scroll}
		: {
				title: 'Action',
				lines: [[{text: 'this action is no longer held; @ has the journal', tone: 'dim'}]],
				scroll: 0,
			};
}

function planSheet(theme: Theme, overlay: Overlay & {kind: 'plan'}, context: Context, width: number): Sheet {
	const stage = overlay.plan ? ({kind: 'plan', plan: overlay.plan} as const) : stageOf(overlay, context);
	const action = context.catalog.actions.find(({id}) => id === overlay.actionId);
	return {
		title: stage?.kind === 'plan' ? stage.plan.title : (action?.describes ?? ''),
		lines: stage ? planLines(theme, {overlay, stage, scope: context.scope, width}) : [],
		scroll: overlay.scroll,
	};
}

function pickerSheet(
	theme: Theme,
	state: ConsoleState,
	overlay: Overlay & {kind: 'picker'},
	context: Context,
): Sheet {
	const choices = choicesOf(state, overlay, context);
	const lines = choices.map(({kind, name, isCurrent}, index): Line => {
		const isHere = index === overlay.index;
		return [
			{
				text: `${isHere ? theme.symbols.cursor : ' '}${isCurrent ? theme.symbols.mark : ' '} `,
				tone: 'accent',
			},
			{text: kind.padEnd(9), tone: 'dim'},
			{text: name, tone: isHere ? 'accent' : 'plain'},
		];
	});
	return {
		title: 'Profile and Region',
		lines: [
			[{text: '> ', tone: 'dim'}, ...inputCells(theme, overlay.line)],
			...(lines.length === 0
				? [[{text: 'no profile or Region has this in its name', tone: 'dim'} as const]]
				: lines),
		],
		// The line of the cursor stays in sight: the list is longer than a small screen.
		scroll: Math.max(0, overlay.index - 8),
	};
}

function linkLines(url: string, width: number): readonly Line[] {
	return [
		[{text: 'Click where the terminal knows links, or copy:', tone: 'dim'}],
		[],
		...wrap(url, width).map((text): Line => [{text: link(url, text), tone: 'accent'}]),
	];
}

function quitLines({snapshot}: Context, width: number): readonly Line[] {
	const running = snapshot.runs.filter(run => run.finishedAt === undefined);
	return [
		...running.map((run): Line => [{text: 'running: ', tone: 'warning'}, {text: run.title}]),
		[],
		...wrap('What was sent to AWS stays sent; nothing new starts, and nobody watches the rest.', width).map(
			(text): Line => [{text}],
		),
		[],
		[
			{text: 'y', tone: 'accent'},
			{text: ' quits   '},
			{text: 'n', tone: 'accent'},
			{text: ' or '},
			{text: 'Esc', tone: 'accent'},
			{text: ' stays'},
		],
	];
}
