import {createSimulatedClock, machineClock} from './clock.js';
import {defaultScale, type Faults, noFaults, type SimulatorOptions} from './options.js';
import {createRandom} from './random.js';
import {scenarioNamed, scenarios} from './scenarios/registry.js';
import {answer} from './server/answer.js';
import {createBuckets} from './server/buckets.js';
import {listen} from './server/http.js';
import {createTally, type Report} from './server/report.js';
import {createWorld} from './world/world.js';

export type Simulator = {
	/** http://127.0.0.1:port */
	readonly url: string;
	readonly region: string;
	/** Any others are taken as well. */
	readonly credentials: {readonly accessKeyId: string; readonly secretAccessKey: string};
	readonly scenario: string;
	/** What was served so far, call by call. */
	report(): Report;
	/** Closes the port and ends simulated time; the last report comes back. */
	stop(): Promise<Report>;
	/** Changes what goes wrong from the next request on. */
	setFaults(faults: Partial<Faults>): void;
	/** Jumps ahead in simulated time, by milliseconds; everything that falls due happens. */
	advance(byMs: number): void;
	/** Simulated time, epoch milliseconds. */
	now(): number;
};

/** Starts an account on loopback. Rejects when the port is taken or the scenario is not known. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const name = options.scenario ?? 'demo';
	const scenario = scenarioNamed(name);
	if (!scenario) {
		throw new Error(`unknown scenario "${name}"; there are ${scenarios.map(one => one.name).join(', ')}`);
	}

	const driving = options.clock ?? machineClock;
	const clock = createSimulatedClock(driving, options.clockRate ?? 1);
	const random = createRandom(options.seed ?? 'onduty');
	const world = createWorld(
		{clock, random: random.child('world'), region: options.region ?? 'eu-west-1'},
		scenario.account,
	);
	scenario.fill(world, options.scale ?? defaultScale);

	let faults: Faults = {...noFaults, ...options.faults};
	world.logs.fault = faults.query;
	const tally = createTally();
	const desk = {
		world,
		buckets: createBuckets(() => driving.now(), world.region),
		tally,
		chance: random.child('requests'),
		faults: () => faults,
	};
	const latencyMs = options.latencyMs ?? 0;
	const listening = await listen(options.port ?? 0, async request => {
		if (latencyMs > 0) {
			await new Promise<void>(resolve => {
				driving.after(latencyMs, resolve);
			});
		}

		clock.catchUp();
		return answer(desk, request);
	});
	return {
		url: `http://127.0.0.1:${listening.port}`,
		region: world.region,
		credentials: {accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'simulated-secret'},
		scenario: name,
		report: tally.report,
		async stop() {
			clock.close();
			await listening.close();
			return tally.report();
		},
		setFaults(changed) {
			faults = {...faults, ...changed};
			world.logs.fault = faults.query;
		},
		advance: clock.advance,
		now: clock.now,
	};
}
