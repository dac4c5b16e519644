import {commandOf, type Scope} from '../keymap.js';
import {type KeyName} from '../keys.js';
import {perform} from './commands.js';
import {type ConsoleState, type Overlay, viewStateOf, withOverlay, withView} from './console-state.js';
import {type Context} from './context.js';
import {just, type Outcome} from './outcome.js';
import {actionOfKey, openPlan, stageOf, typeAnswer} from './plan.js';
import {matchingLines} from './search.js';
import {editLine, insertText, type TextLine} from './text-line.js';
import {pin} from './view-state.js';

/** Returns what a key means now: what it is pressed on decides. */
export function scopeOf(state: ConsoleState, context: Context): Scope {
	const {overlay} = state;
	switch (overlay?.kind) {
		case undefined:
			return context.view.kind;
		case 'help':
		case 'errors':
		case 'link':
			return 'text';
		case 'command':
			return 'line';
		case 'plan':
			return planScope(overlay, context);
		case 'filter':
		case 'activity':
		case 'run':
		case 'picker':
		case 'quit':
			return overlay.kind;
	}
}

function planScope(overlay: Overlay & {kind: 'plan'}, context: Context): Scope {
	const stage = stageOf(overlay, context);
	if (stage?.kind === 'question') {
		return stage.question.kind === 'choice' ? 'choice' : 'answer';
	}

	const isTyped = stage?.plan.confirm.kind === 'type';
	return isTyped && stage.plan.refusal === undefined && stage.plan.waitingFor === undefined
		? 'answer'
		: 'plan';
}

/** Returns what one key leads to. Pure: the same state, context and key always lead to the same. */
export function press(state: ConsoleState, context: Context, key: KeyName): Outcome {
	const pinned = pinCursor({...state, message: undefined}, context);
	const scope = scopeOf(pinned, context);
	const command = commandOf(key, scope);
	if (command !== undefined) {
		return perform(command, pinned, context);
	}

	const action = scope === 'list' || scope === 'detail' ? actionOfKey(pinned, context, key) : undefined;
	if (action) {
		return openPlan(pinned, context, action);
	}

	return just(typed(pinned, context, key));
}

/** Returns what pasted text leads to: it is typed where text is typed, and never read as keys. */
export function paste(state: ConsoleState, context: Context, text: string): Outcome {
	const scope = scopeOf(state, context);
	const overlay = state.overlay;
	if (
		overlay !== undefined &&
		'line' in overlay &&
		(scope === 'line' || scope === 'filter' || scope === 'answer' || scope === 'picker')
	) {
		return just(edited(state, context, overlay, insertText(overlay.line, text.trim())));
	}

	return just({
		...state,
		message: {
			text: 'pasted text is ignored here: / filters, : takes a command',
			tone: 'dim',
			at: context.at,
		},
	});
}

/** From the first key on the cursor belongs to a resource, so that a key never means the row that just moved in. */
function pinCursor(state: ConsoleState, {listing, height}: Context): ConsoleState {
	return listing ? withView(state, pin(viewStateOf(state), listing.listed, height)) : state;
}

function typed(state: ConsoleState, context: Context, key: KeyName): ConsoleState {
	const {overlay} = state;
	if (overlay === undefined || !('line' in overlay)) {
		return state;
	}

	const line = overlay.kind === 'plan' ? typeAnswer(overlay, context, key) : editLine(overlay.line, key);
	return line === undefined ? state : edited(state, context, overlay, line);
}

type Typing = Extract<Overlay, {readonly line: TextLine}>;

function edited(state: ConsoleState, context: Context, overlay: Typing, line: TextLine): ConsoleState {
	switch (overlay.kind) {
		case 'filter':
			return searched(withOverlay(state, {...overlay, line}), context, line.text);
		case 'command':
			return withOverlay(state, {...overlay, line, recall: -1, problem: undefined});
		case 'picker':
			return withOverlay(state, {...overlay, line, index: 0});
		case 'plan':
			return withOverlay(state, {...overlay, line, problem: undefined});
	}
}

/** The list follows each letter; a detail goes to the first line that holds the text. */
function searched(state: ConsoleState, context: Context, text: string): ConsoleState {
	const view = viewStateOf(state);
	const [first] = context.listing ? [] : matchingLines(context.lines(), text);
	return withView(state, {...view, filter: text, scroll: first ?? view.scroll});
}
