import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest';
import {createAccount, type Deadlines} from '../../source/aws/account.js';
import {type Account} from '../../source/domain/account.js';
import {type ClusterArn, type ServiceArn, type TaskArn} from '../../source/domain/arn.js';
import {type Failure} from '../../source/domain/failure.js';
import {type OperationName} from '../../source/domain/operations.js';
import {type FakeAws, type Play, startFakeAws} from './fake-aws.js';

const clusterArn = 'arn:aws:ecs:eu-west-1:123456789012:cluster/checkout' as ClusterArn;
const taskArn = 'arn:aws:ecs:eu-west-1:123456789012:task/checkout/0f3c' as TaskArn;
const signal = new AbortController().signal;

let aws: FakeAws;
let account: Account;

beforeAll(async () => {
	aws = await startFakeAws();
});

afterAll(async () => {
	await aws.close();
});

beforeEach(() => {
	account = accountAt(aws.url);
	return () => {
		account.close();
	};
});

function accountAt(endpointUrl: string, deadlines: Partial<Deadlines> = {}): Account {
	return createAccount({
		region: 'eu-west-1',
		endpointUrl,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret'},
		deadlines,
	});
}

async function failureOf(play: Play, name: 'ecs:ListClusters' | 'ecs:TagResource' = 'ecs:ListClusters') {
	aws.play(play);
	const answer =
		name === 'ecs:ListClusters'
			? await account.call(name, {}, {signal})
			: await account.call(name, {resourceArn: clusterArn, tags: []}, {signal});
	return answer.ok ? undefined : answer.failure;
}

const notAuthorized = (action: string) =>
	`User: arn:aws:sts::123456789012:assumed-role/oncall/me is not authorized to perform: ${action} on resource: ${clusterArn} with an explicit deny in a service control policy`;

const page =
	'<!doctype html>\n<html lang=en><title>500 Internal Server Error</title><p>The server encountered \u001B[31man error</p>';

describe('an error of AWS becomes a failure', () => {
	const cases: readonly (readonly [string, number, object, Partial<Failure>])[] = [
		[
			'denied',
			400,
			{__type: 'AccessDeniedException', message: notAuthorized('ecs:ListClusters')},
			{kind: 'denied', action: 'ecs:ListClusters'},
		],
		[
			'denied for another action',
			400,
			{__type: 'AccessDeniedException', message: notAuthorized('iam:PassRole')},
			{kind: 'denied', action: 'iam:PassRole'},
		],
		[
			'denied without a text',
			403,
			{__type: 'AccessDeniedException'},
			{kind: 'denied', action: 'ecs:ListClusters'},
		],
		[
			'denied in a ClientException',
			400,
			{__type: 'ClientException', message: notAuthorized('iam:PassRole')},
			{kind: 'denied', action: 'iam:PassRole'},
		],
		[
			'expired',
			400,
			{__type: 'ExpiredTokenException', message: 'The security token included in the request is expired'},
			{kind: 'expired'},
		],
		[
			'unknown key',
			400,
			{
				__type: 'UnrecognizedClientException',
				message: 'The security token included in the request is invalid.',
			},
			{kind: 'bad-credentials'},
		],
		[
			'wrong signature',
			403,
			{__type: 'InvalidSignatureException', message: 'The request signature we calculated does not match'},
			{kind: 'bad-credentials'},
		],
		['throttled', 400, {__type: 'ThrottlingException', message: 'Rate exceeded'}, {kind: 'throttled'}],
		['throttled by status alone', 429, {message: 'slow down'}, {kind: 'throttled'}],
		[
			'throttled in a ClientException',
			400,
			{__type: 'ClientException', message: 'Rate exceeded'},
			{kind: 'throttled'},
		],
		[
			'server',
			500,
			{__type: 'ServerException', message: 'Service Unavailable. Please try again later.'},
			{kind: 'server', status: 500},
		],
		['server without a text', 503, {}, {kind: 'server', status: 503, message: 'no explanation (status 503)'}],
		[
			'unknown operation',
			400,
			{__type: 'UnknownOperationException'},
			{kind: 'not-offered', operation: 'ecs:ListClusters'},
		],
		[
			'not implemented',
			501,
			{__type: 'InternalFailure', message: 'not yet'},
			{kind: 'not-offered', operation: 'ecs:ListClusters'},
		],
		[
			'absent cluster',
			400,
			{__type: 'ClusterNotFoundException', message: 'Cluster not found.'},
			{kind: 'absent'},
		],
		[
			'absent service',
			400,
			{__type: 'ServiceNotActiveException', message: 'Service was not ACTIVE.'},
			{kind: 'absent'},
		],
		[
			'absent task',
			400,
			{__type: 'InvalidParameterException', message: 'The referenced task was not found.'},
			{kind: 'absent'},
		],
		[
			'rejected',
			400,
			{__type: 'InvalidParameterException', message: 'Tag key too long'},
			{kind: 'rejected', code: 'InvalidParameterException', message: 'Tag key too long'},
		],
		[
			'of an unknown code',
			400,
			{__type: 'com.amazonaws.ecs#BlockedException', message: 'blocked'},
			{kind: 'rejected', code: 'BlockedException'},
		],
	];

	test.each(cases)('%s', async (_title, status, json, expected) => {
		expect(await failureOf({status, json})).toMatchObject(expected);
	});

	test('with its text cleaned, on one line, and bounded', async () => {
		const failure = await failureOf({
			status: 400,
			json: {__type: 'InvalidParameterException', message: `\u001B]52;c;x\u0007\n${'long '.repeat(500)}`},
		});
		expect(failure?.message).toMatch(/^␛]52;c;x␇ long /);
		expect(failure?.message.length).toBe(500);
	});

	test('with the request id', async () => {
		aws.play({status: 400, json: {__type: 'ClientException', message: 'no'}});
		expect(await account.call('ecs:ListClusters', {}, {signal})).toMatchObject({
			ok: false,
			requestId: 'request-1',
		});
	});
});

