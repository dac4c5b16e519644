import {type ClusterArn, type ResourceArn, type ServiceArn, type TaskArn} from '../domain/arn.js';
import {type Failure} from '../domain/failure.js';
import {type ConsoleLink} from '../domain/insights-link.js';
import {type Json} from '../domain/resources.js';
import {type UsageWindow} from '../domain/usage/usage.js';
import {type UsageLevel} from '../domain/usage/usage-level.js';
import {type Target} from '../store/actions/action.js';
import {type Want} from '../store/read.js';
import {type Snapshot} from '../store/snapshot.js';
import {type Chart} from './chart.js';

/** How a text is meant; theme.ts gives it a colour, and the text itself carries the meaning without one. */
export type Tone = 'plain' | 'dim' | 'fault' | 'warning' | 'good' | 'accent';

export type Cell = {readonly text: string; readonly tone?: Tone};

/** Where the operator is. A view reads the members that it needs; registry.ts says which views there are. */
export type Place = {
	readonly view: string;
	readonly cluster?: ClusterArn;
	readonly service?: ServiceArn;
	readonly task?: TaskArn;
	/** What `describe`, `raw` and the like are about. */
	readonly subject?: ResourceArn;
	/** What it is about when that has no ARN: the cause of an issue, the id of a fix. */
	readonly item?: string;
	/** How far back usage looks, and what a row of it is; the view's usual ones when absent. */
	readonly window?: UsageWindow;
	readonly level?: UsageLevel;
};

export type Column<Row> = {
	readonly id: string;
	/** Upper case, with the unit where there is one: `MEM MiB`. */
	readonly heading: string;
	readonly align: 'left' | 'right';
	/** Cells; below `min` the column is dropped, the column with `grows` takes what is left. */
	readonly min: number;
	readonly max: number;
	readonly grows?: boolean;
	/** 1 is dropped last. */
	readonly priority: number;
	/** Only shown after `w`. */
	readonly isWide?: boolean;
	/** Left out where no row has a value for it. */
	readonly isOptional?: boolean;
	/** Drawn from the clock, so it is not searched by a filter. */
	readonly isAge?: boolean;
	/** Says at which places the column has something to tell; at all of them when absent. */
	isShownAt?(place: Place): boolean;
	/** Cuts a text that is wider than the column where one part of it must stay; names are cut in their middle. */
	shorten?(text: string, width: number): string;
	cell(row: Row, now: number): Cell;
	/** What is sorted by; undefined sorts last either way. */
	value(row: Row): string | number | undefined;
};

/** How sure the rows are: every list says so when they are not all there. */
export type ListStatus = {
	/** When the list was last read whole; undefined before the first time. */
	readonly at?: number;
	readonly isPartial: boolean;
	/** True while rows are still to come: one that is missing is not gone. */
	readonly isUnfinished?: boolean;
	readonly progress?: {readonly done: number; readonly of: number; readonly what: string};
	readonly failure?: Failure;
	/** What keeps the list from being whole, where the view knows it better than the general sentences about failures. */
	readonly notice?: Cell;
	/** True while nothing is asked, though nothing failed: the header does not say that it is being read. */
	readonly isHeldBack?: true;
	/** How old data gets by itself, in ms, where that is more than a minute: until then it is live. */
	readonly livesMs?: number;
	/** A sum over the list, shown in the status line while nothing there is worse. */
	readonly summary?: Cell;
	/** What follows the notice or the summary, each whole or not at all, as far as there is room. */
	readonly further?: readonly Cell[];
	/** Everything that could not be told, one line each, for scripts and the status line. */
	readonly errors: readonly {readonly what: string; readonly failure: Failure}[];
};

/** `unknown` is not a pass. */
export type RowVerdict = 'ok' | 'fault' | 'unknown';

