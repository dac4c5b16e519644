import {DescribeNetworkInterfacesCommand} from '@aws-sdk/client-ec2';
import {ListClustersCommand, TagResourceCommand, UpdateClusterSettingsCommand} from '@aws-sdk/client-ecs';
import {ListDetectorsCommand} from '@aws-sdk/client-guardduty';
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import {describe, expect, test} from 'vitest';
import {type Faults} from '../../source/simulator/options.js';
import {startSimulator} from '../../source/simulator/simulator.js';
import {errorNameOf, stillClock} from './clients.js';
import {createRig, type Rig} from './rig.js';

const start = createRig();
const resourceArn = 'arn:aws:ecs:eu-west-1:482193057716:cluster/sandbox';
const tag = new TagResourceCommand({resourceArn, tags: [{key: 'a', value: 'b'}]});

async function errorsOf({ecs, guardduty, sts, ec2}: Rig): Promise<readonly string[]> {
	return Promise.all([
		errorNameOf(ecs.send(new ListClustersCommand({}))),
		errorNameOf(guardduty.send(new ListDetectorsCommand({}))),
		errorNameOf(sts.send(new GetCallerIdentityCommand({}))),
		errorNameOf(ec2.send(new DescribeNetworkInterfacesCommand({NetworkInterfaceIds: ['eni-0']}))),
	]);
}

test.each<[string, Partial<Faults>, readonly string[]]>([
	[
		'throttled',
		{throttle: 1},
		['ThrottlingException', 'ThrottlingException', 'Throttling', 'RequestLimitExceeded'],
	],
	[
		'broken',
		{error: 1},
		['ServerException', 'InternalServerErrorException', 'InternalFailure', 'InternalError'],
	],
	[
		'expired',
		{expired: true},
		['ExpiredTokenException', 'ExpiredTokenException', 'ExpiredToken', 'RequestExpired'],
	],
	// The SDK's own word for a connection that was reset.
	['dropped', {drop: 1}, ['TimeoutError', 'TimeoutError', 'TimeoutError', 'TimeoutError']],
])('every service says in its own words that a call was %s', async (_, faults, names) => {
	const rig = await start({faults});
	expect(await errorsOf(rig)).toEqual(names);
});

test('a fault with a probability hits about that share of the calls, the same ones for the same seed', async () => {
	const outcomes = async () => {
		const {ecs, simulator} = await start({faults: {error: 0.3}});
		const hits: boolean[] = [];
		for (let index = 0; index < 40; index++) {
			hits.push(
				await ecs.send(new ListClustersCommand({})).then(
					() => false,
					() => true,
				),
			);
		}

		expect(simulator.report().operations['ecs:ListClusters']).toMatchObject({
			calls: 40,
			failed: hits.filter(Boolean).length,
		});
		return hits;
	};

	const hits = await outcomes();
	expect(hits.filter(Boolean).length).toBeGreaterThan(4);
	expect(hits.filter(Boolean).length).toBeLessThan(24);
	expect(await outcomes()).toEqual(hits);
});

describe('the full buckets of AWS', () => {
	test('21 changes of clusters at once are one too many, and a second later one more goes through', async () => {
		let now = stillClock.now();
		const {ecs, simulator} = await start({clock: {...stillClock, now: () => now}});
		const change = async () => {
			const settings = [{name: 'containerInsights' as const, value: 'enabled'}];
			return ecs.send(new UpdateClusterSettingsCommand({cluster: 'sandbox', settings}));
		};

		for (let index = 0; index < 20; index++) {
			await change();
		}

		expect(await errorNameOf(change())).toBe('ThrottlingException');
		// Other buckets are not touched.
		await ecs.send(new ListClustersCommand({}));
		now += 1000;
		await change();
		expect(await errorNameOf(change())).toBe('ThrottlingException');
		expect(simulator.report().operations['ecs:UpdateClusterSettings']).toEqual({
			calls: 23,
			ok: 21,
			throttled: 2,
			denied: 0,
			failed: 0,
			dropped: 0,
		});
	});
});

