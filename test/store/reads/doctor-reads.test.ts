import {describe, expect, test} from 'vitest';
import {type CoverageResource} from '../../../source/domain/coverage/coverage.js';
import {type Failure} from '../../../source/domain/failure.js';
import {isWhole} from '../../../source/domain/fetched.js';
import {type Json} from '../../../source/domain/resources.js';
import {type TrailEvent, trailReachMs} from '../../../source/domain/trail.js';
import {
	clustersCoverage,
	coverageKey,
	coverageRead,
	coverageStatisticsRead,
	instancesCoverage,
} from '../../../source/store/reads/coverage.js';
import {networkInterfacesRead} from '../../../source/store/reads/network-interfaces.js';
import {managedPolicyRead, rolePoliciesRead, roleSimulationRead} from '../../../source/store/reads/roles.js';
import {tagEventsRead} from '../../../source/store/reads/tag-events.js';
import {routeTablesRead, subnetsRead, vpcDnsRead} from '../../../source/store/reads/vpc.js';
import {coverageOf, networkScript, roleArn} from '../doctor/fake-network.js';
import {failed, ok, type Script, serverError} from '../fake-account.js';
import {clusterArn, names, pageOf} from '../fake-world.js';
import {readingOf} from './reading.js';

const cluster = clusterArn('shop');
const denied = (action: string): Failure => ({kind: 'denied', action, message: 'no'});
const script = networkScript({services: 1, tasks: 1});

describe('coverage', () => {
	const listed: Script = {
		'guardduty:ListDetectors': () => ok(['d-1']),
		'guardduty:ListCoverage': ({nextToken}) =>
			ok(
				pageOf(
					names('c', 120).map(name => coverageOf(name)),
					nextToken,
					50,
				),
			),
	};

	test('comes page by page and is shown as it comes, in GuardDuty’s order', async () => {
		const reading = readingOf(coverageRead, listed);
		const collection = await reading.load({type: 'ECS', sort: {by: 'ISSUE', order: 'DESC'}});
		expect(reading.published.map(({rows}) => rows.length)).toEqual([50, 100, 120, 120]);
		expect(reading.published[0]?.progress).toEqual({done: 50, of: 50});
		expect(isWhole(collection)).toBe(true);
		expect(collection.rows.map(({value}) => value?.id)).toEqual(names('cov-c', 120));
		expect(reading.account.sent.at(-1)?.input).toEqual({
			detectorId: 'd-1',
			criteria: [{key: 'RESOURCE_TYPE', equals: ['ECS']}],
			sort: {by: 'ISSUE', order: 'DESC'},
			nextToken: '100',
		});
	});

	test('of container instances is that of one cluster; a known detector is not asked for', async () => {
		const reading = readingOf(coverageRead, listed);
		await reading.load({...instancesCoverage(cluster), detectorId: 'd-7'});
		expect(reading.account.sent[0]).toMatchObject({
			name: 'guardduty:ListCoverage',
			input: {
				detectorId: 'd-7',
				criteria: [
					{key: 'RESOURCE_TYPE', equals: ['EC2']},
					{key: 'CLUSTER_ARN', equals: [cluster]},
				],
			},
		});
		expect(coverageRead.key({...clustersCoverage, detectorId: 'd-7'})).toBe(
			coverageRead.key(clustersCoverage),
		);
		expect(coverageRead.key(instancesCoverage(cluster))).not.toBe(coverageRead.key(clustersCoverage));
	});

	test('keeps the old rows when a page fails, and says so', async () => {
		let isBroken = false;
		const reading = readingOf(coverageRead, {
			...listed,
			'guardduty:ListCoverage': input =>
				isBroken && input.nextToken === '50' ? failed(serverError) : listed['guardduty:ListCoverage']!(input),
		});
		await reading.load(clustersCoverage);
		isBroken = true;
		const after = await reading.load(clustersCoverage);
		expect(after).toMatchObject({failure: serverError, isComplete: true});
		expect(after.rows).toHaveLength(120);
		expect(after.rows.map(({failure}) => failure !== undefined).lastIndexOf(false)).toBe(49);
	});

	test('two accounts may have the same id', () => {
		expect(coverageKey(coverageOf('a'))).not.toBe(coverageKey(coverageOf('a', {accountId: '9'})));
	});

	test('is empty and whole without detector, and unknown when that was denied', async () => {
		const none = await readingOf(coverageRead, {'guardduty:ListDetectors': () => ok([])}).load(
			clustersCoverage,
		);
		expect(none).toMatchObject({rows: [], isComplete: true});
		expect(none.failure).toBeUndefined();
		const failure = denied('guardduty:ListDetectors');
		const refused = {'guardduty:ListDetectors': () => failed(failure)};
		expect(await readingOf(coverageRead, refused).load(clustersCoverage)).toMatchObject({
			isComplete: false,
			failure,
		});
		expect(await readingOf(coverageStatisticsRead, refused).load(clustersCoverage)).toMatchObject({
			status: 'failed',
			failure,
		});
	});

	test('a reading that is broken off leaves what was held', async () => {
		const reading = readingOf(coverageRead, listed);
		const before = await reading.load(clustersCoverage);
		const after = await reading.loadFor(clustersCoverage, 25);
		expect(after.rows).toHaveLength(120);
		expect(after).toMatchObject({isComplete: true, listedAt: before.listedAt});
	});

	test('is counted with the same criteria', async () => {
		const reading = readingOf(coverageStatisticsRead, script);
		expect(await reading.load(clustersCoverage)).toMatchObject({value: {byStatus: {HEALTHY: 2}}});
		expect(reading.account.sent.at(-1)?.input).toEqual({
			detectorId: 'd-1',
			criteria: [{key: 'RESOURCE_TYPE', equals: ['ECS']}],
		});
	});
});

