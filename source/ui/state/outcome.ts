import {type Scope} from '../../domain/account.js';
import {type Action, type Answers, type Plan} from '../../store/actions/action.js';
import {type Tone} from '../../views/view.js';
import {type ConsoleState, withMessage} from './console-state.js';
import {type Context} from './context.js';

/** What a key asks for beyond the state; the session does it. */
export type Effect =
	| {readonly kind: 'copy'; readonly text: string; readonly what: string}
	| {readonly kind: 'start'; readonly action: Action; readonly plan: Plan; readonly answers: Answers}
	| {readonly kind: 'abort'; readonly runId: string}
	| {readonly kind: 'refresh'}
	| {readonly kind: 'pause'; readonly isPaused: boolean}
	| {readonly kind: 'export'; readonly path: string}
	| {readonly kind: 'scope'; readonly scope: Partial<Scope>}
	| {readonly kind: 'profiles'}
	| {readonly kind: 'redraw'}
	| {readonly kind: 'suspend'}
	| {readonly kind: 'quit'};

/** What a key leads to. */
export type Outcome = {readonly state: ConsoleState; readonly effects: readonly Effect[]};

export function just(state: ConsoleState): Outcome {
	return {state, effects: []};
}

export function also(state: ConsoleState, ...effects: readonly Effect[]): Outcome {
	return {state, effects};
}

/** Returns the state with a message, and nothing else to do. */
export function say(state: ConsoleState, context: Context, text: string, tone: Tone = 'plain'): Outcome {
	return just(withMessage(state, {text, tone, at: context.at}));
}
