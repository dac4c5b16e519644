import {describe, expect, test} from 'vitest';
import {type ServiceArn, type TaskDefinitionArn} from '../../../source/domain/arn.js';
import {type Failure} from '../../../source/domain/failure.js';
import {accountSettingRead} from '../../../source/store/reads/account-setting.js';
import {administratorRead} from '../../../source/store/reads/administrator.js';
import {censusRead} from '../../../source/store/reads/census.js';
import {detectorRead} from '../../../source/store/reads/detector.js';
import {identityRead} from '../../../source/store/reads/identity.js';
import {networkInterfaceRead} from '../../../source/store/reads/network-interface.js';
import {rawRead} from '../../../source/store/reads/raw.js';
import {serviceDeploymentsRead} from '../../../source/store/reads/service-deployments.js';
import {serviceEventsRead} from '../../../source/store/reads/service-events.js';
import {taskDefinitionRead} from '../../../source/store/reads/task-definition.js';
import {failed, ok, type Script, serverError, throttle} from '../fake-account.js';
import {
	aService,
	aTask,
	clusterArn,
	emptyWorld,
	names,
	pageOf,
	scriptOf,
	serviceArn,
	taskArn,
} from '../fake-world.js';
import {readingOf} from './reading.js';

const shop = clusterArn('shop');
const denied: Failure = {kind: 'denied', action: 'guardduty:GetDetector', message: 'no'};
const world = {...emptyWorld, clusters: ['shop'], services: () => ['api']};

describe('a single value', () => {
	test('is fresh, then stale beside its failure, then fresh as the same object with a new date', async () => {
		let isBroken = false;
		const script = scriptOf(world);
		const reading = readingOf(identityRead, {
			'sts:GetCallerIdentity': () => (isBroken ? failed(serverError) : script['sts:GetCallerIdentity']!({})),
		});
		const first = await reading.load(undefined);
		isBroken = true;
		const second = await reading.load(undefined);
		isBroken = false;
		const third = await reading.load(undefined);

		expect(first).toMatchObject({status: 'fresh', value: {account: '123456789012'}});
		expect(second).toEqual({...first, status: 'stale', failure: serverError});
		expect(third).toMatchObject({status: 'fresh'});
		expect('value' in third && 'value' in first && third.value === first.value).toBe(true);
		expect('at' in third && 'at' in first && third.at > first.at).toBe(true);
	});

	test('that never came is a failure with its time', async () => {
		const reading = readingOf(identityRead, {'sts:GetCallerIdentity': () => failed(denied)});
		expect(await reading.load(undefined)).toMatchObject({status: 'failed', failure: denied});
	});

	test('is left as it was by a load that is broken off', async () => {
		const reading = readingOf(detectorRead, scriptOf(world));
		const before = await reading.load(undefined);
		expect(await reading.loadFor(undefined, 5)).toBe(before);
		expect(reading.published).toHaveLength(1);
	});
});

describe('GuardDuty', () => {
	test.each([
		['no detector', [], {value: undefined}, {value: undefined}],
		['a detector', ['d-1'], {value: {id: 'd-1'}}, {value: {accountId: '999999999999'}}],
	])('with %s', async (_, detectors, detector, administrator) => {
		const script: Script = {
			'guardduty:ListDetectors': () => ok(detectors),
			'guardduty:GetDetector': ({detectorId}) => ok({id: detectorId, isEnabled: true, features: []}),
			'guardduty:GetAdministratorAccount': () => ok({accountId: '999999999999'}),
		};
		expect(await readingOf(detectorRead, script).load(undefined)).toMatchObject({
			status: 'fresh',
			...detector,
		});
		expect(await readingOf(administratorRead, script).load(undefined)).toMatchObject({
			status: 'fresh',
			...administrator,
		});
	});

	test.each([detectorRead, administratorRead])('denied is unknown, never "no detector" (%#)', async read => {
		const list = readingOf(read as typeof detectorRead, {'guardduty:ListDetectors': () => failed(denied)});
		expect(await list.load(undefined)).toMatchObject({status: 'failed', failure: denied});
		const get = readingOf(read as typeof detectorRead, {
			'guardduty:ListDetectors': () => ok(['d-1']),
			'guardduty:GetDetector': () => failed(denied),
			'guardduty:GetAdministratorAccount': () => failed(denied),
		});
		expect(await get.load(undefined)).toMatchObject({status: 'failed', failure: denied});
	});
});

