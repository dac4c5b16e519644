import {describe, expect, test} from 'vitest';
import {type RecordCounts} from '../../../source/domain/usage/record.js';
import {type Headcount} from '../../../source/domain/usage/usage.js';
import {usageView} from '../../../source/views/usage/usage.js';
import {usageDetailView} from '../../../source/views/usage/usage-detail.js';
import {type UsageRow} from '../../../source/views/usage/usage-row.js';
import {drawn, minuteMs, now, serviceArn, taskArn, taskId, text, written} from '../build.js';
import {
	aHeadcount,
	aUsage,
	newestAt,
	taskEntities,
	usagePlace,
	usageSnapshot,
	withInsights,
} from './build.js';

const shop = withInsights('shop');
const entities = [
	...taskEntities('shop', 'a1', {service: 'api', agent: [50, 52]}),
	...taskEntities('shop', 'a2', {service: 'api', agent: [40, 41]}),
	...taskEntities('shop', 'b1', {service: 'web', agent: [60, 60]}),
	...taskEntities('shop', 'c1', {family: 'nightly', app: 400}),
];
const services = usagePlace({level: 'services'});
const clusters = usagePlace({level: 'clusters'});
const normal = {pending: 0, deployments: 1, taskSets: 0};

const counting = (...counted: readonly Headcount[]) => usageSnapshot([shop], aUsage(entities, {counted}));
const rowOf = (snapshot: ReturnType<typeof counting>, name: string, place = services) =>
	usageView.rows(snapshot, place).find(row => row.name === name)!;
const cell = (row: UsageRow, id: string) =>
	usageView.columns.find(column => column.id === id)!.cell(row, now);
const blocksOf = (snapshot: ReturnType<typeof counting>, item: string, level = services.level) =>
	usageDetailView.blocks(snapshot, {view: 'usage-of', item, ...(level && {level})}, now);
const detail = (snapshot: ReturnType<typeof counting>, item = 'service:shop/api', level = services.level) =>
	written(blocksOf(snapshot, item, level));

describe('services', () => {
	test('have the tasks that run of those that are desired; of standalone ones there is no such record', () => {
		const snapshot = counting(
			aHeadcount('shop', 'api', {running: 2, desired: 2, ...normal}),
			aHeadcount('shop', 'web', {running: 1, desired: 2, ...normal}),
		);
		expect(drawn(usageView, {snapshot, place: services, width: 77})).toBe(
			text(`
				NAME               OF LIMIT         RUN/DES  MEM MB  MEM TREND      CPU   AGE
				nightly (standal…  ███░░░░░  39%          –     400  ▂▂▂▂▂▂▂▂▂▂▂▂   100    2m
				web                ██▌░░░░░  35%       1/2!     360  ▂▂▂▂▂▂▂▂▂▂▂▂   104    2m
				api                ██▌░░░░░  34%        2/2     693  ▂▂▂▂▂▂▂▂▂▂▂▂   208    2m
			`),
		);
	});

	test('have their pending tasks and deployments where one is not as always, or is not told', () => {
		const snapshot = counting(
			aHeadcount('shop', 'api', {running: 2, desired: 2, pending: 1, deployments: 2, taskSets: 0}),
			aHeadcount('shop', 'web', {running: 1, desired: 1}),
		);
		const [heading = '', ...lines] = drawn(usageView, {snapshot, place: services, width: 120}).split('\n');
		expect(heading).toMatch(/RUN\/DES +PENDING +DEPLOYS +MEM MB/);
		const counts = lines.map(line => line.slice(heading.indexOf('RUN/DES'), heading.indexOf('MEM MB')));
		expect(counts.map(part => part.trim().split(/ +/))).toEqual([
			['–', '–', '–'],
			['1/1', '?', '?'],
			['2/2', '1', '2'],
		]);
	});

	test.each<[string, RecordCounts, string, string]>([
		['all that are to run', {running: 4, desired: 4}, '4/4', 'plain'],
		['none that are to run', {running: 0, desired: 0}, '0/0', 'plain'],
		['fewer than are desired', {running: 3, desired: 4}, '3/4!', 'fault'],
		['none of those desired', {running: 0, desired: 4}, '0/4!', 'fault'],
		['more than are desired, as in a rollout', {running: 6, desired: 4}, '6/4', 'plain'],
		['it is not told how many run', {desired: 4}, '?/4', 'warning'],
		['it is not told how many are desired', {running: 3}, '3/?', 'warning'],
		['neither is told', {pending: 1}, '?', 'warning'],
	])('%s', (_, told, shown, tone) => {
		expect(cell(rowOf(counting(aHeadcount('shop', 'api', told)), 'api'), 'running')).toEqual({
			text: shown,
			tone,
		});
	});

	test('without a record of their own are unknown, not nothing', () => {
		expect(cell(rowOf(counting(), 'api'), 'running').text).toBe('?');
		expect(detail(counting())).toContain(
			"# From the service's own records\n? none came in the last 1h, so how many tasks run and are desired is not known here",
		);
	});

	test('say how old a record is that is not of now, and keep the sign of it where there is no room', () => {
		const old = aHeadcount('shop', 'api', {running: 2, desired: 2}, {at: newestAt - 10 * minuteMs});
		const snapshot = counting(old);
		expect(cell(rowOf(snapshot, 'api'), 'running')).toEqual({text: '2/2 ~12m', tone: 'dim'});
		const column = usageView.columns.find(({id}) => id === 'running')!;
		expect(column.shorten?.('2/2 ~12m', 7)).toBe('2/2~');
		expect(detail(snapshot)).toMatch(/recorded: ~ .*\(12m ago\): what it says may be over/);
	});
});

