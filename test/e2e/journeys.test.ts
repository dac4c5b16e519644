import {statSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {filterTo} from '../support/cursor.js';
import {startSession} from '../support/session.js';

const session = startSession();
const size = {columns: 120, rows: 34};

test('opt a cluster in, redeploy two of its services in waves, and see the agents arrive', async () => {
	const {terminal, home, simulator} = await session.openOn(['--clock', '15'], size);
	await terminal.waitFor(/checkout-prod[^\n]*not opted in/);
	await filterTo(terminal, 'checkout-prod');

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
	await filterTo(terminal, 'checkout-web');
	terminal.press('space');
	terminal.press('R');
	await terminal.waitFor('services at a time');
	terminal.press('backspace');
	terminal.type('1');
	terminal.press('enter');
	await terminal.waitFor('redeploy 2 services of checkout-prod, 1 at a time');
	await terminal.waitFor('not pinned by digest');
	terminal.press('y');

	// One after the other: the second waits for the first, and each ends with its agents counted.
	await terminal.waitFor(/verifying[\s\S]*· \S+ {2}waiting/);
	await terminal.waitFor(/agents(?: in new tasks)?: [1-9]/, 40_000);
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
	await filterTo(terminal, 'payments-prod');
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
