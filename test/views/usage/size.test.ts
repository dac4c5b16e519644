import {describe, expect, test} from 'vitest';
import {totalsQuery} from '../../../source/domain/usage/query-text.js';
import {defaultUsageSettings} from '../../../source/domain/usage/usage-settings.js';
import {usageRead} from '../../../source/store/reads/usage.js';
import {sizeView} from '../../../source/views/usage/size.js';
import {sizeDetailView} from '../../../source/views/usage/size-detail.js';
import {usageDetailView} from '../../../source/views/usage/usage-detail.js';
import {agent} from '../../domain/build.js';
import {aCluster, aTask, drawn, holding, now, ofService, taskId, text, written} from '../build.js';
import {aUsage, noBill, taskEntities, usageSnapshot, withInsights} from './build.js';

const shop = withInsights('shop');
const place = {view: 'size'};
/** A day of records, so that one can be sure. */
const aDay = (entities: ReturnType<typeof taskEntities>) =>
	entities.map(entity => ({...entity, samples: 1430, spanMinutes: 1440}));
const entities = aDay([
	...taskEntities('shop', 'a1', {service: 'api', agent: [50, 52], app: 500}),
	...taskEntities('shop', 'a2', {service: 'api', agent: [50, 60], app: 520}),
	...taskEntities('shop', 'b1', {service: 'web', app: 700}),
	...taskEntities('shop', 'c1', {service: 'big', app: 960}),
	...taskEntities('shop', 'd1', {family: 'exporter', launchType: 'EC2'}),
]);
const usage = aUsage(entities, {window: '24h'});
const snapshot = usageSnapshot([shop], usage);
const row = (name: string, from = snapshot) => sizeView.rows(from, place).find(one => one.name === name)!;

test('one row for each family, the tightest first', () => {
	expect(drawn(sizeView, {snapshot, width: 101})).toBe(
		text(`
			FAMILY            WITH AGENT     SIZE NOW          SMALLEST          APP MAX  AGENT MAY    FREE AFTER
			big               ✗ too small    0.5 vCPU 1 GB     0.25 vCPU 2 GB        960        128   -64 MB  -6%
			web               ! tight        0.5 vCPU 1 GB     0.25 vCPU 2 GB        700        128   196 MB  19%
			api               ✓ fits         0.5 vCPU 1 GB     0.25 vCPU 1 GB        520        128   376 MB  37%
			exporter          – no sidecar   –                 –                       –          –             –
		`),
	);
});

test('what is left free has its unit', () => {
	const free = sizeView.columns.find(({id}) => id === 'free')!;
	expect(free.cell(row('api'), now).text).toBe('376 MB  37%');
	expect(free.cell(row('big'), now).text).toBe('-64 MB  -6%');
});

test('at 80 columns it still says what is left free, which is what it is sorted by', () => {
	expect(drawn(sizeView, {snapshot, width: 77}).split('\n')[0]).toContain('FREE AFTER');
});

test('where there is room for one size it is the one that would do: the sentence tells that of now', () => {
	const heading = drawn(sizeView, {snapshot, width: 62}).split('\n')[0];
	expect(heading).toContain('SMALLEST');
	expect(heading).not.toContain('SIZE NOW');
});

