import {ListGraphsCommand} from '@aws-sdk/client-detective';
import {ListRulesCommand, ListTargetsByRuleCommand} from '@aws-sdk/client-eventbridge';
import {
	DescribePublishingDestinationCommand,
	GetDetectorCommand,
	type GuardDutyClient,
	ListPublishingDestinationsCommand,
} from '@aws-sdk/client-guardduty';
import {DescribeHubCommand, ListEnabledProductsForImportCommand} from '@aws-sdk/client-securityhub';
import {describe, expect, test} from 'vitest';
import {errorNameOf} from './clients.js';
import {detectorOf} from './findings.js';
import {createRig, type Rig} from './rig.js';

const start = createRig();

async function exportOf(guardduty: GuardDutyClient) {
	const DetectorId = await detectorOf(guardduty);
	const {Destinations = []} = await guardduty.send(new ListPublishingDestinationsCommand({DetectorId}));
	const DestinationId = Destinations[0]?.DestinationId;
	return guardduty.send(new DescribePublishingDestinationCommand({DetectorId, DestinationId}));
}

/** Names of the rules that findings match, with their state. */
async function rulesOf({events}: Rig): Promise<readonly string[]> {
	const {Rules = []} = await events.send(new ListRulesCommand({}));
	const isForFindings = (pattern = '{}'): boolean =>
		JSON.stringify(JSON.parse(pattern)).includes('aws.guardduty');
	return Rules.flatMap(({Name, State, EventPattern}) =>
		isForFindings(EventPattern) ? `${Name} ${State}` : [],
	);
}

describe('in the demo everything is connected', () => {
	test('rules with their targets, among others', async () => {
		const rig = await start();
		expect(await rulesOf(rig)).toEqual([
			'guardduty-coverage DISABLED',
			'guardduty-high-to-on-call ENABLED',
			'guardduty-to-siem ENABLED',
		]);
		const {Targets = []} = await rig.events.send(
			new ListTargetsByRuleCommand({Rule: 'guardduty-high-to-on-call'}),
		);
		expect(Targets.map(({Arn}) => Arn)).toEqual([
			'arn:aws:sns:eu-west-1:482193057716:on-call',
			'arn:aws:lambda:eu-west-1:482193057716:function:enrich-finding',
		]);
	});

	test('rules come page by page, by prefix, and from the default bus alone', async () => {
		const {events} = await start();
		const names: (string | undefined)[] = [];
		let NextToken: string | undefined;
		do {
			const page = await events.send(new ListRulesCommand({Limit: 2, NextToken}));
			names.push(...(page.Rules ?? []).map(({Name}) => Name));
			NextToken = page.NextToken;
		} while (NextToken !== undefined);

		expect(new Set(names).size).toBe(5);
		const {Rules} = await events.send(new ListRulesCommand({NamePrefix: 'nightly'}));
		expect(Rules).toEqual([expect.objectContaining({ScheduleExpression: 'cron(0 2 * * ? *)'})]);
		const other = new ListRulesCommand({EventBusName: 'other'});
		expect(await errorNameOf(events.send(other))).toBe('ResourceNotFoundException');
		const unknown = new ListTargetsByRuleCommand({Rule: 'unknown'});
		expect(await errorNameOf(events.send(unknown))).toBe('ResourceNotFoundException');
	});

	test('Security Hub, Detective, the export and how often findings are published', async () => {
		const {securityhub, detective, guardduty} = await start();
		const hub = await securityhub.send(new DescribeHubCommand({}));
		expect(hub.HubArn).toBe('arn:aws:securityhub:eu-west-1:482193057716:hub/default');
		const products = await securityhub.send(new ListEnabledProductsForImportCommand({MaxResults: 1}));
		expect(products.ProductSubscriptions?.[0]).toMatch(/\/aws\/guardduty$/);
		expect(products.NextToken).toBeDefined();
		const {GraphList} = await detective.send(new ListGraphsCommand({}));
		expect(GraphList?.[0]?.Arn).toMatch(/^arn:aws:detective:eu-west-1:482193057716:graph:[0-9a-f]{32}$/);
		expect(await exportOf(guardduty)).toMatchObject({
			Status: 'PUBLISHING',
			PublishingFailureStartTimestamp: 0,
			DestinationProperties: {DestinationArn: 'arn:aws:s3:::company-guardduty-findings'},
		});
		const DetectorId = await detectorOf(guardduty);
		const detector = await guardduty.send(new GetDetectorCommand({DetectorId}));
		expect(detector.FindingPublishingFrequency).toBe('FIFTEEN_MINUTES');
	});
});

test.each(['flow-nothing', 'member'])('in %s nothing is connected', async scenario => {
	const rig = await start({scenario});
	expect(await rulesOf(rig)).toEqual([]);
	for (const call of [new DescribeHubCommand({}), new ListEnabledProductsForImportCommand({})]) {
		// The client's overloads don't take a union of commands.
		expect(await errorNameOf(rig.securityhub.send(call as DescribeHubCommand))).toBe(
			'InvalidAccessException',
		);
	}

	expect((await rig.detective.send(new ListGraphsCommand({}))).GraphList).toEqual([]);
	const DetectorId = await detectorOf(rig.guardduty);
	const {Destinations} = await rig.guardduty.send(new ListPublishingDestinationsCommand({DetectorId}));
	expect(Destinations).toEqual([]);
});

test('an export that fails says since when, rules are off, and the hub takes others’ findings alone', async () => {
	const rig = await start({scenario: 'flow-failing'});
	expect(await exportOf(rig.guardduty)).toMatchObject({
		Status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
		PublishingFailureStartTimestamp: Date.UTC(2026, 10, 23, 2),
	});
	expect(new Set((await rulesOf(rig)).map(rule => rule.split(' ')[1]))).toEqual(new Set(['DISABLED']));
	const {ProductSubscriptions = []} = await rig.securityhub.send(new ListEnabledProductsForImportCommand({}));
	expect(ProductSubscriptions.some(arn => arn.includes('/guardduty'))).toBe(false);
});

test('who may not look is told so by each service in its own way', async () => {
	const {events, securityhub, detective, guardduty} = await start({scenario: 'denied-flow'});
	const DetectorId = await detectorOf(guardduty);
	const names = await Promise.all([
		errorNameOf(events.send(new ListRulesCommand({}))),
		errorNameOf(securityhub.send(new DescribeHubCommand({}))),
		errorNameOf(detective.send(new ListGraphsCommand({}))),
		errorNameOf(guardduty.send(new ListPublishingDestinationsCommand({DetectorId}))),
	]);
	expect(new Set(names)).toEqual(new Set(['AccessDeniedException']));
});

test('an unknown destination is refused', async () => {
	const {guardduty} = await start();
	const DetectorId = await detectorOf(guardduty);
	const unknown = new DescribePublishingDestinationCommand({DetectorId, DestinationId: 'unknown'});
	expect(await errorNameOf(guardduty.send(unknown))).toBe('BadRequestException');
});
