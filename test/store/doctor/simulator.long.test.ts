import {afterEach, expect, test} from 'vitest';
import {createAccount} from '../../../source/aws/account.js';
import {isFargateTask} from '../../../source/domain/agent/agent-support.js';
import {type ClusterArn} from '../../../source/domain/arn.js';
import {type DiagnoseInput, type DoctorReport, diagnose} from '../../../source/domain/doctor/doctor.js';
import {type VerdictStatus} from '../../../source/domain/doctor/verdict.js';
import {factValue} from '../../../source/domain/fact.js';
import {operationTable} from '../../../source/domain/operations.js';
import {type Simulator, startSimulator} from '../../../source/simulator/simulator.js';
import {createStore} from '../../../source/store/create-store.js';
import {diagnoseInputIn} from '../../../source/store/doctor/facts.js';
import {doctorWants} from '../../../source/store/doctor/wants.js';
import {want} from '../../../source/store/read.js';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {type Store} from '../../../source/store/store.js';
import {memoryJournal} from '../memory-journal.js';

type Console = {readonly simulator: Simulator; readonly store: Store};

const stores: Store[] = [];
const simulators: Simulator[] = [];

afterEach(async () => {
	for (const store of stores.splice(0)) {
		await store.close();
	}

	for (const simulator of simulators.splice(0)) {
		await simulator.stop();
	}
});

/** Waiting for the budget's turn takes a thirtieth of its time, in the store and in the simulator alike. */
const startedAt = Date.now();
const pace = 30;
const clock = {
	now: () => startedAt + (Date.now() - startedAt) * pace,
	after(delayMs: number, callback: () => void) {
		const timer = setTimeout(callback, delayMs / pace);
		return () => {
			clearTimeout(timer);
		};
	},
};

/** A store that reads a scenario through the real SDK. */
async function consoleOf(scenario: string): Promise<Console> {
	const simulator = await startSimulator({scenario, clock});
	simulators.push(simulator);
	return {simulator, store: storeOn(simulator)};
}

/** A store that has read nothing yet. */
function storeOn(simulator: Simulator): Store {
	const store = createStore({
		account: createAccount({
			region: simulator.region,
			endpointUrl: simulator.url,
			credentials: simulator.credentials,
		}),
		clock,
		isReadOnly: true,
		journal: memoryJournal(),
	});
	stores.push(store);
	return store;
}

async function clustersOf(store: Store): Promise<readonly ClusterArn[]> {
	await store.settle([want(clustersRead, undefined, {everyMs: 60_000, priority: 0})]);
	return store
		.snapshot()
		.get(clustersRead, undefined)
		.rows.map(({key}) => key as ClusterArn);
}

/** Facts of tasks on Fargate that nobody read, though nothing failed. */
function openFacts({members}: DiagnoseInput): readonly string[] {
	return members.flatMap(facts => {
		const task = factValue(facts.task);
		return task && isFargateTask(task)
			? Object.entries(facts).flatMap(([name, fact]) =>
					'status' in fact && fact.status === 'unknown' && fact.why === 'not read yet' ? name : [],
				)
			: [];
	});
}

test('every cluster of a believable account is diagnosed, with no fact left open', async () => {
	const {store} = await consoleOf('demo');
	const clusters = await clustersOf(store);
	expect(clusters.length).toBeGreaterThan(3);
	await store.settle(() => clusters.flatMap(cluster => doctorWants(store.snapshot(), {cluster})));
	const inputs = clusters.map(cluster => diagnoseInputIn(store.snapshot(), {cluster}));
	// Policies are read only in place of a simulation, or to explain it.
	expect(new Set(inputs.flatMap(openFacts))).toEqual(new Set(['rolePolicies']));
	const reports = inputs.map(diagnose);
	expect(reports.flatMap(({missingPermissions}) => missingPermissions)).toEqual([]);
	expect(new Set(reports.map(({cause}) => cause?.checkId)).size).toBeGreaterThan(2);
	expect(store.snapshot().errors).toEqual([]);
}, 60_000);

// Twenty of them are task definitions, and one is for each execution role.
test('500 tasks of 20 services with six roles take 60 calls from nothing', async () => {
	const {store} = await consoleOf('doctor-500');
	const cluster = 'arn:aws:ecs:eu-west-1:482193057716:cluster/doctor-500' as ClusterArn;
	await store.settle(() => doctorWants(store.snapshot(), {cluster}));
	const input = diagnoseInputIn(store.snapshot(), {cluster});
	expect(input.members).toHaveLength(500);
	expect(store.snapshot().meter.sent).toBeLessThanOrEqual(60);
	expect(diagnose(input).missingPermissions).toEqual([]);
	expect(store.snapshot().errors).toEqual([]);
}, 60_000);

test('denied everything that only the doctor asks for, it says so and passes nothing by it', async () => {
	const {store, simulator} = await consoleOf('demo');
	const actions = Object.keys(operationTable).filter(name => /^(ec2|iam|cloudtrail):|Coverage/.test(name));
	simulator.setFaults({deny: actions});
	const [cluster] = await clustersOf(store);
	await store.settle(() => doctorWants(store.snapshot(), {cluster: cluster!}));
	const {verdicts, missingPermissions} = diagnose(diagnoseInputIn(store.snapshot(), {cluster: cluster!}));
	expect(missingPermissions).toEqual(
		expect.arrayContaining(['guardduty:ListCoverage', 'ec2:DescribeSubnets', 'iam:SimulatePrincipalPolicy']),
	);
	const judged = new Set(verdicts.filter(({status}) => status === 'pass').map(({checkId}) => checkId));
	const blind = [
		'ecr-path',
		's3-path',
		'task-egress',
		'endpoint-ingress',
		'vpc-dns',
		'ecr-permission',
		'coverage-issues',
	];
	expect(blind.filter(id => judged.has(id))).toEqual([]);
}, 60_000);

// Together all calls of the doctor, each where most hangs on it.
test.each([
	['doctor-network', /^ec2:/],
	['doctor-scp', /^(iam|sts):/],
	['doctor-tasks', /^(ecs|guardduty|cloudtrail):/],
])(
	'in %s, with any single call of %s denied, no check passes that did not pass before',
	async (scenario, which) => {
		const {store, simulator} = await consoleOf(scenario);
		const clusters = await clustersOf(store);
		const cluster = clusters.find(arn => arn.endsWith(`/${scenario}`)) ?? clusters[0];
		const diagnosed = async (own: Store) => {
			await own.settle(() => doctorWants(own.snapshot(), {cluster: cluster!}));
			return diagnose(diagnoseInputIn(own.snapshot(), {cluster: cluster!}));
		};
		const before = statusesIn(await diagnosed(store));
		const asked = Object.keys(simulator.report().operations).filter(name => which.test(name));
		expect(asked).not.toEqual([]);
		for (const action of asked) {
			simulator.setFaults({deny: [action]});
			const report = await diagnosed(storeOn(simulator));
			const better = [...statusesIn(report)].filter(
				([key, status]) => status === 'pass' && before.has(key) && before.get(key) !== 'pass',
			);
			expect([action, ...better]).toEqual([action]);
		}
	},
	120_000,
);

/** Verdicts by check and by whom they are about, the worst of each. */
function statusesIn({verdicts}: DoctorReport): ReadonlyMap<string, VerdictStatus> {
	// Of a map's entries with the same key the last stays; the worst verdicts come first.
	return new Map(
		verdicts
			.toReversed()
			.flatMap(({checkId, status, subjects}) =>
				subjects.map(({arn}) => [`${checkId} ${arn}`, status] as const),
			),
	);
}
