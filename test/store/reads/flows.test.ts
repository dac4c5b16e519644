import {describe, expect, test} from 'vitest';
import {type Failure} from '../../../source/domain/failure.js';
import {
	behaviourGraphsRead,
	findingRulesRead,
	hubProductsRead,
	publishingDestinationsRead,
	ruleTargetsRead,
	securityHubRead,
} from '../../../source/store/reads/flows.js';
import {failed, ok, type Script} from '../fake-account.js';
import {readingOf} from './reading.js';

const denied = (action: string): Failure => ({kind: 'denied', action, message: 'no'});
const pattern = JSON.stringify({source: ['aws.guardduty']});

const script: Script = {
	'events:ListRules': ({nextToken}) =>
		nextToken === undefined
			? ok({items: [{name: 'other', state: 'ENABLED', pattern: '{"source":["aws.ecs"]}'}], nextToken: '2'})
			: ok({items: [{name: 'page-oncall', state: 'ENABLED', pattern}]}),
	'events:ListTargetsByRule': ({rule}) => ok({items: [{id: rule, arn: 'arn:aws:sns:eu-west-1:1:pager'}]}),
	'securityhub:DescribeHub': () => ok(undefined),
	'securityhub:ListEnabledProductsForImport': () => ok({items: ['arn:x/guardduty']}),
	'detective:ListGraphs': () => ok({items: []}),
	'guardduty:ListDetectors': () => ok(['d-1']),
	'guardduty:ListPublishingDestinations': () =>
		ok({
			items: [
				{id: 'p-1', type: 'S3', status: 'PUBLISHING'},
				{id: 'p-2', type: 'S3', status: 'STOPPED'},
			],
		}),
	'guardduty:DescribePublishingDestination': ({destinationId}) =>
		ok({
			id: destinationId,
			type: 'S3',
			status: 'PUBLISHING',
			destinationArn: `arn:aws:s3:::${destinationId}`,
		}),
};

describe('where findings flow', () => {
	test('rules are those that take findings, of all pages', async () => {
		const held = await readingOf(findingRulesRead, script).load(undefined);
		expect('value' in held && held.value.map(({name}) => name)).toEqual(['page-oncall']);
		expect(await readingOf(ruleTargetsRead, script).load('page-oncall')).toMatchObject({
			value: [{id: 'page-oncall'}],
		});
	});

	test('a hub that is off is undefined, not a failure', async () => {
		expect(await readingOf(securityHubRead, script).load(undefined)).toMatchObject({
			status: 'fresh',
			value: undefined,
		});
		expect(await readingOf(hubProductsRead, script).load(undefined)).toMatchObject({
			value: ['arn:x/guardduty'],
		});
		expect(await readingOf(behaviourGraphsRead, script).load(undefined)).toMatchObject({value: []});
	});

	test('destinations are described, one by one', async () => {
		expect(await readingOf(publishingDestinationsRead, script).load(undefined)).toMatchObject({
			value: [{destinationArn: 'arn:aws:s3:::p-1'}, {destinationArn: 'arn:aws:s3:::p-2'}],
		});
	});

	test('without a detector there is no destination', async () => {
		const none = {...script, 'guardduty:ListDetectors': () => ok([])};
		expect(await readingOf(publishingDestinationsRead, none).load(undefined)).toMatchObject({value: []});
	});

	test.each([
		['events:ListRules', findingRulesRead],
		['securityhub:DescribeHub', securityHubRead],
		['securityhub:ListEnabledProductsForImport', hubProductsRead],
		['detective:ListGraphs', behaviourGraphsRead],
		['guardduty:ListPublishingDestinations', publishingDestinationsRead],
		['guardduty:DescribePublishingDestination', publishingDestinationsRead],
	] as const)('%s that is denied says so and spoils no other part', async (name, read) => {
		const held = await readingOf(read as typeof securityHubRead, {
			...script,
			[name]: () => failed(denied(name)),
		}).load(undefined);
		expect(held).toMatchObject({status: 'failed', failure: {kind: 'denied', action: name}});
	});
});
