import process from 'node:process';
import {expect, test} from 'vitest';
import {moveDownTo} from '../support/cursor.js';
import {startSession} from '../support/session.js';

const session = startSession();
const size = {columns: 120, rows: 40};

test('replace a standalone task: the request is shown, what ECS does not tell is asked, the old one stops last', async () => {
	const {terminal, home} = await session.openOn(['--clock', '30'], size);
	await terminal.waitFor(/payments-prod[^\n]*\/19/);
	await moveDownTo(terminal, /payments-prod/);
	terminal.press('t');
	await terminal.waitFor(/▸ {2}\w+ +standalone +RUNNING +✗ absent/);
	terminal.press('R');
	await terminal.waitFor(/Security groups[\s\S]*> sg-\w+/);
	terminal.press('enter');
	await terminal.waitFor(/Public IP[\s\S]*> DISABLED/);
	terminal.press('enter');
	await terminal.waitFor('y does it');
	// The whole request is there to be read, below the fold.
	terminal.press('G');
	await terminal.waitFor(/aws ecs run-task/);
	terminal.press('y');
	await terminal.waitFor(/done {2}1 of 1 done/, 40_000);
	terminal.press('q');
	await terminal.waitFor('STATUS');
	terminal.press('q');
	await terminal.exit;
	const calls = home.journal().filter(({call}) => String(call).startsWith('ecs:'));
	expect(calls.map(({call, result}) => `${String(call)} ${String(result)}`)).toEqual([
		'ecs:RunTask ok',
		'ecs:StopTask ok',
	]);
	expect(JSON.stringify(calls[0]!.parameters)).toContain('"--month"');
});

test('stop a task: named in the plan, seen stopped', async () => {
	const {terminal} = await session.openOn(['--clock', '30'], size);
	await terminal.waitFor(/identity-prod[^\n]*7\/7/);
	await moveDownTo(terminal, /identity-prod/);
	terminal.press('t');
	await terminal.waitFor(/RUNNING +✓ running/);
	terminal.press('S');
	// Something was found on this one, and what only the running task tells is gone with it.
	await terminal.waitFor('keep the evidence first?');
	terminal.press('j');
	await terminal.waitFor('▸ go on without');
	terminal.press('enter');
	await terminal.waitFor('> stopped by hand with onduty');
	terminal.press('enter');
	await terminal.waitFor('y does it');
	await terminal.waitFor('ecs:StopTask');
	terminal.press('y');
	await terminal.waitFor(/done {2}1 of 1 done/, 40_000);
});

test('container insights: chosen, applied, read back', async () => {
	const {terminal} = await session.openOn([], size);
	await terminal.waitFor(/sandbox[^\n]*disabled/);
	await moveDownTo(terminal, /sandbox/);
	terminal.press('I');
	await terminal.waitFor('▸ enhanced');
	terminal.press('enter');
	await terminal.waitFor('ecs:UpdateClusterSettings');
	terminal.press('y');
	await terminal.waitFor(/✓ sandbox {2}done/);
	terminal.press('esc');
	await terminal.waitFor(/sandbox[^\n]*enhanced/);
});

test('Enter never confirms, and Esc leaves everything as it is', async () => {
	const {terminal, simulator, home} = await session.openOn([], size);
	await terminal.waitFor(/checkout-prod[^\n]*0\/9/);
	terminal.press('T');
	await terminal.waitFor('▸ true');
	terminal.press('enter');
	await terminal.waitFor('y does it');
	terminal.press('enter', 'enter');
	terminal.press('j');
	await terminal.waitFor('y does it');
	terminal.press('esc');
	await terminal.waitFor('NAME');
	terminal.press('q');
	await terminal.exit;
	expect((await simulator.stop()).calls.has('ecs:TagResource')).toBe(false);
	expect(home.journal()).toEqual([]);
});

test('quitting while an action runs asks first, and the journal is whole when it is confirmed', async () => {
	const {terminal, home} = await session.openOn(['--clock', '2'], size);
	await terminal.waitFor(/payments-prod[^\n]*\/19/);
	await moveDownTo(terminal, /payments-prod/);
	terminal.press('R');
	await terminal.waitFor('services at a time');
	terminal.press('enter');
	await terminal.waitFor('y does it');
	terminal.press('y');
	await terminal.waitFor(/verifying/);
	terminal.press('ctrl-c');
	await terminal.waitFor(/quit/i);
	terminal.press('y');
	expect((await terminal.exit).code).toBe(0);
	const lines = home.journal();
	expect(lines.filter(({call}) => call === 'ecs:UpdateService')).toHaveLength(2);
	expect(lines.at(-1)).toMatchObject({call: 'end'});
});

test.each([
	['SIGTERM', 143],
	['SIGHUP', 129],
] as const)('%s while an action runs: the journal says that it was left', async (signal, code) => {
	const {terminal, home} = await session.openOn(['--clock', '2'], size);
	await terminal.waitFor(/payments-prod[^\n]*\/19/);
	await moveDownTo(terminal, /payments-prod/);
	terminal.press('R');
	await terminal.waitFor('services at a time');
	terminal.press('enter');
	await terminal.waitFor('y does it');
	terminal.press('y');
	await terminal.waitFor(/verifying/);
	process.kill(terminal.pid, signal);
	expect(await terminal.exit).toEqual({code, signal: 0});
	expect(home.journal().at(-1)).toMatchObject({call: 'end', result: 'aborted'});
});