test.each([
	['on', [{name: 'guardDutyActivate', value: 'on'}], 'on'],
	['not listed', [], undefined],
	['another setting', [{name: 'containerInsights', value: 'enabled'}], undefined],
])('the account setting that is %s', async (_, settings, value) => {
	const reading = readingOf(accountSettingRead, {'ecs:ListAccountSettings': () => ok(settings)});
	const setting = await reading.load(undefined);
	expect(setting.status === 'fresh' && setting.value?.value).toBe(value ?? undefined);
	expect(setting.status).toBe('fresh');
	expect(reading.account.sent[0]?.input).toEqual({name: 'guardDutyActivate'});
});

describe('one service', () => {
	const place = {cluster: shop, service: serviceArn('shop', 'api')};

	test('has its events', async () => {
		const events = await readingOf(serviceEventsRead, scriptOf(world)).load(place);
		expect(events).toMatchObject({status: 'fresh', value: aService('shop', 'api').events});
	});

	test('that is gone is absent', async () => {
		const gone = readingOf(serviceEventsRead, {
			'ecs:DescribeServices': () => ok({items: [], missing: [{arn: place.service, reason: 'MISSING'}]}),
		});
		expect(await gone.load(place)).toMatchObject({status: 'failed', failure: {kind: 'absent'}});
	});

	test('has all its deployments, or says that not all could be read', async () => {
		const deployments = names('deployment', 150).map(name => ({
			arn: name as never,
			serviceArn: place.service,
			status: 'SUCCESSFUL',
		}));
		let isBroken = false;
		const reading = readingOf(serviceDeploymentsRead, {
			'ecs:ListServiceDeployments': ({nextToken}) =>
				isBroken && nextToken ? failed(throttle) : ok(pageOf(deployments, nextToken)),
		});
		expect(await reading.load(place)).toMatchObject({status: 'fresh', value: deployments});
		isBroken = true;
		expect(await reading.load(place)).toMatchObject({status: 'stale', value: deployments, failure: throttle});
	});
});

test('a network interface and a task definition are read by their names', async () => {
	const family = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:7' as TaskDefinitionArn;
	const definition = {arn: family, family: 'api', revision: 7, containers: [], requiresCompatibilities: []};
	expect(
		await readingOf(taskDefinitionRead, {'ecs:DescribeTaskDefinition': () => ok(definition)}).load(family),
	).toMatchObject({status: 'fresh', value: definition});
	const reading = readingOf(networkInterfaceRead, {'ec2:DescribeNetworkInterfaces': () => ok([])});
	expect(await reading.load('eni-1')).toMatchObject({status: 'fresh', value: undefined});
	expect(reading.account.sent[0]?.input).toEqual({networkInterfaceIds: ['eni-1']});
	const found = {id: 'eni-1', ipv6Addresses: [], securityGroups: []};
	const other = readingOf(networkInterfaceRead, {
		'ec2:DescribeNetworkInterfaces': () => ok([{...found, id: 'eni-2'}, found]),
	});
	expect(await other.load('eni-1')).toMatchObject({status: 'fresh', value: found});
});

describe('AWS’s own JSON', () => {
	const prefix = 'arn:aws:ecs:eu-west-1:123456789012';
	test.each([
		['cluster/shop', 'ecs:DescribeClusters', {clusters: [shop]}],
		['service/shop/api', 'ecs:DescribeServices', {cluster: shop, services: [`${prefix}:service/shop/api`]}],
		['task/shop/1', 'ecs:DescribeTasks', {cluster: shop, tasks: [`${prefix}:task/shop/1`]}],
		[
			'container-instance/shop/1',
			'ecs:DescribeContainerInstances',
			{cluster: shop, containerInstances: [`${prefix}:container-instance/shop/1`]},
		],
		[
			'task-definition/api:7',
			'ecs:DescribeTaskDefinition',
			{taskDefinition: `${prefix}:task-definition/api:7`},
		],
		[
			'service-deployment/shop/api/9',
			'ecs:ListServiceDeployments',
			{cluster: shop, service: `${prefix}:service/shop/api`},
		],
	] as const)('of %s comes from %s', async (resource, name, input) => {
		const reading = readingOf(rawRead, {[name]: () => ok({items: []})});
		const json = await reading.load({subject: `${prefix}:${resource}` as ServiceArn});
		expect(json).toMatchObject({status: 'fresh', value: {raw: {items: []}}});
		expect(reading.account.sent).toMatchObject([{name, input}]);
	});

	test('of a task with an old short ARN needs its cluster', async () => {
		const subject = `${prefix}:task/0f3c` as ServiceArn;
		const reading = readingOf(rawRead, {'ecs:DescribeTasks': () => ok({items: [], missing: []})});
		expect(await reading.load({subject})).toMatchObject({status: 'failed', failure: {code: 'NoCluster'}});
		expect(await reading.load({subject, cluster: shop})).toMatchObject({status: 'fresh'});
		expect(reading.account.sent).toMatchObject([{input: {cluster: shop, tasks: [subject]}}]);
	});

	test.each(['not an arn', `${prefix}:constructor/x`, `${prefix}:capacity-provider/x`])(
		'of %s is refused',
		async subject => {
			const reading = readingOf(rawRead, {});
			expect(await reading.load({subject: subject as ServiceArn})).toMatchObject({
				status: 'failed',
				failure: {code: 'NoRawView'},
			});
		},
	);
});

