import {expect, test} from 'vitest';
import {catalog} from '../../../source/ui/run-console.js';
import {createSession} from '../../../source/ui/session.js';
import {type Session} from '../../../source/ui/session-type.js';
import {closeAfterEach, type SimulatedConsole, simulatedConsole} from '../../store/usage/simulated.js';
import {createRig, screenOf} from '../fakes.js';
import {text, type} from '../pressing.js';

// The console's screen over the real SDK and the simulator, on one driven time: hours of watching in seconds.

closeAfterEach();

const minute = 60_000;

function consoleOn(demo: SimulatedConsole): Session {
	const {host} = createRig([]);
	return createSession(
		{
			...host,
			openStore: () => demo.store,
			clock: {now: demo.now, after: () => () => {}},
			size: {columns: 110, rows: 40},
		},
		catalog,
	);
}

/** Lets time go by, somebody at the keys, until the screen shows that; fails after so many minutes. */
async function until(demo: SimulatedConsole, session: Session, shown: RegExp, minutes = 5): Promise<void> {
	for (let passed = 0; passed < minutes * 6 && !shown.test(text(session)); passed++) {
		await demo.advance(minute / 6);
		// A key that moves nothing: it brings the time of the screen up to date.
		type(session, 'ctrl-l');
	}

	expect(text(session)).toMatch(shown);
}

test('a leaking agent is found before its limit; window, level and size advice follow', {
	timeout: 120_000,
}, async () => {
	const demo = await simulatedConsole({scenario: 'demo'});
	const session = consoleOn(demo);
	await until(demo, session, /payments-prod/);
	// One cluster: each step of time costs what the screen asks for meanwhile.
	type(session, ':', ...'usage payments-prod', 'enter');
	await until(demo, session, /payments-api .* █+▌?░* +\d+%/);
	// The whole hour, which tells that it grows.
	await until(demo, session, /\d+ agents \d+ MB/);
	type(session, 'f');
	expect(text(session)).toMatch(/payments-api .* \d+%!/);
	while (!/grows/.test(text(session))) {
		const before = screenOf(session).find(line => line.startsWith('▸'));
		type(session, 'j');
		expect(
			screenOf(session).find(line => line.startsWith('▸')),
			'no agent grows',
		).not.toBe(before);
	}

	expect(text(session)).toMatch(
		/aws-guardduty-agent-\S+: grows \d+\S* MB an hour, reaches 128 MB in about \dh/,
	);
	const shareOf = () => Number(/payments-api .* (\d+)%!/.exec(text(session))?.[1]);
	const before = shareOf();
	expect(before).toBeLessThan(90);

	// Half an hour on it is nearer, and has not come to its limit.
	for (let passed = 0; passed < 30; passed++) {
		await demo.advance(minute);
		type(session, 'ctrl-l');
	}

	expect(shareOf()).toBeGreaterThan(before);
	expect(shareOf()).toBeLessThan(100);

	// Its task, container by container: it is the agent, not the app.
	type(session, 'l');
	await until(demo, session, /usage containers 1h/);
	await until(demo, session, /agent-\S+ .* \d+%!/);
	expect(screenOf(session).filter(line => /█/.test(line))).toHaveLength(2);
	type(session, '+');
	await until(demo, session, /usage containers 6h/);
	await until(demo, session, /agent-\S+ .* \d+%!/);
	type(session, 'esc', '=');
	await until(demo, session, /payments-api +✓ fits/);
	type(session, 'enter');
	await until(demo, session, /confidence +high: \d+ samples over 24 h/);
	await until(demo, session, /CPU at the 95th percentile: app \d+ \+ \d+ of the busiest agent seen/);
});
