import {columnsAt} from '../../views/fit.js';
import {type CommandId} from '../keymap.js';
import {commandOfWord, completed, trailTo, wordOfAction, wordsOf} from './command-words.js';
import {type ConsoleState, type Overlay, viewStateOf, withOverlay, withView} from './console-state.js';
import {type Context} from './context.js';
import {also, just, type Outcome} from './outcome.js';
import {openPlan} from './plan.js';
import {actionsOf} from './targets.js';
import {textLine} from './text-line.js';
import {jump} from './trail.js';

type CommandOverlay = Overlay & {kind: 'command'};

const keptLines = 50;

/** Returns the outcome of Enter in `:`. What was wrong stays there to be mended. */
export function acceptLine(
	state: ConsoleState,
	overlay: CommandOverlay,
	context: Context,
	perform: (command: CommandId, state: ConsoleState, context: Context) => Outcome,
): Outcome {
	const text = overlay.line.text.trim();
	if (text === '') {
		return just(withOverlay(state, undefined));
	}

	const closed: ConsoleState = {
		...state,
		overlay: undefined,
		history: [text, ...state.history.filter(line => line !== text)].slice(0, keptLines),
	};
	const [word = '', ...args] = text.split(/\s+/);
	const outcome = ownCommand(closed, context, word, args);
	if (outcome !== undefined) {
		return 'problem' in outcome ? mend(state, overlay, outcome.problem) : outcome;
	}

	const action = actionsOf(context).find(candidate => wordOfAction(candidate.id) === word);
	if (action) {
		return openPlan(closed, context, action);
	}

	const command = commandOfWord(word);
	return command === undefined
		? mend(
				state,
				overlay,
				`no command “${word}”; there are ${wordsOf(context)
					.map(one => one.word)
					.join(' ')}`,
			)
		: perform(command, closed, context);
}

function mend(state: ConsoleState, overlay: CommandOverlay, problem: string): Outcome {
	return just(withOverlay(state, {...overlay, problem}));
}

function ownCommand(
	state: ConsoleState,
	context: Context,
	word: string,
	args: readonly string[],
): Outcome | {readonly problem: string} | undefined {
	const [first] = args;
	switch (word) {
		case 'clusters':
		case 'coverage':
		case 'causes':
		case 'fixes':
		case 'usage':
		case 'size':
		case 'doctor':
		case 'services':
		case 'tasks':
		case 'instances':
		case 'findings':
		case 'archived':
		case 'flows': {
			const found = trailTo(word, first, context);
			return 'problem' in found ? found : just(jump(state, found.trail));
		}
		case 'profile':
			return first === undefined
				? {problem: 'profile needs a name; P shows them'}
				: also(state, {kind: 'scope', scope: {profile: first}});
		case 'region':
			return regionCommand(state, context, first);
		case 'sort':
			return sortCommand(state, context, first, args[1]);
		case 'export':
			return exportCommand(state, context, args.join(' '));
		default:
			return undefined;
	}
}

function regionCommand(
	state: ConsoleState,
	{regions}: Context,
	region: string | undefined,
): Outcome | {readonly problem: string} {
	if (region === undefined || !regions.includes(region)) {
		return {problem: region === undefined ? 'region needs a name; P shows them' : `no Region “${region}”`};
	}

	return also(state, {kind: 'scope', scope: {region}});
}

function sortCommand(
	state: ConsoleState,
	{listing, place}: Context,
	name: string | undefined,
	order: string | undefined,
): Outcome | {readonly problem: string} {
	const columns = columnsAt(listing?.view.columns ?? [], place);
	const sought = (name ?? '').toLowerCase();
	const column = columns.find(
		({id, heading}) => id.toLowerCase() === sought || heading.toLowerCase().startsWith(sought),
	);
	if (name === undefined || !column) {
		return {problem: `sort needs a column: ${columns.map(({id}) => id).join(' ')}`};
	}

	return just(
		withView(state, {...viewStateOf(state), sort: {column: column.id, isDescending: order === 'desc'}}),
	);
}

function exportCommand(
	state: ConsoleState,
	{listing}: Context,
	path: string,
): Outcome | {readonly problem: string} {
	if (!listing) {
		return {problem: 'only a list can be exported'};
	}

	return /\.(?:json|csv)$/i.test(path)
		? also(state, {kind: 'export', path})
		: {problem: 'export needs a file name that ends in .json or .csv'};
}

/** Returns the state with the line before or after in the history of `:`. */
export function recall(state: ConsoleState, step: 1 | -1): ConsoleState {
	const {overlay} = state;
	if (overlay?.kind !== 'command') {
		return state;
	}

	const index = Math.max(-1, Math.min(state.history.length - 1, overlay.recall + step));
	return withOverlay(state, {...overlay, recall: index, line: textLine(state.history[index] ?? '')});
}

/** Returns the state with the line of `:` completed. */
export function completeLine(state: ConsoleState, context: Context): Outcome {
	const {overlay} = state;
	return overlay?.kind === 'command'
		? just(
				withOverlay(state, {
					...overlay,
					line: textLine(completed(overlay.line.text, context, state.profiles)),
				}),
			)
		: just(state);
}
