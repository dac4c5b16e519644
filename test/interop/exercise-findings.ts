import {ListGraphsCommand} from '@aws-sdk/client-detective';
import {
	CreateSecurityGroupCommand,
	DescribeNetworkInterfacesCommand,
	DescribeSecurityGroupsCommand,
	ModifyNetworkInterfaceAttributeCommand,
	RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import {ListRulesCommand, ListTargetsByRuleCommand} from '@aws-sdk/client-eventbridge';
import {
	ArchiveFindingsCommand,
	CreateSampleFindingsCommand,
	DescribePublishingDestinationCommand,
	type FindingCriteria,
	GetFindingsCommand,
	GetFindingsStatisticsCommand,
	type GroupByType,
	ListFindingsCommand,
	ListPublishingDestinationsCommand,
	UnarchiveFindingsCommand,
	UpdateFindingsFeedbackCommand,
} from '@aws-sdk/client-guardduty';
import {DescribeHubCommand, ListEnabledProductsForImportCommand} from '@aws-sdk/client-securityhub';
import {type Clients} from '../simulator/clients.js';
import {answered} from './answered.js';

/** Calls every operation that findings, their ways and isolation need, in health and in error. */
export async function exerciseFindings(clients: Clients, detectors: readonly string[]): Promise<void> {
	for (const DetectorId of [...detectors, 'unknown']) {
		const ids = await readFindings(clients, DetectorId);
		await countFindings(clients, DetectorId);
		await changeFindings(clients, {DetectorId, FindingIds: ids.slice(0, 3)});
		await readExports(clients, DetectorId);
	}

	await readFlow(clients);
	await isolate(clients);
}

const newest = {AttributeName: 'updatedAt', OrderBy: 'DESC'} as const;

/** Every finding is read, for each type has a shape of its own; of very many, the first pages. */
async function readFindings({guardduty}: Clients, DetectorId: string): Promise<readonly string[]> {
	const all: string[] = [];
	let NextToken: string | undefined;
	do {
		const page = await answered(
			guardduty.send(new ListFindingsCommand({DetectorId, SortCriteria: newest, NextToken})),
		);
		const FindingIds = page?.FindingIds ?? [];
		await answered(guardduty.send(new GetFindingsCommand({DetectorId, FindingIds})));
		all.push(...FindingIds);
		NextToken = page?.NextToken;
	} while (NextToken !== undefined && all.length < 300);

	await answered(guardduty.send(new ListFindingsCommand({DetectorId, FindingCriteria: open, MaxResults: 2})));
	await answered(
		guardduty.send(
			new ListFindingsCommand({DetectorId, FindingCriteria: {Criterion: {colour: {Equals: ['red']}}}}),
		),
	);
	await answered(guardduty.send(new ListFindingsCommand({DetectorId, NextToken: 'made up'})));
	return all;
}

const open: FindingCriteria = {
	Criterion: {
		'service.archived': {Equals: ['false']},
		severity: {GreaterThanOrEqual: 4},
		updatedAt: {GreaterThan: 0},
	},
};

const groupings: readonly GroupByType[] = ['ACCOUNT', 'DATE', 'FINDING_TYPE', 'RESOURCE', 'SEVERITY'];

async function countFindings({guardduty}: Clients, DetectorId: string): Promise<void> {
	await answered(
		guardduty.send(
			new GetFindingsStatisticsCommand({DetectorId, FindingStatisticTypes: ['COUNT_BY_SEVERITY']}),
		),
	);
	for (const GroupBy of groupings) {
		await answered(
			guardduty.send(new GetFindingsStatisticsCommand({DetectorId, GroupBy, FindingCriteria: open})),
		);
	}

	await answered(guardduty.send(new GetFindingsStatisticsCommand({DetectorId})));
}

async function changeFindings(
	{guardduty}: Clients,
	some: {readonly DetectorId: string; readonly FindingIds: string[]},
): Promise<void> {
	const {DetectorId} = some;
	await answered(guardduty.send(new ArchiveFindingsCommand(some)));
	await answered(guardduty.send(new UnarchiveFindingsCommand(some)));
	await answered(
		guardduty.send(new UpdateFindingsFeedbackCommand({...some, Feedback: 'USEFUL', Comments: 'it was'})),
	);
	await answered(
		guardduty.send(new CreateSampleFindingsCommand({DetectorId, FindingTypes: ['Execution:Runtime/None']})),
	);
	await answered(guardduty.send(new CreateSampleFindingsCommand({DetectorId})));
	const {FindingIds = []} =
		(await answered(guardduty.send(new ListFindingsCommand({DetectorId, SortCriteria: newest})))) ?? {};
	await answered(guardduty.send(new GetFindingsCommand({DetectorId, FindingIds, SortCriteria: newest})));
}

async function readExports({guardduty}: Clients, DetectorId: string): Promise<void> {
	const {Destinations = []} =
		(await answered(guardduty.send(new ListPublishingDestinationsCommand({DetectorId})))) ?? {};
	for (const DestinationId of [...Destinations.map(one => one.DestinationId), 'unknown']) {
		await answered(guardduty.send(new DescribePublishingDestinationCommand({DetectorId, DestinationId})));
	}
}

async function readFlow({events, securityhub, detective}: Clients): Promise<void> {
	const {Rules = []} = (await answered(events.send(new ListRulesCommand({Limit: 100})))) ?? {};
	await answered(events.send(new ListRulesCommand({Limit: 2})));
	for (const Rule of [...Rules.map(({Name}) => Name), 'unknown']) {
		await answered(events.send(new ListTargetsByRuleCommand({Rule})));
	}

	await answered(securityhub.send(new DescribeHubCommand({})));
	await answered(securityhub.send(new ListEnabledProductsForImportCommand({MaxResults: 2})));
	await answered(detective.send(new ListGraphsCommand({})));
	await answered(detective.send(new ListGraphsCommand({NextToken: 'made up'})));
}

async function isolate({ec2}: Clients): Promise<void> {
	const {NetworkInterfaces = []} = (await answered(ec2.send(new DescribeNetworkInterfacesCommand({})))) ?? {};
	const VpcId = NetworkInterfaces[0]?.VpcId ?? 'vpc-0';
	const group = {GroupName: 'quarantine', Description: 'nothing in, nothing out', VpcId};
	const made = await answered(ec2.send(new CreateSecurityGroupCommand(group)));
	await answered(ec2.send(new CreateSecurityGroupCommand(group)));
	const GroupId = made?.GroupId ?? 'sg-0';
	const everything = {IpProtocol: '-1', IpRanges: [{CidrIp: '0.0.0.0/0'}]};
	await answered(ec2.send(new RevokeSecurityGroupEgressCommand({GroupId, IpPermissions: [everything]})));
	await answered(ec2.send(new RevokeSecurityGroupEgressCommand({GroupId, IpPermissions: [everything]})));
	await answered(ec2.send(new DescribeSecurityGroupsCommand({GroupIds: [GroupId]})));
	const some = [NetworkInterfaces[0], NetworkInterfaces.find(one => one.RequesterManaged === false)];
	for (const one of [...some, {NetworkInterfaceId: 'eni-0'}]) {
		const NetworkInterfaceId = one?.NetworkInterfaceId ?? 'eni-0';
		const change = {NetworkInterfaceId, Groups: [GroupId]};
		await answered(ec2.send(new ModifyNetworkInterfaceAttributeCommand(change)));
		const NetworkInterfaceIds = [NetworkInterfaceId];
		await answered(ec2.send(new DescribeNetworkInterfacesCommand({NetworkInterfaceIds})));
	}
}