describe('looking up by id', () => {
	const ids = names('eni', 450).map(name => name.replace('-', '-1'));

	const found = (id: string) => ({id, ipv6Addresses: [], securityGroups: []});
	const askedFor = ({input}: {readonly input: unknown}) => {
		const [[by, asked] = []] = Object.entries(input as {readonly [by: string]: readonly string[]});
		return `${by} ${asked?.length}`;
	};

	test('many are asked for in one call; where one is gone 200 a call, which tells what is gone from what failed', async () => {
		let isBroken = false;
		const reading = readingOf(networkInterfacesRead, {
			'ec2:DescribeNetworkInterfaces': input => {
				if ('everyOf' in input) {
					return ok(undefined);
				}

				const {networkInterfaceIds: asked} = input;
				return isBroken && asked.includes(ids[0]!) ? failed(serverError) : ok(asked.slice(1).map(found));
			},
		});
		const params = {subject: cluster, ids};
		const first = await reading.load(params);
		expect(reading.account.sent.map(askedFor)).toEqual([
			'everyOf 450',
			'networkInterfaceIds 200',
			'networkInterfaceIds 200',
			'networkInterfaceIds 50',
		]);
		expect(reading.published.map(({progress}) => progress?.done)).toEqual([200, 400, 450, undefined]);
		expect(first.rows.filter(({value}) => value?.found === undefined).map(({key}) => key)).toEqual([
			ids[0],
			ids[200],
			ids[400],
		]);
		isBroken = true;
		const second = await reading.load(params);
		expect(second.rows[1]).toMatchObject({value: {found: {id: ids[1]}}, failure: serverError});
		expect(second.rows[0]).toMatchObject({value: {}, failure: serverError});
		expect(second.rows[201]?.failure).toBeUndefined();
		expect(second.rows[201]?.value).toBe(first.rows[201]?.value);
	});

	test('takes one call for a thousand that are all there, and a filter for 200', async () => {
		const reading = readingOf(networkInterfacesRead, {
			'ec2:DescribeNetworkInterfaces': input =>
				ok(('everyOf' in input ? input.everyOf : input.networkInterfaceIds).map(found)),
		});
		const many = names('eni', 1200);
		const collection = await reading.load({subject: cluster, ids: many});
		expect(collection.rows.every(({value}) => value?.found)).toBe(true);
		await reading.load({subject: cluster, ids: many.slice(0, 200)});
		expect(reading.account.sent.map(askedFor)).toEqual([
			'everyOf 1000',
			'everyOf 200',
			'networkInterfaceIds 200',
		]);
	});

	test('does not call gone what an answer left out, and does not ask again for what is denied', async () => {
		const cut = readingOf(networkInterfacesRead, {
			'ec2:DescribeNetworkInterfaces': input =>
				ok('everyOf' in input ? input.everyOf.slice(1).map(found) : input.networkInterfaceIds.map(found)),
		});
		const {rows} = await cut.load({subject: cluster, ids});
		expect(rows.every(({value}) => value?.found)).toBe(true);
		const failure = denied('ec2:DescribeNetworkInterfaces');
		const refused = readingOf(networkInterfacesRead, {
			'ec2:DescribeNetworkInterfaces': () => failed(failure),
		});
		const collection = await refused.load({subject: cluster, ids});
		expect(refused.account.sent).toHaveLength(1);
		expect(collection.rows.every(row => row.failure === failure)).toBe(true);
	});

	test('walks the pages of a batch', async () => {
		const found = names('subnet', 3).map(id => ({id, vpcId: 'v', ipv6Cidrs: [], isIpv6Only: false}));
		const reading = readingOf(subnetsRead, {
			'ec2:DescribeSubnets': ({nextToken}) => ok(pageOf(found, nextToken, 2)),
		});
		const collection = await reading.load(found.map(({id}) => id));
		expect(collection.rows.every(({value}) => value?.found)).toBe(true);
		expect(reading.account.sent).toHaveLength(2);
	});

	test('the same ids are the same, in any order', () => {
		expect(subnetsRead.key(['b', 'a', 'b'])).toBe(subnetsRead.key(['a', 'b']));
		expect(routeTablesRead.key(['b', 'a'])).toBe('a,b');
	});
});

