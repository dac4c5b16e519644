import {describe, expect, test} from 'vitest';
import {usageView} from '../../../source/views/usage/usage.js';
import {agent, app} from '../../domain/build.js';
import {aTask, clusterArn, drawn, minuteMs, now, taskArn, taskId, text} from '../build.js';
import {aUsage, newestAt, taskEntities, usagePlace, usageSnapshot, withInsights} from './build.js';

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

test('without any cluster it is not insights that are off', () => {
	expect(usageView.empty(usageSnapshot([], usage), place)).toBe('no clusters in eu-west-1');
});

test('a task without an agent has no share of one, rather than an unknown one', () => {
	const share = usageView.columns.find(({id}) => id === 'share-memory')!;
	const rows = rowsOf(usagePlace({level: 'tasks'}));
	const shares = rows.map(row => [row.name, share.cell(row, now).text]);
	expect(shares).toContainEqual(['nightly', '–']);
	expect(shares).toContainEqual(['api', '5%']);
});