describe('a sum that is not whole', () => {
	const part = counting(aHeadcount('shop', 'api', {running: 3, desired: 3, ...normal}));

	test('says of how many tasks it is, in the list and in the details', () => {
		const row = rowOf(part, 'api');
		expect(cell(row, 'status')).toEqual({text: '2 of 3 tasks', tone: 'warning'});
		expect(usageView.hint(row, now)).toEqual({
			text: 'api: 2 of 3 running tasks have records; 693 MB now, 693 MB at most, limit 2048 MB (the memory of its tasks)',
			tone: 'warning',
		});
		expect(detail(part)).toContain('measured: ? 2 of 3 running tasks have records');
		expect(detail(part)).toContain('1 running task has no record, so the sums lack it');
	});

	test('names a family, of no one revision', () => {
		expect(detail(part)).not.toContain('task definition: ');
		expect(detail(part)).toMatch(/family: \w/);
	});

	test('is not told of where the two are not of the same time, or the count is not known', () => {
		const late = aHeadcount('shop', 'api', {running: 3, desired: 3}, {at: newestAt - 6 * minuteMs});
		for (const own of [late, aHeadcount('shop', 'api', {desired: 3})]) {
			expect(cell(rowOf(counting(own), 'api'), 'status').text).toBe('2 tasks');
			expect(detail(counting(own))).toContain('how many of the tasks that run have records can not be told');
		}
	});

	test('of fewer tasks than are desired says that first', () => {
		const short = counting(aHeadcount('shop', 'api', {running: 2, desired: 4}));
		expect(usageView.hint(rowOf(short, 'api'), now)?.text).toMatch(
			/^api: 2 of 4 desired tasks run; 693 MB now/,
		);
		expect(detail(short)).toContain('tasks that run: ! 2 of 4 desired tasks run');
	});
});