describe('the verdict', () => {
	test.each([
		['api', 'ok', 'api at 0.5 vCPU 1 GB: 376 MB (37%) free with the agent at its limit'],
		[
			'web',
			'fault',
			'web at 0.5 vCPU 1 GB: 196 MB (19%) free after opting in; 0.25 vCPU 2 GB is the smallest',
		],
		['big', 'fault', 'big at 0.5 vCPU 1 GB: 64 MB too little after opting in'],
		['exporter', 'ok', 'exporter runs on EC2: there the agent lives on the instance'],
	])('%s is %s: %s', (name, verdict, hint) => {
		expect(sizeView.verdict(row(name))).toBe(verdict);
		expect(sizeView.hint(row(name), now)?.text).toContain(hint);
	});

	test('what fits by an hour of records is not known to fit', () => {
		const hour = taskEntities('shop', 'a1', {service: 'api', agent: [50, 52]});
		const short = usageSnapshot([shop], aUsage(hour, {window: '24h'}));
		expect(sizeView.verdict(row('api', short))).toBe('unknown');
		const cell = sizeView.columns.find(({id}) => id === 'verdict')!.cell(row('api', short), now);
		expect(cell).toEqual({text: '? fits so far', tone: 'warning'});
	});

	test('of a task that was full the advice is the least it takes', () => {
		const full = taskEntities('shop', 'a1', {service: 'api', app: 1015});
		const hint = sizeView.hint(row('api', usageSnapshot([shop], aUsage(full, {window: '24h'}))), now);
		expect(hint?.text).toContain('of what was seen, but its task was full and may want more');
		expect(sizeView.hint(row('big'), now)?.text).not.toContain('was full');
	});

	test('the margin is the operator’s', () => {
		const bare = usageSnapshot([shop], usage, {settings: {...defaultUsageSettings, sizeMarginPercent: 10}});
		expect(sizeView.verdict(row('web', bare))).toBe('ok');
	});
});

test('where insights are off the families are told all the same, and that nobody can tell', () => {
	const off = aCluster('off', {containerInsights: 'disabled', runningTasks: 1});
	const task = aTask('off', 'e1', {
		...ofService('intranet'),
		taskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/intranet:3' as never,
		cpuUnits: 256,
		memoryMiB: 512,
	});
	const both = usageSnapshot([shop, off], usage, {tasks: {off: [task]}});
	expect(row('intranet', both)).toMatchObject({input: {size: {cpuUnits: 256, memoryMiB: 512}, tasks: 1}});
	expect(sizeView.verdict(row('intranet', both))).toBe('unknown');
	const unread = usageSnapshot([shop, off], usage);
	expect(row('off', unread)).toMatchObject({kind: 'gap'});
	expect(sizeView.hint(row('off', unread), now)?.text).toContain('I turns it on');
	// Its families are still to come, and it is then not gone.
	expect(sizeView.status(unread, place)).toMatchObject({isUnfinished: true});
	expect(sizeView.wants(place, unread).filter(({read}) => read.id === 'tasks')).toHaveLength(2);
});

test('while a cluster is being asked its families are awaited, and not said to have no record', () => {
	const other = withInsights('other');
	const task = aTask('other', 'e1', {
		...ofService('intranet'),
		taskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/intranet:3' as never,
		cpuUnits: 256,
		memoryMiB: 512,
	});
	const tasks = {other: [task]};
	const asked = usageSnapshot([shop, other], aUsage(entities, {window: '24h', isPartial: true}), {tasks});
	expect(sizeView.hint(row('intranet', asked), now)?.text).toBe(
		'intranet: CloudWatch Logs is being asked what it used',
	);
	expect(sizeView.verdict(row('intranet', asked))).toBe('unknown');
	const verdict = sizeView.columns.find(({id}) => id === 'verdict')!;
	expect(verdict.cell(row('intranet', asked), now).text).toBe('? asking');
	const gapsOf = [['other', {kind: 'no-log-group'}]] as const;
	const told = usageSnapshot([shop, other], aUsage(entities, {window: '24h', gapsOf}), {tasks});
	expect(sizeView.hint(row('intranet', told), now)?.text).toContain('its log group is not there yet');
	expect(sizeView.record(row('intranet', told))).toMatchObject({
		advice: 'unknown',
		why: expect.stringContaining('its log group is not there yet'),
	});
	expect(sizeView.rows(told, place)).toBe(sizeView.rows(told, place));
});

