import {afterEach} from 'vitest';
import {createAccount} from '../../../source/aws/account.js';
import {type Account} from '../../../source/domain/account.js';
import {type ClusterArn} from '../../../source/domain/arn.js';
import {type SimulatorOptions} from '../../../source/simulator/options.js';
import {type Simulator, startSimulator} from '../../../source/simulator/simulator.js';
import {type DrivenStore, drivenStore} from './driven-store.js';

/** A console on a simulator, both on the same driven time. */
export type SimulatedConsole = DrivenStore & {
	readonly simulator: Simulator;
	now(): number;
	/** ARNs of clusters, sorted. */
	clusters(...names: readonly string[]): readonly ClusterArn[];
};

const opened: SimulatedConsole[] = [];

/** Closes what a test has opened; call it once in each file. */
export function closeAfterEach(): void {
	afterEach(async () => {
		for (const {store, simulator, advance} of opened.splice(0)) {
			const closed = store.close();
			await advance(2000);
			await closed;
			await simulator.stop();
		}
	});
}

export async function simulatedConsole(options: SimulatorOptions): Promise<SimulatedConsole> {
	const time = {now: Date.UTC(2026, 10, 28, 10, 0, 40)};
	const simulator = await startSimulator({...options, clock: {now: () => time.now, after: () => () => {}}});
	const account = createAccount({
		region: simulator.region,
		endpointUrl: simulator.url,
		credentials: simulator.credentials,
		now: () => time.now,
	});
	const [someCluster = ''] = await clustersOf(account);
	const made: SimulatedConsole = {
		...drivenStore(account, time),
		simulator,
		now: () => time.now,
		// As ECS names them: the account is that of any other cluster.
		clusters: (...names) => names.map(name => someCluster.replace(/[^/]+$/, name) as ClusterArn).sort(),
	};
	opened.push(made);
	return made;
}

async function clustersOf(account: Account): Promise<readonly ClusterArn[]> {
	const answer = await account.call('ecs:ListClusters', {}, {signal: new AbortController().signal});
	if (!answer.ok) {
		throw new Error(JSON.stringify(answer.failure));
	}

	return answer.value.items;
}
