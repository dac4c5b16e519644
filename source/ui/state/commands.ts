import {type CommandId} from '../keymap.js';
import {type ConsoleState, viewStateOf, withOverlay, withView} from './console-state.js';
import {type Context} from './context.js';
import {copyArn, copyName, copyPlan, showLink} from './copy.js';
import {acceptLine, completeLine, recall} from './line-commands.js';
import {invertSort, type Move, moveCursor, scrolled, sortBeside} from './list-moves.js';
import {also, just, type Outcome, say} from './outcome.js';
import {choicesOf, scopeChange} from './picker.js';
import {follow, openRow, openSubject} from './pivots.js';
import {acceptAnswer, confirmPlan, moveChoice, questionBefore} from './plan.js';
import {nextMatch} from './search.js';
import {textLine} from './text-line.js';
import {goBack, jump, previousView} from './trail.js';
import {turn} from './turn.js';
import {clamp, taken, toggleAllMarks, toggleMark} from './view-state.js';

type Perform = (state: ConsoleState, context: Context) => Outcome;

/** Returns what a command of the key table does. A command without an entry does not compile. */
export function perform(command: CommandId, state: ConsoleState, context: Context): Outcome {
	return performers[command](state, context);
}

const performers: {readonly [command in CommandId]: Perform} = {
	'pane.1': pane('1'),
	'pane.2': pane('2'),
	'pane.3': pane('3'),
	'pane.4': pane('4'),
	'pane.5': pane('5'),
	'pane.6': pane('6'),
	'pane.next': besidePane(1),
	'pane.previous': besidePane(-1),

	'move.down': move('down'),
	'move.up': move('up'),
	'move.top': move('top'),
	'move.bottom': move('bottom'),
	'move.page-down': move('page-down'),
	'move.page-up': move('page-up'),
	'move.half-down': move('half-down'),
	'move.half-up': move('half-up'),

	open: openRow,
	'run.open': openRun,
	back: state => just(goBack(state)),
	'back.left': state => just(goBack(state)),
	close: state => just(withOverlay(state, undefined)),
	decline: state => just(withOverlay(state, undefined)),
	previous: state => just(previousView(state)),

	filter: state => just(withOverlay(state, {kind: 'filter', line: textLine(viewStateOf(state).filter)})),
	'search.next': nextMatch,
	faults: state => toggle(state, 'isFaultsOnly'),
	wide: (state, context) => {
		const {isWide} = viewStateOf(state);
		const told = isWide ? 'the usual columns' : 'wide columns, as many as fit';
		return say(toggle(state, 'isWide').state, context, told, 'dim');
	},
	'sort.left': (state, context) => sort(state, context, -1),
	'sort.right': (state, context) => sort(state, context, 1),
	'sort.invert': (state, {listing}) => just(listing ? invertSort(state, listing) : state),

	describe: openSubject('describe'),
	raw: openSubject('raw'),
	tree: follow('tree'),
	tasks: follow('tasks'),
	service: follow('service'),
	events: follow('events'),
	instances: follow('instances'),
	doctor: follow('doctor'),
	fixes: follow('fixes'),
	causes: follow('causes'),
	usage: follow('usage'),
	size: follow('size'),
	level: turn('level'),
	window: turn('window'),
	sequence: follow('sequence'),
	timeline: follow('timeline'),
	archived: follow('archived'),
	flows: follow('flows'),

	mark: (state, {listing, height}) =>
		just(listing ? withView(state, toggleMark(viewStateOf(state), listing.listed, height)) : state),
	'mark.all': (state, {listing}) =>
		just(listing ? withView(state, toggleAllMarks(viewStateOf(state), listing.listed)) : state),
	'copy.id': copyName,
	'copy.arn': copyArn,
	link: showLink,

	'plan.confirm': (state, context) =>
		state.overlay?.kind === 'plan' ? confirmPlan(state, state.overlay, context) : just(state),
	'plan.copy': copyPlan,
	'answer.accept': accept,
	'answer.before': (state, context) =>
		state.overlay?.kind === 'plan' ? questionBefore(state, state.overlay, context) : just(state),
	'answer.copy': copyPlan,
	'choice.down': choice(1),
	'choice.up': choice(-1),
	'line.up': state => just(recall(state, 1)),
	'line.down': state => just(recall(state, -1)),
	'line.complete': completeLine,
	'picker.down': pick(1),
	'picker.up': pick(-1),
	'answer.down': move('half-down'),
	'answer.up': move('half-up'),

	'run.abort': state =>
		state.overlay?.kind === 'run' ? also(state, {kind: 'abort', runId: state.overlay.runId}) : just(state),

	refresh: (state, context) => {
		const told = say(state, context, 'refreshing', 'dim');
		return also(told.state, {kind: 'refresh'});
	},
	pause: (state, {snapshot}) => also(state, {kind: 'pause', isPaused: !snapshot.isPaused}),
	errors: state => just(withOverlay(state, {kind: 'errors', scroll: 0})),
	journal: state => just(withOverlay(state, {kind: 'activity', index: 0, scroll: 0})),
	scope: state => also(withOverlay(state, {kind: 'picker', line: textLine(), index: 0}), {kind: 'profiles'}),
	command: state =>
		also(withOverlay(state, {kind: 'command', line: textLine(), recall: -1}), {kind: 'profiles'}),
	help: state => just(withOverlay(state, {kind: 'help', scroll: 0})),
	redraw: state => also(state, {kind: 'redraw'}),
	'quit.confirm': state => also(state, {kind: 'quit'}),
	quit,
	'quit.ctrl': (state, context) =>
		state.overlay?.kind === 'quit' ? also(state, {kind: 'quit'}) : quit(state, context),
	suspend: state => also(state, {kind: 'suspend'}),
};

