import {describe, expect, test} from 'vitest';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {usageView} from '../../../source/views/usage/usage.js';
import {usageDetailView} from '../../../source/views/usage/usage-detail.js';
import {agent, app} from '../../domain/build.js';
import {
	aCluster,
	aSnapshot,
	aTask,
	clusterArn,
	drawn,
	holding,
	listed,
	minuteMs,
	now,
	serviceArn,
	taskArn,
	taskId,
	text,
} from '../build.js';
import {
	anEntity,
	aUsage,
	newestAt,
	noBill,
	taskEntities,
	usagePlace,
	usageSnapshot,
	withInsights,
} from './build.js';

const shop = withInsights('shop');
const entities = [
	...taskEntities('shop', 'a1', {service: 'api', agent: [50, 52]}),
	...taskEntities('shop', 'a2', {service: 'api', agent: [120, 121]}),
	...taskEntities('shop', 'b1', {service: 'web', agent: [40, 80]}),
	...taskEntities('shop', 'c1', {family: 'nightly', app: 960}),
];
const usage = aUsage(entities);
const snapshot = usageSnapshot([shop], usage);
const place = usagePlace();
const rowsOf = (at = place, from = snapshot) => usageView.rows(from, at);
const rowNamed = (key: string, at = place, from = snapshot) =>
	rowsOf(at, from).find(row => row.key.includes(key))!;

describe('agents against their limits', () => {
	test('the nearest first, each with its bar, its trend and what its task is', () => {
		expect(drawn(usageView, {snapshot, width: 77})).toBe(
			text(`
				NAME               TASK      OF LIMIT        MEM MB  MEM TREND      CPU   AGE
				api                a2000000  ███████▌  95%!     121  ▇▇▇▇▇▇▇▇▇▇▇▇   4.0    2m
				web                b1000000  █████░░░  63%!      80  ▂▂▂▃▃▃▃▃▃▃▃▅   4.0    2m
				api                a1000000  ███░░░░░  41%       52  ▂▂▂▂▂▂▂▃▃▃▃▃   4.0    2m
			`),
		);
	});

	test.each([
		['a2', 'fault', '95% of its memory limit of 128 MB'],
		['b1', 'fault', 'grows 41 MB an hour, reaches 128 MB in about 1h'],
		['a1', 'ok', '52 MB now, 52 MB at most'],
	])('%s is %s: %s', (task, verdict, hint) => {
		const row = rowNamed(taskId(task));
		expect(usageView.verdict(row)).toBe(verdict);
		expect(usageView.hint(row, now)?.text).toContain(hint);
	});

	test('the limit that GuardDuty set in the task wins over its table', () => {
		const tasks = [
			aTask('shop', 'a1', {containers: [app, agent({name: 'aws-guardduty-agent-a1', memoryMiB: 56})]}),
		];
		const row = rowNamed(
			taskId('a1'),
			place,
			usageSnapshot([shop], aUsage(entities), {tasks: {shop: tasks}}),
		);
		expect(row).toMatchObject({limit: {source: 'override', memoryMiB: 56}});
		expect(usageView.verdict(row)).toBe('fault');
	});

	test('without a limit nobody can tell, and no bar is drawn', () => {
		const odd = taskEntities('shop', 'd1', {
			service: 'api',
			agent: [50, 50],
			cpuUnits: 4096,
			memoryMiB: 24_576,
		});
		const row = rowNamed(taskId('d1'), place, usageSnapshot([shop], aUsage(odd)));
		expect(usageView.verdict(row)).toBe('unknown');
		expect(usageView.columns.find(({id}) => id === 'limit')?.cell(row, now)).toEqual({
			text: '? no limit',
			tone: 'warning',
		});
	});

	test('one without new records is not what it was: ended when ECS lists it no more, else silent', () => {
		const old = [
			...entities,
			...taskEntities('shop', 'e1', {service: 'api', agent: [120, 127], lastAt: newestAt - 20 * minuteMs}),
		];
		const status = usageView.columns.find(({id}) => id === 'status')!;
		const untold = rowNamed(taskId('e1'), place, usageSnapshot([shop], aUsage(old)));
		expect(status.cell(untold, now).text).toBe('silent');
		expect(usageView.verdict(untold)).toBe('unknown');
		const gone = usageSnapshot([shop], aUsage(old), {tasks: {shop: [aTask('shop', 'a1')]}});
		expect(status.cell(rowNamed(taskId('e1'), place, gone), now).text).toBe('ended');
		expect(usageView.verdict(rowNamed(taskId('e1'), place, gone))).toBe('ok');
	});

	test('what is not of now says so beside the number, for a narrow screen has no room for its age', () => {
		const late = (minutes: number, tasks = {}) =>
			usageSnapshot(
				[shop],
				aUsage([
					...entities,
					...taskEntities('shop', 'e1', {
						service: 'api',
						agent: [64, 64],
						lastAt: newestAt - minutes * minuteMs,
					}),
				]),
				{tasks},
			);
		const limit = usageView.columns.find(({id}) => id === 'limit')!;
		const shown = (from: typeof snapshot) => limit.cell(rowNamed(taskId('e1'), place, from), now).text;
		expect(shown(late(0))).toBe('████░░░░  50%');
		expect(shown(late(4))).toBe('████░░░░  50%~');
		expect(shown(late(20))).toBe('████░░░░  50%?');
		expect(shown(late(20, {shop: [aTask('shop', 'a1')]}))).toBe('████░░░░  50%~');
	});
});

