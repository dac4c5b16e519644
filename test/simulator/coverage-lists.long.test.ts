import {DescribeNetworkInterfacesCommand} from '@aws-sdk/client-ec2';
import {ListTasksCommand} from '@aws-sdk/client-ecs';
import {
	type CoverageFilterCriterion,
	type CoverageSortCriteria,
	GetCoverageStatisticsCommand,
	type GuardDutyClient,
	ListCoverageCommand,
	type ListCoverageCommandInput,
	ListDetectorsCommand,
	ListMembersCommand,
	paginateListCoverage,
} from '@aws-sdk/client-guardduty';
import {describe, expect, test} from 'vitest';
import {errorNameOf} from './clients.js';
import {createRig} from './rig.js';

const start = createRig();

async function detectorOf(guardduty: GuardDutyClient): Promise<string> {
	const {DetectorIds} = await guardduty.send(new ListDetectorsCommand({}));
	return DetectorIds?.[0] ?? '';
}

async function list(guardduty: GuardDutyClient, input: Omit<ListCoverageCommandInput, 'DetectorId'> = {}) {
	const DetectorId = await detectorOf(guardduty);
	const {Resources = []} = await guardduty.send(new ListCoverageCommand({DetectorId, ...input}));
	return Resources;
}

const one = (...FilterCriterion: CoverageFilterCriterion[]) => ({FilterCriteria: {FilterCriterion}});

const nameOf = (resource: Awaited<ReturnType<typeof list>>[number]): string | undefined =>
	resource.ResourceDetails?.EcsClusterDetails?.ClusterName ??
	resource.ResourceDetails?.Ec2InstanceDetails?.InstanceId;

describe('the demo', () => {
	test('has clusters of every kind: healthy, stale, refused, excluded, not opted in, on EC2', async () => {
		const {guardduty} = await start();
		const resources = await list(
			guardduty,
			one({
				CriterionKey: 'RESOURCE_TYPE',
				FilterCondition: {Equals: ['ECS']},
			}),
		);
		const byName = new Map(resources.map(resource => [nameOf(resource), resource]));
		expect(
			[...byName].map(([name, {CoverageStatus, ResourceDetails}]) => [
				name,
				CoverageStatus,
				ResourceDetails?.EcsClusterDetails?.FargateDetails?.ManagementType,
			]),
		).toEqual([
			['payments-prod', 'UNHEALTHY', 'AUTO_MANAGED'],
			['checkout-prod', 'UNHEALTHY', 'DISABLED'],
			['ledger-prod', 'UNHEALTHY', 'DISABLED'],
			['cards-prod', 'UNHEALTHY', 'DISABLED'],
			['legacy-billing', 'UNHEALTHY', 'DISABLED'],
			['desktop-tools', 'HEALTHY', 'AUTO_MANAGED'],
			['partner-gateway', 'UNHEALTHY', 'DISABLED'],
			['identity-prod', 'HEALTHY', 'AUTO_MANAGED'],
			['data-platform', 'UNHEALTHY', 'AUTO_MANAGED'],
			['tokyo-expansion', 'UNHEALTHY', 'AUTO_MANAGED'],
		]);
		expect(byName.get('payments-prod')?.Issue).toMatch(
			/^Agent exited: Reason: CannotPullContainerError: .*403 Forbidden for tasks in TaskDefinition - 'ledger-writer:41'$/,
		);
		expect(byName.get('data-platform')?.Issue).toBe(
			"ExitCode: 143 for tasks in TaskDefinition - 'feature-store:14'",
		);
		expect(byName.get('legacy-billing')?.ResourceDetails?.EcsClusterDetails).toMatchObject({
			ContainerInstanceDetails: {CoveredContainerInstances: 3, CompatibleContainerInstances: 5},
		});
	});

	test.each(['row1', 'row2', 'no-detector'])('nothing is judged in %s', async scenario => {
		const {guardduty} = await start({scenario});
		const DetectorId = await detectorOf(guardduty);
		if (DetectorId !== '') {
			expect(await list(guardduty)).toEqual([]);
		}

		expect(await errorNameOf(guardduty.send(new ListCoverageCommand({DetectorId: 'foreign'})))).toBe(
			'BadRequestException',
		);
	});
});