/** A pane or list as data: rows, columns, what Enter opens, which actions apply. One file each, one line in registry.ts. */
export type ListView<Row> = {
	readonly kind: 'list';
	readonly id: string;
	/** For `:` and the breadcrumb, e.g. `services`. */
	title(place: Place): string;
	/** `visible`: the keys on screen, which come first where rows need reads of their own. */
	wants(place: Place, snapshot: Snapshot, visible?: readonly string[]): readonly Want[];
	/** Memoised: the same array until the data it is made of changes. Unsorted, in AWS's order. */
	rows(snapshot: Snapshot, place: Place): readonly Row[];
	status(snapshot: Snapshot, place: Place): ListStatus;
	/** The ARN: the cursor and the marks stay on it. */
	key(row: Row): string;
	name(row: Row): string;
	readonly columns: readonly Column<Row>[];
	readonly sort: {readonly column: string; readonly isDescending: boolean};
	/** Where the order hangs on the place. */
	sortAt?(place: Place): ListView<Row>['sort'];
	verdict(row: Row): RowVerdict;
	/** When the row's data was read, and what keeps it from being read again; drawn dim with its age when old. */
	freshness(row: Row): {readonly at?: number; readonly failure?: Failure};
	/** Why there are no rows, and which key changes that. */
	empty(snapshot: Snapshot, place: Place): string;
	/** One line under the list about the row of the cursor: the reason behind its state. */
	hint(row: Row, now: number): Cell | undefined;
	open(row: Row, place: Place): Place | undefined;
	/** What is told of the row beside a wide list, where that says more than what Enter opens; reads nothing. */
	beside?(row: Row, now: number): readonly Block[];
	/** What `d` opens, where it is not the description of the row's resource. */
	describe?(row: Row, place: Place): Place | undefined;
	/** The same rows seen otherwise: over a longer time, or as another kind of row. */
	turn?(turn: Turn, place: Place): Place;
	/** The console's page, where it is not that of the row's ARN. */
	link?(row: Row, place: Place, snapshot: Snapshot): ConsoleLink | undefined;
	/** What the pivots `t` `s` `x` `e` `i` lead to from this row, by the name of the pivot. */
	pivots(row: Row, place: Place): {readonly [pivot in Pivot]?: Place};
	/** What they lead to without a row, where that is more than what follows from the place. */
	pivotsHere?(place: Place): {readonly [pivot in Pivot]?: Place};
	target(row: Row): Target | undefined;
	/** Where one row stands for several: all of them; `target` is then the first. */
	targets?(row: Row): readonly Target[];
	/** What it is about besides, for actions that are not for the row itself: of a finding its task. */
	besides?(row: Row): readonly Target[];
	readonly actions: readonly string[];
	/** What the copy key copies instead of the name. */
	remedies?(row: Row, place: Place, snapshot: Snapshot): readonly CopiedText[];
	/**
	 * The whole row for JSON and CSV, flat, camelCase; times as ISO 8601. Part of the scripting contract.
	 * The snapshot tells when the row was read last; the row itself stays as it is when nothing but that changed.
	 */
	record(row: Row, snapshot?: Snapshot): {readonly [member: string]: Json};
	/** The members of every record, in order: the heading of a CSV without rows. */
	readonly members: readonly string[];
};

export type Pivot =
	| 'tasks'
	| 'service'
	| 'tree'
	| 'events'
	| 'instances'
	| 'doctor'
	| 'fixes'
	| 'causes'
	| 'usage'
	| 'size'
	| 'sequence'
	| 'timeline'
	| 'archived'
	| 'flows';

/** What of a place may be turned without leaving it. */
export type Turn = 'window' | 'level';

/** A text to copy, with what it is: `IAM statement`. */
export type CopiedText = {readonly label: string; readonly text: string};

/** One part of a detail. `table` is small and static: drawn by ink-table. */
export type Block =
	| {
			readonly kind: 'facts';
			readonly heading: string;
			readonly facts: readonly {readonly label: string; readonly value: Cell}[];
	  }
	| {readonly kind: 'lines'; readonly heading: string; readonly lines: readonly Cell[]}
	| {
			readonly kind: 'table';
			readonly heading: string;
			readonly columns: readonly string[];
			readonly rows: readonly (readonly string[])[];
	  }
	| {readonly kind: 'chart'; readonly heading: string; readonly chart: Chart};

/** What Enter opens on one thing: facts, tables, text; scrolls, is searched with `/`. */
export type DetailView = {
	readonly kind: 'detail';
	readonly id: string;
	/** True where it reads much of its own: beside a list the description of the row says more. */
	readonly isOnlyAlone?: true;
	title(place: Place): string;
	wants(place: Place, snapshot: Snapshot): readonly Want[];
	status(snapshot: Snapshot, place: Place): ListStatus;
	blocks(snapshot: Snapshot, place: Place, now: number): readonly Block[];
	pivots(place: Place, snapshot: Snapshot): {readonly [pivot in Pivot]?: Place};
	/** As in a list. */
	turn?(turn: Turn, place: Place): Place;
	/** As in a list. */
	link?(place: Place, snapshot: Snapshot): ConsoleLink | undefined;
	target(place: Place, snapshot: Snapshot): Target | undefined;
	/** As in a list. */
	targets?(place: Place, snapshot: Snapshot): readonly Target[];
	/** As in a list. */
	besides?(place: Place, snapshot: Snapshot): readonly Target[];
	readonly actions: readonly string[];
	/** What the copy key copies instead of the name, one after the other. */
	remedies?(place: Place, snapshot: Snapshot): readonly CopiedText[];
};

// Rows differ by view; whoever walks the registry treats them as opaque and hands them back to their own view.
// biome-ignore lint/suspicious/noExplicitAny: the registry holds views of every row type
export type View = ListView<any> | DetailView;
