import {type ConsoleState, viewStateOf, withView} from './console-state.js';
import {type Context} from './context.js';
import {just, type Outcome, say} from './outcome.js';

/** Returns the numbers of the lines that hold a text, in any case. */
export function matchingLines(lines: readonly string[], sought: string): readonly number[] {
	if (sought === '') {
		return [];
	}

	const lower = sought.toLowerCase();
	return lines.flatMap((line, index) => (line.toLowerCase().includes(lower) ? [index] : []));
}

/** Returns the detail scrolled to its next line with the searched text; after the last comes the first. */
export function nextMatch(state: ConsoleState, context: Context): Outcome {
	const view = viewStateOf(state);
	if (view.filter === '') {
		return say(state, context, '/ searches first', 'dim');
	}

	const found = matchingLines(context.lines(), view.filter);
	const next = found.find(line => line > view.scroll) ?? found[0];
	return next === undefined
		? say(state, context, `“${view.filter}” is not here`, 'dim')
		: just(withView(state, {...view, scroll: next}));
}
