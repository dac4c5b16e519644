import {describe, expect, test} from 'vitest';
import {filterTo} from '../support/cursor.js';
import {startSession} from '../support/session.js';

const session = startSession();
const size = {columns: 120, rows: 34};

describe('bad days', () => {
	test('a denied tag names the permission, journals the refusal, and the console goes on', async () => {
		const {terminal, home} = await session.openOn(['--fault', 'deny=ecs:TagResource'], size);
		await filterTo(terminal, 'checkout-prod');
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

	test('throttled and failing answers mark what they hit, and everything is there in the end', {
		timeout: 150_000,
	}, async () => {
		const {terminal} = await session.openOn(['--fault', 'throttle=0.2,error=0.1,drop=0.05'], size);
		await terminal.waitFor(/payments-prod[^\n]*\d+\/19/, 60_000);
		// What failed three times is asked again at its own slow pace, or when somebody asks, as here.
		for (let asked = 0; !/identity-prod[^\n]*7\/7/.test(terminal.text()); asked++) {
			expect(asked).toBeLessThan(8);
			terminal.press('r');
			await terminal.waitFor(/identity-prod[^\n]*7\/7/, 10_000).catch(() => {
				// Asked again above, and given up there.
			});
		}

		await terminal.waitFor('throttled');
	});

	test('read-only: the action stays in sight, says why not, and nothing is ever sent', async () => {
		const {terminal, simulator, home} = await session.openOn([], {...size, args: ['--read-only']});
		await filterTo(terminal, 'checkout-prod');
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
