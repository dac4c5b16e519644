import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {finding} from '../../source/aws/operations/guardduty/finding/finding.js';

type Wire = {readonly [member: string]: unknown};

const samples = path.resolve(import.meta.dirname, '../samples/findings');
const derived = (
	JSON.parse(readFileSync(path.join(samples, 'derived-runtime-findings.wire.json'), 'utf8')) as {
		findings: Wire[];
	}
).findings;
const odd = JSON.parse(readFileSync(path.join(samples, 'odd-members.json'), 'utf8')) as Wire;
const sequence = JSON.parse(readFileSync(path.join(samples, 'attack-sequence.json'), 'utf8')) as Wire;
const malware = JSON.parse(readFileSync(path.join(samples, 'malware.json'), 'utf8')) as Wire;
const all = [...derived, odd, sequence, malware];

/** The same finding with a text or a number of its own in the place of each text and number. */
function marked(value: unknown, marks: (string | number)[], name = ''): unknown {
	if (Array.isArray(value)) {
		return value.map(element => marked(element, marks));
	}

	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([member, inner]) => [member, marked(inner, marks, member)]),
		);
	}

	const mark =
		typeof value === 'string' && value !== ''
			? `mark${marks.length}x`
			: typeof value === 'number'
				? 7_000_000 + marks.length
				: undefined;
	if (mark === undefined || name === 'serviceName') {
		return value;
	}

	marks.push(mark);
	return mark;
}

describe('a finding loses nothing', () => {
	test.each(all.map((wire, index) => [String(wire.type), index] as const))('%s', (_type, index) => {
		const marks: (string | number)[] = [];
		const parsed = finding(marked(all[index], marks) as Wire);
		const {json: _json, ...told} = parsed;
		const text = JSON.stringify(told);
		expect(marks.length).toBeGreaterThan(20);
		expect(marks.filter(mark => !text.includes(String(mark)))).toEqual([]);
	});

	test('and its own JSON is kept as it came', () => {
		for (const wire of all) {
			expect(finding(wire).json).toEqual(wire);
		}
	});

	test('what is documented is among no others', () => {
		for (const wire of derived) {
			expect(finding(wire).others, String(wire.type)).toEqual([]);
		}
	});
});

describe('a runtime finding on ECS', () => {
	const parsed = finding(derived[0]!);

	test('has a summary', () => {
		expect(parsed).toMatchObject({
			id: '257527e79a30730d87ad1b9051b194d3',
			type: 'Backdoor:Runtime/C&CActivity.B!DNS',
			severity: 8,
			accountId: '111122223333',
			region: 'eu-west-1',
			createdAt: Date.parse('2026-11-01T00:12:33.100Z'),
			lastSeenAt: Date.parse('2026-11-02T00:22:33.100Z'),
			count: 1,
			isArchived: false,
			isSample: true,
			isSequence: false,
			detectorId: '12abc34d567e8fa901bc2d34e56789f0',
			resourceType: 'ECSCluster',
			clusterName: 'checkout-prod',
			taskId: '257527e79a30730d87ad1b9051b194d3',
			serviceName: 'web',
			containerName: 'web',
			image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2',
		});
	});

	test('has its task with times in seconds, and its process with its parents', () => {
		expect(parsed.task).toMatchObject({
			createdAt: 1_794_800_000_000,
			startedAt: 1_794_800_042_000,
			launchType: 'FARGATE',
			volumes: [{name: 'data', hostPath: '/data'}],
			tags: [{key: 'team', value: 'core'}],
			containers: [{name: 'web', runtime: 'containerd', isPrivileged: true}],
		});
		expect(parsed.process).toMatchObject({
			name: 'nmap',
			user: 'root',
			effectiveUserId: 0,
			startedAt: 1_794_900_000_000,
			lineage: [{name: 'node', pid: 900}, {name: 'containerd-shim'}],
		});
	});

	test('has its action, its threats, and what is in the JSON within', () => {
		expect(parsed.action).toEqual({
			kind: 'dns',
			domain: 'guarddutyc2activityb.com',
			domainWithSuffix: undefined,
			protocol: 'UDP',
			isBlocked: false,
			facts: [],
		});
		expect(parsed.threats).toEqual([{list: 'Amazon', names: ['C&C'], fileSha256: undefined}]);
		expect(parsed.additionalInfo).toContainEqual({name: 'agentDetails.agentVersion', value: '1.7.0'});
	});
});