describe('the level', () => {
	test.each([
		['agents', ['api', 'web', 'api']],
		['containers', ['api', 'api', 'api', 'api', 'web', 'web', 'nightly']],
		['tasks', ['nightly', 'api', 'web', 'api']],
		['services', ['nightly (standalone)', 'api', 'web']],
		['families', ['nightly', 'api', 'web']],
		['clusters', ['shop']],
	] as const)('%s', (level, names) => {
		const rows = drawn(usageView, {snapshot, place: usagePlace({level}), width: 60}).split('\n');
		const shown = rowsOf(usagePlace({level})).map(row => row.name);
		expect([...shown].sort()).toEqual([...names].sort());
		expect(rows).toHaveLength(names.length + 1);
	});

	test('a sum is at fault when one of its members is, and says which', () => {
		const row = rowNamed('service:shop/api', usagePlace({level: 'services'}));
		expect(usageView.verdict(row)).toBe('fault');
		expect(usageView.hint(row, now)?.text).toMatch(/^aws-guardduty-agent-a2: 95%/);
		expect(row).toMatchObject({limit: {source: 'sum', memoryMiB: 2048}, entity: {members: 2}});
	});

	test.each([77, 89])('containers tell whose they are and what they are sorted by, in %d cells', width => {
		const at = usagePlace({level: 'containers'});
		const [heading, ...rows] = drawn(usageView, {snapshot, place: at, width}).split('\n');
		expect(heading).toMatch(/^NAME +CONTAINER +TASK +OF LIMIT/);
		expect(rows.filter(row => row.includes('agent-a2'))).toHaveLength(1);
		expect(usageView.sortAt!(at)).toMatchObject({column: 'task'});
	});

	test('of an agent whose name has no room the end is kept', () => {
		const {shorten} = usageView.columns.find(({id}) => id === 'container')!;
		expect(shorten!('aws-guardduty-agent-SjSF1j', 14)).toBe('…-agent-SjSF1j');
		expect(shorten!('aws-otel-collector', 14)).toBe('aws-ote…lector');
		expect(shorten!('aws-guardduty-agent-SjSF1j', 26)).toBe('aws-guardduty-agent-SjSF1j');
	});

	test('side by side the containers of a task tell who it is', () => {
		const at = usagePlace({cluster: shop.arn, task: taskArn('shop', taskId('a2'))});
		const alone = usageSnapshot([shop], aUsage(entities), {only: 'shop'});
		expect(rowsOf(at, alone).map(row => row.key)).toEqual([
			`container:shop/${taskId('a2')}/app`,
			`agent:shop/${taskId('a2')}/aws-guardduty-agent-a2`,
		]);
	});

	test('the key goes through all of them and comes back, and through the windows', () => {
		let at = usagePlace();
		const seen = Array.from({length: 7}, () => {
			const {title} = usageView;
			const told = title(at);
			at = usageView.turn!('level', at);
			return told;
		});
		expect(seen).toEqual([
			'usage agents 1h',
			'usage containers 1h',
			'usage tasks 1h',
			'usage services 1h',
			'usage families 1h',
			'usage clusters 1h',
			'usage agents 1h',
		]);
		const windows = Array.from({length: 5}, () => {
			at = usageView.turn!('window', at);
			return at.window;
		});
		expect(windows).toEqual(['6h', '24h', '7d', '15m', '1h']);
	});
});