function pane(key: string): Perform {
	return (state, context) => {
		const found = context.catalog.panes.find(candidate => candidate.key === key);
		return found ? just(jump(state, [found.place])) : say(state, context, `there is no pane ${key}`, 'dim');
	};
}

function besidePane(step: 1 | -1): Perform {
	return (state, {catalog: {panes}}) => {
		const here = panes.findIndex(candidate => candidate.place.view === state.trail[0]?.view);
		const next = panes[(Math.max(0, here) + step + panes.length) % panes.length];
		return just(next ? jump(state, [next.place]) : state);
	};
}

function move(way: Move): Perform {
	return (state, context) => {
		const {overlay} = state;
		if (overlay === undefined) {
			return just(moveView(state, context, way));
		}

		if (overlay.kind === 'activity') {
			const last = Math.max(0, context.snapshot.runs.length - 1);
			const scroll = scrolled(overlay.scroll, way, context.lines().length, context.height);
			const step = way === 'down' ? 1 : way === 'up' ? -1 : 0;
			// The cursor walks the runs; past the last one the journal scrolls.
			return overlay.index + step >= 0 && overlay.index + step <= last && step !== 0
				? just(withOverlay(state, {...overlay, index: overlay.index + step}))
				: just(withOverlay(state, {...overlay, scroll}));
		}

		return 'scroll' in overlay
			? just(
					withOverlay(state, {
						...overlay,
						scroll: scrolled(overlay.scroll, way, context.lines().length, context.height),
					}),
				)
			: just(state);
	};
}

function moveView(state: ConsoleState, context: Context, way: Move): ConsoleState {
	if (context.listing) {
		return moveCursor(state, context.listing, context, way);
	}

	const view = viewStateOf(state);
	return withView(state, {
		...view,
		scroll: scrolled(view.scroll, way, context.lines().length, context.height),
	});
}

function toggle(state: ConsoleState, flag: 'isFaultsOnly' | 'isWide'): Outcome {
	const view = viewStateOf(state);
	return just(withView(state, {...view, [flag]: !view[flag]}));
}

function sort(state: ConsoleState, context: Context, step: 1 | -1): Outcome {
	return just(context.listing ? sortBeside(state, context.listing, context, step) : state);
}

function accept(state: ConsoleState, context: Context): Outcome {
	const {overlay} = state;
	switch (overlay?.kind) {
		case 'plan':
			return acceptAnswer(state, overlay, context);
		case 'filter':
			// Who filtered for a resource has found it: it keeps the cursor when all rows are shown again.
			return just(withView(withOverlay(state, undefined), taken(viewStateOf(state))));
		case 'command':
			return acceptLine(state, overlay, context, perform);
		case 'picker': {
			const picked = choicesOf(state, overlay, context)[overlay.index];
			return picked
				? also(withOverlay(state, undefined), {kind: 'scope', scope: scopeChange(picked)})
				: just(state);
		}
		default:
			return just(state);
	}
}

function choice(step: 1 | -1): Perform {
	return (state, context) =>
		state.overlay?.kind === 'plan' ? moveChoice(state, state.overlay, context, step) : just(state);
}

function pick(step: 1 | -1): Perform {
	return (state, context) => {
		const {overlay} = state;
		if (overlay?.kind !== 'picker') {
			return just(state);
		}

		const last = Math.max(0, choicesOf(state, overlay, context).length - 1);
		return just(withOverlay(state, {...overlay, index: clamp(overlay.index + step, 0, last)}));
	};
}

function openRun(state: ConsoleState, {snapshot}: Context): Outcome {
	const run = state.overlay?.kind === 'activity' ? snapshot.runs[state.overlay.index] : undefined;
	return just(run ? withOverlay(state, {kind: 'run', runId: run.id, scroll: 0}) : state);
}

/** Leaving asks only while something is being changed. */
function quit(state: ConsoleState, {snapshot}: Context): Outcome {
	return snapshot.runs.some(run => run.finishedAt === undefined)
		? just(withOverlay(state, {kind: 'quit'}))
		: also(state, {kind: 'quit'});
}
