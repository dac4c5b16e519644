import {makeHome} from '../../test/support/program.js';
import {runProgram} from '../../test/support/run-program.js';
import {serve} from '../../test/support/simulate.js';
import {type Result, resultOf} from '../stats.js';

const rounds = 7;

/** The whole doctor, from exec to the printed report, for 500 tasks of 20 services in 2 VPCs, at 20 ms for each answer. */
export async function doctor(): Promise<readonly Result[]> {
	const times: number[] = [];
	const calls: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const home = makeHome();
		const simulator = await serve(home, ['--scenario', 'doctor-500', '--latency', '20']);
		const startedAt = performance.now();
		await runProgram(home, ['doctor', '-o', 'json', '--endpoint-url', simulator.url], simulator.env);
		times.push(performance.now() - startedAt);
		calls.push((await simulator.stop()).total);
		home.remove();
	}

	return [
		resultOf('doctor of 500 tasks of 20 services', times, 'ms'),
		resultOf('calls of that', calls, 'calls', 60),
	];
}