describe('filters', () => {
	const arn = 'arn:aws:ecs:eu-west-1:482193057716:cluster/legacy-billing';

	test.each<[string, CoverageFilterCriterion, number]>([
		['ACCOUNT_ID', {CriterionKey: 'ACCOUNT_ID', FilterCondition: {Equals: ['482193057716']}}, 15],
		['another account', {CriterionKey: 'ACCOUNT_ID', FilterCondition: {Equals: ['1'.repeat(12)]}}, 0],
		['RESOURCE_TYPE', {CriterionKey: 'RESOURCE_TYPE', FilterCondition: {Equals: ['EC2']}}, 5],
		['not EC2', {CriterionKey: 'RESOURCE_TYPE', FilterCondition: {NotEquals: ['EC2']}}, 10],
		['COVERAGE_STATUS', {CriterionKey: 'COVERAGE_STATUS', FilterCondition: {Equals: ['HEALTHY']}}, 5],
		[
			'two names',
			{CriterionKey: 'ECS_CLUSTER_NAME', FilterCondition: {Equals: ['payments-prod', 'cards-prod']}},
			2,
		],
		['all names but one', {CriterionKey: 'ECS_CLUSTER_NAME', FilterCondition: {NotEquals: ['x']}}, 15],
		['MANAGEMENT_TYPE', {CriterionKey: 'MANAGEMENT_TYPE', FilterCondition: {Equals: ['MANUAL']}}, 1],
		['AGENT_VERSION', {CriterionKey: 'AGENT_VERSION', FilterCondition: {Equals: ['1.17.1']}}, 4],
		['CLUSTER_ARN', {CriterionKey: 'CLUSTER_ARN', FilterCondition: {Equals: [arn]}}, 5],
		['INSTANCE_ID', {CriterionKey: 'INSTANCE_ID', FilterCondition: {Equals: ['i-ca9a0415876959b98']}}, 1],
		['EKS_CLUSTER_NAME', {CriterionKey: 'EKS_CLUSTER_NAME', FilterCondition: {Equals: ['a']}}, 0],
		['CLUSTER_NAME', {CriterionKey: 'CLUSTER_NAME', FilterCondition: {Equals: ['payments-prod']}}, 0],
		['ADDON_VERSION', {CriterionKey: 'ADDON_VERSION', FilterCondition: {Equals: ['v1']}}, 0],
	])('%s', async (_, criterion, expected) => {
		const {guardduty} = await start();
		expect(await list(guardduty, one(criterion))).toHaveLength(expected);
	});

	test('all criteria must hold', async () => {
		const {guardduty} = await start();
		const both = one(
			{CriterionKey: 'COVERAGE_STATUS', FilterCondition: {Equals: ['HEALTHY']}},
			{CriterionKey: 'RESOURCE_TYPE', FilterCondition: {Equals: ['ECS']}},
		);
		expect((await list(guardduty, both)).map(nameOf)).toEqual(['desktop-tools', 'identity-prod']);
	});

	test.each<[string, Omit<ListCoverageCommandInput, 'DetectorId'>]>([
		['an unknown criterion', one({CriterionKey: 'COLOUR' as never, FilterCondition: {Equals: ['red']}})],
		[
			'a criterion of an object’s own',
			one({CriterionKey: 'constructor' as never, FilterCondition: {Equals: ['a']}}),
		],
		['no condition', one({CriterionKey: 'ACCOUNT_ID'})],
		['a page of 51', {MaxResults: 51}],
		['a made up token', {NextToken: 'made up'}],
		[
			'EC2 sorted by issue',
			{
				...one({CriterionKey: 'RESOURCE_TYPE', FilterCondition: {Equals: ['EC2']}}),
				SortCriteria: {AttributeName: 'ISSUE', OrderBy: 'ASC'},
			},
		],
	])('%s is refused', async (_, input) => {
		const {guardduty} = await start();
		expect(await errorNameOf(list(guardduty, input))).toBe('BadRequestException');
	});
});

