import {type Action} from '../../store/actions/action.js';
import {pad} from '../../views/fit.js';
import {actionKeys} from '../action-keys.js';
import {type Binding, bindings, type Scope} from '../keymap.js';
import {type ConsoleState} from '../state/console-state.js';
import {type Context} from '../state/context.js';
import {actionsHere, disabledReason, targetsFor} from '../state/targets.js';
import {keyText} from './key-text.js';
import {type Line, wrap} from './spans.js';

const groups: readonly {readonly group: Binding['group']; readonly title: string}[] = [
	{group: 'move', title: 'Move'},
	{group: 'go', title: 'Go'},
	{group: 'look', title: 'Look'},
	{group: 'rows', title: 'Rows'},
	{group: 'console', title: 'Console'},
];

/** Cells of the column of keys. */
const keyWidth = 16;

const notes: readonly string[] = [
	'A filter is words that must all be there: text, !text, column:text, /regular expression/, "two words".',
	'Commands of `:` are words with Tab to complete and the arrows for what was typed before.',
	'Lower-case keys and signs never change AWS. The keys under Change always show a plan first.',
];

/** Returns help for the view on screen, made from the live tables of keys and actions. */
export function helpLines(state: ConsoleState, context: Context, width: number): readonly Line[] {
	const scope: Scope = context.view.kind;
	const actions = actionsHere(state, context);
	return [
		...(actions.length > 0 ? [heading('Change')] : []),
		...actions.flatMap(action => actionLines(action, state, context, width)),
		...groups.flatMap(({group, title}) => {
			const here = bindings.filter(binding => binding.group === group && binding.scope.includes(scope));
			return here.length === 0
				? []
				: [[], heading(title), ...here.flatMap(binding => bindingLines(binding, context))];
		}),
		[],
		heading('Notes'),
		...notes.flatMap(note => wrap(note, width).map(text => [{text}])),
	];
}

function heading(text: string): Line {
	return [{text, tone: 'accent'}];
}

function actionLines(action: Action, state: ConsoleState, context: Context, width: number): readonly Line[] {
	const reason = disabledReason(action, targetsFor(action, state, context), context);
	const text = reason === undefined ? action.describes : `${action.describes} (not now: ${reason})`;
	const [first = '', ...more] = wrap(text, Math.max(20, width - keyWidth));
	const tone = reason === undefined ? 'plain' : 'dim';
	return [
		[
			{text: pad(actionKeys[action.id] ?? '', keyWidth), tone: 'dim'},
			{text: first, tone},
		],
		...more.map(part => [{text: ' '.repeat(keyWidth)}, {text: part, tone} as const]),
	];
}

/** Panes are told by their names, and only those that there are. */
function bindingLines(binding: Binding, {catalog, settings}: Context): readonly Line[] {
	const isPane = /^pane\.\d$/.test(binding.command);
	const pane = catalog.panes.find(({key}) => binding.keys.includes(key));
	if (isPane && !pane) {
		return [];
	}

	const word = binding.word === undefined ? '' : `  :${binding.word}`;
	return [
		[
			{text: pad(binding.keys.map(key => keyText(key, settings.isAscii)).join(' '), keyWidth), tone: 'dim'},
			{text: isPane && pane ? pane.title : (binding.explains ?? binding.label)},
			{text: word, tone: 'dim'},
		],
	];
}
