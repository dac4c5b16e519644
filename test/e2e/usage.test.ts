import {expect, test} from 'vitest';
import {runProgram} from '../support/run-program.js';
import {startSession} from '../support/session.js';
import {type Terminal} from '../support/terminal.js';

const session = startSession();
const size = {columns: 120, rows: 40};

/** Puts the cursor on the first row like that; by its place in the list, for what a row says changes by itself. */
async function moveTo(terminal: Terminal, row: RegExp): Promise<void> {
	const under = () => terminal.screen().find(line => line.startsWith('▸')) ?? '';
	terminal.press('g');
	for (let place = 1; place <= 30; place++) {
		await terminal.waitFor(new RegExp(` ${place}/\\d+\\+? *$`, 'm'));
		if (row.test(under())) {
			break;
		}

		terminal.press('j');
	}

	expect(under()).toMatch(row);
}

test('from the pane to the charts of an agent, its task side by side, a longer time, and back', async () => {
	const {terminal} = await session.openOn([], size);
	await terminal.waitFor(/payments-prod[^\n]*\/19/);
	terminal.press('3');
	await terminal.waitFor(/payments-api +\S+ .*\d+%!/);
	await terminal.waitFor(/^ bill: now .* {2}\d+ agents \d+ MB {2}\d+ CPU units/m);
	await moveTo(terminal, /payments-api .*\d+%!/);
	expect(terminal.text()).toMatch(/grows \d+\S* MB an hour, reaches 128 MB in about \dh/);
	terminal.press('enter');
	await terminal.waitFor(/limit 128 MB \(\d+% of it\)/);
	terminal.press('G');
	await terminal.waitFor(/\| filter Type in \["Container", "Task", "Service", "Cluster"\]/);
	terminal.press('c');
	await terminal.waitFor('copied: Logs Insights query');
	terminal.press('esc');
	await terminal.waitFor(/usage agents 1h/);
	terminal.press('l');
	await terminal.waitFor(/usage containers 1h/);
	await terminal.waitFor(/payments-api +\S*agent-\S+ .*\d+%!/);
	terminal.press('+');
	await terminal.waitFor(/usage containers 6h/);
	await terminal.waitFor(/payments-api +\S*agent-\S+ .*\d+%!/);
	terminal.press('esc');
	await terminal.waitFor(/usage agents 1h/);
});

test('where insights are off the row says so, and I offers to turn them on', async () => {
	const {terminal} = await session.openOn([], size);
	await terminal.waitFor(/payments-prod[^\n]*\/19/);
	terminal.press('3');
	await terminal.waitFor(/^ bill: now .* {2}\d+ agents \d+ MB {2}\d+ CPU units/m);
	await moveTo(terminal, /desktop-tools .*insights off/);
	await terminal.waitFor(/Container Insights is off, so nothing is measured; I turns it on/);
	terminal.press('I');
	await terminal.waitFor(/▸ enhanced/);
});

test.each([
	['usage-insights', /insights-late .*2 unmeasured/, /insights-too-late .*no log yet/],
	['usage-classes', /class-delivery .*log class/, /class-standard-app +\S+ .*\d+%/],
	['denied-logs', /payments-prod .*denied/, /not read +budget.*[\s\S]*access denied: needs logs:StartQuery/],
	[
		'denied-start-query',
		/payments-api +\S+ .*\d+%/,
		/logs:StartQuery denied: \d+\S* [kM]B by FilterLogEvents/,
	],
])('%s is told honestly', async (scenario, first, second) => {
	const {terminal} = await session.openOn(['--scenario', scenario], size);
	await terminal.waitFor(/1 Clusters/);
	terminal.press('3');
	await terminal.waitFor(first);
	await terminal.waitFor(second);
});

test('onduty usage and size are gates: JSON, and exit codes of what they found', async () => {
	const home = session.home();
	const simulator = await session.serve([]);
	const run = async (...args: readonly string[]) =>
		runProgram(home, ['--endpoint-url', simulator.url, ...args], simulator.env);
	const usage = await run('usage', '--cluster', 'payments-prod', '-o', 'json');
	expect(usage.code).toBe(1);
	const {rows, partial} = JSON.parse(usage.stdout) as {
		partial: boolean;
		rows: readonly {verdict: string; outlook: string; limitSource: string}[];
	};
	expect(partial).toBe(false);
	expect(rows.filter(({verdict}) => verdict === 'fault').map(({outlook}) => outlook)).toEqual(['growing']);
	expect(rows.every(({limitSource}) => limitSource === 'override')).toBe(true);

	const services = await run('usage', '--cluster', 'payments-prod', '--by', 'service', '-o', 'json');
	const counts = JSON.parse(services.stdout) as {rows: readonly {[member: string]: unknown}[]};
	expect(counts.rows.find(({service}) => service === 'payments-api')).toMatchObject({
		tasks: 4,
		runningTasks: 4,
		desiredTasks: 4,
		pendingTasks: 0,
		deployments: 1,
	});

	const size = await run('size', '--cluster', 'checkout-prod', '-o', 'json', '--faults');
	expect(size.code).toBe(1);
	expect(JSON.parse(size.stdout)).toMatchObject({
		rows: [{family: 'cart-sessions', advice: 'too-small', smallestMemoryMiB: 1024, confidence: 'high'}],
	});
	expect((await run('size', '--cluster', 'desktop-tools')).code).toBe(2);
});