describe('a connection', () => {
	test('has both ends, and what else is told of the other', () => {
		const {action} = finding(derived[1]!);
		expect(action).toMatchObject({
			kind: 'network',
			direction: 'OUTBOUND',
			remoteIp: '198.51.100.0',
			remotePort: 443,
			remoteOrganisation: 'GeneratedFindingORG',
		});
		expect(action?.facts).toContainEqual({name: 'remoteIpDetails.geoLocation.lat', value: '0'});
	});

	test.each([
		[
			'a call',
			{
				actionType: 'AWS_API_CALL',
				awsApiCallAction: {
					api: 'GetSecretValue',
					serviceName: 'secretsmanager.amazonaws.com',
					errorCode: 'AccessDenied',
					userAgent: 'curl',
					remoteIpDetails: {ipAddressV6: '2001:db8::1'},
					remoteAccountDetails: {accountId: '9'},
				},
			},
			{
				kind: 'api',
				api: 'GetSecretValue',
				errorCode: 'AccessDenied',
				remoteIp: '2001:db8::1',
				facts: [{name: 'remoteAccountDetails.accountId', value: '9'}],
			},
		],
		[
			'something else',
			{
				actionType: 'PORT_PROBE',
				portProbeAction: {blocked: false, portProbeDetails: [{localPortDetails: {port: 22}}]},
			},
			{
				kind: 'other',
				type: 'PORT_PROBE',
				facts: [
					{name: 'portProbeAction.blocked', value: 'false'},
					{name: 'portProbeAction.portProbeDetails[0].localPortDetails.port', value: '22'},
				],
			},
		],
	])('or it is %s', (_title, action, expected) => {
		expect(finding({id: 'f', service: {action}}).action).toMatchObject(expected);
	});

	test('nothing is told of an empty one', () => {
		expect(finding({id: 'f', service: {action: {}}}).action).toBeUndefined();
		// Neither “seen once” nor a severity of 0: nobody said so.
		expect(finding({id: 'f'})).toMatchObject({count: undefined, severity: undefined});
	});
});