describe('an answer that is not the API’s', () => {
	test.each([
		[404, {kind: 'not-offered', operation: 'ecs:ListClusters', message: 'not an API answer (status 404)'}],
		[500, {kind: 'not-offered', operation: 'ecs:ListClusters', message: 'not an API answer (status 500)'}],
		[501, {kind: 'not-offered', operation: 'ecs:ListClusters', message: 'not an API answer (status 501)'}],
		[503, {kind: 'server', status: 503, message: 'not an API answer (status 503)'}],
		[403, {kind: 'rejected', code: 'HTTP 403', message: 'not an API answer (status 403)'}],
		[200, {kind: 'malformed', message: 'not an API answer (status 200)'}],
	])('a web page with status %i', async (status, expected) => {
		expect(await failureOf({status, text: page})).toEqual(expected);
	});

	test.each([
		['sts:GetCallerIdentity', 404],
		['sts:GetCallerIdentity', 500],
		['guardduty:ListDetectors', 404],
		['guardduty:ListDetectors', 500],
	] as const)('to %s with status %i is “not offered” too, without any HTML', async (name, status) => {
		aws.play({status, text: page});
		const answer = await account.call(name, {}, {signal});
		expect(answer).toMatchObject({ok: false, failure: {kind: 'not-offered', operation: name}});
		expect(JSON.stringify(answer)).not.toMatch(/[<>]/);
	});

	test('nor does a page that happens to be XML count as “absent”', async () => {
		aws.play({status: 404, text: '<html><body><p>no such route</p></body></html>'});
		expect(await account.call('sts:GetCallerIdentity', {}, {signal})).toMatchObject({
			ok: false,
			failure: {kind: 'not-offered', operation: 'sts:GetCallerIdentity'},
		});
	});

	test('a good status with members of the wrong type is malformed', async () => {
		aws.play({json: {clusters: [{clusterName: 'no arn'}]}});
		expect(await account.call('ecs:DescribeClusters', {clusters: [clusterArn]}, {signal})).toMatchObject({
			ok: false,
			failure: {kind: 'malformed', message: 'the answer has no clusterArn'},
			requestId: 'request-1',
		});
		aws.play({json: {tasks: [{taskArn, createdAt: 'yesterday'}]}});
		expect(
			await account.call('ecs:DescribeTasks', {cluster: clusterArn, tasks: [taskArn]}, {signal}),
		).toMatchObject({
			ok: false,
			failure: {kind: 'malformed'},
		});
	});
});