describe('order and pages', () => {
	test.each<[string, CoverageSortCriteria, string]>([
		['names upwards', {AttributeName: 'ECS_CLUSTER_NAME', OrderBy: 'ASC'}, 'cards-prod'],
		['names downwards', {AttributeName: 'ECS_CLUSTER_NAME', OrderBy: 'DESC'}, 'tokyo-expansion'],
		['the newest first', {AttributeName: 'UPDATED_AT', OrderBy: 'DESC'}, 'data-platform'],
		['the healthy first', {AttributeName: 'COVERAGE_STATUS', OrderBy: 'ASC'}, 'desktop-tools'],
	])('%s', async (_, SortCriteria, first) => {
		const {guardduty} = await start();
		const filter = one({CriterionKey: 'RESOURCE_TYPE', FilterCondition: {Equals: ['ECS']}});
		const resources = await list(guardduty, {...filter, SortCriteria});
		expect(resources).toHaveLength(10);
		expect(resources[0] && nameOf(resources[0])).toBe(first);
	});

	test('pages of four hold each resource once', async () => {
		const {guardduty} = await start();
		const DetectorId = await detectorOf(guardduty);
		const sizes: number[] = [];
		const ids = new Set<string | undefined>();
		for await (const page of paginateListCoverage({client: guardduty, pageSize: 4}, {DetectorId})) {
			sizes.push(page.Resources?.length ?? 0);
			for (const {ResourceId} of page.Resources ?? []) {
				ids.add(ResourceId);
			}
		}

		expect(sizes).toEqual([4, 4, 4, 3]);
		expect(ids.size).toBe(15);
	});
});

test('statistics count by type and by status, of what the filter lets through', async () => {
	const {guardduty} = await start();
	const DetectorId = await detectorOf(guardduty);
	const all = await guardduty.send(
		new GetCoverageStatisticsCommand({
			DetectorId,
			StatisticsType: ['COUNT_BY_RESOURCE_TYPE', 'COUNT_BY_COVERAGE_STATUS'],
		}),
	);
	expect(all.CoverageStatistics).toEqual({
		CountByResourceType: {ECS: 10, EC2: 5},
		CountByCoverageStatus: {HEALTHY: 5, UNHEALTHY: 10},
	});
	const some = await guardduty.send(
		new GetCoverageStatisticsCommand({
			DetectorId,
			StatisticsType: ['COUNT_BY_COVERAGE_STATUS'],
			...one({CriterionKey: 'RESOURCE_TYPE', FilterCondition: {Equals: ['EC2']}}),
		}),
	);
	expect(some.CoverageStatistics).toEqual({CountByCoverageStatus: {HEALTHY: 3, UNHEALTHY: 2}});
});

test('an administrator is told of its members’ clusters, a member account of its own alone', async () => {
	const {guardduty} = await start({scenario: 'administrator'});
	const DetectorId = await detectorOf(guardduty);
	const {Members = []} = await guardduty.send(new ListMembersCommand({DetectorId}));
	expect(Members.map(({AccountId, RelationshipStatus}) => [AccountId, RelationshipStatus])).toEqual([
		['730114286095', 'Enabled'],
		['905311246688', 'Enabled'],
	]);
	const everybody = await guardduty.send(new ListMembersCommand({DetectorId, OnlyAssociated: 'false'}));
	expect(everybody.Members).toHaveLength(3);
	const same = await list(
		guardduty,
		one({CriterionKey: 'ECS_CLUSTER_NAME', FilterCondition: {Equals: ['payments-prod']}}),
	);
	expect(same.map(({AccountId, CoverageStatus}) => [AccountId, CoverageStatus])).toEqual([
		['482193057716', 'UNHEALTHY'],
		['730114286095', 'HEALTHY'],
	]);
	const member = await start({scenario: 'member'});
	const own = await member.guardduty.send(
		new ListMembersCommand({DetectorId: await detectorOf(member.guardduty)}),
	);
	expect(own.Members).toEqual([]);
	expect(new Set((await list(member.guardduty)).map(({AccountId}) => AccountId))).toEqual(
		new Set(['482193057716']),
	);
});

test('a large account is judged without filling it, and alike once it is filled', async () => {
	const options = {scenario: 'scale', scale: {clusters: 3, services: 12, tasks: 4}};
	const untouched = await start(options);
	const {guardduty, ecs} = await start(options);
	for (const cluster of ['fleet-0001', 'fleet-0002', 'fleet-0003']) {
		await ecs.send(new ListTasksCommand({cluster}));
	}

	const filled = await list(guardduty);
	expect(filled).toEqual(await list(untouched.guardduty));
	// Only the tasks of clusters that were filled have interfaces.
	const {NetworkInterfaces} = await untouched.ec2.send(new DescribeNetworkInterfacesCommand({}));
	expect(NetworkInterfaces).toEqual([]);
	expect(filled[0]?.ResourceDetails?.EcsClusterDetails?.FargateDetails?.Issues).toHaveLength(4);
});
