import {describe, expect, test} from 'vitest';
import {aCluster, now} from '../../views/build.js';
import {aUsage, taskEntities, usageSnapshot, withInsights} from '../../views/usage/build.js';
import {screenOf} from '../fakes.js';
import {text, type} from '../pressing.js';
import {openReal} from './rig.js';

const shop = withInsights('shop');
const entities = [
	...taskEntities('shop', 'a1', {service: 'api', agent: [50, 52]}),
	...taskEntities('shop', 'a2', {service: 'api', agent: [120, 121]}),
	...taskEntities('shop', 'b1', {service: 'web', agent: [40, 80]}),
];
const snapshot = usageSnapshot([shop, aCluster('off', {runningTasks: 3})], aUsage(entities));
const blank = (lines: number): readonly string[] => Array.from({length: lines}, () => '');

describe('the pane at 80x24', () => {
	test('names, limits, trends and CPU; what is wrong under them, the bill of now and of the hour in the status', () => {
		const {session} = openReal(snapshot);
		type(session, '3');
		const screen = screenOf(session);
		expect(screen.slice(1, 8)).toEqual([
			expect.stringMatching(/^ 1 Clusters .*3 Usage 2!.*usage agents 1h$/),
			'─'.repeat(80),
			'   NAME          TASK      OF LIMIT▾       MEM MB  MEM TREND      CPU   AGE',
			'▸  api           a2000000  ███████▌  95%!     121  ▇▇▇▇▇▇▇▇▇▇▇▇   4.0    2m',
			'   web           b1000000  █████░░░  63%!      80  ▂▂▂▃▃▃▃▃▃▃▃▅   4.0    2m',
			'   api           a1000000  ███░░░░░  41%       52  ▂▂▂▂▂▂▂▃▃▃▃▃   4.0    2m',
			'   off           –         insights off         –  –                –     –',
		]);
		expect(screen.slice(8, -4)).toEqual(blank(11));
		expect(screen.slice(-4)).toEqual([
			' aws-guardduty-agent-a2: 95% of its memory limit of 128 MB; beyond it the',
			' kernel ends it',
			' bill: now 717 kB <0.00001, 1h 12 MB 0.000059        2 at fault  1 unknown  1/4',
			expect.stringMatching(/ {2}\. level {2}\+ window .*\? help$/),
		]);
	});

	test('the list of sizes tells its bill too, what has room follows whole', () => {
		const day = (tasks = {}) => usageSnapshot([shop], aUsage(entities, {window: '24h'}), {tasks});
		const {session, change} = openReal(day(), {home: {view: 'size'}, size: {columns: 140, rows: 24}});
		expect(screenOf(session).at(-2)).toMatch(/^ partial: not everything could be read {2}bill: now 717 kB/);
		change(day({shop: []}));
		expect(screenOf(session).at(-2)).toMatch(
			/0\.000059 {2}2 families {2}20 % of memory and CPU shall stay free +2 unknown/,
		);
	});

	test('the list of sizes tells which would do, and what it is sorted by', () => {
		const long = taskEntities('shop', 'd1', {family: 'settlement-batch', app: 990});
		const day = usageSnapshot([shop], aUsage([...entities, ...long], {window: '24h'}), {tasks: {shop: []}});
		const {session} = openReal(day, {home: {view: 'size'}});
		expect(screenOf(session)[3]).toMatch(/^ {3}FAMILY +WITH AGENT +SMALLEST +FREE AFTER▴/);
		expect(screenOf(session)[4]).toMatch(/settlement-batch +✗ too small +0\.25 vCPU 2 GB/);
	});

	test('Enter opens the charts of the row', () => {
		const {session} = openReal(snapshot);
		type(session, '3', 'j', 'enter');
		expect(screenOf(session).slice(3, 15)).toEqual([
			' Memory against its limit',
			' ✗ aws-guardduty-agent-b1: grows 41 MB an hour, reaches 128 MB in about 1h',
			'',
			' Memory, MB',
			`    128 │${'─'.repeat(70)}`,
			'        │',
			`        │${' '.repeat(69)}▁`,
			`        │${' '.repeat(25)}▁▁▁▁▁▁▁▁▂▂▂▂▂▂▂▂▂▃▃▃▃▃▃▃▃▃▅▅▅▅▅▅▅▅▅${'█'.repeat(10)}`,
			`        │▃▃▃▃▃▃▃▅▅▅▅▅▅▅▅▅${'█'.repeat(54)}`,
			`      0 │${'█'.repeat(70)}`,
			`         11:03Z${' '.repeat(58)}12:03Z`,
			' now 80 MB  min 40 MB  max 80 MB  limit 128 MB (63% of it)',
		]);
	});

	test('f shows those near their limit alone', () => {
		const {session} = openReal(snapshot);
		type(session, '3', 'f');
		expect(screenOf(session).filter(line => /[█░]/.test(line))).toHaveLength(2);
	});
});

