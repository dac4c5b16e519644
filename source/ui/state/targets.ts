import {type Action, type Target} from '../../store/actions/action.js';
import {memoBy} from '../../views/memo.js';
import {actionKeys} from '../action-keys.js';
import {type ConsoleState, viewStateOf} from './console-state.js';
import {type Context, type Listing} from './context.js';
import {windowOf} from './view-state.js';

/** Returns the row under the cursor, or undefined in an empty list. */
export function cursorRow(state: ConsoleState, context: Context): unknown {
	const {listing, height} = context;
	if (!listing) {
		return undefined;
	}

	const {index} = windowOf(viewStateOf(state), listing.listed, height);
	return index < 0 ? undefined : listing.model.rows[index];
}

/** Returns what an action is for: the marked rows, else the row of the cursor, else what the detail is about. */
export function targetsOf(state: ConsoleState, context: Context): readonly Target[] {
	return ownTargets(context, state);
}

/** Asked for each action of the footer, and thousands of rows may be marked. */
const ownTargets = memoBy((context: Context, state: ConsoleState): readonly Target[] => {
	const {listing, view, place, snapshot} = context;
	if (view.kind === 'detail') {
		const target = view.target(place, snapshot);
		return view.targets?.(place, snapshot) ?? (target === undefined ? [] : [target]);
	}

	if (!listing) {
		return [];
	}

	const {marks} = viewStateOf(state);
	const rows = marks.size > 0 ? markedRows(listing, marks, context) : [cursorRow(state, context)];
	return rows.flatMap(row =>
		row === undefined ? [] : (listing.view.targets?.(row) ?? listing.view.target(row) ?? []),
	);
});

/** Returns what the row of the cursor, or the detail, is about besides: of a finding its task. */
function besidesOf(state: ConsoleState, context: Context): readonly Target[] {
	return besideTargets(context, state);
}

const besideTargets = memoBy((context: Context, state: ConsoleState): readonly Target[] => {
	const {listing, view, place, snapshot} = context;
	if (view.kind === 'detail') {
		return view.besides?.(place, snapshot) ?? [];
	}

	const rows =
		listing && viewStateOf(state).marks.size > 0
			? markedRows(listing, viewStateOf(state).marks, context)
			: [cursorRow(state, context)];
	return rows.flatMap(row => (row === undefined ? [] : (listing?.view.besides?.(row) ?? [])));
});

/** Returns what an action is for here: what one stands on, or, where it is not for that, what that is about besides. */
export function targetsFor(action: Action, state: ConsoleState, context: Context): readonly Target[] {
	return ownOrBesides(action, targetsOf(state, context), () => besidesOf(state, context));
}

function ownOrBesides(
	action: Action,
	own: readonly Target[],
	besidesOwn: () => readonly Target[],
): readonly Target[] {
	if (own.length === 0 || own.some(target => fits(action, target))) {
		return own;
	}

	const besides = besidesOwn();
	return besides.some(target => fits(action, target)) ? distinct(besides) : own;
}

function fits({appliesTo}: Action, {kind}: Target): boolean {
	return appliesTo.includes(kind);
}

/** Several findings may be about one task. */
function distinct(targets: readonly Target[]): readonly Target[] {
	return [...new Map(targets.map(target => [target.arn, target])).values()];
}

/** Marks hold on to rows that the filter hides: what was marked is acted on, and the plan names each. */
function markedRows(listing: Listing, marks: ReadonlySet<string>, context: Context): readonly unknown[] {
	return listing.view.rows(context.snapshot, context.place).filter(row => marks.has(listing.view.key(row)));
}

/** Returns the actions that the view on screen offers, in its order. */
export function actionsOf(context: Context): readonly Action[] {
	return context.view.actions.flatMap(id => context.catalog.actions.find(action => action.id === id) ?? []);
}

/** Returns the actions for what is under the cursor, or for what that is about besides. */
export function actionsHere(state: ConsoleState, context: Context): readonly Action[] {
	return actionsFor(context, targetsOf(state, context), besidesOf(state, context));
}

/**
 * Returns those of the view's actions that are for these targets, or for what they are about besides, one for each
 * key; of an empty list those that it would offer, of a detail that is about nothing those of the account.
 */
export function actionsFor(
	context: Context,
	targets: readonly Target[],
	besides: readonly Target[] = [],
): readonly Action[] {
	const offered = actionsOf(context);
	if (targets.length === 0) {
		const kept = context.view.kind === 'list' ? offered : offered.filter(({isOfAccount}) => isOfAccount);
		return oneForEachKey(kept, {targets, besides, context});
	}

	return oneForEachKey(
		offered.filter(
			action => action.isOfAccount || [...targets, ...besides].some(target => fits(action, target)),
		),
		{targets, besides, context},
	);
}

type Here = {
	readonly targets: readonly Target[];
	readonly besides: readonly Target[];
	readonly context: Context;
};

/**
 * Of several actions on one key the one that has something to do, else the one that fits all targets, else the first:
 * `U` brings an archived finding back, and on an open one whose task is isolated releases the task.
 */
function oneForEachKey(actions: readonly Action[], here: Here): readonly Action[] {
	return actions.filter(action => {
		const rivals = actions.filter(other => actionKeys[other.id] === actionKeys[action.id]);
		return rivals.length === 1 || action === winner(rivals, here);
	});
}

function winner(rivals: readonly Action[], {targets, besides, context}: Here): Action | undefined {
	const isCalled = (action: Action): boolean =>
		action.isCalledFor?.(
			ownOrBesides(action, targets, () => besides),
			context.snapshot,
		) === true;
	const own = rivals.find(({appliesTo}) => targets.every(({kind}) => appliesTo.includes(kind)));
	// Asked first, since there is seldom one: the other question goes through all that is marked.
	const other = rivals.find(action => action !== own && isCalled(action));
	return other && !(own && isCalled(own)) ? other : (own ?? rivals[0]);
}

/** Returns why an action can't be had now, for the greyed key and for the message. */
export function disabledReason(
	action: Action,
	targets: readonly Target[],
	context: Context,
): string | undefined {
	if (context.snapshot.isReadOnly && !action.isLocal) {
		return 'started read-only: nothing can be changed';
	}

	if (action.isOfAccount) {
		return action.disabledReason(targets, context.snapshot);
	}

	if (targets.length === 0) {
		return 'there is nothing under the cursor';
	}

	const misfit = targets.find(target => !action.appliesTo.includes(target.kind));
	return misfit === undefined
		? action.disabledReason(targets, context.snapshot)
		: misfitText(action, misfit.kind, targets);
}

/** Marks of several kinds can be too many for one action: which of them to take off is told. */
function misfitText({appliesTo}: Action, kind: Target['kind'], targets: readonly Target[]): string {
	const count = targets.filter(target => target.kind === kind).length;
	if (count < targets.length) {
		return `not for a ${kind}, and ${count} of the ${targets.length} marked ${count === 1 ? 'is one' : 'are'}: one kind at a time`;
	}

	// What is for tasks is for a finding that leads to one: this one does not.
	return kind === 'finding' && appliesTo.includes('task')
		? 'this finding leads to no single task that is known to run'
		: `not for a ${kind}`;
}
