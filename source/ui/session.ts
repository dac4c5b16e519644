import {type Scope} from '../domain/account.js';
import {type Tone} from '../views/view.js';
import {createAnnouncer} from './announcements.js';
import {createDraughtsman} from './draw-session.js';
import {exportListing} from './export-listing.js';
import {type Host} from './host.js';
import {keptFrame} from './kept-frame.js';
import {type Size} from './layout.js';
import {type Frame} from './lines/frame.js';
import {createScopeStore} from './scope-store.js';
import {type Screen, type Session} from './session-type.js';
import {
	type ConsoleState,
	initialState,
	viewStateOf,
	withMessage,
	withOverlay,
	withView,
} from './state/console-state.js';
import {type Catalog, type Context} from './state/context.js';
import {type Effect, type Outcome} from './state/outcome.js';
import {settlePlan} from './state/plan.js';
import {paste, press} from './state/press.js';
import {openSought} from './state/sought-cluster.js';
import {settle} from './state/view-state.js';
import {clipboardSequence} from './terminal.js';
import {everyMinute, oneTimer} from './timers.js';

/** A message stays this long in the footer. */
const messageMs = 4000;

/** Once for all that came together. */
const bell = '\u0007';

/** The time drawn is at most this old when a key is pressed. */
const drawnTimeMs = 5000;

