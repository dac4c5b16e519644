import {expect, test} from 'vitest';
import {moveDownTo} from '../support/cursor.js';
import {startSession} from '../support/session.js';
import {type Awaited, type Terminal} from '../support/terminal.js';

// The questions of a night on call that can be answered by now, and the most keys that each may take from the first
// screen, with the cursor on the cluster in question; the confirming y is not counted.
const session = startSession();

type Press = readonly [key: string, then: Awaited];

/** Presses keys, each after the screen has answered the one before; returns how many there were. */
async function press(terminal: Terminal, keys: readonly Press[]): Promise<number> {
	for (const [key, then] of keys) {
		terminal.press(key);
		await terminal.waitFor(then);
	}

	return keys.length;
}

async function open(cursorOn: string): Promise<Terminal> {
	const {terminal} = await session.openOn(['--clock', '30'], {columns: 140, rows: 40});
	await terminal.waitFor(/payments-prod[^\n]*\/19/);
	await terminal.waitFor(/cards-prod[^\n]*0\/7/);
	await moveDownTo(terminal, new RegExp(cursorOn));
	return terminal;
}

test('which clusters are not watched, and why: 0 keys', async () => {
	const terminal = await open('cards-prod');
	expect(terminal.text()).toMatch(/cards-prod[^\n]*not opted in/);
	expect(terminal.text()).toMatch(/ledger-prod[^\n]*not opted in/);
	expect(terminal.text()).toMatch(/no tag GuardDutyManaged, and the automated agent is off/);
	expect(terminal.text()).toMatch(/the value has a space too many/);
});

test('which running tasks have no agent: at most 2 keys', async () => {
	const terminal = await open('payments-prod');
	const keys = await press(terminal, [
		['t', /fraud\S* +RUNNING +✗ absent/],
		['f', screen => !/✓ running/.test(screen.join())],
	]);
	expect(keys).toBeLessThanOrEqual(2);
	const rows = terminal.screen().filter(line => /RUNNING/.test(line));
	expect(rows).toHaveLength(11);
	expect(rows.every(row => /✗ (absent|failed)/.test(row))).toBe(true);
});

test('why has this one none, and what fixes it: at most 3 keys', async () => {
	const terminal = await open('payments-prod');
	const keys = await press(terminal, [
		['t', /standalone +RUNNING +✗ absent/],
		['enter', 'What is wrong'],
	]);
	expect(keys).toBeLessThanOrEqual(3);
	expect(terminal.text()).toMatch(/started without the agent/);
	expect(terminal.text()).toMatch(/R replaces this\s+task/);
});

test('redeploy all that is stale in this cluster, in waves: at most 4 keys', async () => {
	const terminal = await open('payments-prod');
	const keys = await press(terminal, [
		['R', 'services at a time'],
		['enter', 'y does it'],
	]);
	expect(keys).toBeLessThanOrEqual(4);
	expect(terminal.text()).toMatch(/redeploy \d services of payments-prod, 2 at a time/);
	terminal.press('y');
	await terminal.waitFor(/verifying/);
});

test('opt this cluster in or out: at most 2 keys', async () => {
	const terminal = await open('checkout-prod');
	const keys = await press(terminal, [
		['T', '▸ true'],
		['enter', 'y does it'],
	]);
	expect(keys).toBeLessThanOrEqual(2);
	terminal.press('y');
	await terminal.waitFor(/✓ checkout-prod {2}done/);
});

test('what did I change tonight, for the handover: 1 key', async () => {
	const terminal = await open('checkout-prod');
	await press(terminal, [
		['T', '▸ true'],
		['enter', 'y does it'],
		['y', /✓ checkout-prod {2}done/],
		['esc', /▸ +checkout-prod/],
	]);
	const keys = await press(terminal, [['@', 'Actions of this session']]);
	expect(keys).toBeLessThanOrEqual(1);
	expect(terminal.text()).toMatch(/set GuardDutyManaged = true on checkout-prod/);
	expect(terminal.text()).toMatch(/\d\d:\d\dZ/);
});

test('is an agent anywhere near its memory limit: at most 2 keys', async () => {
	const terminal = await open('payments-prod');
	const keys = await press(terminal, [
		['3', /payments-api +\S+ +█+▌?░* +\d+%!/],
		// The footer says “faults only” as well, before the key is pressed.
		['f', /faults only +\d+ at fault/],
	]);
	expect(keys).toBeLessThanOrEqual(2);
	const rows = terminal.screen().filter(line => /%/.test(line.slice(0, 92)) && /█/.test(line.slice(0, 92)));
	expect(rows.length).toBeGreaterThan(1);
	expect(rows.filter(row => !/\d+%!/.test(row))).toEqual([]);
	expect(terminal.text()).toMatch(/of its memory limit of 128 MB|grows \d+\S* MB an hour/);
});

test('will my task size still do after opting in: at most 4 keys', async () => {
	const terminal = await open('cards-prod');
	const keys = await press(terminal, [['=', /card-issuing +✓ fits/]]);
	expect(keys).toBeLessThanOrEqual(4);
	expect(terminal.text()).toMatch(/free\s+after\s+opting\s+in/);
	expect(terminal.text()).toMatch(/confidence/);
});

/** The finding's own questions begin on the first screen as well, wherever the cursor is. */
async function openWithFindings(): Promise<Terminal> {
	const terminal = await open('payments-prod');
	await terminal.waitFor(/4 Findings 1C/);
	return terminal;
}

const worst: readonly Press[] = [
	['4', /▸ +Critical 9\.\d +AttackSequence\S+ +\w+ +running /],
	['enter', 'What happened'],
];

test('what is the worst open finding, and what happened: at most 2 keys', async () => {
	const terminal = await openWithFindings();
	expect(await press(terminal, worst)).toBeLessThanOrEqual(2);
	expect(terminal.text()).toMatch(/Critical 9\.\d +AttackSequence:ECS\/CompromisedCluster/);
	expect(terminal.text()).toMatch(/Somebody attacked step by step/);
});

test('is its task still running, and what is it: at most 3 keys', async () => {
	const terminal = await openWithFindings();
	const keys = await press(terminal, [...worst, ['t', /status +RUNNING/]]);
	expect(keys).toBeLessThanOrEqual(3);
	expect(terminal.text()).toMatch(/service +payments-worker/);
});

test('who else runs this image: at most 3 keys', async () => {
	const terminal = await openWithFindings();
	const [first] = worst;
	const keys = await press(terminal, [first!, ['x', /payments-worker +same +same +same +same/]]);
	expect(keys).toBeLessThanOrEqual(3);
	await terminal.waitFor(/running tasks share something/);
});

test('keep the evidence, then stop the task: at most 4 keys', async () => {
	const terminal = await openWithFindings();
	const [first] = worst;
	const keys = await press(terminal, [
		first!,
		['S', /keep the evidence first/],
		['enter', /reason \(kept by ECS/],
		['enter', 'y does it'],
	]);
	expect(keys).toBeLessThanOrEqual(4);
	expect(terminal.text()).toMatch(/first the evidence of 1 task is kept/);
	terminal.press('y');
	await terminal.waitFor(/evidence of \S+ +done/, 40_000);
	await terminal.waitFor(screen => screen.filter(line => / done/.test(line)).length >= 2, 60_000);
});