describe('a network', () => {
	test('route tables are whole or not there', async () => {
		const table = (id: string) => ({id, vpcId: 'v', isMain: false, subnetIds: [], routes: []});
		const reading = readingOf(routeTablesRead, {
			'ec2:DescribeRouteTables': ({nextToken}) =>
				nextToken === undefined ? ok({items: [table('a')], nextToken: 'x'}) : failed(serverError),
		});
		expect(await reading.load(['v'])).toMatchObject({status: 'failed', failure: serverError});
		expect(reading.published).toHaveLength(1);
	});

	test.each(['enableDnsSupport', 'enableDnsHostnames'])('DNS with %s denied is unknown', async attribute => {
		const failure = denied('ec2:DescribeVpcAttribute');
		const reading = readingOf(vpcDnsRead, {
			'ec2:DescribeVpcAttribute': input => (input.attribute === attribute ? failed(failure) : ok(true)),
		});
		expect(await reading.load('vpc-1')).toMatchObject({status: 'failed', failure});
		expect(await readingOf(vpcDnsRead, script).load('vpc-1')).toMatchObject({
			value: {support: true, hostnames: false},
		});
	});
});

describe('a role', () => {
	test.each([
		['eu-west-1', 'arn:aws:ecr:eu-west-1:694911143906:repository/aws-guardduty-agent-fargate'],
		['xx-new-1', '*'],
	])('is simulated in one call, on the repository of %s', async (region, resource) => {
		const reading = readingOf(roleSimulationRead, script);
		const read = await reading.load({roleArn: roleArn('exec'), partition: 'aws', region});
		expect(reading.account.sent.map(({input}) => input)).toEqual([
			{
				roleArn: roleArn('exec'),
				actions: [
					'ecr:GetAuthorizationToken',
					'ecr:BatchCheckLayerAvailability',
					'ecr:GetDownloadUrlForLayer',
					'ecr:BatchGetImage',
					'guardduty:SendSecurityTelemetry',
				],
				resources: [resource],
			},
		]);
		expect(read).toMatchObject({status: 'fresh'});
	});

	test('has its own policies with texts, and the names of managed ones', async () => {
		const reading = readingOf(rolePoliciesRead, {
			...script,
			'iam:ListRolePolicies': ({nextToken}) => ok(pageOf(['one', 'two'], nextToken, 1)),
		});
		expect(await reading.load('arn:aws:iam::1:role/path/exec')).toMatchObject({
			value: {inline: [{name: 'one'}, {name: 'two'}], attached: [{name: 'AmazonECSTaskExecutionRolePolicy'}]},
		});
		expect(reading.account.sent[0]?.input).toEqual({roleName: 'exec'});
	});

	test.each(['iam:ListAttachedRolePolicies', 'iam:ListRolePolicies', 'iam:GetRolePolicy'] as const)(
		'whose policies are denied at %s is unknown',
		async name => {
			const failure = denied(name);
			const reading = readingOf(rolePoliciesRead, {...script, [name]: () => failed(failure)});
			expect(await reading.load(roleArn('exec'))).toMatchObject({status: 'failed', failure});
		},
	);

	test('a managed policy is its text in force, by its own name; one that is gone is undefined', async () => {
		const reading = readingOf(managedPolicyRead, script);
		expect(await reading.load('arn:p')).toMatchObject({value: {name: 'Shared'}});
		expect(reading.account.sent.at(-1)?.input).toEqual({policyArn: 'arn:p', versionId: 'v3'});
		const gone = readingOf(managedPolicyRead, {...script, 'iam:GetPolicy': () => ok(undefined)});
		expect(await gone.load('arn:p')).toMatchObject({status: 'fresh', value: undefined});
		const failure = denied('iam:GetPolicyVersion');
		const refused = readingOf(managedPolicyRead, {...script, 'iam:GetPolicyVersion': () => failed(failure)});
		expect(await refused.load('arn:p')).toMatchObject({status: 'failed', failure});
	});
});

