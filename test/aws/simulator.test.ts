import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {createAccount} from '../../source/aws/account.js';
import {operations} from '../../source/aws/operations/registry.js';
import {type Account} from '../../source/domain/account.js';
import {type ClusterArn} from '../../source/domain/arn.js';
import {
	type OperationInput,
	type OperationName,
	type OperationOutput,
	operationTable,
} from '../../source/domain/operations.js';
import {minutesPattern, minutesQuery} from '../../source/domain/usage/query-text.js';
import {recordInMessage} from '../../source/domain/usage/record.js';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.js';

const signal = new AbortController().signal;
const used = new Set<OperationName>();

let simulator: Simulator;
let account: Account;

beforeAll(async () => {
	simulator = await startSimulator({scenario: 'demo'});
	account = createAccount({
		region: simulator.region,
		endpointUrl: simulator.url,
		credentials: simulator.credentials,
	});
});

afterAll(async () => {
	account.close();
	await simulator.stop();
});

async function ask<Name extends OperationName>(
	name: Name,
	input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
	used.add(name);
	const answer = await account.call(name, input, {signal});
	if (!answer.ok) {
		throw new Error(`${name}: ${JSON.stringify(answer.failure)}`);
	}

	expect(answer.requestId).toBeTruthy();
	return answer.value;
}

/** Every cluster with its running tasks, described. */
async function clustersWithTasks() {
	const {items: arns} = await ask('ecs:ListClusters', {});
	return Promise.all(
		arns.map(async cluster => {
			const {items} = await ask('ecs:ListTasks', {cluster, desiredStatus: 'RUNNING'});
			const tasks = items.length > 0 ? (await ask('ecs:DescribeTasks', {cluster, tasks: items})).items : [];
			return {cluster, tasks};
		}),
	);
}