describe('clusters without data', () => {
	const denied = {kind: 'denied', action: 'logs:StartQuery', message: '', isExplicit: false} as const;

	test.each([
		[{kind: 'insights-off'}, 'insights off', 'I turns it on'],
		[{kind: 'no-log-group'}, 'no log yet', 'comes with the next task'],
		[{kind: 'no-records'}, 'no records', '1 to 2.5 minutes is normal'],
		[{kind: 'tasks-without-records', tasks: 1}, '1 unmeasured', '1 running task has no records'],
		[{kind: 'tasks-without-records', tasks: 4}, '4 unmeasured', '4 running tasks have no records'],
		[{kind: 'log-class', logClass: 'DELIVERY'}, 'log class', 'class DELIVERY'],
		[{kind: 'query-failed', status: 'Timeout'}, 'query failed', 'ended with Timeout'],
		[{kind: 'failure', failure: denied}, 'denied', 'needs logs:StartQuery'],
		[
			{kind: 'no-queries', failure: denied},
			'denied',
			'15m and 1h are read event by event instead, + gets there',
		],
		[{kind: 'query-ignored'}, 'query ignored', 'no numbers of it are shown'],
		[{kind: 'cut', rows: 100_000}, 'too many rows', 'more than 100000 records'],
	] as const)('%o has its word, its sentence and is unknown', (gap, word, sentence) => {
		const gaps = usageSnapshot([shop], aUsage([], {gapsOf: [['shop', gap]]}));
		const [row] = rowsOf(place, gaps);
		expect(row).toMatchObject({kind: 'gap', key: 'gap:shop', name: 'shop'});
		expect(usageView.columns.find(({id}) => id === 'limit')!.cell(row!, now).text).toBe(word);
		expect(usageView.hint(row!, now)?.text).toContain(sentence);
		expect(usageView.verdict(row!)).toBe('unknown');
		expect(usageView.target(row!)).toMatchObject({kind: 'cluster', arn: shop.arn});
	});

	test('where insights are off nothing is asked, and a row says so after all others', () => {
		const off = aCluster('off', {containerInsights: 'disabled', runningTasks: 3});
		const idle = aCluster('idle', {containerInsights: 'disabled', runningTasks: 0});
		const both = usageSnapshot([off, shop, idle], aUsage(entities));
		expect(drawn(usageView, {snapshot: both, width: 60}).split('\n').at(-1)).toMatch(/^off +– +insights off/);
		expect(rowsOf(place, both).map(row => row.name)).not.toContain('idle');
		const wants = usageView.wants(place, both).filter(({read}) => read.id === 'usage');
		expect(wants.map(({params}) => params)).toEqual([
			{clusters: [shop.arn], window: '1h', ceilingBytesPerHour: 5000 * 1024 ** 2},
		]);
	});

	test('a name as long as they get leaves room for what is to be said of it', () => {
		const long = aCluster('a'.repeat(255), {containerInsights: 'disabled', runningTasks: 2});
		const [row] = rowsOf(place, usageSnapshot([long], aUsage([])));
		expect(usageView.hint(row!, now)?.text).toMatch(/^a{24}…a{23}: Container Insights is off/);
	});

	test('where they are off everywhere the list says what turns them on', () => {
		const off = aSnapshot([
			holding(clustersRead, undefined, listed([aCluster('idle', {containerInsights: 'disabled'})])),
		]);
		expect(usageView.empty(off, place)).toContain('I on a cluster turns it on');
		expect(usageView.wants(place, off).map(({read}) => read.id)).not.toContain('usage');
	});

	test('a ceiling is said once, whatever is held stays', () => {
		const paused = usageSnapshot(
			[shop],
			aUsage(entities, {
				gapsOf: [['shop', {kind: 'ceiling', spentBytes: 5 * 1024 ** 3, until: now + 25 * minuteMs}]],
			}),
		);
		expect(rowsOf(place, paused)).toHaveLength(3);
		const status = usageView.status(paused, place);
		expect(status.isPartial).toBe(true);
		// What matters most comes first: 80 columns show some fifty characters of it.
		expect(status.notice?.text).toMatch(
			/^paused until 12:29Z, usageCeilingMbPerHour: 5\.0 GB scanned in 1h; /,
		);
	});
});