test('what the ceiling keeps from being read is not said to be read', () => {
	const gap = {kind: 'ceiling', spentBytes: 5 * 1024 ** 3, until: now + 25 * 60_000} as const;
	const paused = usageSnapshot(
		[shop],
		aUsage([], {readAt: undefined, isPartial: true, gapsOf: [['shop', gap]]}),
	);
	const {session, change} = openReal(paused);
	type(session, '3');
	expect(screenOf(session)[0]).toContain('not read');
	expect(text(session)).toContain('paused until 12:29Z: usageCeilingMbPerHour reached');
	change(usageSnapshot([shop], aUsage([], {readAt: undefined, isPartial: true})));
	expect(screenOf(session)[0]).toContain('reading');
});

describe('level and window', () => {
	test('belong to the place: Esc and - find what was chosen', () => {
		const {session} = openReal(snapshot);
		type(session, '3', '.', '.');
		expect(text(session)).toContain('usage tasks 1h');
		type(session, 'enter');
		expect(text(session)).toContain('Memory against its limit');
		type(session, 'esc');
		expect(text(session)).toContain('usage tasks 1h');
		type(session, '1', '-');
		expect(text(session)).toContain('usage tasks 1h');
	});

	test('a longer time is asked for, the cursor waits for its row, and Esc is no step back through times', () => {
		const {session, change} = openReal(snapshot);
		type(session, '3', 'j');
		expect(screenOf(session)[5]).toMatch(/^▸ {2}web/);
		type(session, '+');
		expect(text(session)).toContain('usage agents 6h');
		expect(text(session)).toContain('asking CloudWatch Logs for the last 6h');
		change(usageSnapshot([shop], aUsage(entities, {window: '6h'})));
		expect(screenOf(session).find(line => line.startsWith('▸'))).toMatch(/^▸ {2}web/);
		type(session, 'esc');
		expect(text(session)).toContain('usage agents 6h');
	});

	test('the cursor waits for its row however many keys are pressed meanwhile, but goes where it is moved', () => {
		const {session, change} = openReal(snapshot);
		const cursor = () => screenOf(session).find(line => line.startsWith('▸'));
		type(session, '3', 'j', '+', '+', '?', 'esc');
		expect(cursor()).toMatch(/^▸ {2}off/);
		change(usageSnapshot([shop, aCluster('off', {runningTasks: 3})], aUsage(entities, {window: '24h'})));
		expect(cursor()).toMatch(/^▸ {2}web/);
		type(session, '+', 'k');
		change(usageSnapshot([shop, aCluster('off', {runningTasks: 3})], aUsage(entities, {window: '7d'})));
		expect(cursor()).toMatch(/^▸ {2}off/);
	});

	test('where there is none of them the key says so', () => {
		const {session} = openReal(snapshot);
		type(session, '+');
		expect(screenOf(session).at(-1)).toContain('there is no other window here');
	});
});

