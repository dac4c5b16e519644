import {
	type FindingCriteria,
	GetFindingsCommand,
	GetFindingsStatisticsCommand,
	type GetFindingsStatisticsCommandInput,
	type GuardDutyClient,
	ListFindingsCommand,
	type ListFindingsCommandInput,
	type SortCriteria,
} from '@aws-sdk/client-guardduty';
import {describe, expect, test} from 'vitest';
import {errorNameOf, stillClock} from './clients.js';
import {detectorOf, findingsOf, where} from './findings.js';
import {createRig} from './rig.js';

const start = createRig();

type Condition = NonNullable<FindingCriteria['Criterion']>[string];
type Asked = Omit<ListFindingsCommandInput, 'DetectorId'>;

async function list(guardduty: GuardDutyClient, asked: Asked = {}) {
	const DetectorId = await detectorOf(guardduty);
	return guardduty.send(new ListFindingsCommand({DetectorId, ...asked}));
}

const minutes = (ago: number): number => stillClock.now() - ago * 60_000;
const newest = {AttributeName: 'updatedAt', OrderBy: 'DESC'} as const;
const miner = 'arn:aws:ecs:eu-west-1:482193057716:task-definition/payments-worker:64';

describe('criteria', () => {
	test.each<[string, string, Condition, number]>([
		['all types but one', 'type', {NotEquals: ['Execution:Runtime/ReverseShell']}, 17],
		[
			'two types',
			'type',
			{Equals: ['Execution:Runtime/ReverseShell', 'Execution:Runtime/NewBinaryExecuted']},
			2,
		],
		['the old word for equals', 'type', {Eq: ['Execution:Runtime/ReverseShell']}, 1],
		['the old word for not equals', 'type', {Neq: ['Execution:Runtime/ReverseShell']}, 17],
		['high and above', 'severity', {GreaterThanOrEqual: 7}, 7],
		['above 8', 'severity', {GreaterThan: 8}, 1],
		['below medium', 'severity', {LessThan: 4}, 5],
		['up to medium', 'severity', {LessThanOrEqual: 5}, 11],
		['the old words for a band', 'severity', {Gte: 4, Lte: 6}, 6],
		['the old words for between', 'severity', {Gt: 2, Lt: 9}, 12],
		['a severity with a fraction by its whole number', 'severity', {Equals: ['9']}, 1],
		['severities by whole numbers', 'severity', {Equals: ['7', '8']}, 6],
		['archived', 'service.archived', {Equals: ['true']}, 2],
		['not archived', 'service.archived', {Equals: ['false']}, 16],
		['since a time', 'updatedAt', {GreaterThanOrEqual: minutes(17)}, 3],
		['of another account', 'accountId', {Equals: ['1'.repeat(12)]}, 0],
		['of this Region', 'region', {Equals: ['eu-west-1']}, 18],
		['by kind of resource', 'resource.resourceType', {Equals: ['AccessKey', 'AttackSequence']}, 2],
		['by cluster', 'resource.ecsClusterDetails.name', {Equals: ['payments-prod']}, 4],
		['by task definition', 'resource.ecsClusterDetails.taskDetails.definitionArn', {Equals: [miner]}, 4],
		[
			'by image',
			'resource.ecsClusterDetails.taskDetails.containers.image',
			{Equals: ['quay.io/prometheus/node-exporter:v1.9.1']},
			1,
		],
		['by instance', 'resource.instanceDetails.instanceId', {NotEquals: ['i-0']}, 18],
		['by domain', 'service.action.dnsRequestAction.domain', {Equals: ['eu.xmr-pool.example']}, 1],
		['by action', 'service.action.actionType', {Equals: ['DNS_REQUEST']}, 6],
		['by process', 'service.runtimeDetails.process.name', {Equals: ['kdevtmpfsi']}, 3],
		['by list of threats', 'service.additionalInfo.threatListName', {Equals: ['Amazon']}, 4],
		['by role', 'resource.accessKeyDetails.userName', {Equals: ['login-task']}, 1],
	])('%s', async (_, field, condition, expected) => {
		const {guardduty} = await start();
		expect((await list(guardduty, where(field, condition))).FindingIds).toHaveLength(expected);
	});

	test('all criteria must hold', async () => {
		const {guardduty} = await start();
		const found = await findingsOf(guardduty, {
			FindingCriteria: {
				Criterion: {
					severity: {GreaterThanOrEqual: 7},
					'resource.ecsClusterDetails.name': {Equals: ['identity-prod']},
				},
			},
		});
		expect(found.map(({Type}) => Type)).toEqual(['Backdoor:Runtime/C&CActivity.B!DNS']);
	});

	test.each<[string, Asked]>([
		['an unknown field', where('colour', {Equals: ['red']})],
		['a field of an object’s own', where('constructor', {Equals: ['a']})],
		[
			'a field that is for filters alone',
			where('resource.ecsClusterDetails.taskDetails.arn', {Equals: ['a']}),
		],
		['samples', where('service.additionalInfo.sample', {Equals: ['true']})],
		['a pattern, which is for filters alone', where('type', {Matches: ['Execution:*']})],
		['the opposite of a pattern', where('type', {NotMatches: ['Execution:*']})],
		['no condition', where('type', {})],
		['an order of what has none', where('type', {GreaterThan: 1})],
		['51 values', where('id', {Equals: Array.from({length: 51}, (_, index) => String(index))})],
		['an unknown order', {SortCriteria: {AttributeName: 'colour', OrderBy: 'ASC'}}],
		['a page of 51', {MaxResults: 51}],
		['a made up token', {NextToken: 'made up'}],
	])('%s is refused', async (_, asked) => {
		const {guardduty} = await start();
		expect(await errorNameOf(list(guardduty, asked))).toBe('BadRequestException');
	});

	test('51 criteria are refused', async () => {
		const {guardduty} = await start();
		const Criterion = Object.fromEntries(
			Array.from({length: 51}, (_, index) => [`field${index}`, {Equals: ['a']}]),
		);
		expect(await errorNameOf(list(guardduty, {FindingCriteria: {Criterion}}))).toBe('BadRequestException');
	});
});