describe('the status', () => {
	test('tells the totals of the agents and what watching costs', () => {
		expect(usageView.status(snapshot, place)).toMatchObject({
			isPartial: false,
			at: now - 20_000,
			summary: {text: 'bill: now 717 kB <0.00001, 1h 12 MB 0.000059'},
			further: [{text: '3 agents 253 MB 12 CPU units'}],
			errors: [],
		});
	});

	test('adds up what is of now and here, and says of how many it knows', () => {
		const silent = {memory: [], cpu: []};
		const more = [
			...taskEntities('shop', 'e1', {service: 'api', agent: [90, 90], lastAt: newestAt - 20 * minuteMs}),
			anEntity('shop', 'f1', {service: 'web', containerName: 'aws-guardduty-agent-f1', points: silent}),
		];
		const odd = usageSnapshot([shop], aUsage([...entities, ...more]));
		const totals = (at: typeof place) => usageView.status(odd, at).further?.[0]?.text;
		expect(totals(place)).toBe('3 of 4 agents 253 MB 12 CPU units');
		expect(totals(usagePlace({service: serviceArn('shop', 'web')}))).toBe(
			'1 of 2 agents 80 MB 4.0 CPU units',
		);
	});

	test('names a failure once with its cluster, and says partial', () => {
		const failure = {kind: 'denied', action: 'logs:StartQuery', message: '', isExplicit: false} as const;
		const denied = usageSnapshot([shop], aUsage(entities, {gapsOf: [['shop', {kind: 'failure', failure}]]}));
		expect(usageView.status(denied, place)).toMatchObject({
			isPartial: true,
			errors: [{what: 'usage of shop', failure}],
			summary: {text: 'bill: now 717 kB <0.00001, 1h 12 MB 0.000059'},
		});
		expect(usageView.status(denied, place).notice).toBeUndefined();
	});
});

test('what is denied in every cluster is one line, and the list is not read', () => {
	const failure = {kind: 'denied', action: 'logs:StartQuery', message: '', isExplicit: false} as const;
	const gap = {kind: 'failure', failure} as const;
	const two = usageSnapshot(
		[shop, withInsights('other')],
		aUsage([], {
			readAt: undefined,
			isPartial: true,
			gapsOf: [
				['shop', gap],
				['other', gap],
			],
		}),
	);
	const status = usageView.status(two, place);
	expect(status.errors).toEqual([{what: 'usage of 2 clusters', failure}]);
	expect(status.failure).toEqual(failure);
	expect(status.at).toBeUndefined();
});

describe('where queries are denied', () => {
	const failure = {kind: 'denied', action: 'logs:StartQuery', message: ''} as const;
	const bill = {...noBill, lastBytes: 0, hourBytes: 0, filteredBytes: 12 * 1024 ** 2};
	const byEvents = {clusters: 1, failure};

	test('the status says what answers instead, and how much', () => {
		const whole = usageSnapshot([shop], aUsage(entities, {bill, byEvents}));
		expect(usageView.status(whole, place)).toMatchObject({
			isPartial: false,
			summary: {text: 'logs:StartQuery denied: 12 MB by FilterLogEvents', tone: 'warning'},
			further: [{text: 'in 1 cluster'}, {text: '3 agents 253 MB 12 CPU units'}],
		});
		const coming = usageSnapshot([shop], aUsage(entities, {bill, byEvents, isPartial: true}));
		expect(usageView.status(coming, place)).toMatchObject({
			notice: {text: 'logs:StartQuery denied: 12 MB by FilterLogEvents …'},
			further: [{text: 'in 1 cluster'}, {text: '3 agents 253 MB 12 CPU units'}],
		});
		const mixed = usageSnapshot([shop], aUsage(entities, {byEvents}));
		expect(usageView.status(mixed, place).further?.[1]?.text).toMatch(/^bill: now 717 kB/);
	});

	test('a longer window names the action, what answers, and the key; scripts are told the failure', () => {
		const gap = {kind: 'no-queries', failure} as const;
		const day = usageSnapshot([shop], aUsage([], {window: '24h', isPartial: true, gapsOf: [['shop', gap]]}));
		expect(usageView.status(day, usagePlace({window: '24h'}))).toMatchObject({
			isPartial: true,
			failure,
			errors: [{what: 'usage of shop', failure}],
			notice: {text: '24h needs queries (logs:StartQuery denied); +: 15m or 1h'},
		});
	});
});