describe('every operation works against the simulator', () => {
	test('identity, detector, administrator and account setting', async () => {
		expect(await ask('sts:GetCallerIdentity', {})).toMatchObject({
			account: expect.stringMatching(/^\d{12}$/) as string,
			arn: expect.stringMatching(/^arn:aws:/) as string,
		});
		const [detectorId] = await ask('guardduty:ListDetectors', {});
		const detector = await ask('guardduty:GetDetector', {detectorId: detectorId!});
		expect(detector.features.map(feature => feature.name)).toContain('RUNTIME_MONITORING');
		expect(await ask('guardduty:GetAdministratorAccount', {detectorId: detectorId!})).not.toBeNull();
		expect(await ask('ecs:ListAccountSettings', {name: 'guardDutyActivate'})).toMatchObject([
			{name: 'guardDutyActivate'},
		]);
	});

	test('clusters, services, deployments and task definitions', async () => {
		const {items: arns} = await ask('ecs:ListClusters', {});
		const {items: clusters, missing} = await ask('ecs:DescribeClusters', {clusters: arns});
		expect(clusters.map(cluster => cluster.arn)).toEqual(arns);
		expect(missing).toEqual([]);
		expect(clusters.every(cluster => cluster.tags !== undefined)).toBe(true);
		const {cluster, page} = await firstWithServices(arns);
		const {items: services} = await ask('ecs:DescribeServices', {cluster, services: page.slice(0, 10)});
		const service = services[0]!;
		expect(service.deployments[0]).toMatchObject({
			status: 'PRIMARY',
			createdAt: expect.any(Number) as number,
		});
		const {items} = await ask('ecs:ListServiceDeployments', {cluster, service: service.arn});
		expect(items[0]?.serviceArn).toBe(service.arn);
		const definition = await ask('ecs:DescribeTaskDefinition', {taskDefinition: service.taskDefinition});
		expect(definition.containers.length).toBeGreaterThan(0);
	});

	async function firstWithServices(clusters: readonly ClusterArn[]) {
		for (const cluster of clusters) {
			const {items: page} = await ask('ecs:ListServices', {cluster});
			if (page.length > 0) {
				return {cluster, page};
			}
		}

		throw new Error('no cluster of the scenario has services');
	}

	test('tasks, their interface, and instances', async () => {
		const all = await clustersWithTasks();
		const tasks = all.flatMap(({tasks}) => tasks);
		expect(tasks.some(task => task.containers.some(({name}) => name.startsWith('aws-guardduty-agent')))).toBe(
			true,
		);
		const networkInterfaceId = tasks.find(task => task.network?.eniId)!.network!.eniId!;
		expect(
			await ask('ec2:DescribeNetworkInterfaces', {networkInterfaceIds: [networkInterfaceId]}),
		).toMatchObject([
			{
				id: networkInterfaceId,
				securityGroups: expect.arrayContaining([expect.stringMatching(/^sg-/)]) as string[],
			},
		]);
		const onInstance = tasks.find(task => task.containerInstanceArn !== undefined)!;
		const {items} = await ask('ecs:ListContainerInstances', {cluster: onInstance.clusterArn});
		const {items: instances} = await ask('ecs:DescribeContainerInstances', {
			cluster: onInstance.clusterArn,
			containerInstances: items,
		});
		expect(instances.map(instance => instance.arn)).toContain(onInstance.containerInstanceArn);
		expect(instances[0]?.instanceType).toBeTruthy();
	});

	test('tag, untag and insights, read back', async () => {
		const {items} = await ask('ecs:ListClusters', {});
		const cluster = items[0]!;
		const read = async () => (await ask('ecs:DescribeClusters', {clusters: [cluster]})).items[0]!;
		await ask('ecs:TagResource', {resourceArn: cluster, tags: [{key: 'onduty-test', value: ''}]});
		expect((await read()).tags).toContainEqual({key: 'onduty-test', value: ''});
		await ask('ecs:UntagResource', {resourceArn: cluster, tagKeys: ['onduty-test']});
		expect((await read()).tags?.map(tag => tag.key)).not.toContain('onduty-test');
		await ask('ecs:UpdateClusterSettings', {cluster, containerInsights: 'enhanced'});
		expect((await read()).containerInsights).toBe('enhanced');
	});

	test('redeploy and stop the rollout', async () => {
		const {items} = await ask('ecs:ListClusters', {});
		const {cluster, page} = await firstWithServices(items);
		const service = page[0]!;
		const before = (await ask('ecs:DescribeServices', {cluster, services: [service]})).items[0]!;
		const redeployed = await ask('ecs:UpdateService', {cluster, service});
		expect(redeployed.deployments[0]!.id).not.toBe(before.deployments[0]!.id);
		const {items: deployments} = await ask('ecs:ListServiceDeployments', {cluster, service});
		const stopped = account.call(
			'ecs:StopServiceDeployment',
			{serviceDeployment: deployments[0]!.arn, stopType: 'ROLLBACK'},
			{signal},
		);
		used.add('ecs:StopServiceDeployment');
		expect(await stopped).toMatchObject({ok: true});
	});

	test('run and stop a task', async () => {
		const all = await clustersWithTasks();
		const model = all
			.flatMap(({tasks}) => tasks)
			.find(task => task.launchType === 'FARGATE' && task.network)!;
		const {items} = await ask('ecs:RunTask', {
			request: {
				cluster: model.clusterArn,
				taskDefinition: model.taskDefinition,
				launchType: 'FARGATE',
				count: 1,
				networkConfiguration: {
					awsvpcConfiguration: {
						subnets: [model.network!.subnetId!],
						securityGroups: ['sg-1'],
						assignPublicIp: 'DISABLED',
					},
				},
			},
		});
		const stopped = await ask('ecs:StopTask', {
			cluster: model.clusterArn,
			task: items[0]!.arn,
			reason: 'a test',
		});
		expect(stopped).toMatchObject({arn: items[0]!.arn, desiredStatus: 'STOPPED'});
	});

	test('coverage and its statistics, page by page and by every documented key', async () => {
		const [id] = await ask('guardduty:ListDetectors', {});
		const detectorId = id!;
		const all = await ask('guardduty:ListCoverage', {
			detectorId,
			criteria: [{key: 'RESOURCE_TYPE', equals: ['ECS']}],
			sort: {by: 'ECS_CLUSTER_NAME', order: 'ASC'},
		});
		expect(all.items.length).toBeGreaterThan(1);
		expect(new Set(all.items.map(({details}) => details.type))).toEqual(new Set(['ECS']));
		expect(all.items.some(({status}) => status === 'UNHEALTHY')).toBe(true);
		expect(all.items.every(({accountId, updatedAt}) => /^\d{12}$/.test(accountId) && updatedAt! > 0)).toBe(
			true,
		);
		const names = all.items.map(({details}) => (details.type === 'ECS' ? details.clusterName : ''));
		expect(names).toEqual(names.toSorted());
		const unhealthy = all.items.filter(({status}) => status === 'UNHEALTHY');
		const filtered = await ask('guardduty:ListCoverage', {
			detectorId,
			criteria: [
				{key: 'RESOURCE_TYPE', equals: ['ECS']},
				{key: 'COVERAGE_STATUS', notEquals: ['HEALTHY']},
			],
		});
		expect(filtered.items).toHaveLength(unhealthy.length);
		const statistics = await ask('guardduty:GetCoverageStatistics', {
			detectorId,
			criteria: [{key: 'RESOURCE_TYPE', equals: ['ECS']}],
		});
		expect(statistics.byType).toEqual({ECS: all.items.length});
		expect(statistics.byStatus?.UNHEALTHY).toBe(unhealthy.length);
	});

	test('the network of a task: interface, subnet, routes, endpoints, groups, lists and DNS', async () => {
		const tasks = (await clustersWithTasks()).flatMap(({tasks: found}) => found);
		const ids = tasks.flatMap(({network}) => network?.eniId ?? []);
		const interfaces =
			(await ask('ec2:DescribeNetworkInterfaces', {
				networkInterfaceIds: [...ids.slice(0, 199), 'eni-00000000'],
			})) ?? [];
		expect(await ask('ec2:DescribeNetworkInterfaces', {everyOf: ids.slice(0, 300)})).toHaveLength(
			Math.min(ids.length, 300),
		);
		expect(await ask('ec2:DescribeNetworkInterfaces', {everyOf: [...ids, 'eni-00000000']})).toBeUndefined();
		expect(interfaces).toHaveLength(Math.min(ids.length, 199));
		const subnetIds = [...new Set(interfaces.flatMap(({subnetId}) => subnetId ?? []))];
		const {items: subnets} = await ask('ec2:DescribeSubnets', {subnetIds: [...subnetIds, 'subnet-gone']});
		expect(subnets.map(subnet => subnet.id).toSorted()).toEqual(subnetIds.toSorted());
		const vpcIds = [...new Set(subnets.map(({vpcId}) => vpcId))];
		const {items: tables} = await ask('ec2:DescribeRouteTables', {vpcIds});
		expect(tables.some(({isMain}) => isMain)).toBe(true);
		const targets = new Set(tables.flatMap(({routes}) => routes.map(({target}) => target)));
		expect([...targets]).toEqual(expect.arrayContaining(['local', 'nat-gateway', 'internet-gateway']));
		expect(targets.has('other')).toBe(false);
		const {items: endpoints} = await ask('ec2:DescribeVpcEndpoints', {vpcIds});
		const guardDuty = endpoints.find(({serviceName}) => serviceName.endsWith('.guardduty-data'))!;
		expect(guardDuty).toMatchObject({type: 'Interface', state: 'available', hasPrivateDns: true});
		expect(() => JSON.parse(guardDuty.policyDocument!) as unknown).not.toThrow();
		const groupIds = [...new Set(interfaces.flatMap(({securityGroups}) => securityGroups))];
		const {items: groups} = await ask('ec2:DescribeSecurityGroups', {
			groupIds: [...groupIds, ...guardDuty.securityGroups],
		});
		expect(groups.flatMap(({outbound}) => outbound).length).toBeGreaterThan(0);
		expect(groups.flatMap(({inbound}) => inbound).some(({toPort}) => toPort === 443)).toBe(true);
		const name = `com.amazonaws.${simulator.region}.s3`;
		expect(await ask('ec2:DescribeManagedPrefixLists', {names: [name]})).toMatchObject({
			items: [{id: expect.stringMatching(/^pl-/) as string, name}],
		});
		const vpcId = vpcIds[0]!;
		expect(await ask('ec2:DescribeVpcAttribute', {vpcId, attribute: 'enableDnsSupport'})).toBe(true);
		expect(typeof (await ask('ec2:DescribeVpcAttribute', {vpcId, attribute: 'enableDnsHostnames'}))).toBe(
			'boolean',
		);
		const gone = account.call(
			'ec2:DescribeVpcAttribute',
			{vpcId: 'vpc-gone', attribute: 'enableDnsSupport'},
			{signal},
		);
		expect(await gone).toMatchObject({ok: false, failure: {kind: 'absent'}});
	});

	test('an execution role: simulated, and policy by policy', async () => {
		const tasks = (await clustersWithTasks()).flatMap(({tasks: found}) => found);
		const definition = await ask('ecs:DescribeTaskDefinition', {
			taskDefinition: tasks.find(({launchType}) => launchType === 'FARGATE')!.taskDefinition,
		});
		const roleArn = definition.executionRoleArn!;
		const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
		expect(await ask('iam:GetRole', {roleName})).toMatchObject({arn: roleArn, name: roleName});
		expect(await ask('iam:GetRole', {roleName: 'gone'})).toBeUndefined();
		const simulated = await ask('iam:SimulatePrincipalPolicy', {
			roleArn,
			actions: ['ecr:GetAuthorizationToken', 'guardduty:SendSecurityTelemetry'],
			resources: ['*'],
		});
		expect(simulated.items.map(({action}) => action)).toEqual([
			'ecr:GetAuthorizationToken',
			'guardduty:SendSecurityTelemetry',
		]);
		expect(simulated.items[0]!.decision).toBe('allowed');
		const {items: attached} = await ask('iam:ListAttachedRolePolicies', {roleName});
		const {items: inline} = await ask('iam:ListRolePolicies', {roleName});
		expect(attached.length + inline.length).toBeGreaterThan(0);
		const policyArn = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';
		const policy = (await ask('iam:GetPolicy', {policyArn}))!;
		expect(policy).toMatchObject({name: 'AmazonECSTaskExecutionRolePolicy'});
		expect(await ask('iam:GetPolicy', {policyArn: `${policyArn}Gone`})).toBeUndefined();
		const {document} = await ask('iam:GetPolicyVersion', {policyArn, versionId: policy.defaultVersionId});
		expect(JSON.parse(document)).toMatchObject({Statement: expect.any(Array) as unknown[]});
	});

	test('an inline policy, of the role that has one', async () => {
		const {names, own} = await inlinePolicy();
		expect(names).toContain(own.name);
		expect(JSON.parse(own.document)).toMatchObject({Statement: expect.any(Array) as unknown[]});
	});

	async function inlinePolicy() {
		for (const {tasks} of await clustersWithTasks()) {
			for (const taskDefinition of new Set(tasks.map(task => task.taskDefinition))) {
				const {executionRoleArn = ''} = await ask('ecs:DescribeTaskDefinition', {taskDefinition});
				const roleName = executionRoleArn.slice(executionRoleArn.lastIndexOf('/') + 1);
				const names =
					roleName !== '' && (await ask('iam:GetRole', {roleName}))
						? (await ask('iam:ListRolePolicies', {roleName})).items
						: [];
				if (names[0] !== undefined) {
					return {names, own: await ask('iam:GetRolePolicy', {roleName, policyName: names[0]})};
				}
			}
		}

		throw new Error('no role of the scenario has an inline policy');
	}

	test('the trail, by attribute and by time', async () => {
		const attribute = {key: 'EventName', value: 'CreateCluster'} as const;
		const {items} = await ask('cloudtrail:LookupEvents', {attribute});
		expect(items.length).toBeGreaterThan(0);
		expect(items[0]).toMatchObject({
			name: 'CreateCluster',
			detail: {eventSource: 'ecs.amazonaws.com', requestParameters: expect.any(Object) as object},
		});
		const times = items.map(({at}) => at);
		expect(times).toEqual(times.toSorted((one, other) => other - one));
		const newest = await ask('cloudtrail:LookupEvents', {attribute, from: times[0]!, to: times[0]! + 1000});
		expect(newest.items.length).toBeLessThan(items.length + 1);
		expect(newest.items[0]!.at).toBe(times[0]);
	});

	test('log groups, a query and its end, events', async () => {
		const prefix = '/aws/ecs/containerinsights/';
		const {items} = await ask('logs:DescribeLogGroups', {prefix});
		const group = items.find(({name}) => name.startsWith(`${prefix}checkout-prod/`))!;
		expect(group).toMatchObject({logClass: 'STANDARD', createdAt: expect.any(Number) as number});
		const to = simulator.now();
		const span = {from: to - 600_000, to};
		const query = {logGroups: [group.name], query: minutesQuery('asc'), ...span, limit: 10};
		const queryId = await ask('logs:StartQuery', query);
		await ask('logs:StopQuery', {queryId});
		expect(await ask('logs:StopQuery', {queryId})).toBeUndefined();
		expect(await ask('logs:GetQueryResults', {queryId})).toMatchObject({status: 'Cancelled'});
		const events = await ask('logs:FilterLogEvents', {
			logGroup: group.name,
			pattern: minutesPattern(),
			...span,
		});
		expect(events.items.length).toBeGreaterThan(0);
		expect(events.items.every(({message, at}) => recordInMessage(message, at) !== undefined)).toBe(true);
		const {logStreamName} = events.items[0]!;
		const stream = {logGroupName: group.name, logStreamName: logStreamName!, limit: 5};
		expect(await ask('logs:GetLogEvents', stream)).toHaveLength(5);
		expect(await ask('logs:GetLogEvents', {...stream, logStreamName: 'gone'})).toBeUndefined();
	});

	test('and none was forgotten by these tests', () => {
		// Those of findings are in simulator-findings.test.ts.
		const ofFindings =
			/^(events|securityhub|detective):|Finding|PublishingDestination|InterfaceAttribute|CreateSecurityGroup|Revoke/;
		const names = Object.keys(operationTable).filter(name => !ofFindings.test(name));
		expect([...used].toSorted()).toEqual(names.toSorted());
	});
});