describe('order and pages', () => {
	test.each<[string, SortCriteria, string]>([
		[
			'the newest first',
			{AttributeName: 'updatedAt', OrderBy: 'DESC'},
			'CryptoCurrency:Runtime/BitcoinTool.B!DNS',
		],
		['the oldest first', {AttributeName: 'updatedAt', OrderBy: 'ASC'}, 'Trojan:Runtime/BlackholeTraffic!DNS'],
		[
			'the worst first',
			{AttributeName: 'severity', OrderBy: 'DESC'},
			'AttackSequence:ECS/CompromisedCluster',
		],
		['by type', {AttributeName: 'type', OrderBy: 'ASC'}, 'AttackSequence:ECS/CompromisedCluster'],
	])('%s', async (_, order, first) => {
		const {guardduty} = await start();
		const found = await findingsOf(guardduty, {SortCriteria: order});
		expect(found).toHaveLength(18);
		expect(found[0]?.Type).toBe(first);
	});

	test('of 10,000 findings those of one cluster are listed once each', async () => {
		const {guardduty} = await start({scenario: 'findings-many'});
		const DetectorId = await detectorOf(guardduty);
		const counted = await guardduty.send(new GetFindingsStatisticsCommand({DetectorId, GroupBy: 'RESOURCE'}));
		const groups = counted.FindingStatistics?.GroupedByResource ?? [];
		expect(groups.reduce((sum, {TotalFindings = 0}) => sum + TotalFindings, 0)).toBe(10_000);
		const expected = groups.find(({ResourceId}) => ResourceId?.endsWith('/noisy-01'))?.TotalFindings;
		const ofOne = where('resource.ecsClusterDetails.name', {Equals: ['noisy-01']});
		const ids: string[] = [];
		let NextToken: string | undefined;
		do {
			const asked = {DetectorId, ...ofOne, SortCriteria: newest, NextToken};
			const page = await guardduty.send(new ListFindingsCommand(asked));
			ids.push(...(page.FindingIds ?? []));
			NextToken = page.NextToken;
		} while (NextToken !== undefined);

		expect(ids).toHaveLength(expected ?? 0);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('findings are got by their ids, unknown ones left out, at most fifty', async () => {
		const {guardduty} = await start();
		const DetectorId = await detectorOf(guardduty);
		const {FindingIds = []} = await list(guardduty);
		const {Findings} = await guardduty.send(
			new GetFindingsCommand({DetectorId, FindingIds: [...FindingIds, 'f'.repeat(32)]}),
		);
		expect(Findings).toHaveLength(18);
		const many = Array.from({length: 51}, () => 'f'.repeat(32));
		expect(await errorNameOf(guardduty.send(new GetFindingsCommand({DetectorId, FindingIds: many})))).toBe(
			'BadRequestException',
		);
	});
});

describe('statistics', () => {
	async function count(
		guardduty: GuardDutyClient,
		asked: Omit<GetFindingsStatisticsCommandInput, 'DetectorId'>,
	) {
		const DetectorId = await detectorOf(guardduty);
		const {FindingStatistics} = await guardduty.send(
			new GetFindingsStatisticsCommand({DetectorId, ...asked}),
		);
		return FindingStatistics ?? {};
	}

	test('by severity in the old way, of what the criteria let through', async () => {
		const {guardduty} = await start();
		const all = await count(guardduty, {FindingStatisticTypes: ['COUNT_BY_SEVERITY']});
		expect(all.CountBySeverity).toEqual({'2.0': 5, '5.0': 6, '8.0': 6, '9.3': 1});
		const open = await count(guardduty, {
			FindingStatisticTypes: ['COUNT_BY_SEVERITY'],
			...where('service.archived', {Equals: ['false']}),
		});
		expect(open.CountBySeverity).toEqual({'2.0': 4, '5.0': 5, '8.0': 6, '9.3': 1});
	});

	test('by severity, type, account, resource and date', async () => {
		const {guardduty} = await start({scenario: 'administrator'});
		const bySeverity = await count(guardduty, {GroupBy: 'SEVERITY', OrderBy: 'ASC'});
		const counted = new Map(
			bySeverity.GroupedBySeverity?.map(({Severity, TotalFindings}) => [Severity, TotalFindings]),
		);
		expect([...counted.keys()].slice(0, 2)).toEqual([9.3, 2]);
		expect(counted).toEqual(
			new Map([
				[9.3, 1],
				[2, 7],
				[5, 8],
				[8, 8],
			]),
		);
		const byAccount = await count(guardduty, {GroupBy: 'ACCOUNT'});
		expect(
			byAccount.GroupedByAccount?.map(({AccountId, TotalFindings}) => [AccountId, TotalFindings]),
		).toEqual([
			['482193057716', 18],
			['730114286095', 3],
			['905311246688', 3],
		]);
		const byType = await count(guardduty, {GroupBy: 'FINDING_TYPE', MaxResults: 2});
		expect(byType.GroupedByFindingType?.map(({FindingType}) => FindingType)).toEqual(
			expect.arrayContaining(['Execution:Runtime/ReverseShell', 'Execution:Runtime/NewBinaryExecuted']),
		);
		const byResource = await count(guardduty, {GroupBy: 'RESOURCE', MaxResults: 1});
		expect(byResource.GroupedByResource).toEqual([
			expect.objectContaining({
				ResourceId: 'arn:aws:ecs:eu-west-1:482193057716:cluster/data-platform',
				TotalFindings: 6,
			}),
		]);
		const byDate = await count(guardduty, {GroupBy: 'DATE', MaxResults: 100});
		const total = byDate.GroupedByDate?.reduce((sum, {TotalFindings = 0}) => sum + TotalFindings, 0);
		expect(total).toBe(24);
		expect(byDate.GroupedByDate?.every(({Date: day}) => Number(day) % 86_400_000 === 0)).toBe(true);
	});

	test.each<[string, Omit<GetFindingsStatisticsCommandInput, 'DetectorId'>]>([
		['neither way', {}],
		['both ways', {FindingStatisticTypes: ['COUNT_BY_SEVERITY'], GroupBy: 'SEVERITY'}],
		['an unknown group', {GroupBy: 'COLOUR' as never}],
		['an unknown type', {FindingStatisticTypes: ['COUNT_BY_COLOUR' as never]}],
		['101 groups', {GroupBy: 'SEVERITY', MaxResults: 101}],
		['a number of groups without groups', {FindingStatisticTypes: ['COUNT_BY_SEVERITY'], MaxResults: 5}],
	])('%s is refused', async (_, asked) => {
		const {guardduty} = await start();
		expect(await errorNameOf(count(guardduty, asked))).toBe('BadRequestException');
	});
});