describe('where queries are denied', () => {
	const failure = {kind: 'denied', action: 'logs:StartQuery', message: ''} as const;
	const refused = aUsage([], {
		window: '24h',
		isPartial: true,
		readAt: undefined,
		gapsOf: [['shop', {kind: 'no-queries', failure}]],
	});
	const hour = aUsage(taskEntities('shop', 'a1', {service: 'api', agent: [50, 52]}), {
		bill: {...noBill, lastBytes: 0, hourBytes: 0, filteredBytes: 3 * 1024 ** 2},
		byEvents: {clusters: 1, failure},
	});
	const query = {clusters: [shop.arn], window: '1h', ceilingBytesPerHour: 5000 * 1024 ** 2} as const;
	const closed = usageSnapshot([shop], refused, {more: [holding(usageRead, query, hour)]});

	test('the last hour stands in, which is little to go by', () => {
		expect(
			sizeView.wants(place, closed).flatMap(({read, params}) => (read.id === 'usage' ? [params] : [])),
		).toEqual([{...query, window: '24h'}, query]);
		expect(sizeView.rows(closed, place)).toHaveLength(1);
		expect(sizeView.verdict(row('api', closed))).toBe('unknown');
		expect(sizeView.hint(row('api', closed), now)?.text).toContain('confidence low (60 samples over 60 min)');
		expect(sizeView.rows(closed, place)).toBe(sizeView.rows(closed, place));
	});

	test('list and detail say so, and name the action', () => {
		expect(sizeView.status(closed, place)).toMatchObject({
			at: now - 20_000,
			isPartial: true,
			notice: {text: 'logs:StartQuery denied: 1h only, confidence low'},
			further: [{text: 'logs:StartQuery denied: 3.0 MB by FilterLogEvents'}, {}, {text: '1 family'}, {}],
			errors: [{what: 'usage of shop', failure}],
		});
		const told = written(sizeDetailView.blocks(closed, {view: 'size-of', item: 'size:shop/api'}, now));
		expect(told).toContain(
			'the last 24h needs queries: logs:StartQuery denied; so this is what the last 1h tells',
		);
	});

	test('a cluster of which not even the hour is told has that gap', () => {
		const nothing = aUsage([], {gapsOf: [['shop', {kind: 'no-records'}]]});
		const none = usageSnapshot([shop], refused, {more: [holding(usageRead, query, nothing)]});
		expect(row('shop', none)).toMatchObject({kind: 'gap', gap: {kind: 'no-records'}});
	});
});

test('what GuardDuty set in a task is what its agent may use', () => {
	const tasks = [
		aTask('shop', 'a1', {containers: [agent({name: 'aws-guardduty-agent-a1', memoryMiB: 200})]}),
	];
	const set = usageSnapshot([shop], usage, {tasks: {shop: tasks}});
	expect(row('api', set)).toMatchObject({input: {overrideMiB: 200}});
});

test('containers of a task are added, but never beyond the task itself', () => {
	const [task, one] = taskEntities('shop', 'a1', {service: 'api', app: 300});
	const two = {...one!, key: 'two', containerName: 'two'};
	const added = usageSnapshot([shop], aUsage([task!, one!, two], {window: '24h'}));
	expect(row('api', added)).toMatchObject({input: {app: {memory: {max: 300}}}});
	const alone = usageSnapshot([shop], aUsage([one!, two], {window: '24h'}));
	expect(row('api', alone)).toMatchObject({input: {app: {memory: {max: 600}}}});
});

test('the record has the numbers and how they came about', () => {
	expect(sizeView.record(row('web'))).toMatchObject({
		family: 'web',
		advice: 'tight',
		agentLimitMiB: 128,
		agentMemoryMax: null,
		freeAfterMiB: 196,
		smallestCpuUnits: 256,
		smallestMemoryMiB: 2048,
		confidence: 'high',
		smallestMonthly: null,
		derivation: expect.arrayContaining([expect.stringContaining('700 + 128 = 828 MB')]),
	});
});

describe('with a price', () => {
	const settings = {...defaultUsageSettings, fargatePrice: {vcpuHour: 0.04, gbHour: 0.004}};
	const priced = usageSnapshot([shop], usage, {settings});

	test('the list says what the smallest size would cost more in a month, but not of what has no sidecar', () => {
		const shown = drawn(sizeView, {snapshot: priced, width: 100}).split('\n');
		expect(shown[0]).toMatch(/SMALLEST +APP MAX +FREE AFTER +A MONTH$/);
		expect(shown.slice(1).map(line => line.split(/ {2,}/).at(-1))).toEqual(['-4.38', '-4.38', '-14.60', '–']);
		const month = sizeView.columns.find(({id}) => id === 'monthly')!;
		expect(month.value(row('exporter', priced))).toBeUndefined();
		expect(sizeView.rows(snapshot, place).every(one => month.value(one) === undefined)).toBe(true);
	});

	test('detail and record say it too, and how it came about', () => {
		const told = written(sizeDetailView.blocks(priced, {view: 'size-of', item: 'size:shop/api'}, now));
		expect(told).toContain('smallest to do: 0.25 vCPU 1 GB, -14.60 a month');
		expect(told).toContain('(-0.25 vCPU * 0.04 + 0 GB * 0.004) * 730 h * 2 tasks = -14.60');
		expect(sizeView.record(row('api', priced))).toMatchObject({smallestMonthly: -14.6, nextMonthly: 5.84});
	});
});

