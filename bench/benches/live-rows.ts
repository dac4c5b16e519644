import {makeHome, openProgram} from '../../test/support/program.js';
import {serve} from '../../test/support/simulate.js';
import {type Result, resultOf} from '../stats.js';

const rounds = 7;

/** From exec to the rows of 200 clusters on screen, and the calls that it took, at 20 ms for each answer. */
export async function liveRows(): Promise<readonly Result[]> {
	const times: number[] = [];
	const calls: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const home = makeHome();
		const simulator = await serve(home, [
			'--scenario',
			'scale',
			'--scale',
			'clusters=200,services=10,tasks=4',
			'--latency',
			'20',
		]);
		const startedAt = performance.now();
		const terminal = openProgram({
			home,
			args: ['--endpoint-url', simulator.url],
			env: simulator.env,
			columns: 120,
			rows: 40,
		});
		await terminal.waitFor(isLive);
		times.push(performance.now() - startedAt);
		await terminal.dispose();
		calls.push((await simulator.stop()).total);
		home.remove();
	}

	return [
		resultOf('first live rows of 200 clusters', times, 'ms', 1200),
		resultOf('calls until then', calls, 'calls', 15),
	];
}

/** A full screen of rows, each with its opt-in state. */
export function isLive(screen: readonly string[]): boolean {
	return screen.filter(line => /monitored|excluded|not opted in/.test(line)).length > 20;
}