describe('the census', () => {
	const running = names('task', 250);
	const script = scriptOf({...emptyWorld, running: () => running});

	test('counts all live tasks of a cluster and keeps none of them', async () => {
		const reading = readingOf(censusRead, script);
		expect(await reading.load(shop)).toMatchObject({
			status: 'fresh',
			value: {tasks: 250, running: 250, expected: 250, staleServices: [], isPartial: false},
		});
		expect(reading.account.counts()).toEqual({'ecs:ListTasks': 3, 'ecs:DescribeTasks': 3});
		expect(JSON.stringify(reading.held()).length).toBeLessThan(400);
	});

	test('of nothing is zero', async () => {
		const reading = readingOf(censusRead, scriptOf(emptyWorld));
		expect(await reading.load(shop)).toMatchObject({status: 'fresh', value: {tasks: 0, isPartial: false}});
	});

	test('names each stale service once, in one order, whatever batch came first', async () => {
		const reading = readingOf(censusRead, {
			...script,
			'ecs:DescribeTasks': ({tasks}) =>
				ok({
					items: tasks.map(arn => {
						const serviceName = ['web', 'api'][Number(arn.slice(-3)) % 2];
						return aTask('shop', arn.slice(-3), {serviceName, containers: [{name: 'app'}]});
					}),
					missing: [],
				}),
		});
		expect(await reading.load(shop)).toMatchObject({value: {absent: 250, staleServices: ['api', 'web']}});
	});

	test.each([
		['a describe batch', 'ecs:DescribeTasks'],
		['a page', 'ecs:ListTasks'],
	] as const)('is said to be partial when %s failed and no whole count is known', async (_, name) => {
		let calls = 0;
		const reading = readingOf(censusRead, {
			...script,
			[name]: (input: never) => (++calls === 2 ? failed(serverError) : script[name]!(input)),
		});
		const census = await reading.load(shop);
		expect(census).toMatchObject({status: 'stale', failure: serverError, value: {isPartial: true}});
		expect(census.status === 'stale' && census.value.tasks).toBeGreaterThan(0);
		expect(census.status === 'stale' && census.value.tasks).toBeLessThan(250);
	});

	test('keeps the whole count of before rather than a part of now', async () => {
		let isBroken = false;
		const reading = readingOf(censusRead, {
			...script,
			'ecs:DescribeTasks': input =>
				isBroken && input.tasks.length < 100 ? failed(serverError) : script['ecs:DescribeTasks']!(input),
		});
		const before = await reading.load(shop);
		isBroken = true;
		expect(await reading.load(shop)).toEqual({...before, status: 'stale', failure: serverError});
	});

	test('does not miss tasks that ended meanwhile, but those that AWS says nothing about', async () => {
		const first = taskArn('shop', 'task-000');
		const answer = (reason: string | undefined) =>
			readingOf(censusRead, {
				...scriptOf({...emptyWorld, running: () => names('task', 2)}),
				'ecs:DescribeTasks': () =>
					ok({items: [aTask('shop', 'task-001')], missing: reason ? [{arn: first, reason}] : []}),
			}).load(shop);
		expect(await answer('MISSING')).toMatchObject({status: 'fresh', value: {tasks: 1, isPartial: false}});
		expect(await answer('ACCESS_DENIED')).toMatchObject({
			status: 'stale',
			value: {tasks: 1, isPartial: true},
		});
		expect(await answer(undefined)).toMatchObject({status: 'stale', value: {tasks: 1, isPartial: true}});
	});

	test('that could not be read at all is a failure, not zero', async () => {
		const reading = readingOf(censusRead, {...script, 'ecs:ListTasks': () => failed(denied)});
		expect(await reading.load(shop)).toMatchObject({status: 'failed', failure: denied});
	});

	test('that is broken off says nothing', async () => {
		const reading = readingOf(censusRead, script);
		expect(await reading.loadFor(shop, 30)).toEqual({status: 'waiting'});
	});
});