describe('a network that fails', () => {
	test('a dropped connection is unreachable', async () => {
		expect(await failureOf({drop: true})).toMatchObject({kind: 'unreachable', message: 'socket hang up'});
	});

	test('an answer that is torn off is unreachable', async () => {
		expect(await failureOf({torn: '{"clusterArns": ['})).toEqual({
			kind: 'unreachable',
			message: 'the connection ended before the whole answer came',
		});
	});

	test('a refused connection is unreachable', async () => {
		const gone = await startFakeAws();
		await gone.close();
		account = accountAt(gone.url);
		const answer = await account.call('ecs:ListClusters', {}, {signal});
		expect(answer).toMatchObject({ok: false, failure: {kind: 'unreachable'}});
		expect(answer.ok ? '' : answer.failure.message).toContain('ECONNREFUSED');
	});

	test('a name that does not exist is unreachable', async () => {
		account = accountAt('http://onduty.invalid');
		expect(await account.call('ecs:ListClusters', {}, {signal})).toMatchObject({
			ok: false,
			failure: {kind: 'unreachable', message: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as string},
		});
	});

	test('silence ends at the deadline for the first byte', async () => {
		account = accountAt(aws.url, {requestMs: 80});
		expect(await failureOf({silence: true})).toMatchObject({kind: 'timeout'});
	});

	test('an answer that begins and never ends is ended by the deadline for the whole', async () => {
		account = accountAt(aws.url, {answerMs: 150});
		expect(await failureOf({half: '{"clusterArns": ['})).toEqual({
			kind: 'timeout',
			message: 'no whole answer within 0.15 s',
		});
	});

	test('a caller who leaves gets “cancelled”, before and during the call', async () => {
		aws.play({silence: true});
		const leaving = new AbortController();
		const asked = account.call('ecs:ListClusters', {}, {signal: leaving.signal});
		await vi.waitUntil(() => aws.received.at(-1)?.operation === 'ListClusters');
		leaving.abort();
		expect(await asked).toMatchObject({ok: false, failure: {kind: 'cancelled'}});
		const before = aws.received.length;
		expect(await account.call('ecs:ListClusters', {}, {signal: leaving.signal})).toMatchObject({
			ok: false,
			failure: {kind: 'cancelled'},
		});
		expect(aws.received.length).toBe(before);
	});
});

describe('one call', () => {
	test('is one request, also when it fails: retries are the store’s', async () => {
		const before = aws.received.length;
		await failureOf({status: 500, json: {__type: 'ServerException'}});
		expect(aws.received.length).toBe(before + 1);
	});

	test('is sent again once when AWS refused it for this machine’s clock', async () => {
		const tomorrow = new Date(Date.now() + 86_400_000);
		const before = aws.received.length;
		aws.play(
			{
				status: 403,
				json: {
					__type: 'InvalidSignatureException',
					message: 'Signature expired: 2026 is now earlier than 2027',
				},
				headers: {date: tomorrow.toUTCString()},
			},
			{json: {clusterArns: [clusterArn]}},
		);
		expect(await account.call('ecs:ListClusters', {}, {signal})).toMatchObject({
			ok: true,
			value: {items: [clusterArn]},
		});
		expect(aws.received.length).toBe(before + 2);
	});

	test('is signed for its service and Region with the keys it was given', async () => {
		aws.play({json: {}});
		await account.call('ecs:ListClusters', {}, {signal});
		expect(aws.received.at(-1)?.authorization).toMatch(
			/Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/ecs\/aws4_request/,
		);
	});

	test('writes nothing to the console', async () => {
		const spies = (['log', 'warn', 'error', 'info', 'debug'] as const).map(name => vi.spyOn(console, name));
		const emitted = vi.spyOn(process, 'emitWarning');
		await failureOf({status: 500, text: page});
		await failureOf({drop: true});
		for (const spy of [...spies, emitted]) {
			expect(spy).not.toHaveBeenCalled();
			spy.mockRestore();
		}
	});
});