/** Returns a session that has begun: it reads for its first place at once. */
export function createSession(host: Host, catalog: Catalog): Session {
	const {clock} = host;
	const listeners = new Set<() => void>();
	const home = catalog.panes[0]?.place ?? {view: 'clusters'};
	const draughtsman = createDraughtsman(host);
	const account = createScopeStore(host, onStoreChange);
	const announce = createAnnouncer(catalog.createArrivals());
	const messageTimer = oneTimer(clock, messageMs);

	let state: ConsoleState = initialState(home, host.cluster);
	let size: Size = host.size;
	let now = clock.now();
	let read = 0;
	let screen: Screen | undefined;
	let isClosed = false;
	let frame: Frame = {header: [], body: [], footer: []};

	refreshFrame();
	const stopMinutes = everyMinute(clock, () => {
		now = clock.now();
		refreshFrame();
	});

	function context(): Context {
		const snapshot = account.store().snapshot();
		const {scope} = snapshot;
		return draughtsman.context(state, {catalog, snapshot, scope, now, at: clock.now(), read, size});
	}

	/** Brings state, wants and frame up to date; called after everything that can change them. */
	function refreshFrame(): void {
		state = openSought(state, context());
		const before = context();
		if (before.listing) {
			const settled = settle(viewStateOf(state), before.listing.listed, before.height);
			state = withView(state, settled.state);
			if (settled.vanished !== undefined) {
				const name = settled.vanished.slice(settled.vanished.lastIndexOf('/') + 1).replace(/^[a-z]+:/, '');
				tell(`${name} is gone; the cursor is on its neighbour`, 'warning');
			}
		}

		state = settlePlan(state, before);
		const after = context();
		account.want(draughtsman.wants(state, after));
		const kept = keptFrame(frame, draughtsman.frame(state, after, size));
		if (kept !== frame) {
			frame = kept;
			for (const listener of listeners) {
				listener();
			}
		}
	}

	function onStoreChange(): void {
		if (isClosed) {
			return;
		}

		const snapshot = account.store().snapshot();
		// A rollout is watched by the second; an idle screen only by the minute.
		if (snapshot.runs.some(run => run.finishedAt === undefined)) {
			now = clock.now();
		}

		const watched = state.overlay?.kind === 'run' ? state.overlay.runId : undefined;
		const news = announce(snapshot, watched);
		for (const {text, tone} of news) {
			tell(text, tone);
		}

		if (host.settings.rings && news.some(({rings}) => rings)) {
			host.write(bell);
		}

		refreshFrame();
	}

	function tell(text: string, tone: Tone): void {
		state = withMessage(state, {text, tone, at: clock.now()});
		watchMessage();
	}

	function watchMessage(): void {
		const {message} = state;
		messageTimer.start(() => {
			if (state.message === message) {
				state = {...state, message: undefined};
				refreshFrame();
			}
		});
	}

	function take(outcome: Outcome): void {
		const hasNews = outcome.state.message !== undefined && outcome.state.message !== state.message;
		state = outcome.state;
		if (hasNews) {
			watchMessage();
		}

		for (const effect of outcome.effects) {
			perform(effect);
		}
	}

	function perform(effect: Effect): void {
		switch (effect.kind) {
			case 'copy':
				copy(effect.text, effect.what);
				return;
			case 'start': {
				const runId = account.store().start(effect.action, effect.plan, effect.answers);
				const watching = withOverlay(state, {kind: 'run', runId, scroll: 0});
				state = withView(watching, {...viewStateOf(state), marks: new Set()});
				return;
			}

			case 'abort':
				account.store().abort(effect.runId);
				tell('stopping: nothing new starts', 'warning');
				return;
			case 'refresh':
				account.store().refresh();
				return;
			case 'pause':
				account.store().setPaused(effect.isPaused);
				tell(effect.isPaused ? 'paused: nothing is read until p' : 'reading again', 'plain');
				return;
			case 'export':
				beside(exportRows(effect.path), 'export');
				return;
			case 'scope':
				beside(switchScope(effect.scope), 'switch');
				return;
			case 'profiles':
				beside(loadProfiles(), 'profiles');
				return;
			case 'redraw':
				beside(
					suspend(async () => {}),
					'redraw',
				);
				return;
			case 'suspend':
				beside(suspend(host.stop), 'suspend');
				return;
			case 'quit':
				screen?.exit();
				return;
		}
	}

	/** Lets something slow happen beside the keys. What goes wrong is told, since nobody awaits it. */
	function beside(slow: Promise<void>, what: string): void {
		const told = slow.catch((error: unknown) => {
			tell(`${what}: ${error instanceof Error ? error.message : String(error)}`, 'fault');
		});
		void told.then(() => {
			if (!isClosed) {
				refreshFrame();
			}
		});
	}

	function copy(text: string, what: string): void {
		const sequence = clipboardSequence(text, host.multiplexer);
		if (sequence === undefined) {
			tell('too long for the clipboard of a terminal; :export writes a file', 'warning');
			return;
		}

		host.write(sequence);
		tell(`copied: ${what}`, 'plain');
	}

	async function suspend(during: () => Promise<void>): Promise<void> {
		await screen?.suspend(during);
		now = clock.now();
	}

	async function exportRows(path: string): Promise<void> {
		const told = await exportListing(context(), path, host);
		if (told) {
			tell(told.text, told.tone);
		}
	}

	async function loadProfiles(): Promise<void> {
		// Keys change the state meanwhile: it is read after the wait, not before.
		const profiles = await host.listProfiles();
		state = {...state, profiles};
	}

	async function switchScope(change: Partial<Scope>): Promise<void> {
		const region = change.profile === undefined ? undefined : await host.regionOf?.(change.profile);
		if (
			account
				.store()
				.snapshot()
				.runs.some(run => run.finishedAt === undefined)
		) {
			tell('an action is running here: wait for it, or stop it under @', 'warning');
			return;
		}

		const next = {...account.scope(), ...(region !== undefined && {region}), ...change};
		const {messages, history, profiles} = state;
		state = {...initialState(home), messages, history, profiles};
		const closed = account.open(next);
		now = clock.now();
		tell(`${next.profile ?? 'default profile'} in ${next.region}`, 'plain');
		refreshFrame();
		await closed;
	}

	return {
		frame: () => frame,
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		press(keys) {
			read++;
			account.store().touch();
			if (clock.now() - now >= drawnTimeMs) {
				now = clock.now();
			}

			for (const key of keys) {
				take(press(state, context(), key));
				state = settlePlan(state, context());
			}

			refreshFrame();
		},
		paste(text) {
			read++;
			take(paste(state, context(), text));
			refreshFrame();
		},
		resize(next) {
			if (next.columns !== size.columns || next.rows !== size.rows) {
				size = next;
				refreshFrame();
			}
		},
		attach(next) {
			screen = next;
		},
		async close() {
			isClosed = true;
			messageTimer.stop();
			stopMinutes();
			await account.close();
		},
	};
}
