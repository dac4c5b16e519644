import {statSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {startSession} from '../support/session.js';
import {type Terminal} from '../support/terminal.js';

const session = startSession();
const size = {columns: 120, rows: 34};

/** Puts the cursor on the row of that name, as a person would who knows it. */
async function goTo(terminal: Terminal, name: string): Promise<void> {
	await terminal.waitFor(new RegExp(`\\s${name}\\s`));
	terminal.press('/');
	await terminal.waitFor(/^ \//m);
	terminal.type(name);
	terminal.press('enter');
	await terminal.waitFor(new RegExp(`▸ ${name}\\s|▸  ${name}\\s`));
}

test('opt a cluster in, redeploy two of its services in waves, and see the agents arrive', async () => {
	const {terminal, home, simulator} = await session.openOn(['--clock', '15'], size);
	await terminal.waitFor(/checkout-prod[^\n]*not opted in/);
	await goTo(terminal, 'checkout-prod');

	// Opt in: the plan says what it will do, and what it will not.
	terminal.press('T');
	await terminal.waitFor('▸ true');
	terminal.press('enter');
	await terminal.waitFor('GuardDutyManaged absent -> "true"');
	expect(terminal.text()).toContain('CloudFormation');
	terminal.press('y');
	await terminal.waitFor(/✓ checkout-prod {2}done/);
	expect(terminal.text()).toContain('GuardDutyManaged = true');
	terminal.press('esc');
	await terminal.waitFor(/checkout-prod[^\n]*needs redeploy/);

	// Its services: none has the agent. Two of them are marked.
	terminal.press('enter');
	await terminal.waitFor(/checkout-web[^\n]*0\/3 !3[^\n]*yes/);
	await terminal.waitFor(/▸ {2}basket/);
	terminal.press('space');
	await terminal.waitFor(/●basket|● basket|●\s*basket/);
	await goTo(terminal, 'checkout-web');
	terminal.press('space');
	terminal.press('R');
	await terminal.waitFor('services at a time');
	terminal.press('backspace');
	terminal.type('1');
	terminal.press('enter');
	await terminal.waitFor('redeploy 2 services of checkout-prod, 1 at a time');
	expect(terminal.text()).toContain('not pinned by digest');
	terminal.press('y');

	// One after the other: the second waits for the first, and each ends with its agents counted.
	await terminal.waitFor(/verifying[\s\S]*· \S+ {2}waiting/);
	await terminal.waitFor(/agents in new tasks: [1-9]/, 40_000);
	await terminal.waitFor(/done {2}2 of 2 done/, 60_000);
	expect(terminal.text()).toMatch(/✓ checkout-web {2}done[\s\S]*agents: 3 running of 3/);
	expect(terminal.text()).toMatch(/✓ basket {2}done[\s\S]*agents: 2 running of 2/);
	terminal.press('esc');
	await terminal.waitFor(/checkout-web[^\n]*3\/3/);

	// The journal is whole, private, and says who did what with which result.
	terminal.press('q');
	expect((await terminal.exit).code).toBe(0);
	const calls = home.journal().filter(({call}) => String(call).startsWith('ecs:'));
	expect(calls.map(({call, result}) => [call, result])).toEqual([
		['ecs:TagResource', 'ok'],
		['ecs:UpdateService', 'ok'],
		['ecs:UpdateService', 'ok'],
	]);
	for (const line of calls) {
		expect(line).toMatchObject({
			time: expect.stringMatching(/^\d{4}-.*Z$/),
			identity: expect.stringContaining(':assumed-role/'),
			requestId: expect.stringMatching(/\S/),
			parameters: expect.any(Object),
		});
	}

	const file = path.join(home.directory, '.local/state/onduty/journal.jsonl');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	const report = await simulator.stop();
	expect(report.calls.get('ecs:UpdateService')).toBe(2);
	expect(report.calls.get('ecs:TagResource')).toBe(1);
});

test('a rollout that fails is told with its reason, and the wave after it is not started', async () => {
	const {terminal, home} = await session.openOn(['--clock', '30'], size);
	await goTo(terminal, 'payments-prod');
	// All that is stale in the cluster, one service at a time; one of them can't start any more.
	terminal.press('R');
	await terminal.waitFor('services at a time');
	terminal.press('backspace');
	terminal.type('1');
	terminal.press('enter');
	await terminal.waitFor('y does it');
	expect(terminal.text()).toMatch(/redeploy \d services of payments-prod, 1 at a time/);
	terminal.press('y');
	await terminal.waitFor(/^│ failed/m, 60_000);
	expect(terminal.text()).toMatch(/! settlement-batch {2}failed/);
	expect(terminal.text()).toMatch(/rolled back to ecs-svc/);
	expect(terminal.text()).toMatch(/circuit\s+(│\s+│\s+)?breaker|tasks failed to start/);
	const sent = home.journal().filter(({call}) => call === 'ecs:UpdateService').length;
	const done = terminal.screen().filter(line => /✓ \S+ {2}done/.test(line)).length;
	expect(sent).toBe(done + 1);
});

describe('bad days', () => {
	test('a denied tag names the permission, journals the refusal, and the console goes on', async () => {
		const {terminal, home} = await session.openOn(['--fault', 'deny=ecs:TagResource'], size);
		await goTo(terminal, 'checkout-prod');
		terminal.press('T');
		await terminal.waitFor('▸ true');
		terminal.press('enter');
		await terminal.waitFor('ecs:TagResource');
		terminal.press('y');
		await terminal.waitFor('access denied: needs ecs:TagResource');
		terminal.press('esc');
		await terminal.waitFor(/checkout-prod[^\n]*not opted in/);
		terminal.press('enter');
		await terminal.waitFor(/checkout-web/);
		expect(home.journal().map(({call, result}) => `${String(call)} ${String(result)}`)).toContain(
			'ecs:TagResource failed',
		);
	});

	test('a denied read names the permission, and the rest is still shown', async () => {
		const {terminal} = await session.openOn(['--fault', 'deny=guardduty:GetDetector'], size);
		// The tag of a cluster is known from ECS alone; whether GuardDuty heeds it is not.
		await terminal.waitFor(/checkout-prod[^\n]*unknown/);
		await terminal.waitFor('guardduty:GetDetector');
		await terminal.waitFor(/checkout-prod[^\n]*enabled[^\n]*4[^\n]*9/);
		expect(terminal.text()).not.toMatch(/✓ monitored/);
	});

	test('throttled and failing answers mark what they hit, and everything is there in the end', async () => {
		const {terminal} = await session.openOn(['--fault', 'throttle=0.2,error=0.1,drop=0.05'], size);
		await terminal.waitFor(/payments-prod[^\n]*\d+\/19/, 60_000);
		await terminal.waitFor(/identity-prod[^\n]*7\/7/, 60_000);
		await terminal.waitFor('throttled');
	});

	test('read-only: the action stays in sight, says why not, and nothing is ever sent', async () => {
		const {terminal, simulator, home} = await session.openOn([], {...size, args: ['--read-only']});
		await goTo(terminal, 'checkout-prod');
		expect(terminal.text()).toContain('READ-ONLY');
		for (const key of ['T', 'I', 'R']) {
			terminal.press(key);
			await terminal.waitFor('read-only: nothing can be changed');
		}

		terminal.press('enter');
		await terminal.waitFor('checkout-web');
		terminal.press('R');
		await terminal.waitFor('read-only: nothing can be changed');
		terminal.press('q');
		await terminal.exit;
		const {calls} = await simulator.stop();
		expect(calls.size).toBeGreaterThan(3);
		expect([...calls.keys()].filter(call => !/:(List|Describe|Get)/.test(call))).toEqual([]);
		expect(home.journal()).toEqual([]);
	});

	test('no login: what is wrong, what to type, and r reads it again', async () => {
		const terminal = session.open({...size, args: ['--region', 'eu-west-1']});
		await terminal.waitFor('no AWS credentials found');
		expect(terminal.text()).toContain('aws sso login');
		terminal.press('r');
		await terminal.waitFor('no AWS credentials found');
		terminal.press('q');
		expect((await terminal.exit).code).toBe(0);
		expect(terminal.output()).not.toMatch(/\n\s+at .*\.js:\d+/);
	});

	test('an expired login stops the asking instead of hammering AWS', async () => {
		const {terminal, simulator} = await session.openOn(['--fault', 'expired'], size);
		await terminal.waitFor('the AWS login has expired');
		terminal.press('q');
		await terminal.exit;
		expect((await simulator.stop()).total).toBeLessThan(15);
	});

	test('nobody listens at the endpoint: said, with retry, never a hang', async () => {
		const terminal = session.open({
			...size,
			args: ['--region', 'eu-west-1', '--endpoint-url', 'http://127.0.0.1:9'],
			env: {AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x'},
		});
		await terminal.waitFor('AWS can not be reached');
		terminal.press('q');
		expect((await terminal.exit).code).toBe(0);
	});

	test('a profile that does not exist is named', async () => {
		const terminal = session.open({...size, args: ['--profile', 'nope', '--region', 'eu-west-1']});
		await terminal.waitFor('nope');
		await terminal.waitFor(/not in|not found|no profile/i);
	});
});

describe('the screen', () => {
	test.each([
		[80, 24],
		[300, 100],
	])('holds its frame at %ix%i: a header, a list, a footer, nothing wrapped', async (columns, rows) => {
		const terminal = session.open({args: ['--demo'], columns, rows});
		await terminal.waitFor(/payments-prod[^\n]*\d+\/19/);
		const screen = terminal.screen();
		expect(screen[0]).toMatch(/^ ?onduty {2}demo/);
		expect(screen.filter(line => line.includes('onduty  demo'))).toHaveLength(1);
		expect(screen.at(-2) + screen.at(-1)!).toContain('? help');
	});

	test('a resize with a dialog open keeps the dialog, and the list behind it', async () => {
		const terminal = session.open({args: ['--demo'], ...size});
		await goTo(terminal, 'checkout-prod');
		terminal.press('T');
		await terminal.waitFor('▸ true');
		terminal.resize(80, 24);
		await terminal.waitFor(
			screen => screen.every(line => line.length <= 80) && screen.join().includes('▸ true'),
		);
		terminal.resize(160, 50);
		await terminal.waitFor(screen => screen.some(line => line.trimEnd().length === 160));
		terminal.press('esc');
		await terminal.waitFor(/▸ {2}checkout-prod/);
	});

	test('hostile names draw nothing but themselves', async () => {
		const {terminal} = await session.openOn(['--scenario', 'hostile'], size);
		await terminal.waitFor(/\d+ at fault|\/\d+\s*$/m);
		terminal.press('enter');
		await terminal.waitFor('DES/RUN/PEND');
		terminal.press('y');
		await terminal.waitFor('JSON');
		// Ink's own sequences: colours, cursor, erasing, modes. A title, a hyperlink, a clipboard would come from a name.
		expect(terminal.output()).not.toMatch(/\u001B\][02];|\u001B\]52;|\u001B\]8;|\u001BP|\u202E|\u0007/);
	});

	test('--ascii and --no-color draw with ASCII and without colour', async () => {
		const terminal = session.open({args: ['--demo', '--ascii', '--no-color'], ...size});
		await terminal.waitFor(/payments-prod[^\n]*\d+\/19/);
		expect(terminal.text()).toMatch(/^[ -~\n]*$/);
		const colours = terminal
			.cells()
			.flat()
			.filter(cell => cell.foreground ?? cell.background);
		expect(colours).toEqual([]);
	});
});