test('the registry loads every operation', async () => {
	for (const [name, load] of Object.entries(operations)) {
		expect(await load(), name).toMatchObject({
			send: expect.any(Function) as unknown,
			parse: expect.any(Function) as unknown,
		});
	}
});

test('raw answers are JSON with AWS’s own member names', async () => {
	const {items} = await ask('ecs:ListClusters', {});
	const answer = await account.raw('ecs:DescribeClusters', {clusters: items.slice(0, 1)}, {signal});
	expect(answer).toMatchObject({ok: true, value: {clusters: [{clusterArn: items[0]}]}});
	expect(JSON.stringify(answer)).not.toContain('$metadata');
});

describe('what goes wrong on the wire has its kind', () => {
	test.each([
		['throttle', {throttle: 1}, {kind: 'throttled'}],
		['error', {error: 1}, {kind: 'server'}],
		['drop', {drop: 1}, {kind: 'unreachable'}],
		['expired', {expired: true}, {kind: 'expired'}],
		['deny', {deny: ['ecs:ListClusters']}, {kind: 'denied', action: 'ecs:ListClusters'}],
	] as const)('%s', async (_title, faults, expected) => {
		simulator.setFaults(faults);
		const answer = await account.call('ecs:ListClusters', {}, {signal});
		simulator.setFaults({throttle: 0, error: 0, drop: 0, expired: false, deny: []});
		expect(answer).toMatchObject({ok: false, failure: expected});
	});

	test('a cluster that does not exist', async () => {
		const cluster = 'arn:aws:ecs:eu-west-1:123456789012:cluster/gone' as ClusterArn;
		const listed = await account.call('ecs:ListServices', {cluster}, {signal});
		expect(listed).toMatchObject({ok: false, failure: {kind: 'absent'}});
		expect(await ask('ecs:DescribeClusters', {clusters: [cluster]})).toEqual({
			items: [],
			missing: [{arn: cluster, reason: 'MISSING'}],
		});
	});
});
