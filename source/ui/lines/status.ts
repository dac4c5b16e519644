import {age} from '../../domain/age.js';
import {failureLine} from '../../domain/failure-text.js';
import {type Cell} from '../../views/view.js';
import {candidates} from '../state/command-words.js';
import {type ConsoleState, viewStateOf} from '../state/console-state.js';
import {type Context, type Listing} from '../state/context.js';
import {windowOf} from '../state/view-state.js';
import {type Theme} from '../theme.js';
import {inputCells} from './input.js';
import {drawSplit, type Line, widthOf} from './spans.js';

type Status = {
	readonly state: ConsoleState;
	readonly context: Context;
	/** How much of a detail is above and below what is in sight; nothing when it is whole, or a list. */
	readonly mark: Line;
};

/** Returns the line above the footer: what is typed, or how much of the view is shown and how sure it is. */
export function statusLine(theme: Theme, {state, context, mark}: Status, width: number): string {
	const {overlay} = state;
	if (overlay?.kind === 'filter') {
		const problem = context.listing?.filterProblem;
		const found: Line = problem === undefined ? counts(state, context) : [{text: problem, tone: 'warning'}];
		return drawSplit(
			theme,
			{left: [{text: ' /', tone: 'accent'}, ...inputCells(theme, overlay.line)], right: found},
			width,
		);
	}

	if (overlay?.kind === 'command') {
		const known = candidates(overlay.line.text, context, state.profiles);
		const hint: Cell =
			overlay.problem === undefined
				? {text: known.slice(0, 8).join(' '), tone: 'dim'}
				: {text: overlay.problem, tone: 'warning'};
		return drawSplit(
			theme,
			{
				left: [{text: ' :', tone: 'accent'}, ...inputCells(theme, overlay.line), {text: '  '}, hint],
				right: [],
			},
			width,
		).trimEnd();
	}

	const right = overlay === undefined ? [...counts(state, context), ...mark, ...endOf(mark)] : [];
	const room = width - widthOf(right) - (right.length > 0 ? 1 : 0);
	return drawSplit(theme, {left: [{text: ' '}, ...sureness(context, room - 1)], right}, width).trimEnd();
}

/** What keeps the list from being whole, worst first; its sum when all is well. */
function sureness(context: Context, room: number): Line {
	const status = context.listing?.status ?? statusOfDetail(context);
	const {progress, failure, errors, isPartial, at, summary, notice, further = []} = status;
	const reasons: Cell[] = [];
	if (failure && !notice) {
		reasons.push({text: failureLine(failure, {profile: context.scope.profile}), tone: 'fault'});
	} else if (progress) {
		reasons.push({text: `${progress.what} ${progress.done}/${progress.of}`, tone: 'accent'});
	} else if (isPartial && notice) {
		reasons.push(...withFurther(notice, further, room));
	} else if (errors[0]) {
		const more = errors.length > 1 ? `, ${errors.length - 1} more (! tells all)` : '';
		reasons.push({text: `${errors[0].what}: ${failureLine(errors[0].failure)}${more}`, tone: 'warning'});
	} else if (isPartial && at !== undefined) {
		const partial: Cell = {text: 'partial: not everything could be read', tone: 'warning'};
		reasons.push(...withFurther(partial, summary ? [summary, ...further] : further, room));
	} else if (summary) {
		reasons.push(...withFurther(summary, further, room));
	}

	if (failure && at !== undefined) {
		reasons.push({text: `  showing what was read ${age(context.now - at)} ago`, tone: 'dim'});
	}

	return reasons;
}

/** One cell stays free at the edge. */
function endOf(mark: Line): Line {
	return mark.length === 0 ? [] : [{text: ' '}];
}

function withFurther(first: Cell, further: readonly Cell[], room: number): Line {
	const line: Cell[] = [first];
	for (const {text, tone} of further) {
		const next = {text: `  ${text}`, tone};
		if (widthOf([...line, next]) > room) {
			break;
		}

		line.push(next);
	}

	return line;
}

function statusOfDetail({view, snapshot, place}: Context): Listing['status'] {
	return view.status(snapshot, place);
}

function counts(state: ConsoleState, context: Context): Line {
	const {listing} = context;
	const view = viewStateOf(state);
	if (!listing) {
		return view.filter === '' ? [] : [{text: `searching ${view.filter} (n next) `, tone: 'accent'}];
	}

	const {model, status, listed} = listing;
	const {index} = windowOf(view, listed, context.height);
	const hidden = [...view.marks].filter(key => !listed.indexOf.has(key)).length;
	const parts: Cell[] = [];
	if (view.filter !== '' && state.overlay === undefined) {
		parts.push(
			listing.filterProblem === undefined
				? {text: `/${view.filter}  `, tone: 'accent'}
				: {text: `not filtered: ${listing.filterProblem}  `, tone: 'warning'},
		);
	}

	if (view.isFaultsOnly) {
		parts.push({text: 'faults only  ', tone: 'accent'});
	}

	if (view.marks.size > 0) {
		parts.push({
			text: `${view.marks.size} marked${hidden > 0 ? ` (${hidden} hidden)` : ''}  `,
			tone: 'accent',
		});
	}

	if (model.faults > 0) {
		parts.push({text: `${model.faults} at fault  `, tone: 'fault'});
	}

	if (model.unknown > 0) {
		parts.push({text: `${model.unknown} unknown  `, tone: 'warning'});
	}

	const total = `${model.total}${status.isPartial ? '+' : ''}`;
	const shown = model.rows.length === model.total ? total : `${model.rows.length} of ${total}`;
	parts.push({text: `${index + 1}/${shown} `, tone: 'dim'});
	return parts;
}
