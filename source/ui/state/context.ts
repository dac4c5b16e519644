import {type Scope} from '../../domain/account.js';
import {type Action} from '../../store/actions/action.js';
import {type Want} from '../../store/read.js';
import {type Snapshot} from '../../store/snapshot.js';
import {type Arrivals} from '../../views/findings/arrivals.js';
import {type ListModel} from '../../views/list-model.js';
import {type Pane} from '../../views/registry.js';
import {type ListStatus, type ListView, type Place, type View} from '../../views/view.js';
import {type ConsoleSettings} from '../host.js';
import {type Listed} from './view-state.js';

/** What there is to see and to do: the registries of views and actions. */
export type Catalog = {
	readonly views: ReadonlyMap<string, View>;
	readonly panes: readonly Pane[];
	readonly actions: readonly Action[];
	/** The way to a place, as words from the top. */
	crumbs(place: Place): readonly string[];
	/** What the header needs wherever one is. */
	headerWants(snapshot: Snapshot): readonly Want[];
	/** Returns a way to learn of what came without being asked for. */
	createArrivals(): Arrivals;
};

/** The list on screen: its rows as they are shown, and how sure they are. */
export type Listing = {
	// Rows differ by view; they are only ever handed back to the view that made them.
	readonly view: ListView<unknown>;
	/** Before filter and sort. */
	readonly rows: readonly unknown[];
	readonly model: ListModel<unknown>;
	readonly listed: Listed;
	readonly status: ListStatus;
	/** What is wrong with the filter; the rows are then unfiltered. */
	readonly filterProblem?: string;
};

/** What a key press is judged by, besides the state. */
export type Context = {
	readonly catalog: Catalog;
	readonly snapshot: Snapshot;
	readonly settings: ConsoleSettings;
	readonly scope: Scope;
	readonly regions: readonly string[];
	/** The time that is drawn: it moves on by the minute, so that an idle screen stays as it is. */
	readonly now: number;
	/** The time it is. */
	readonly at: number;
	/** Counts the reads of the terminal: keys of one read can't answer what came up during it. */
	readonly read: number;
	readonly place: Place;
	readonly view: View;
	/** Undefined at a detail. */
	readonly listing?: Listing;
	/** Rows of the list, or lines of the text, that are on screen. */
	readonly height: number;
	/** Plain lines of what scrolls now: a detail or an overlay. Drawn on demand. */
	lines(): readonly string[];
};
