import {afterEach} from 'vitest';
import {type SimulatorOptions} from '../../source/simulator/options.js';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.js';
import {type Clients, createClients, stillClock} from './clients.js';

export type Rig = Clients & {readonly simulator: Simulator};

/** Starts simulators whose time stands still, and ends them after each test. */
export function createRig(): (options?: SimulatorOptions) => Promise<Rig> {
	const rigs: Rig[] = [];
	afterEach(async () => {
		for (const rig of rigs.splice(0)) {
			rig.destroy();
			await rig.simulator.stop();
		}
	});
	return async options => {
		const simulator = await startSimulator({clock: stillClock, ...options});
		const rig = {...createClients(simulator.url), simulator};
		rigs.push(rig);
		return rig;
	};
}
