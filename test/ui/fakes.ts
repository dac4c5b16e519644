import {type Scope} from '../../source/domain/account.js';
import {type Clock} from '../../source/domain/clock.js';
import {type Failure} from '../../source/domain/failure.js';
import {type Answers, type Plan} from '../../source/store/actions/action.js';
import {type ActionRun} from '../../source/store/actions/action-run.js';
import {type Want} from '../../source/store/read.js';
import {type Snapshot} from '../../source/store/snapshot.js';
import {type Store} from '../../source/store/store.js';
import {type Host} from '../../source/ui/host.js';
import {type Session} from '../../source/ui/session-type.js';
import {type ListStatus} from '../../source/views/view.js';

// Small stand-ins for the rooms around the console: a store whose data a test sets, a clock that a test drives,
// and two views over plain rows. They are the console's inputs, not mocks of its parts.

export type Item = {
	readonly arn: string;
	readonly name: string;
	readonly agents: string;
	readonly tasks: number;
	readonly isFault?: boolean;
	readonly failure?: Failure;
	readonly at?: number;
};

export const start = Date.UTC(2026, 10, 23, 12, 4, 0);

export function item(name: string, more: Partial<Item> = {}): Item {
	return {arn: `arn:aws:ecs:eu-west-1:123456789012:cluster/${name}`, name, agents: '1/1', tasks: 1, ...more};
}

export type FakeClock = Clock & {advance(ms: number): void};

export function createFakeClock(at = start): FakeClock {
	let now = at;
	let timers: {readonly due: number; readonly callback: () => void}[] = [];
	return {
		now: () => now,
		after(delayMs, callback) {
			const timer = {due: now + delayMs, callback};
			timers.push(timer);
			return () => {
				timers = timers.filter(one => one !== timer);
			};
		},
		advance(ms) {
			const end = now + ms;
			for (;;) {
				const next = timers.filter(({due}) => due <= end).sort((a, b) => a.due - b.due)[0];
				if (!next) {
					break;
				}

				timers = timers.filter(one => one !== next);
				now = next.due;
				next.callback();
			}

			now = end;
		},
	};
}

export type FakeStore = Store & {
	set(items: readonly Item[], status?: Partial<ListStatus>): void;
	change(change: Partial<Snapshot>): void;
	readonly calls: string[];
	readonly started: {readonly action: string; readonly plan: Plan; readonly answers: Answers}[];
	readonly wants: readonly Want[];
	readonly data: {items: readonly Item[]; status: ListStatus};
};

export const wholeStatus: ListStatus = {at: start, isPartial: false, errors: []};

export function createFakeStore(scope: Scope, items: readonly Item[] = []): FakeStore {
	const listeners = new Set<() => void>();
	const calls: string[] = [];
	const started: {action: string; plan: Plan; answers: Answers}[] = [];
	const data = {items, status: wholeStatus};
	let snapshot: Snapshot & {readonly data: typeof data} = {
		scope,
		isReadOnly: false,
		isPaused: false,
		get: read => read.initial,
		isLoading: () => false,
		meter: {usedPercent: 0, sent: 0, throttled: 0},
		errors: [],
		runs: [],
		journal: [],
		seenTask: () => undefined,
		data,
	};
	const notify = (): void => {
		for (const listener of listeners) {
			listener();
		}
	};

	const store: FakeStore = {
		calls,
		started,
		wants: [],
		data,
		snapshot: () => snapshot,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		want: () => calls.push('want'),
		refresh: () => calls.push('refresh'),
		setPaused(isPaused) {
			snapshot = {...snapshot, isPaused};
			notify();
		},
		touch: () => {},
		settle: async () => {},
		start(action, plan, answers) {
			started.push({action: action.id, plan, answers});
			const id = `run-${started.length}`;
			snapshot = {...snapshot, runs: [runOf(id, action.id, plan), ...snapshot.runs]};
			return id;
		},
		abort: runId => calls.push(`abort ${runId}`),
		close: async () => {
			calls.push('close');
		},
		set(next, status = {}) {
			const fresh = {items: next, status: {...wholeStatus, ...status}};
			Object.assign(data, fresh);
			snapshot = {...snapshot, data: fresh};
			notify();
		},
		change(change) {
			snapshot = {...snapshot, ...change};
			notify();
		},
	};
	return store;
}

function runOf(id: string, actionId: string, plan: Plan): ActionRun {
	return {
		id,
		actionId,
		title: plan.title,
		status: 'running',
		startedAt: start,
		waveSize: plan.waveSize,
		steps: plan.steps.map(step => ({
			id: step.id,
			label: step.label,
			target: step.target,
			status: 'waiting',
			detail: '',
			lines: [],
		})),
	};
}

/** The rows that the fake store holds ride in its snapshot. */
export function dataOf(snapshot: Snapshot): {items: readonly Item[]; status: ListStatus} {
	return (snapshot as Snapshot & {data: {items: readonly Item[]; status: ListStatus}}).data;
}

export type Rig = {
	readonly host: Host;
	readonly clock: FakeClock;
	readonly stores: FakeStore[];
	readonly written: string[];
	readonly files: Map<string, string>;
	readonly stops: string[];
};

export function createRig(items: readonly Item[] = [], settings: Partial<Host['settings']> = {}): Rig {
	const clock = createFakeClock();
	const stores: FakeStore[] = [];
	const written: string[] = [];
	const files = new Map<string, string>();
	const stops: string[] = [];
	const host: Host = {
		scope: {region: 'eu-west-1'},
		openStore(scope) {
			const store = createFakeStore(scope, items);
			stores.push(store);
			return store;
		},
		settings: {
			isProtected: name => name.includes('prod'),
			waveSize: 2,
			hasColour: false,
			isAscii: false,
			evidence: {directory: '/var/evidence', version: '0.0.0'},
			rings: true,
			...settings,
		},
		listProfiles: async () => ['default', 'oncall'],
		regions: ['eu-west-1', 'us-east-1'],
		write: sequence => written.push(sequence),
		exportFile: async (path, text) => {
			files.set(path, text);
			return undefined;
		},
		stop: async () => {
			stops.push('stopped');
		},
		size: {columns: 80, rows: 24},
		clock,
		version: '0.1.0',
		isDemo: false,
	};
	return {host, clock, stores, written, files, stops};
}

// SGR and OSC 8 start with ESC.
const sequences = /\u{1B}(?:\[[\d;]*m|\]8;;.*?\u{1B}\\)/gu;

/** Returns the frame as a terminal without colours shows it. */
export function screenOf(session: Session): readonly string[] {
	const {header, body, footer} = session.frame();
	return [...header, ...body, ...footer].map(line => line.replace(sequences, '').trimEnd());
}