describe('a service of whose tasks none has a record', () => {
	const down = aHeadcount('shop', 'down', {running: 0, desired: 3, ...normal, pending: 1});
	const unseen = aHeadcount('shop', 'unseen', {running: 2, desired: 2, ...normal});
	const idle = aHeadcount('shop', 'idle', {running: 0, desired: 0, ...normal});
	const snapshot = counting(down, unseen, idle);

	test('has a row, unless it is to have no task', () => {
		expect(usageView.rows(snapshot, services).map(row => row.name)).toEqual([
			'api',
			'web',
			'nightly (standalone)',
			'down',
			'unseen',
		]);
		expect(usageView.rows(snapshot, usagePlace({level: 'families'}))).toHaveLength(3);
		const ofTask = usagePlace({level: 'services', task: taskArn('shop', taskId('a1'))});
		expect(usageView.rows(snapshot, ofTask).map(row => row.name)).toEqual(['api']);
		const ofService = usagePlace({level: 'services', service: serviceArn('shop', 'down')});
		expect(usageView.rows(snapshot, ofService).map(row => row.name)).toEqual(['down']);
	});

	test.each([
		['down', '0/3!', 'down: none of 3 desired tasks runs, so there is nothing to measure'],
		[
			'unseen',
			'2/2',
			'unseen: 2 tasks run without records: likely begun before Container Insights was turned on',
		],
	])('%s: %s', (name, running, hint) => {
		const row = rowOf(snapshot, name);
		expect(cell(row, 'running').text).toBe(running);
		expect(cell(row, 'limit')).toEqual({text: '? no record', tone: 'warning'});
		expect(cell(row, 'status').text).toBe('no records');
		expect(cell(row, 'memory').text).toBe('?');
		expect(usageView.verdict(row)).toBe('unknown');
		expect(usageView.hint(row, now)?.text).toBe(hint);
		expect(usageView.target(row)).toMatchObject({kind: 'service', arn: serviceArn('shop', name)});
		expect(detail(snapshot, `service:shop/${name}`)).toContain(hint.slice(name.length + 2));
	});

	test('of a name that ECS would not give gets it into no query and no ARN', () => {
		const odd = aHeadcount('shop', '"| x ␛[31m', {running: 1, desired: 1});
		const row = rowOf(counting(odd), '"| x ␛[31m');
		expect(usageView.target(row)).toBeUndefined();
		expect(usageView.remedies!(row, services, counting(odd)).map(({label}) => label)).toEqual([
			'Logs Insights query',
		]);
	});
});

describe('clusters', () => {
	const own = aHeadcount('shop', undefined, {running: 4, services: 2, instances: 0});

	test('have their tasks and services, and container instances where there are any', () => {
		const shown = (one: Headcount) => {
			const lines = drawn(usageView, {snapshot: counting(one), place: clusters, width: 100}).split('\n');
			const [from, to] = [lines[0]!.indexOf('TASKS') - 2, lines[0]!.indexOf('MEM MB')];
			return lines.map(line => line.slice(from, to).trim().split(/ +/));
		};

		expect(shown(own)).toEqual([
			['TASKS', 'SERVICES'],
			['4', '2'],
		]);
		expect(shown(aHeadcount('shop', undefined, {running: 4, instances: 5}))).toEqual([
			['TASKS', 'SERVICES', 'INSTANCES'],
			['4', '?', '5'],
		]);
	});

	test('tell in the details what their own records count', () => {
		const told = detail(counting(own), 'cluster:shop', clusters.level);
		expect(told).toContain(
			"# From the cluster's own records\ntasks that run: 4\nfewest that ran: 4, in the last 1h",
		);
		expect(told).toContain('services: 2\ncontainer instances: 0\nrecorded: ');
		expect(told).not.toContain('deployments');
	});
});

