import {type Answers, type Plan, type Target} from '../../store/actions/action.js';
import {type Place, type Tone} from '../../views/view.js';
import {type TextLine} from './text-line.js';
import {freshView, type ViewState} from './view-state.js';

/** A message of the footer; it stays four seconds there, and for ever under `!` unless it is a mere echo. */
export type Message = {readonly text: string; readonly tone: Tone; readonly at: number};

/** A plan on its way: questions one by one, then the plan itself. */
export type PlanOverlay = {
	readonly kind: 'plan';
	readonly actionId: string;
	readonly targets: readonly Target[];
	readonly answers: Answers;
	/** What is typed for the question at hand, or for a protected name. */
	readonly line: TextLine;
	/** The question that `line` belongs to; '' while the plan is shown. */
	readonly field: string;
	readonly problem?: string;
	readonly scroll: number;
	/** The ready plan as it is on screen: what is confirmed is what was seen. */
	readonly plan?: Plan;
	/** The read of the terminal in which the plan came to the screen: a `y` of the same read can't mean it. */
	readonly shownAtRead?: number;
	/** When a plan that had been ready changed. */
	readonly changedAt?: number;
};

/** What lies over the view. One at a time. */
export type Overlay =
	| {readonly kind: 'help'; readonly scroll: number}
	| {readonly kind: 'errors'; readonly scroll: number}
	/** Runs of this session, then the journal; `index` is the run under the cursor. */
	| {readonly kind: 'activity'; readonly index: number; readonly scroll: number}
	| {readonly kind: 'run'; readonly runId: string; readonly scroll: number}
	| {readonly kind: 'filter'; readonly line: TextLine}
	| {
			readonly kind: 'command';
			readonly line: TextLine;
			/** How far back in the history; -1 is the line being typed. */
			readonly recall: number;
			readonly problem?: string;
	  }
	| PlanOverlay
	| {readonly kind: 'picker'; readonly line: TextLine; readonly index: number}
	| {readonly kind: 'link'; readonly url: string}
	| {readonly kind: 'quit'};

export type ConsoleState = {
	/** The way down to the place on screen, which is its last. Never empty. */
	readonly trail: readonly Place[];
	/** The cluster that the command line named, until it was opened or the operator went elsewhere. */
	readonly sought?: string | undefined;
	/** The trail before, for `-`. */
	readonly previous?: readonly Place[];
	readonly views: {readonly [placeKey: string]: ViewState};
	readonly overlay?: Overlay;
	readonly message?: Message;
	/** Newest first, bounded. */
	readonly messages: readonly Message[];
	/** Lines of `:`, newest first. */
	readonly history: readonly string[];
	/** Profiles for the picker, once they were read. */
	readonly profiles: readonly string[];
};

const keptMessages = 200;

export function initialState(place: Place, sought?: string): ConsoleState {
	return {
		trail: [place],
		...(sought !== undefined && {sought}),
		views: {},
		messages: [],
		history: [],
		profiles: [],
	};
}

/** Returns what tells one place from another. */
export function placeKey(place: Place): string {
	const {view, cluster, service, task, subject, item, window, level} = place;
	return [view, cluster, service, task, subject, item, window, level].map(part => part ?? '').join(' ');
}

export function placeOf(state: ConsoleState): Place {
	// A trail is never empty: every way to shorten it keeps its first place.
	return state.trail.at(-1) as Place;
}

export function viewStateOf(state: ConsoleState): ViewState {
	return state.views[placeKey(placeOf(state))] ?? freshView;
}

export function withView(state: ConsoleState, view: ViewState): ConsoleState {
	if (view === viewStateOf(state)) {
		return state;
	}

	return {...state, views: {...state.views, [placeKey(placeOf(state))]: view}};
}

export function withOverlay(state: ConsoleState, overlay: Overlay | undefined): ConsoleState {
	return {...state, overlay};
}

/** Returns the state with a message in the footer, and kept under `!`. */
export function withMessage(state: ConsoleState, message: Message): ConsoleState {
	return {...state, message, messages: [message, ...state.messages].slice(0, keptMessages)};
}