test('in the detail c copies the advice, then the queries; o is the query of the family, for that of all is too long', () => {
	const logGroups = ['shop', 'other', 'third'].map(name => `/aws/ecs/containerinsights/${name}/performance`);
	const long = {...usage, query: {...usage.query!, text: totalsQuery(), logGroups}};
	const asked = usageSnapshot([shop], long);
	const at = {view: 'size-of', item: 'size:shop/web'};
	expect(sizeDetailView.remedies!(at, asked).map(({label}) => label)).toEqual([
		'size advice',
		'Logs Insights query',
		'query of this row alone',
	]);
	const link = sizeDetailView.link!(at, asked) as {url: string};
	expect(link.url).toContain('TaskDefinitionFamily*20*3d*20*22web*22');
	expect(link.url).not.toContain('third');
	expect(sizeView.link!(row('web', asked), place, asked)).toEqual(link);
});

describe('the detail', () => {
	test('of a family has the answer, every number and its derivation, and the bill', () => {
		const detail = sizeDetailView.blocks(snapshot, {view: 'size-of', item: 'size:shop/web'}, now);
		const told = written(detail);
		expect(told).toContain('# Task size\n! tight\nweb at 0.5 vCPU 1 GB: 196 MB (19%) free after opting in');
		expect(told).toContain('smallest to do: 0.25 vCPU 2 GB');
		expect(told).toContain('# How it was computed\nsize now: 0.5 vCPU 1 GB (512 units, 1024 MB)');
		expect(told).toContain('this hour: 12 MB, 0.000059');
	});

	test('of an agent has four charts, the limit in that of memory, its numbers, the query and the bill', () => {
		const hour = usageSnapshot([shop], aUsage(entities));
		const item = `agent:shop/${taskId('a2')}/aws-guardduty-agent-a2`;
		const blocks = usageDetailView.blocks(hour, {view: 'usage-of', item}, now);
		const charts = blocks.flatMap(block => (block.kind === 'chart' ? [block] : []));
		expect(charts.map(({heading}) => heading)).toEqual([
			'Memory, MB',
			'CPU, units of 1024 a vCPU',
			'Network, received and sent',
			'Disk, read and written',
		]);
		expect(charts.map(({chart}) => chart.limit?.value)).toEqual([128, undefined, undefined, undefined]);
		const told = written(blocks);
		expect(told).toContain("memory limit: 128 MB (GuardDuty's table for the task's size)");
		expect(told).toContain('memory | 60 MB | 55 MB | 59 MB | 60 MB');
		expect(told).toContain('60 minutes of the last 1h'.slice(2));
		expect(told).toContain('| filter Type in ["Container", "Task", "Service", "Cluster"]');
		expect(told).toContain('of /aws/ecs/containerinsights/shop/performance');
		expect(usageDetailView.remedies!({view: 'usage-of', item}, hour)).toEqual([
			{label: 'Logs Insights query', text: expect.stringContaining('fields @timestamp')},
			{label: 'query of this row alone', text: expect.stringContaining('TaskId = ') as string},
		]);
	});

	test('of something that is gone says so, and while it is read that', () => {
		const item = 'agent:shop/x/gone';
		const hour = usageSnapshot([shop], aUsage(entities));
		expect(written(usageDetailView.blocks(hour, {view: 'usage-of', item}, now))).toContain(
			'gone has no record in the last 1h',
		);
		const reading = usageSnapshot([shop], aUsage([], {isPartial: true}));
		expect(written(usageDetailView.blocks(reading, {view: 'usage-of', item}, now))).toContain('reading');
	});
});
