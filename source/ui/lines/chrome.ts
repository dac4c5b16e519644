import {actionKeys} from '../action-keys.js';
import {type Binding, bindings, type CommandId, type Scope} from '../keymap.js';
import {type ConsoleState} from '../state/console-state.js';
import {type Context} from '../state/context.js';
import {pivotsOf} from '../state/pivots.js';
import {isReady} from '../state/plan.js';
import {scopeOf} from '../state/press.js';
import {actionsHere, disabledReason, targetsFor} from '../state/targets.js';
import {goBack} from '../state/trail.js';
import {turned} from '../state/turn.js';
import {type Theme} from '../theme.js';
import {crumbLine} from './crumbs.js';
import {keyText} from './key-text.js';
import {draw, drawSplit, type Line, widthOf} from './spans.js';

const pivotCommands: readonly CommandId[] = [
	'tasks',
	'service',
	'tree',
	'events',
	'instances',
	'doctor',
	'fixes',
	'causes',
	'usage',
	'size',
	'sequence',
	'timeline',
	'archived',
	'flows',
];

/** Returns the panes with their counts on the left, the way to this place on the right. */
export function paneLine(theme: Theme, state: ConsoleState, context: Context, width: number): string {
	const {catalog, snapshot} = context;
	const here = state.trail[0]?.view;
	const panes = catalog.panes.flatMap(({key, title, place, badge}): Line => {
		const count = badge(snapshot);
		const isHere = place.view === here;
		return [
			{text: ` ${key} `, tone: 'dim'},
			{text: title, tone: isHere ? 'accent' : 'plain'},
			{text: count === undefined ? ' ' : ` ${count} `, tone: 'dim'},
		];
	});
	// The panes with their counts are what one looks for from anywhere: the way gets what they leave.
	const room = Math.max(leastCrumbs, width - widthOf(panes) - 1);
	return drawSplit(theme, {left: panes, right: crumbLine(theme, catalog.crumbs(context.place), room)}, width);
}

/** In a terminal too narrow for the panes the way still tells where one is. */
const leastCrumbs = 12;

/** Returns the keys that work here, actions first; an action that can't be had is dim. */
export function footerLine(theme: Theme, state: ConsoleState, context: Context, width: number): string {
	const {message} = state;
	if (message !== undefined) {
		return draw(theme, [{text: ` ${message.text}`, tone: message.tone}], width);
	}

	const scope = scopeOf(state, context);
	const here = bindings
		.filter(binding => binding.footer !== undefined && binding.scope.includes(scope))
		.filter(({command}) => isUseful(command, state, context))
		.map(binding => toldBy(binding, state, context))
		.sort((a, b) => (a.footer ?? 0) - (b.footer ?? 0));
	const keys = here.filter(({command}) => command !== 'help').flatMap(binding => bindingHint(theme, binding));
	// Help keeps its place however many keys there are: it tells of all the others.
	const help = here.filter(({command}) => command === 'help').flatMap(binding => bindingHint(theme, binding));
	const actions = actionHints(scope, state, context);
	const left = [...actions.slice(0, actionsFirst), keys, ...actions.slice(actionsFirst)].flat();
	return drawSplit(theme, {left, right: help}, width).trimEnd();
}

function bindingHint(theme: Theme, {keys: [key = ''], label}: Binding): Line {
	return hint(keyText(key, theme.isAscii), label, true);
}

/** Before the other pivots: what a view turned a common key into matters there. */
const turnedRank = 21;

/** A pivot that leads elsewhere than its word says is told by where it leads: `t` of a finding opens its task. */
function toldBy(binding: Binding, state: ConsoleState, context: Context): Binding {
	const {command} = binding;
	const place = command === 'tasks' || command === 'tree' ? pivotsOf(state, context)[command] : undefined;
	const view = place && place.view !== command ? context.catalog.views.get(place.view) : undefined;
	return place && view ? {...binding, label: view.title(place), footer: turnedRank} : binding;
}

/** Where a view offers more actions than these, the ways to look come before the rest. */
const actionsFirst = 3;

function actionHints(scope: Scope, state: ConsoleState, context: Context): readonly Line[] {
	if (scope !== 'list' && scope !== 'detail') {
		return [];
	}

	return actionsHere(state, context).map(action => {
		const reason = disabledReason(action, targetsFor(action, state, context), context);
		return hint(actionKeys[action.id] ?? '', action.label, reason === undefined);
	});
}

function hint(key: string, label: string, isEnabled: boolean): Line {
	return [
		{text: ` ${key}`, tone: isEnabled ? 'accent' : 'dim'},
		{text: ` ${label} `, tone: isEnabled ? 'plain' : 'dim'},
	];
}

/** Pivots that lead nowhere from here are left out of the footer; help has them. */
function isUseful(command: CommandId, state: ConsoleState, context: Context): boolean {
	if (command === 'back') {
		return goBack(state) !== state;
	}

	const {overlay} = state;
	if (overlay?.kind === 'plan' && (command === 'plan.confirm' || command === 'plan.copy')) {
		return overlay.plan !== undefined && isReady(overlay.plan);
	}

	if (overlay?.kind === 'plan' && command === 'answer.before') {
		return Object.keys(overlay.answers).length > 0;
	}

	if (overlay?.kind === 'run' && command === 'run.abort') {
		return context.snapshot.runs.some(run => run.id === overlay.runId && run.status === 'running');
	}

	if (command === 'level' || command === 'window') {
		return turned(command, context) !== undefined;
	}

	if (!pivotCommands.includes(command)) {
		return true;
	}

	const pivots: {readonly [name: string]: unknown} = pivotsOf(state, context);
	return pivots[command] !== undefined;
}
