import {execFile} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.js';
import {stillClock} from '../simulator/clients.js';
import {sharedFolder} from '../support/moto.js';

// The judging proxy does not recognise requests to CloudTrail, so its answers are given to the checker one by one.
let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({clock: stillClock});
});

afterAll(async () => {
	await simulator?.stop();
});

async function lookUp(input: object): Promise<{readonly status: number; readonly body: string}> {
	const response = await fetch(simulator.url, {
		method: 'POST',
		headers: {
			'content-type': 'application/x-amz-json-1.1',
			'x-amz-target': 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents',
			authorization: 'AWS4-HMAC-SHA256 Credential=dummy/20261123/eu-west-1/cloudtrail/aws4_request',
		},
		body: JSON.stringify(input),
	});
	return {status: response.status, body: await response.text()};
}

/** The last line of what the checker says, which counts errors and warnings. */
async function verdictOn({status, body}: {status: number; body: string}): Promise<string> {
	const script = path.join(sharedFolder(), 'tools/conform.py');
	const python = process.env.ONDUTY_PYTHON ?? 'python3';
	const args = [script, 'check', 'cloudtrail', 'LookupEvents', '--status', String(status)];
	const run = promisify(execFile)(python, args);
	run.child.stdin?.end(body);
	const {stdout} = await run;
	return stdout.trim().split('\n').at(-1) ?? '';
}

const ok = 'cloudtrail.LookupEvents: 0 errors, 0 warnings';
const arn = 'arn:aws:ecs:eu-west-1:482193057716:cluster/payments-prod';

test('every event is in the official API model', async () => {
	const LookupAttributes = [{AttributeKey: 'ResourceName', AttributeValue: arn}];
	const found = await lookUp({LookupAttributes, MaxResults: 1});
	expect(found.status).toBe(200);
	expect(JSON.parse(found.body)).toMatchObject({
		Events: [{EventName: 'TagResource', CloudTrailEvent: expect.stringContaining('requestParameters')}],
		NextToken: expect.any(String),
	});
	expect(await verdictOn(found)).toBe(ok);
});

test('a refusal is in the official API model', async () => {
	simulator.setFaults({deny: ['cloudtrail:*']});
	const denied = await lookUp({});
	expect(denied.status).toBe(400);
	expect(await verdictOn(denied)).toBe(ok);
});
