import {type KeyName} from './keys.js';

/** What the keys mean depends on what they are pressed on. */
export type Scope =
	| 'list'
	| 'detail'
	/** Help, errors: text that scrolls. */
	| 'text'
	| 'activity'
	| 'run'
	/** A plan that is confirmed with `y`. */
	| 'plan'
	/** A question with a few answers. */
	| 'choice'
	/** The line of `:`; every key that isn't bound is typed, here and in the three below. */
	| 'line'
	/** The line of `/`. */
	| 'filter'
	/** A protected name or an answer. */
	| 'answer'
	| 'picker'
	| 'quit';

type Group = 'move' | 'look' | 'go' | 'rows' | 'answer' | 'console';

type Row = {
	readonly keys: readonly KeyName[];
	readonly label: string;
	/** What help says instead of the label, where that is too short to tell. */
	readonly explains?: string;
	readonly scope: readonly Scope[];
	readonly group: Group;
	/** Shown in the footer; smaller comes first. */
	readonly footer?: number;
	/** The word for `:` when the command may be typed. */
	readonly word?: string;
};

const views = ['list', 'detail'] as const;
const everywhere = [
	'list',
	'detail',
	'text',
	'activity',
	'run',
	'plan',
	'choice',
	'line',
	'filter',
	'answer',
	'picker',
	'quit',
] as const;
const scrolled = ['list', 'detail', 'text', 'activity', 'run', 'plan'] as const;

/**
 * Every key of the console but those of the actions (action-keys.ts). Help, footer and `:` are made from this table.
 * A lower-case or punctuation key never changes AWS; `y` in a plan is the confirmation itself.
 */
