import {
	type CloudTrailClient,
	type LookupAttributeKey,
	LookupEventsCommand,
	type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import {TagResourceCommand, UntagResourceCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {type DrivingClock} from '../../source/simulator/clock.js';
import {errorNameOf, stillClock} from './clients.js';
import {createRig} from './rig.js';

const start = createRig();
const arn = (cluster: string): string => `arn:aws:ecs:eu-west-1:482193057716:cluster/${cluster}`;

async function lookUp(
	cloudtrail: CloudTrailClient,
	attribute?: readonly [key: LookupAttributeKey, value: string],
	input: LookupEventsCommandInput = {},
) {
	const {Events = []} = await cloudtrail.send(
		new LookupEventsCommand({
			...(attribute && {LookupAttributes: [{AttributeKey: attribute[0], AttributeValue: attribute[1]}]}),
			...input,
		}),
	);
	return Events.map(({EventName, EventTime, Username, CloudTrailEvent = '{}'}) => ({
		name: EventName,
		at: EventTime?.getTime(),
		by: Username,
		record: JSON.parse(CloudTrailEvent) as Record<string, unknown>,
	}));
}

test('a cluster’s creation and the setting of its tag are known, the newest first', async () => {
	const {cloudtrail, simulator} = await start();
	const events = await lookUp(cloudtrail, ['ResourceName', arn('payments-prod')]);
	expect(events.map(({name}) => name)).toEqual(['TagResource', 'CreateCluster']);
	expect(events[0]?.at).toBe(simulator.now() - 3 * 86_400_000);
	expect(events[0]?.record).toMatchObject({
		eventName: 'TagResource',
		requestParameters: {
			resourceArn: arn('payments-prod'),
			tags: [{key: 'GuardDutyManaged', value: 'true'}],
		},
	});
	expect(await lookUp(cloudtrail, ['ResourceName', arn('checkout-prod')])).toMatchObject([
		{name: 'CreateCluster'},
	]);
});

test('what changes now is told some time later, also what was refused', async () => {
	const {cloudtrail, ecs, simulator} = await start({clock: running()});
	const resourceArn = arn('sandbox');
	await ecs.send(new TagResourceCommand({resourceArn, tags: [{key: 'GuardDutyManaged', value: 'true'}]}));
	simulator.setFaults({deny: ['ecs:UntagResource']});
	await errorNameOf(ecs.send(new UntagResourceCommand({resourceArn, tagKeys: ['GuardDutyManaged']})));
	expect(await lookUp(cloudtrail, ['ResourceName', resourceArn])).toMatchObject([{name: 'CreateCluster'}]);
	simulator.advance(90_000);
	const events = await lookUp(cloudtrail, ['ResourceName', resourceArn]);
	expect(events.map(({name, by, record}) => [name, by, record.errorCode])).toEqual([
		['UntagResource', 'jo.field', 'AccessDenied'],
		['TagResource', 'jo.field', undefined],
		['CreateCluster', 'pipeline', undefined],
	]);
});

test.each<[LookupAttributeKey, string, number]>([
	['EventName', 'TagResource', 8],
	['EventName', 'CreateCluster', 11],
	['EventSource', 'ecs.amazonaws.com', 19],
	['EventSource', 'ec2.amazonaws.com', 0],
	['Username', 'pipeline', 19],
	['ResourceType', 'AWS::ECS::Cluster', 19],
	['ReadOnly', 'true', 0],
	['EventId', 'unknown', 0],
])('events are found by %s %s', async (key, value, count) => {
	const {cloudtrail} = await start();
	expect(await lookUp(cloudtrail, [key, value])).toHaveLength(count);
});

test('a span of time cuts, and nothing is older than 90 days', async () => {
	const {cloudtrail, simulator} = await start({clock: running()});
	const StartTime = new Date(simulator.now() - 4 * 86_400_000);
	const recent = await lookUp(cloudtrail, undefined, {StartTime});
	expect(new Set(recent.map(({name}) => name))).toEqual(new Set(['TagResource']));
	simulator.advance(60 * 86_400_000);
	expect(new Set((await lookUp(cloudtrail)).map(({name}) => name))).toEqual(new Set(['TagResource']));
	simulator.advance(40 * 86_400_000);
	expect(await lookUp(cloudtrail)).toEqual([]);
});

test.each<[string, LookupEventsCommandInput, string]>([
	['a page of 51', {MaxResults: 51}, 'InvalidMaxResultsException'],
	['a made up token', {NextToken: 'made up'}, 'InvalidNextTokenException'],
	['an end before the start', {StartTime: new Date(2), EndTime: new Date(1)}, 'InvalidTimeRangeException'],
	[
		'an unknown attribute',
		{LookupAttributes: [{AttributeKey: 'Colour' as never, AttributeValue: 'red'}]},
		'InvalidLookupAttributesException',
	],
	[
		'two attributes',
		{
			LookupAttributes: [
				{AttributeKey: 'EventName', AttributeValue: 'a'},
				{AttributeKey: 'Username', AttributeValue: 'b'},
			],
		},
		'InvalidLookupAttributesException',
	],
])('%s is refused', async (_, input, error) => {
	const {cloudtrail} = await start();
	expect(await errorNameOf(cloudtrail.send(new LookupEventsCommand(input)))).toBe(error);
});

test('pages follow each other until the token is gone', async () => {
	const {cloudtrail} = await start({clock: running()});
	const ids = new Set<string | undefined>();
	let NextToken: string | undefined;
	let pages = 0;
	do {
		const page = await cloudtrail.send(new LookupEventsCommand({MaxResults: 5, NextToken}));
		NextToken = page.NextToken;
		pages++;
		for (const {EventId} of page.Events ?? []) {
			ids.add(EventId);
		}
	} while (NextToken !== undefined);

	expect([pages, ids.size]).toEqual([4, 19]);
});

test('more than two look-ups in a second are throttled', async () => {
	const {cloudtrail} = await start();
	await lookUp(cloudtrail);
	await lookUp(cloudtrail);
	expect(await errorNameOf(lookUp(cloudtrail))).toBe('ThrottlingException');
});

test('a denied call says so', async () => {
	const {cloudtrail} = await start({scenario: 'denied-doctor'});
	expect(await errorNameOf(lookUp(cloudtrail))).toBe('AccessDeniedException');
});

/** A clock that goes on by a second at each look, so that the limit of two a second is never met. */
function running(): DrivingClock {
	let at = stillClock.now();
	return {
		...stillClock,
		now() {
			at += 1000;
			return at;
		},
	};
}