describe('a write sends exactly what the plan showed', () => {
	const serviceArn = 'arn:aws:ecs:eu-west-1:123456789012:service/checkout/api' as ServiceArn;
	const service = {serviceArn, serviceName: 'api', clusterArn, taskDefinition: 'arn:td:1'};
	const task = {taskArn, clusterArn, taskDefinitionArn: 'arn:td:1', lastStatus: 'RUNNING'};

	test.each([
		[
			'ecs:TagResource',
			{resourceArn: clusterArn, tags: [{key: 'GuardDutyManaged', value: 'true'}]},
			{},
			{resourceArn: clusterArn, tags: [{key: 'GuardDutyManaged', value: 'true'}]},
		],
		[
			'ecs:UntagResource',
			{resourceArn: clusterArn, tagKeys: ['GuardDutyManaged']},
			{},
			{resourceArn: clusterArn, tagKeys: ['GuardDutyManaged']},
		],
		[
			'ecs:UpdateClusterSettings',
			{cluster: clusterArn, containerInsights: 'enhanced'},
			{},
			{cluster: clusterArn, settings: [{name: 'containerInsights', value: 'enhanced'}]},
		],
		[
			'ecs:UpdateService',
			{cluster: clusterArn, service: serviceArn},
			{service},
			{cluster: clusterArn, service: serviceArn, forceNewDeployment: true},
		],
		[
			'ecs:StopTask',
			{cluster: clusterArn, task: taskArn, reason: 'replaced'},
			{task},
			{cluster: clusterArn, task: taskArn, reason: 'replaced'},
		],
		[
			'ecs:StopServiceDeployment',
			{serviceDeployment: 'arn:sd', stopType: 'ROLLBACK'},
			{},
			{serviceDeploymentArn: 'arn:sd', stopType: 'ROLLBACK'},
		],
		[
			'ecs:RunTask',
			{request: {taskDefinition: 'web:5', count: 1, clientToken: 'x', overrides: {cpu: '256'}}},
			{tasks: [task]},
			{taskDefinition: 'web:5', count: 1, clientToken: 'x', overrides: {cpu: '256'}},
		],
	])('%s', async (name, input, json, body) => {
		aws.play({json});
		const call = account.call as (name: string, input: unknown, options: unknown) => Promise<{ok: boolean}>;
		expect((await call(name, input, {signal})).ok).toBe(true);
		expect(JSON.parse(aws.received.at(-1)!.body)).toEqual(body);
		expect(`ecs:${aws.received.at(-1)!.operation}`).toBe(name);
	});

	test('and the SDK adds a client token to a RunTask that has none, nothing else', async () => {
		aws.play({json: {tasks: []}});
		await account.call('ecs:RunTask', {request: {taskDefinition: 'web:5'}}, {signal});
		expect(JSON.parse(aws.received.at(-1)!.body)).toEqual({
			taskDefinition: 'web:5',
			clientToken: expect.any(String) as string,
		});
	});

	test('and is never made for raw JSON', async () => {
		const raw = account.raw as (name: OperationName, input: unknown, options: unknown) => Promise<unknown>;
		await expect(raw('ecs:StopTask', {}, {signal})).rejects.toThrow('raw is for reads');
	});
});

test('raw is the answer without the SDK’s metadata, cleaned, with times as ISO', async () => {
	aws.play({
		json: {tasks: [{taskArn, createdAt: 1_701_187_849.299, stoppedReason: 'a\u001Bb'}], failures: []},
	});
	expect(await account.raw('ecs:DescribeTasks', {cluster: clusterArn, tasks: [taskArn]}, {signal})).toEqual({
		ok: true,
		requestId: 'request-1',
		value: {tasks: [{taskArn, createdAt: '2023-11-28T16:10:49.299Z', stoppedReason: 'a␛b'}], failures: []},
	});
});