export const keymap = {
	'pane.1': {keys: ['1'], label: 'pane', scope: views, group: 'go'},
	'pane.2': {keys: ['2'], label: 'pane', scope: views, group: 'go'},
	'pane.3': {keys: ['3'], label: 'pane', scope: views, group: 'go'},
	'pane.4': {keys: ['4'], label: 'pane', scope: views, group: 'go'},
	'pane.5': {keys: ['5'], label: 'pane', scope: views, group: 'go'},
	'pane.6': {keys: ['6'], label: 'pane', scope: views, group: 'go'},
	'pane.next': {keys: ['tab'], label: 'next pane', scope: views, group: 'go'},
	'pane.previous': {keys: ['shift-tab'], label: 'pane before', scope: views, group: 'go'},

	'move.down': {keys: ['j', 'down'], label: 'down', scope: scrolled, group: 'move'},
	'move.up': {keys: ['k', 'up'], label: 'up', scope: scrolled, group: 'move'},
	'move.top': {keys: ['g', 'home'], label: 'top', scope: scrolled, group: 'move'},
	'move.bottom': {keys: ['G', 'end'], label: 'bottom', scope: scrolled, group: 'move'},
	'move.page-down': {keys: ['pagedown', 'ctrl-f'], label: 'page down', scope: scrolled, group: 'move'},
	'move.page-up': {keys: ['pageup', 'ctrl-b'], label: 'page up', scope: scrolled, group: 'move'},
	'move.half-down': {keys: ['ctrl-d'], label: 'half a page down', scope: scrolled, group: 'move'},
	'move.half-up': {keys: ['ctrl-u'], label: 'half a page up', scope: scrolled, group: 'move'},

	open: {keys: ['enter', 'right'], label: 'open', scope: ['list'], group: 'go', footer: 10},
	'run.open': {keys: ['enter'], label: 'watch', scope: ['activity'], group: 'go', footer: 10},
	back: {
		keys: ['esc'],
		label: 'back',
		scope: everywhere,
		group: 'go',
		footer: 90,
	},
	'back.left': {keys: ['left', 'backspace'], label: 'back', scope: views, group: 'go'},
	previous: {keys: ['-'], label: 'view before', scope: views, group: 'go'},

	filter: {keys: ['/'], label: 'filter', scope: views, group: 'look', footer: 40},
	'search.next': {keys: ['n'], label: 'next match', scope: ['detail'], group: 'look'},
	faults: {keys: ['f'], label: 'faults only', scope: ['list'], group: 'look', footer: 45, word: 'faults'},
	wide: {keys: ['w'], label: 'wide columns', scope: ['list'], group: 'look', word: 'wide'},
	'sort.left': {keys: ['<'], label: 'sort by the column before', scope: ['list'], group: 'look'},
	'sort.right': {keys: ['>'], label: 'sort by the next column', scope: ['list'], group: 'look'},
	'sort.invert': {keys: [','], label: 'turn the order round', scope: ['list'], group: 'look', word: 'invert'},

	describe: {keys: ['d'], label: 'describe', scope: views, group: 'go', footer: 60},
	raw: {keys: ['y'], label: 'raw JSON', scope: views, group: 'go', footer: 70},
	tree: {
		keys: ['x'],
		label: 'tree',
		explains: 'tree; of a finding its blast radius',
		scope: views,
		group: 'go',
		footer: 65,
	},
	tasks: {
		keys: ['t'],
		label: 'tasks',
		explains: 'tasks; of a task its findings, of a finding its task',
		scope: views,
		group: 'go',
		footer: 20,
	},
	service: {keys: ['s'], label: 'service', scope: views, group: 'go', footer: 25},
	events: {keys: ['e'], label: 'events', scope: views, group: 'go', footer: 30},
	instances: {keys: ['i'], label: 'instances', scope: views, group: 'go', footer: 35},

	doctor: {keys: ['h'], label: 'doctor', scope: views, group: 'go', footer: 22},
	fixes: {keys: ['m'], label: 'fixes', scope: views, group: 'go', footer: 23},
	causes: {keys: ['u'], label: 'causes', scope: views, group: 'go', footer: 24},
	usage: {keys: ['l'], label: 'usage', scope: views, group: 'go', footer: 26},
	size: {keys: ['='], label: 'size advice', scope: views, group: 'go', footer: 27},
	level: {keys: ['.'], label: 'level', scope: views, group: 'look', footer: 11},
	window: {keys: ['+'], label: 'window', scope: views, group: 'look', footer: 12},
	sequence: {
		keys: ['a'],
		label: 'sequence',
		explains: 'attack sequence of a finding, findings of a sequence',
		scope: views,
		group: 'go',
		footer: 21,
	},
	timeline: {keys: ['v'], label: 'timeline', scope: views, group: 'go', footer: 32},
	archived: {
		keys: ['z'],
		label: 'archived',
		explains: 'archived findings, and back to open ones',
		scope: views,
		group: 'go',
		footer: 46,
	},
	flows: {
		keys: ['b'],
		label: 'flows',
		explains: 'where findings flow to',
		scope: views,
		group: 'go',
		footer: 47,
	},

	mark: {keys: ['space'], label: 'mark', scope: ['list'], group: 'rows', footer: 50},
	'mark.all': {keys: ['*'], label: 'mark all shown', scope: ['list'], group: 'rows', word: 'mark'},
	'copy.id': {keys: ['c'], label: 'copy the name, or the remedy', scope: views, group: 'rows'},
	'copy.arn': {keys: ['C'], label: 'copy the ARN', scope: views, group: 'rows'},
	link: {keys: ['o'], label: 'AWS console link', scope: views, group: 'rows'},

	'plan.confirm': {keys: ['y'], label: 'yes, do it', scope: ['plan'], group: 'answer', footer: 1},
	'plan.copy': {keys: ['c'], label: 'copy the AWS CLI lines', scope: ['plan'], group: 'answer', footer: 5},
	'answer.accept': {
		keys: ['enter'],
		label: 'accept',
		scope: ['choice', 'line', 'filter', 'answer', 'picker'],
		group: 'answer',
		footer: 1,
	},
	'answer.before': {
		keys: ['shift-tab'],
		label: 'question before',
		scope: ['choice', 'answer', 'plan'],
		group: 'answer',
		footer: 4,
	},
	'answer.copy': {keys: ['ctrl-y'], label: 'copy the AWS CLI lines', scope: ['answer'], group: 'answer'},
	'choice.down': {keys: ['j', 'down'], label: 'next', scope: ['choice'], group: 'move', footer: 2},
	'choice.up': {keys: ['k', 'up'], label: 'before', scope: ['choice'], group: 'move', footer: 3},
	'line.up': {keys: ['up', 'ctrl-p'], label: 'history', scope: ['line'], group: 'move'},
	'line.down': {keys: ['down', 'ctrl-n'], label: 'history', scope: ['line'], group: 'move'},
	'line.complete': {keys: ['tab'], label: 'complete', scope: ['line'], group: 'answer', footer: 2},
	'picker.down': {
		keys: ['down', 'ctrl-n', 'tab'],
		label: 'next',
		scope: ['picker'],
		group: 'move',
		footer: 2,
	},
	'picker.up': {
		keys: ['up', 'ctrl-p', 'shift-tab'],
		label: 'before',
		scope: ['picker'],
		group: 'move',
		footer: 3,
	},
	'answer.down': {keys: ['down', 'pagedown'], label: 'down', scope: ['answer'], group: 'move'},
	'answer.up': {keys: ['up', 'pageup'], label: 'up', scope: ['answer'], group: 'move'},

	'run.abort': {keys: ['X'], label: 'stop: start nothing new', scope: ['run'], group: 'answer', footer: 1},

	refresh: {
		keys: ['r', 'ctrl-r'],
		label: 'refresh now',
		scope: [...views, 'text', 'activity', 'run'],
		group: 'console',
		word: 'refresh',
	},
	pause: {keys: ['p'], label: 'pause', scope: views, group: 'console', word: 'pause'},
	errors: {
		keys: ['!'],
		label: 'errors',
		scope: [...views, 'text', 'activity', 'run'],
		group: 'console',
		word: 'errors',
	},
	journal: {
		keys: ['@'],
		label: 'actions and journal',
		scope: [...views, 'text', 'activity', 'run'],
		group: 'console',
		word: 'journal',
	},
	scope: {keys: ['P'], label: 'profile and Region', scope: views, group: 'console'},
	command: {
		keys: [':'],
		label: 'command',
		scope: [...views, 'text', 'activity', 'run'],
		group: 'console',
		footer: 80,
	},
	help: {
		keys: ['?'],
		label: 'help',
		scope: [...views, 'activity', 'run'],
		group: 'console',
		footer: 85,
		word: 'help',
	},
	redraw: {
		keys: ['ctrl-l'],
		label: 'draw the screen anew',
		scope: [...views, 'text', 'activity', 'run', 'plan'],
		group: 'console',
	},
	decline: {keys: ['n'], label: 'no', scope: ['plan', 'quit'], group: 'answer'},
	'quit.confirm': {keys: ['y'], label: 'yes, quit', scope: ['quit'], group: 'answer', footer: 1},
	close: {keys: ['q'], label: 'close', scope: ['text', 'activity', 'run', 'plan'], group: 'go'},
	quit: {keys: ['q'], label: 'quit', scope: views, group: 'console', word: 'quit'},
	'quit.ctrl': {
		keys: ['ctrl-c'],
		label: 'quit',
		scope: everywhere,
		group: 'console',
	},
	suspend: {
		keys: ['ctrl-z'],
		label: 'suspend',
		scope: everywhere,
		group: 'console',
	},
} as const satisfies Record<string, Row>;

export type CommandId = keyof typeof keymap;

export type Binding = Row & {readonly command: CommandId};

/** The table as a list, in the order in which help tells it. */
export const bindings: readonly Binding[] = Object.entries(keymap).map(([command, row]) => ({
	...row,
	// The keys of the table are what CommandId is made of.
	command: command as CommandId,
}));

/** Returns the command of a key pressed in a scope, or undefined. */
export function commandOf(key: KeyName, scope: Scope): CommandId | undefined {
	return bindings.find(binding => binding.scope.includes(scope) && binding.keys.includes(key))?.command;
}

/** Upper-case keys that are safe: they move, copy, pick a login, or make a run do less. */
export const safeUpperCaseKeys: readonly KeyName[] = ['G', 'C', 'P', 'X'];
