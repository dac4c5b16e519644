import {type Instance, render} from 'ink';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {App} from '../../source/ui/app.js';
import {renderOptions} from '../../source/ui/run-console.js';
import {createSession} from '../../source/ui/session.js';
import {fakeCatalog} from './fake-catalog.js';
import {createFakeTerminal, type FakeTerminal} from './fake-terminal.js';
import {createRig, type Item, item, type Rig} from './fakes.js';

const mounted: Instance[] = [];

afterEach(() => {
	for (const instance of mounted.splice(0)) {
		instance.unmount();
	}
});

async function open(
	{columns, rows, items}: {columns: number; rows: number; items: readonly Item[]},
	settings: Partial<Rig['host']['settings']> = {},
): Promise<{rig: Rig; terminal: FakeTerminal; instance: Instance}> {
	const rig = createRig(items, settings);
	const terminal = createFakeTerminal(columns, rows);
	const session = createSession({...rig.host, size: {columns, rows}}, fakeCatalog);
	const {stdout, stdin} = terminal;
	const instance = render(<App session={session} />, {
		...renderOptions,
		stdout,
		stdin,
		stderr: stdout,
		interactive: true,
	});
	mounted.push(instance);
	await instance.waitUntilRenderFlush();
	return {rig, terminal, instance};
}

async function see(terminal: FakeTerminal, text: string): Promise<readonly string[]> {
	return vi.waitFor(async () => {
		const lines = await terminal.screen();
		expect(lines.join('\n')).toContain(text);
		return lines;
	});
}

const many = Array.from({length: 5000}, (_, index) =>
	item(`service-${String(index).padStart(4, '0')}`, {tasks: index % 7, isFault: index % 3 === 0}),
);

describe('in a terminal', () => {
	test('the frame starts at the first line, leaves the last one free, and the cursor is hidden', async () => {
		const {terminal} = await open({columns: 80, rows: 24, items: many.slice(0, 100)});
		const lines = await see(terminal, 'service-0000');
		expect(lines[0]).toContain('onduty');
		expect(lines[22]).toContain('? help');
		expect(lines[23]).toBe('');
		expect(terminal.isRaw()).toBe(true);
	});

	test('three keys in one read move three rows', async () => {
		const {terminal} = await open({columns: 80, rows: 24, items: many.slice(0, 100)});
		terminal.type('jjj');
		await see(terminal, '▸  service-0003');
	});

	test('an escape sequence cut in two by the network is one key', async () => {
		const {terminal} = await open({columns: 80, rows: 24, items: many.slice(0, 100)});
		terminal.type('\u{1B}[');
		terminal.type('B');
		await see(terminal, '▸  service-0001');
	});

	test('a bracketed paste is not read as keys', async () => {
		const {rig, terminal} = await open({columns: 80, rows: 24, items: many.slice(0, 100)});
		terminal.type('\u{1B}[200~T\ry\u{1B}[201~');
		await see(terminal, 'pasted text is ignored here');
		expect(rig.stores[0]?.started).toEqual([]);
	});

	test('a resize is followed, smaller and larger, with a plan open', async () => {
		const {terminal} = await open({columns: 140, rows: 40, items: many.slice(0, 100)});
		terminal.type('T');
		await see(terminal, 'opt in');
		terminal.resize(80, 24);
		const small = await vi.waitFor(async () => {
			const lines = await terminal.screen();
			expect(lines[22]).toContain('accept');
			return lines;
		});
		expect(small[0]).toContain('onduty');
		expect(small[3]).toContain('┌─ set the tag GuardDutyManaged');
		terminal.resize(300, 100);
		const large = await vi.waitFor(async () => {
			const lines = await terminal.screen();
			expect(lines[98]).toContain('accept');
			return lines;
		});
		expect(large[0]).toContain('onduty');
		expect(large.filter(line => line.includes('onduty'))).toHaveLength(1);
	});

	test('ctrl-z gives the terminal back, and the screen is drawn anew after it', async () => {
		const {rig, terminal} = await open({columns: 80, rows: 24, items: many.slice(0, 100)});
		terminal.type('\u{1A}');
		await vi.waitFor(() => expect(rig.stops).toEqual(['stopped']));
		const before = terminal.written().indexOf('\u{1B}[?1049l');
		expect(before).toBeGreaterThan(0);
		await vi.waitFor(() => expect(terminal.written().slice(before)).toContain('\u{1B}[?1049h'));
		const lines = await see(terminal, '▸  service-0000');
		expect(lines[0]).toContain('onduty');
		expect(terminal.isRaw()).toBe(true);
		terminal.type('j');
		await see(terminal, '▸  service-0001');
	});

	test('q hands the terminal back as it was', async () => {
		const {terminal, instance} = await open({columns: 80, rows: 24, items: many.slice(0, 100)});
		terminal.type('q');
		await instance.waitUntilExit();
		const end = terminal.written().slice(-200);
		expect(end).toContain('\u{1B}[?1049l');
		expect(end).toContain('\u{1B}[?25h');
		expect(terminal.written()).toContain('\u{1B}[?2004l');
		expect(terminal.isRaw()).toBe(false);
	});
});

describe('what it costs', () => {
	test('a key in a 200x50 list of 5,000 rows is at most 1,100 bytes', async () => {
		const {terminal, instance} = await open({columns: 200, rows: 50, items: many}, {hasColour: true});
		const costs: number[] = [];
		for (const key of 'jjjkjjkkjj') {
			terminal.forget();
			terminal.type(key);
			await vi.waitFor(() => expect(terminal.bytes()).toBeGreaterThan(0));
			await instance.waitUntilRenderFlush();
			costs.push(terminal.bytes());
		}

		expect(costs).toHaveLength(10);
		expect(Math.max(...costs)).toBeLessThanOrEqual(1100);
	});

	test('nothing is written while nothing changes', async () => {
		const {rig, terminal, instance} = await open({columns: 200, rows: 50, items: many});
		terminal.forget();
		for (let second = 0; second < 30; second++) {
			rig.clock.advance(1000);
			rig.stores[0]?.set(many);
		}

		await instance.waitUntilRenderFlush();
		expect(terminal.bytes()).toBe(0);
	});
});
