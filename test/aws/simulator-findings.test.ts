import {afterAll, beforeAll, expect, test} from 'vitest';
import {createAccount} from '../../source/aws/account.js';
import {type Account} from '../../source/domain/account.js';
import {
	type OperationInput,
	type OperationName,
	type OperationOutput,
	operationTable,
} from '../../source/domain/operations.js';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.js';

/** The operations that simulator.test.ts leaves to this file. */
const ofFindings =
	/^(events|securityhub|detective):|Finding|PublishingDestination|InterfaceAttribute|CreateSecurityGroup|Revoke/;

const signal = new AbortController().signal;
const used = new Set<OperationName>();

let simulator: Simulator;
let account: Account;
let detectorId: string;

beforeAll(async () => {
	simulator = await startSimulator({scenario: 'findings-isolation'});
	account = createAccount({
		region: simulator.region,
		endpointUrl: simulator.url,
		credentials: simulator.credentials,
	});
	[detectorId = ''] = await ask('guardduty:ListDetectors', {});
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

	return answer.value;
}

const open = {'service.archived': {equals: ['false']}};

async function openIds(): Promise<readonly string[]> {
	const sort = {by: 'severity', order: 'DESC'} as const;
	return (await ask('guardduty:ListFindings', {detectorId, criteria: open, sort})).items;
}

test('findings are listed worst first, read, counted, archived and brought back', async () => {
	const ids = await openIds();
	const findings = await ask('guardduty:GetFindings', {detectorId, findingIds: ids});
	expect(new Set(findings.map(({id}) => id))).toEqual(new Set(ids));
	const bySeverity = ids.map(id => findings.find(finding => finding.id === id)!.severity!);
	expect(bySeverity).toEqual(bySeverity.toSorted((one, other) => other - one));
	const counts = await ask('guardduty:GetFindingsStatistics', {
		detectorId,
		groupBy: 'SEVERITY',
		criteria: open,
	});
	expect(counts.reduce((sum, {findings: count}) => sum + count, 0)).toBe(ids.length);

	const findingIds = ids.slice(0, 1);
	await ask('guardduty:ArchiveFindings', {detectorId, findingIds});
	expect(await openIds()).not.toContain(ids[0]);
	await ask('guardduty:UnarchiveFindings', {detectorId, findingIds});
	expect(await openIds()).toContain(ids[0]);
	await ask('guardduty:UpdateFindingsFeedback', {
		detectorId,
		findingIds,
		feedback: 'USEFUL',
		comments: 'seen',
	});
	const [told] = await ask('guardduty:GetFindings', {detectorId, findingIds});
	expect(told).toMatchObject({feedback: 'USEFUL', isArchived: false});
});

test('samples are marked as samples', async () => {
	const before = new Set(await openIds());
	const findingTypes = ['Execution:Runtime/ReverseShell'];
	await ask('guardduty:CreateSampleFindings', {detectorId, findingTypes});
	const findingIds = (await openIds()).filter(id => !before.has(id));
	const [sample] = await ask('guardduty:GetFindings', {detectorId, findingIds});
	expect(sample).toMatchObject({type: findingTypes[0], isSample: true});
});

test('where findings flow', async () => {
	const {items: rules} = await ask('events:ListRules', {});
	const rule = rules.find(({pattern}) => pattern?.includes('aws.guardduty'))!;
	const {items: targets} = await ask('events:ListTargetsByRule', {rule: rule.name});
	expect(targets[0]?.arn).toMatch(/^arn:aws:/);
	expect(await ask('securityhub:DescribeHub', {})).toMatchObject({
		arn: expect.stringMatching(/hub/) as string,
	});
	const {items: products} = await ask('securityhub:ListEnabledProductsForImport', {});
	expect(products.some(arn => arn.includes('/guardduty'))).toBe(true);
	expect((await ask('detective:ListGraphs', {})).items).not.toHaveLength(0);
	const {items: destinations} = await ask('guardduty:ListPublishingDestinations', {detectorId});
	const destinationId = destinations[0]?.id ?? '';
	const destination = await ask('guardduty:DescribePublishingDestination', {detectorId, destinationId});
	expect(destination.destinationArn).toMatch(/^arn:aws:s3:::/);
});

test('an interface gets other security groups, and its old ones back', async () => {
	const {items: clusters} = await ask('ecs:ListClusters', {});
	const tasks = await Promise.all(
		clusters.map(async cluster => {
			const {items} = await ask('ecs:ListTasks', {cluster, desiredStatus: 'RUNNING'});
			return items.length > 0 ? (await ask('ecs:DescribeTasks', {cluster, tasks: items})).items : [];
		}),
	);
	const eni = tasks.flat().find(({network}) => network?.eniId !== undefined)!.network!.eniId!;
	const groupsOf = async () =>
		(await ask('ec2:DescribeNetworkInterfaces', {networkInterfaceIds: [eni]}))?.[0]?.securityGroups ?? [];
	const [found] = (await ask('ec2:DescribeNetworkInterfaces', {networkInterfaceIds: [eni]}))!;
	const before = await groupsOf();
	const {groupId} = await ask('ec2:CreateSecurityGroup', {
		vpcId: found!.vpcId!,
		groupName: 'onduty-isolate-test',
		description: 'denies all',
	});
	await ask('ec2:RevokeSecurityGroupEgress', {groupId, cidrs: ['0.0.0.0/0'], ipv6Cidrs: []});
	const {items: groups} = await ask('ec2:DescribeSecurityGroups', {groupIds: [groupId]});
	expect(groups[0]).toMatchObject({id: groupId, inbound: [], outbound: []});
	await ask('ec2:ModifyNetworkInterfaceAttribute', {networkInterfaceId: eni, groups: [groupId]});
	expect(await groupsOf()).toEqual([groupId]);
	await ask('ec2:ModifyNetworkInterfaceAttribute', {networkInterfaceId: eni, groups: before});
	expect(await groupsOf()).toEqual(before);
});

test('and none of them was forgotten by these tests', () => {
	const names = Object.keys(operationTable).filter(name => ofFindings.test(name));
	expect(names.length).toBeGreaterThan(15);
	expect(names.filter(name => !used.has(name as OperationName))).toEqual([]);
});