describe('odd members', () => {
	const parsed = finding(odd);

	test('made-up lineage, users as objects and ISO times are read as far as they go', () => {
		expect(parsed.process?.lineage).toMatchObject([
			{name: 'sshd', pid: 123, parentUuid: 'a'},
			{name: 'apache2', pid: 456},
		]);
		expect(parsed.context).toEqual(
			expect.arrayContaining([
				{name: 'modifiedAt', value: '2024-10-07T18:45:30Z'},
				{name: 'modifyingProcess.pid', value: '2451'},
				{name: 'memoryRegions', value: 'heap, stack'},
				{name: 'quantumFlux', value: 'high'},
			]),
		);
	});

	test('nulls are nothing, and what stands in the wrong place is kept', () => {
		expect(parsed.container).toMatchObject({id: 'c1', name: undefined, mounts: []});
		expect(parsed.count).toBeUndefined();
		expect(parsed.others).toEqual(
			expect.arrayContaining([
				{name: 'count', value: '9'},
				{name: 'service.runtimeDetails.process.user.name', value: 'admin'},
				{name: 'resource.lambdaDetails.functionName', value: 'f'},
			]),
		);
	});

	test.each([
		[1_728_014_790.377, 1_728_014_790_377],
		[1_728_014_790_377, 1_728_014_790_377],
		['2024-10-04T04:06:30.383Z', Date.parse('2024-10-04T04:06:30.383Z')],
		['1728014790', 1_728_014_790_000],
		['not a time', undefined],
		[1e300, undefined],
		[{}, undefined],
	])('a time written as %j', (written, at) => {
		expect(finding({id: 'f', updatedAt: written}).updatedAt).toBe(at);
	});

	test.each([
		['no text', {id: 'f', service: {additionalInfo: {type: 'default'}}}, []],
		[
			'no JSON',
			{id: 'f', service: {additionalInfo: {value: '{"a', type: 'x'}}},
			[
				{name: 'type', value: 'x'},
				{name: 'value', value: '{"a'},
			],
		],
		['a JSON text', {id: 'f', service: {additionalInfo: {value: '"a"'}}}, [{name: 'value', value: '"a"'}]],
		[
			'lines',
			{id: 'f', service: {additionalInfo: {value: '{\n"sample": true,\n"b": [1, 2]}'}}},
			[
				{name: 'sample', value: 'true'},
				{name: 'b', value: '1, 2'},
			],
		],
	])('additional information that is %s', (_title, wire, info) => {
		expect(finding(wire).additionalInfo).toEqual(info);
	});

	test('a sample is told by its title as well', () => {
		expect(finding({id: 'f', title: '[SAMPLE] x'}).isSample).toBe(true);
		expect(finding({id: 'f', title: 'x'}).isSample).toBe(false);
	});

	test('a member named as JavaScript names things is a member', () => {
		const wire = JSON.parse('{"id": "f", "__proto__": {"a": "b"}, "constructor": "c"}') as Wire;
		expect(finding(wire).others).toEqual([
			{name: '__proto__.a', value: 'b'},
			{name: 'constructor', value: 'c'},
		]);
	});

	test('what is swollen is bounded, and says so', () => {
		const many = Object.fromEntries(Array.from({length: 2000}, (_, index) => [`m${index}`, 'x']));
		const {others} = finding({id: 'f', many});
		expect(others).toHaveLength(501);
		expect(others.at(-1)).toEqual({name: '…', value: '1500 more'});
	});

	test('without an id there is nothing to go by', () => {
		expect(() => finding({type: 'x'})).toThrow('the answer has no id');
	});
});

describe('an attack sequence', () => {
	const parsed = finding(sequence);

	test('has its signals, actors, resources and endpoints', () => {
		expect(parsed.isSequence).toBe(true);
		expect(parsed.sequence).toMatchObject({
			id: 'seq-1',
			signals: [
				{id: 'f-1', type: 'FINDING', severity: 8, count: 2, actorIds: ['actor-1']},
				{id: 's-2', type: 'RUNTIME_MONITORING', firstSeenAt: 1_764_288_000_000},
			],
			actors: [
				{
					id: 'actor-1',
					facts: [
						{name: 'process.name', value: 'bash'},
						{name: 'process.path', value: '/bin/bash'},
					],
				},
			],
			endpoints: [
				{id: 'endpoint-1', facts: expect.arrayContaining([{name: 'domain', value: 'c2.example'}]) as unknown},
			],
			indicators: [{key: 'ATTACK_TACTIC', values: ['Execution', 'Impact']}],
			additionalTypes: ['CryptoCurrency'],
		});
	});

	test('names its cluster and, when there is one only, its task', () => {
		expect(parsed).toMatchObject({clusterName: 'checkout', taskId: '0123456789abcdef0123456789abcdef'});
	});

	test('a member points to it', () => {
		expect(finding({id: 'f', associatedAttackSequenceArn: 'arn:seq'}).sequenceArn).toBe('arn:seq');
	});
});

describe('malware', () => {
	test('each threat has its places', () => {
		const {malware: found} = finding(malware);
		expect(found?.threats).toEqual([
			{
				name: 'EICAR-Test-File',
				value:
					'severity HIGH, itemCount 2, filePaths[0].filePath tmp/eicar.com, filePaths[0].volumeArn arn:aws:ec2:eu-west-1:111122223333:volume/vol-1, filePaths[0].hash 275a, filePaths[0].fileName eicar.com',
			},
			{
				name: 'Linux.Miner',
				value: 'source Bitdefender, count 1, itemPaths[0].nestedItemPath opt/x, itemPaths[0].hash 9f',
			},
		]);
		expect(found?.facts).toContainEqual({name: 'scanId', value: 'scan-1'});
	});
});