describe('the tags’ trail', () => {
	const request = {resourceArn: cluster, tags: [{key: 'GuardDutyManaged', value: 'true'}]};
	const event = (id: string, at: number, detail: Json | undefined, name = 'TagResource'): TrailEvent => ({
		id,
		name,
		at,
		...(detail !== undefined && {detail}),
	});
	const ecs = (requestParameters: Json) => ({
		eventSource: 'ecs.amazonaws.com',
		requestParameters,
		userAgent: 'cli',
	});

	function trailOf(events: () => readonly TrailEvent[], size = 50) {
		return readingOf(tagEventsRead, {
			'cloudtrail:LookupEvents': ({attribute, from = 0, nextToken}) =>
				ok(
					pageOf(
						events().filter(({name, at}) => name === attribute.value && at >= from),
						nextToken,
						size,
					),
				),
		});
	}

	test('has changes of clusters alone, newest first, with what tells of tags', async () => {
		const now = Date.UTC(2026, 10, 23, 8);
		const reading = trailOf(() => [
			event('e-5', now - 1000, {eventSource: 'ec2.amazonaws.com', requestParameters: request}),
			event('e-4', now - 2000, ecs({resourceArn: 'arn:aws:ecs:eu-west-1:1:service/a/b', tags: []})),
			event('e-3', now - 3000, ecs(request)),
			event('e-2', now - 4000, ecs({clusterName: 'shop'}), 'CreateCluster'),
			event('e-1', now - 2500, ecs({resourceArn: cluster, tagKeys: []}), 'UntagResource'),
		]);
		const read = await reading.load(undefined);
		expect(read).toMatchObject({
			status: 'fresh',
			value: {
				completeSince: now - trailReachMs,
				events: [
					{id: 'e-1'},
					{id: 'e-3', detail: {eventSource: 'ecs.amazonaws.com', requestParameters: request}},
					{id: 'e-2'},
				],
			},
		});
		expect(JSON.stringify(read)).not.toContain('userAgent');
		expect(reading.account.sent).toHaveLength(3);
	});

	test('later asks only for what is new, and adds it', async () => {
		const start = Date.UTC(2026, 10, 23, 8);
		const events = [event('e-1', start - 86_400_000, ecs(request))];
		const reading = trailOf(() => events);
		await reading.load(undefined);
		events.unshift(event('e-2', start, ecs(request)));
		const read = await reading.load(undefined);
		expect(read).toMatchObject({
			value: {completeSince: start - trailReachMs, events: [{id: 'e-2'}, {id: 'e-1'}]},
		});
		const later = reading.account.sent[3]!;
		expect((later.input as {from: number}).from).toBeGreaterThan(start - 3_600_000);
	});

	test('ends after ten pages, and knows since when it is whole', async () => {
		const start = Date.UTC(2026, 10, 23, 8);
		const events = Array.from({length: 700}, (_, index) =>
			event(`e-${index}`, start - index * 1000, ecs(request)),
		);
		const reading = trailOf(() => events);
		expect(await reading.load(undefined)).toMatchObject({value: {completeSince: start - 499_000 + 1000}});
		expect(reading.account.counts()).toEqual({'cloudtrail:LookupEvents': 12});
	});

	test.each([
		['has no record', undefined],
		['has a record without its request', {eventSource: 'ecs.amazonaws.com'}],
	])('an event that %s may be the one that counts: before it nothing is known', async (_, detail) => {
		const start = Date.UTC(2026, 10, 23, 8);
		const reading = trailOf(() => [event('e-1', start - 5000, detail)]);
		expect(await reading.load(undefined)).toMatchObject({
			value: {events: [], completeSince: start - 5000 + 1},
		});
	});

	test('a refused call, and one of another service, hide nothing', async () => {
		const start = Date.UTC(2026, 10, 23, 8);
		const reading = trailOf(() => [
			event('e-2', start - 5000, {eventSource: 'ecs.amazonaws.com', errorCode: 'AccessDenied'}),
			event('e-1', start - 6000, {eventSource: 'eks.amazonaws.com'}),
		]);
		expect(await reading.load(undefined)).toMatchObject({value: {completeSince: start - trailReachMs}});
	});

	test('that fails for one kind of event is not believed for the others', async () => {
		const failure = denied('cloudtrail:LookupEvents');
		const reading = readingOf(tagEventsRead, {
			'cloudtrail:LookupEvents': ({attribute}) =>
				attribute.value === 'UntagResource' ? failed(failure) : ok({items: []}),
		});
		expect(await reading.load(undefined)).toMatchObject({status: 'failed', failure});
	});
});

test('coverage of a foreign type keeps its place', async () => {
	const foreign: CoverageResource = coverageOf('kube', {details: {type: 'other', name: 'kube'}});
	const reading = readingOf(coverageRead, {
		'guardduty:ListDetectors': () => ok(['d-1']),
		'guardduty:ListCoverage': () => ok({items: [foreign]}),
	});
	expect((await reading.load(clustersCoverage)).rows).toMatchObject([{value: foreign}]);
});