describe('keys lead on', () => {
	test('from an agent to its task, its service, its doctor, its containers, its size', () => {
		const row = rowNamed(taskId('a1'));
		const task = taskArn('shop', taskId('a1'));
		expect(usageView.pivots(row, place)).toMatchObject({
			tasks: {view: 'task', cluster: shop.arn, task},
			service: {view: 'describe', subject: serviceArn('shop', 'api')},
			doctor: {view: 'doctor', task},
			usage: {view: 'usage', cluster: shop.arn, task},
			size: {view: 'size', cluster: shop.arn},
		});
		expect(usageView.target(row)).toMatchObject({kind: 'task', arn: task});
		expect(usageView.open(row, place)).toEqual({view: 'usage-of', item: row.key});
	});

	test('from a service to the tasks in it, and to what redeploys it', () => {
		const row = rowNamed('service:shop/api', usagePlace({level: 'services'}));
		expect(usageView.pivots(row, place).usage).toEqual({
			view: 'usage',
			cluster: shop.arn,
			service: serviceArn('shop', 'api'),
			level: 'tasks',
		});
		expect(usageView.target(row)).toMatchObject({kind: 'service', arn: serviceArn('shop', 'api')});
	});

	test('an id that is none does not get into an ARN', () => {
		const [, , row] = taskEntities('shop', 'a1', {service: 'api', agent: [1, 1]});
		const odd = usageSnapshot([shop], aUsage([{...row!, taskId: '../../evil'}]));
		expect(usageView.target(rowsOf(place, odd)[0]!)).toBeUndefined();
	});

	test('o is the query of the row alone where that of all clusters is too long for a link', () => {
		const groups = Array.from(
			{length: 40},
			(_, index) => `/aws/ecs/containerinsights/cluster-${index}/performance`,
		);
		const wide = usageSnapshot([shop], {...usage, query: {...usage.query!, logGroups: groups}});
		const link = usageView.link!(rowNamed(taskId('a1'), place, wide), place, wide);
		expect(link).toMatchObject({url: expect.stringContaining(taskId('a1'))});
	});

	test('c copies the query that was asked; in the details the one of the row alone next', () => {
		const row = rowNamed(taskId('a1'));
		expect(usageView.remedies!(row, place, snapshot).map(({label}) => label)).toEqual([
			'Logs Insights query',
			'query of this row alone',
		]);
		const at = {...place, view: 'usage-of', item: row.key};
		expect(usageDetailView.remedies!(at, snapshot)[1]?.text).toContain(`TaskId = "${taskId('a1')}"`);
	});

	test('where events were read instead, what is copied is a pattern, and o the query of the row alone', () => {
		const pattern = {
			...usage.query!,
			text: '{ ($.Type = "Container") }',
			by: 'logs:FilterLogEvents',
		} as const;
		const read = usageSnapshot([shop], {...usage, query: pattern});
		const row = rowNamed(taskId('a1'), place, read);
		expect(usageView.remedies!(row, place, read).map(({label}) => label)).toEqual([
			'filter pattern',
			'query of this row alone',
		]);
		const link = usageView.link!(row, place, read) as {url: string};
		expect(link.url).toContain('logs-insights$3FqueryDetail$3D');
		expect(link.url).toContain(taskId('a1'));
		expect(link.url).not.toContain('Type*20*3d*20*22Container*22*29');
	});

	test('o is the query in the AWS console', () => {
		const link = usageView.link!(rowNamed(taskId('a1')), place, snapshot);
		expect(link).toMatchObject({url: expect.stringContaining('logs-insights$3FqueryDetail$3D~(end')});
	});
});

test('tasks are read of the clusters on screen, for what GuardDuty set in them', () => {
	const other = withInsights('other');
	const two = usageSnapshot([shop, other], aUsage(entities));
	const read = (visible?: readonly string[]) =>
		usageView
			.wants(place, two, visible)
			.filter(want => want.read.id === 'tasks')
			.map(({params}) => params);
	expect(read()).toEqual([shop.arn, other.arn]);
	expect(read(['agent:shop/x/y'])).toEqual([shop.arn]);
	expect(clusterArn('shop')).toBe(shop.arn);
});

test('rows stay the same objects while nothing changes, so that no key sorts anew', () => {
	const again = usageSnapshot([shop], usage);
	expect(usageView.rows(snapshot, place)).toBe(usageView.rows(snapshot, place));
	expect(usageView.rows(again, place)[0]).toBe(usageView.rows(snapshot, place)[0]);
});

test('the record says all of it, null where it is not known', () => {
	const record = usageView.record(rowNamed(taskId('b1')));
	expect(record).toMatchObject({
		kind: 'agent',
		cluster: 'shop',
		service: 'web',
		family: 'web',
		container: 'aws-guardduty-agent-b1',
		limitMiB: 128,
		limitSource: 'table',
		outlook: 'growing',
		memoryNow: 80,
		memoryMax: 80,
		cpuP95: 4,
		shareOfTaskMemory: 0.078,
		tasks: null,
		gap: null,
	});
	expect(record.reachesLimitInMinutes).toBeCloseTo(71, -1);
});