describe('denials', () => {
	test('name the user, the action, the resource and the policy that is missing', async () => {
		const {ecs} = await start({faults: {deny: ['ecs:TagResource']}});
		await expect(ecs.send(tag)).rejects.toMatchObject({
			name: 'AccessDeniedException',
			message: `User: arn:aws:sts::482193057716:assumed-role/OnCallEngineer/jo.field is not authorized to perform: ecs:TagResource on resource: ${resourceArn} because no identity-based policy allows the ecs:TagResource action`,
		});
		await ecs.send(new ListClustersCommand({}));
	});

	test('may come from an organization', async () => {
		const {ecs} = await start({scenario: 'tag-locked'});
		await expect(ecs.send(tag)).rejects.toThrow(/with an explicit deny in a service control policy$/);
	});

	test('of all of GuardDuty leave the rest, and never hide who one is', async () => {
		const {guardduty, ecs, sts} = await start({scenario: 'denied-guardduty', faults: {deny: ['sts:*']}});
		await expect(guardduty.send(new ListDetectorsCommand({}))).rejects.toMatchObject({
			name: 'AccessDeniedException',
			$metadata: {httpStatusCode: 403},
		});
		await ecs.send(new ListClustersCommand({}));
		await sts.send(new GetCallerIdentityCommand({}));
	});
});

describe('on the bare wire', () => {
	const scope = (service: string) =>
		`AWS4-HMAC-SHA256 Credential=any/20261123/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
	const target = (operation: string) => ({'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`});

	test.each<[string, number, string, RequestInit & {path?: string}]>([
		['no signature', 400, 'MissingAuthenticationTokenException', {headers: target('ListClusters')}],
		[
			'an unknown operation',
			400,
			'UnknownOperationException',
			{headers: {...target('MakeTea'), authorization: scope('ecs')}},
		],
		[
			'a body that is not JSON',
			400,
			'SerializationException',
			{headers: {...target('ListClusters'), authorization: scope('ecs')}, body: '{'},
		],
		[
			'a member of the wrong type',
			400,
			'SerializationException',
			{headers: {...target('ListClusters'), authorization: scope('ecs')}, body: '{"maxResults":"ten"}'},
		],
		[
			'an unknown path of GuardDuty',
			404,
			'UnknownOperationException',
			{headers: {authorization: scope('guardduty')}, path: '/malware-scans'},
		],
		[
			'a service that is not there',
			403,
			'MissingAuthenticationTokenException',
			{headers: {authorization: scope('s3')}},
		],
		[
			'no scope in the signature',
			400,
			'IncompleteSignature',
			{headers: {...target('ListClusters'), authorization: 'AWS4'}},
		],
	])('%s', async (_, status, code, {path = '/', ...init}) => {
		const {simulator} = await start();
		const response = await fetch(`${simulator.url}${path}`, {method: 'POST', ...init});
		expect(response.status).toBe(status);
		expect(response.headers.get('x-amzn-errortype')).toBe(code);
		expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
		expect(await response.json()).toMatchObject({__type: code});
	});

	test('a query service answers in XML', async () => {
		const {simulator} = await start();
		const headers = {authorization: scope('sts'), 'content-type': 'application/x-www-form-urlencoded'};
		const body = 'Action=GetSessionToken&Version=2011-06-15';
		const response = await fetch(simulator.url, {method: 'POST', headers, body});
		expect(response.status).toBe(400);
		expect(await response.text()).toContain('<Code>InvalidAction</Code>');
	});
});

test('latency is kept by the clock that drives the simulator', async () => {
	const waits: number[] = [];
	const clock = {
		...stillClock,
		after(delayMs: number, callback: () => void) {
			waits.push(delayMs);
			if (delayMs === 250) {
				callback();
			}

			return () => {};
		},
	};
	const {ecs} = await start({clock, latencyMs: 250});
	await ecs.send(new ListClustersCommand({}));
	expect(waits).toContain(250);
});

test('an unknown scenario is refused, and those that there are are named', async () => {
	await expect(startSimulator({scenario: 'utopia'})).rejects.toThrow(
		/^unknown scenario "utopia"; there are demo, .*row8/,
	);
});

test('the last report comes when it stops, and the port is free again', async () => {
	const {ecs, simulator} = await start();
	await ecs.send(new ListClustersCommand({}));
	const report = await simulator.stop();
	expect(report.total).toMatchObject({calls: 1, ok: 1});
	const again = await startSimulator({port: Number(new URL(simulator.url).port), clock: stillClock});
	await again.stop();
});
