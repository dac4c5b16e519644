import {type Scope} from '../../source/domain/account.js';
import {type ClusterArn, type ResourceArn} from '../../source/domain/arn.js';
import {type Clock} from '../../source/domain/clock.js';
import {type Failure} from '../../source/domain/failure.js';
import {type Action, type ActionRun, type Answers, type Plan} from '../../source/store/actions/action.js';
import {type Want} from '../../source/store/read.js';
import {type Snapshot} from '../../source/store/snapshot.js';
import {type Store} from '../../source/store/store.js';
import {type Host} from '../../source/ui/host.js';
import {type Session} from '../../source/ui/session.js';
import {type Catalog} from '../../source/ui/state/context.js';
import {
	type DetailView,
	type ListStatus,
	type ListView,
	type Place,
	type View,
} from '../../source/views/view.js';

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

const wholeStatus: ListStatus = {at: start, isPartial: false, errors: []};

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
		meter: {perSecond: 0, allowedPerSecond: 10, queued: 0, sent: 0, throttled: 0},
		errors: [],
		runs: [],
		journal: [],
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
function dataOf(snapshot: Snapshot): {items: readonly Item[]; status: ListStatus} {
	return (snapshot as Snapshot & {data: {items: readonly Item[]; status: ListStatus}}).data;
}

export const itemsView: ListView<Item> = {
	kind: 'list',
	id: 'clusters',
	title: () => 'clusters',
	wants: () => [],
	rows: snapshot => dataOf(snapshot).items,
	status: snapshot => dataOf(snapshot).status,
	key: row => row.arn,
	name: row => row.name,
	columns: [
		{
			id: 'name',
			heading: 'NAME',
			align: 'left',
			min: 10,
			max: 60,
			grows: true,
			priority: 1,
			cell: row => ({text: row.name}),
			value: row => row.name,
		},
		{
			id: 'agents',
			heading: 'AGENTS',
			align: 'right',
			min: 7,
			max: 12,
			priority: 2,
			cell: row => ({text: row.agents, tone: row.isFault ? 'fault' : 'plain'}),
			value: row => row.agents,
		},
		{
			id: 'tasks',
			heading: 'TASKS',
			align: 'right',
			min: 6,
			max: 8,
			priority: 3,
			cell: row => ({text: String(row.tasks)}),
			value: row => row.tasks,
		},
	],
	sort: {column: 'name', isDescending: false},
	verdict: row => (row.isFault ? 'fault' : 'ok'),
	freshness: row => ({at: row.at, failure: row.failure}),
	empty: () => 'no clusters in this Region; r reads again',
	hint: row => (row.isFault ? {text: `${row.name}: 1 task has no agent`, tone: 'fault'} : undefined),
	open: row => ({view: 'task', subject: row.arn as ResourceArn}),
	pivots: row => ({tree: {view: 'describe', subject: row.arn as ResourceArn}}),
	target: row => ({
		kind: 'cluster',
		arn: row.arn as ResourceArn,
		clusterArn: row.arn as ClusterArn,
		name: row.name,
	}),
	actions: ['cluster.tag', 'service.redeploy'],
	record: row => ({name: row.name, tasks: row.tasks}),
	members: ['name', 'tasks'],
};

function detail(id: string): DetailView {
	return {
		kind: 'detail',
		id,
		title: () => id,
		wants: () => [],
		status: () => wholeStatus,
		blocks: (snapshot, place) => [
			{
				kind: 'facts',
				heading: 'Task',
				facts: [
					{label: 'arn', value: {text: place.subject ?? ''}},
					{label: 'rows', value: {text: String(dataOf(snapshot).items.length)}},
				],
			},
			{
				kind: 'table',
				heading: 'Containers',
				columns: ['NAME', 'ROLE'],
				rows: [
					['api', 'app'],
					['aws-guardduty-agent-1', 'agent'],
				],
			},
			{
				kind: 'lines',
				heading: 'Log',
				lines: Array.from({length: 40}, (_, line) => ({text: `line ${line + 1}`})),
			},
		],
		pivots: () => ({}),
		target: () => undefined,
		actions: [],
	};
}

function plan(
	title: string,
	{
		targets,
		answers,
	}: {targets: readonly {arn: ResourceArn; name: string; clusterArn: ClusterArn}[]; answers: Answers},
	protectedName?: string,
): Plan {
	return {
		title,
		changes: targets.map(({name}) => `${name}: GuardDutyManaged becomes ${answers.value ?? 'true'}`),
		keeps: ['running tasks keep running'],
		warnings: ['looks managed by Terraform: the next apply may remove the tag'],
		steps: targets.map(({arn, name, clusterArn}) => ({
			id: arn,
			label: name,
			target: arn,
			calls: [
				{
					name: 'ecs:TagResource',
					input: {
						resourceArn: clusterArn,
						tags: [{key: 'GuardDutyManaged', value: answers.value ?? 'true'}],
					},
				},
			],
			run: async () => ({status: 'done', detail: 'GuardDutyManaged = true'}),
		})),
		waveSize: 2,
		confirm: protectedName === undefined ? {kind: 'y'} : {kind: 'type', text: protectedName},
	};
}

const tagAction: Action = {
	id: 'cluster.tag',
	label: 'tag',
	describes: 'set the tag GuardDutyManaged',
	appliesTo: ['cluster'],
	disabledReason: () => undefined,
	wants: () => [],
	questions: () => [
		{
			kind: 'choice',
			id: 'value',
			label: 'GuardDutyManaged',
			options: [
				{value: 'true', label: 'true', hint: 'opt in'},
				{value: 'false', label: 'false', hint: 'opt out'},
			],
			initial: 'true',
		},
	],
	plan: input => {
		const guarded = input.targets.find(({name}) => input.settings.isProtected(name));
		return plan('Set the tag GuardDutyManaged', input, guarded?.name);
	},
};

const redeployAction: Action = {
	...tagAction,
	id: 'service.redeploy',
	label: 'redeploy',
	describes: 'redeploy what is stale',
	appliesTo: ['cluster', 'service'],
	questions: () => [{kind: 'number', id: 'wave', label: 'Services at a time', initial: 2, min: 1, max: 10}],
	plan: input => plan('Redeploy', input),
};

export const fakeCatalog: Catalog = {
	views: new Map<string, View>([
		['clusters', itemsView],
		['task', detail('task')],
		['describe', detail('describe')],
	]),
	panes: [{key: '1', title: 'Clusters', place: {view: 'clusters'}, badge: () => '1!'}],
	actions: [tagAction, redeployAction],
	crumbs: (place: Place) => [
		'clusters',
		...(place.subject ? [place.subject.slice(place.subject.lastIndexOf('/') + 1)] : []),
	],
	headerWants: () => [],
};

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
