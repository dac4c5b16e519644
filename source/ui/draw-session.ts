import {type Want} from '../store/read.js';
import {headerOf} from '../views/header.js';
import {atRefresh} from '../views/pace.js';
import {type Host} from './host.js';
import {heightOf, layoutOf, type Size} from './layout.js';
import {detailLines, drawFrame, type Frame} from './lines/frame.js';
import {headerLine} from './lines/header.js';
import {sheetOf} from './lines/overlay.js';
import {plainText} from './lines/spans.js';
import {createLister} from './listing.js';
import {type ConsoleState, placeOf, viewStateOf} from './state/console-state.js';
import {type Context} from './state/context.js';
import {windowOf} from './state/view-state.js';
import {createTableDrawer} from './static-table.js';
import {createTheme} from './theme.js';

/** What a frame is made from, besides the state. */
export type Surroundings = Pick<Context, 'catalog' | 'snapshot' | 'scope' | 'now' | 'at' | 'read'> & {
	readonly size: Size;
};

export type Draughtsman = {
	/** What keys are judged by at this moment. */
	context(state: ConsoleState, around: Surroundings): Context;
	frame(state: ConsoleState, context: Context, size: Size): Frame;
	/** What must be kept fresh for this screen. */
	wants(state: ConsoleState, context: Context): readonly Want[];
};

/** Returns what turns state and data into frames, with the memory that keeps a key press cheap. */
export function createDraughtsman(host: Host): Draughtsman {
	const theme = createTheme(host.settings);
	const pencil = {theme, drawTable: createTableDrawer(theme)};
	const list = createLister();
	return {
		context(state, {size, ...around}) {
			const place = placeOf(state);
			const view = around.catalog.views.get(place.view);
			if (!view) {
				throw new Error(`no view “${place.view}” in the registry`);
			}

			const layout = layoutOf(size, viewStateOf(state).isWide);
			const context: Context = {
				...around,
				settings: host.settings,
				regions: host.regions,
				place,
				view,
				listing: view.kind === 'list' ? list(view, place, viewStateOf(state), around.snapshot) : undefined,
				height: heightOf(layout, state, view.kind),
				lines() {
					const sheet = sheetOf(theme, state, context, layout.width - 4);
					return (sheet?.lines ?? detailLines(pencil, context, layout)).map(plainText);
				},
			};
			return context;
		},
		frame(state, context, size) {
			const {snapshot, place, view, listing, now} = context;
			const layout = layoutOf(size, viewStateOf(state).isWide);
			const {at: dataAt, livesMs, failure, isHeldBack} = listing?.status ?? view.status(snapshot, place);
			const facts = headerOf(snapshot, now, dataAt);
			const isUnread = failure !== undefined || isHeldBack === true;
			const header = headerLine(
				theme,
				{facts, snapshot, dataAt, livesMs, isUnread, now, isDemo: host.isDemo},
				layout.width,
			);
			return drawFrame(pencil, {state, context, layout, header});
		},
		wants(state, context) {
			const {overlay} = state;
			const {catalog, snapshot} = context;
			const action =
				overlay?.kind === 'plan' ? catalog.actions.find(({id}) => id === overlay.actionId) : undefined;
			const planned = overlay?.kind === 'plan' && action ? action.wants(overlay.targets, snapshot) : [];
			return atRefresh(
				[...viewWants(state, context), ...planned, ...catalog.headerWants(snapshot)],
				host.settings.refreshMs,
			);
		},
	};
}

function viewWants(state: ConsoleState, {view, place, snapshot, listing, height}: Context): readonly Want[] {
	if (view.kind === 'detail' || !listing) {
		return view.wants(place, snapshot);
	}

	const {top} = windowOf(viewStateOf(state), listing.listed, height);
	return view.wants(place, snapshot, listing.listed.keys.slice(top, top + height));
}