describe('what one sorts by is on screen', () => {
	const heading = (session: Parameters<typeof screenOf>[0]) => screenOf(session)[3];

	test.each([
		{columns: 60, rows: 12},
		{columns: 80, rows: 24},
		{columns: 140, rows: 40},
	])('containers by their task, at $columns x $rows', size => {
		const {session} = openReal(snapshot, {size});
		type(session, '3', '.');
		expect(heading(session)).toMatch(/^ {3}NAME +CONTAINER +TASK▴ +OF LIMIT/);
		expect(text(session)).toContain('agent-a2');
	});

	test('a column that had no room gets it, and its arrow though its heading fills it', () => {
		const {session} = openReal(snapshot);
		type(session, '3');
		expect(heading(session)).not.toContain('MEM P95');
		type(session, ...':sort memory-p95 desc', 'enter');
		expect(heading(session)).toContain(' MEM P95▾ ');
		type(session, '>');
		expect(heading(session)).toContain(' MEM MAX▾ ');
		expect(heading(session)).not.toContain('MEM P95');
		for (const line of screenOf(session)) {
			expect(line.length).toBeLessThanOrEqual(80);
		}
	});

	test('a column of another level is none to sort by', () => {
		const {session} = openReal(snapshot);
		type(session, '3', ...':sort container', 'enter');
		expect(text(session)).toContain('sort needs a column: name cluster task');
	});
});

describe('at 140x40', () => {
	test('the charts of the row of the cursor stand beside the list and follow it', () => {
		const {session} = openReal(snapshot, {size: {columns: 140, rows: 40}});
		type(session, '3');
		expect(text(session)).toMatch(/│ Memory, MB/);
		expect(text(session)).toContain('│ ✗ aws-guardduty-agent-a2');
		type(session, 'j');
		expect(text(session)).toContain('│ ✗ aws-guardduty-agent-b1');
		for (const line of screenOf(session)) {
			expect(line.length).toBeLessThanOrEqual(140);
		}
	});
});

describe('ways in', () => {
	test.each([
		['from a cluster', ['l'], 'shop › usage agents 1h'],
		['from a cluster, sizes', ['='], 'shop › size advice 24h'],
		['by a command', [':', ...'usage', 'enter'], 'usage agents 1h'],
		['by a command, of a cluster', [':', ...'size shop', 'enter'], 'shop › size advice 24h'],
		['from the pane', ['3', '='], 'shop › size advice 24h'],
		['from an agent to all containers of its task', ['3', 'l'], 'usage containers 1h'],
	])('%s', (_what, keys, crumb) => {
		const {session} = openReal(snapshot, {size: {columns: 140, rows: 40}});
		// The cursor goes to the cluster with usage.
		type(
			session,
			'g',
			...(screenOf(session)
				.find(line => line.startsWith('▸'))
				?.includes('shop')
				? []
				: ['j']),
		);
		type(session, ...keys);
		expect(screenOf(session)[1]).toContain(crumb);
	});

	test('o is the query in the AWS console, c copies it, d opens the numbers', () => {
		const {session, rig} = openReal(snapshot);
		type(session, '3', 'o');
		expect(text(session).replaceAll(/[\s│]/g, '')).toContain('logs-insights$3FqueryDetail$3D~(end');
		type(session, 'esc', 'd');
		expect(text(session)).toContain('Memory against its limit');
		type(session, 'c');
		expect(screenOf(session).at(-1)).toContain('copied: Logs Insights query');
		expect(rig.written.join('')).toContain('\u{1B}]52;c;');
	});
});

test.each([
	{columns: 80, rows: 24},
	{columns: 60, rows: 12},
	{columns: 140, rows: 40},
])('without Unicode every sign is ASCII, at $columns x $rows', size => {
	const {session} = openReal(snapshot, {isAscii: true, size});
	for (const keys of [['3'], ['j'], ['enter'], ['G'], ['esc', '='], ['enter']]) {
		type(session, ...keys);
		expect(text(session)).toMatch(/^[\n -~]*$/);
		expect(screenOf(session)).toHaveLength(size.rows - 1);
	}
});

test('without colour the same is said, and near its limit more than the colour differs', () => {
	const [plain, coloured] = [false, true].map(hasColour => {
		const {session} = openReal(snapshot, {hasColour});
		type(session, '3', 'j');
		return {said: text(session), raw: session.frame().body.join('\n')};
	});
	expect(plain!.said).toBe(coloured!.said);
	expect(coloured!.raw).toContain('\u{1B}[31m');
	expect(plain!.raw).not.toContain('\u{1B}[31m');
	expect(plain!.said).toContain('95%!');
});
