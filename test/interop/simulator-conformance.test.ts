import {afterAll, beforeAll, expect, test} from 'vitest';
import {operations} from '../../source/simulator/operations/registry.js';
import {scenarios} from '../../source/simulator/scenarios/registry.js';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.js';
import {createClients, stillClock} from '../simulator/clients.js';
import {type ConformProxy, type JudgedCall, startConformProxy} from '../support/conform.js';
import {freePort} from '../support/free-port.js';
import {exercise, type Walk} from './exercise.js';

// The official models of the AWS API judge what the simulator says; without them these tests fail, with the reason.
let port: number;
let proxy: ConformProxy;

beforeAll(async () => {
	port = await freePort();
	proxy = await startConformProxy(`http://127.0.0.1:${port}`);
});

afterAll(async () => {
	await proxy?.stop();
});

async function callsIn(scenario: string, walk: Walk): Promise<readonly JudgedCall[]> {
	const before = (await proxy.calls().catch(() => [])).length;
	const simulator: Simulator = await startSimulator({
		port,
		scenario,
		scale: {clusters: 3, services: 4, tasks: 2},
		// The walk is faster than any budget; the throttle that AWS would answer with is tested elsewhere.
		clock: {...stillClock, now: hurried()},
	});
	const clients = createClients(proxy.url);
	try {
		await exercise(clients, simulator, walk);
	} finally {
		clients.destroy();
		await simulator.stop();
	}

	return (await proxy.calls()).slice(before);
}

/** A clock that goes on at each look, so that the buckets refill as they are looked at. */
function hurried(): () => number {
	let at = stillClock.now();
	return () => {
		at += 30;
		return at;
	};
}

const tolerated: readonly RegExp[] = [
	// The model writes states of endpoints with a capital; AWS itself, and so the simulator, without.
	/^WARN ec2:DescribeVpcEndpoints 200 \$\.vpcEndpointSet\[\d+\]\.state: enum State: '[a-z]+' not in/,
	// Newer than the models that judge. docs.aws.amazon.com/guardduty/latest/APIReference/API_RuntimeContext.html
	/^ERROR guardduty:GetFindings 200 \$\.findings\[\d+\]\.service\.runtimeDetails\.context\.(fileOperation|filePath|relatedFilePaths): unknown member/,
];

function faultsOf(calls: readonly JudgedCall[]): readonly string[] {
	const faults = calls.flatMap(({service, operation, status, verdicts}) =>
		verdicts.map(({level, where, what}) => `${level} ${service}:${operation} ${status} ${where}: ${what}`),
	);
	return [...new Set(faults)].filter(fault => !tolerated.some(one => one.test(fault)));
}

test('every answer of the whole demo is in the official API model, and every operation is reached', async () => {
	const everything = {hasDoctor: true, hasFindings: true, hasLogs: true};
	const calls = await callsIn('demo', {clusters: 12, changed: 2, ...everything});
	expect(faultsOf(calls)).toEqual([]);
	const served = new Set(
		calls.filter(({status}) => status === 200).map(call => `${call.service}:${call.operation}`),
	);
	// The proxy does not recognise CloudTrail; trail-conformance.test.ts judges it.
	const judged = operations.filter(({service}) => service !== 'cloudtrail');
	const all = judged.map(({service, name}) => `${service}:${name}`);
	expect(all.filter(name => !served.has(name))).toEqual([]);
});

test('every answer with hostile names is in the official API model', async () => {
	const everything = {hasDoctor: true, hasFindings: true, hasLogs: true};
	expect(faultsOf(await callsIn('hostile', {clusters: 2, changed: 1, ...everything}))).toEqual([]);
});

test('what is odd on purpose is odd in findings alone', async () => {
	const faults = faultsOf(await callsIn('findings-odd', {clusters: 1, changed: 0, hasFindings: true}));
	expect(faults.length).toBeGreaterThan(10);
	expect(faults.filter(fault => !/^ERROR guardduty:GetFindings 200 \$\.findings\[/.test(fault))).toEqual([]);
});

const tested = ['demo', 'hostile', 'findings-odd'];
const others = scenarios.map(({name}) => name).filter(name => !tested.includes(name));

test.each(others)('every answer of the scenario %s is in the official API model', async scenario => {
	// The truth table differs in ECS alone, others in what their names tell.
	const hasLogs = /usage|logs|query|scale/.test(scenario);
	const hasFindings = /finding|flow|response|member|administrator|detector|guardduty|empty/.test(scenario);
	const hasDoctor = !hasLogs && !/^row|finding|flow|response/.test(scenario);
	const calls = await callsIn(scenario, {clusters: 2, changed: 0, hasDoctor, hasFindings, hasLogs});
	expect(calls.length).toBeGreaterThan(20);
	expect(faultsOf(calls)).toEqual([]);
});