describe('the own record beside the sum of the tasks', () => {
	const told = {running: 2, desired: 2, ...normal};

	test('says what it does not tell, and whose memory may not be reserved', () => {
		const shown = detail(counting(aHeadcount('shop', 'api', told)));
		expect(shown).toContain("# The service's own record beside the sum of its tasks");
		for (const line of [
			'tasks | 2 | 2',
			'CPU used | ? not told | 208 units',
			'CPU reserved | ? not told | 1024 units',
			'memory used | ? not told | 693 MB',
			'memory reserved | ? not told | 2048 MB',
			'what both tell is the same',
			"AWS's record of a service counts, and tells no CPU or memory",
			"93 MB of the memory used are the agents'",
		]) {
			expect(shown).toContain(line);
		}
	});

	test('says where they differ, and why that may be', () => {
		const spent = {cpu: 210, memory: 900, reservedCpu: 1024, reservedMemory: 1792};
		const shown = detail(counting(aHeadcount('shop', 'api', told, {spent})));
		expect(shown).toContain('memory used | 900 MB | 693 MB');
		expect(shown).toContain('memory used differs, 900 MB and 693 MB: a task without a record');
		expect(shown).toContain('memory reserved differs, 1792 MB and 2048 MB: agents are added');
		expect(shown).not.toContain('CPU used differs');
		expect(shown).not.toContain('CPU reserved differs');
		expect(shown).not.toContain('tells no CPU or memory');
	});

	test('knows that more told of themselves than run', () => {
		const shown = detail(counting(aHeadcount('shop', 'api', {...told, running: 1, desired: 1})));
		expect(shown).toContain('2 tasks had records in the last minutes and 1 run: the rest has just ended');
	});

	test('is told of services and clusters alone', () => {
		expect(detail(counting(), 'service:shop/nightly (standalone)')).not.toContain('own record');
		expect(detail(counting(), `task:shop/${taskId('a1')}`, 'tasks')).not.toContain('own record');
		expect(detail(counting(), 'family:shop/api', 'families')).not.toContain('own record');
	});
});

describe('the chart of tasks that ran', () => {
	const series = (...points: readonly number[]) => ({
		from: newestAt - (points.length - 1) * minuteMs,
		stepMs: minuteMs,
		points: Float32Array.from(points),
	});
	const charts = (own: Headcount) =>
		blocksOf(counting(own), 'service:shop/api').flatMap(block =>
			block.kind === 'chart' && block.heading === 'Tasks that ran' ? [block.chart] : [],
		);

	test('has what was desired as a line, and is left out where nothing changed', () => {
		const own = aHeadcount('shop', 'api', {running: 4, desired: 4});
		expect(charts(own)).toEqual([]);
		const [chart] = charts({...own, running: series(4, 2, 4), desired: series(4, 4, 4)});
		expect(chart).toMatchObject({unit: 'tasks', goal: {value: 4, label: 'desired'}});
		expect(chart?.note).toBeUndefined();
		expect(charts({...own, running: series(2, 4), desired: series(2, 4)})[0]?.note).toBe(
			'desired were 2 to 4',
		);
	});
});

test('the record has the counts, null where they are not known, and when they were counted', () => {
	const record = (...counted: readonly Headcount[]) => usageView.record(rowOf(counting(...counted), 'api'));
	expect(record(aHeadcount('shop', 'api', {running: 1, desired: 2, deployments: 2}))).toMatchObject({
		tasks: 2,
		runningTasks: 1,
		runningTasksMin: 1,
		desiredTasks: 2,
		pendingTasks: null,
		deployments: 2,
		taskSets: null,
		services: null,
		containerInstances: null,
		countedAt: new Date(newestAt).toISOString(),
	});
	expect(record(aHeadcount('shop', 'api', {desired: 2}))).toMatchObject({
		runningTasks: null,
		runningTasksMin: null,
		desiredTasks: 2,
	});
	expect(record()).toMatchObject({tasks: 2, runningTasks: null, desiredTasks: null, countedAt: null});
	const down = aHeadcount('shop', 'down', {running: 0, desired: 3});
	expect(usageView.record(rowOf(counting(down), 'down'))).toMatchObject({
		kind: 'service',
		tasks: 0,
		runningTasks: 0,
		memoryNow: null,
	});
});

test('an aggregated window says how often it is asked for where its record is not of now', () => {
	const old = aHeadcount('shop', 'api', {running: 2, desired: 2}, {at: newestAt - 20 * minuteMs});
	const day = usageSnapshot([shop], aUsage(entities, {window: '24h', counted: [old]}));
	const place = {view: 'usage-of', item: 'service:shop/api', level: 'services', window: '24h'} as const;
	expect(written(usageDetailView.blocks(day, place, now))).toContain('ago): 24h are asked for every 30m');
});
