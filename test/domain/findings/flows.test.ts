import {describe, expect, test} from 'vitest';
import {type Fact, known, unknownFact} from '../../../source/domain/fact.js';
import {matchesFindings, ruleIsOn, targetOf} from '../../../source/domain/findings/event-rules.js';
import {type FlowFacts, findingFlows, publishingPace} from '../../../source/domain/findings/flows.js';

const denied = (action: string): Fact<never> => unknownFact({kind: 'denied', action, message: ''});
const pattern = '{"source":["aws.guardduty"],"detail-type":["GuardDuty Finding"]}';
const rule = {name: 'page-oncall', state: 'ENABLED', pattern};
const topic = {id: '1', arn: 'arn:aws:sns:eu-west-1:111122223333:oncall'};
const destination = {id: 'd', type: 'S3', status: 'PUBLISHING', destinationArn: 'arn:aws:s3:::bucket'};

const nothing: FlowFacts = {
	detector: known(undefined),
	administrator: known(undefined),
	rules: known([]),
	hub: known(undefined),
	products: known([]),
	graphs: known([]),
	destinations: known([]),
};

const flowOf = (sink: string, facts: Partial<FlowFacts>) =>
	findingFlows({...nothing, ...facts}).find(flow => flow.sink === sink);

const sinks: readonly (readonly [
	title: string,
	sink: string,
	facts: Partial<FlowFacts>,
	state: string,
	detail: RegExp,
])[] = [
	['no rule', 'eventbridge', {}, 'not-connected', /no rule/],
	[
		'a rule',
		'eventbridge',
		{rules: known([{rule, targets: known([topic])}])},
		'connected',
		/^findings on the default bus go to SNS topic oncall$/,
	],
	[
		'a rule for some',
		'eventbridge',
		{
			rules: known([
				{
					rule: {...rule, pattern: '{"source":["aws.guardduty"],"detail":{"severity":[8]}}'},
					targets: known([topic]),
				},
			]),
		},
		'connected',
		/^some findings/,
	],
	[
		'a rule without targets',
		'eventbridge',
		{rules: known([{rule, targets: known([])}])},
		'not-connected',
		/no target/,
	],
	[
		'a rule that is off',
		'eventbridge',
		{rules: known([{rule: {...rule, state: 'DISABLED'}, targets: known([topic])}])},
		'not-connected',
		/DISABLED/,
	],
	[
		'a rule whose targets may not be read',
		'eventbridge',
		{rules: known([{rule, targets: denied('events:ListTargetsByRule')}])},
		'unknown',
		/targets are not known: access denied/,
	],
	[
		'rules that may not be read',
		'eventbridge',
		{rules: denied('events:ListRules')},
		'unknown',
		/events:ListRules/,
	],
	['no hub', 'security-hub', {}, 'not-connected', /not enabled/],
	[
		'a hub that takes findings',
		'security-hub',
		{
			hub: known({arn: 'h'}),
			products: known(['arn:aws:securityhub:eu-west-1:1:product-subscription/aws/guardduty']),
		},
		'connected',
		/takes findings/,
	],
	[
		'a hub that takes others',
		'security-hub',
		{
			hub: known({arn: 'h'}),
			products: known(['arn:aws:securityhub:eu-west-1:1:product-subscription/x/guardduty-like']),
		},
		'not-connected',
		/does not take/,
	],
	[
		'a hub that may not be read',
		'security-hub',
		{hub: denied('securityhub:DescribeHub')},
		'unknown',
		/DescribeHub/,
	],
	[
		'products that may not be read',
		'security-hub',
		{hub: known({arn: 'h'}), products: denied('securityhub:ListEnabledProductsForImport')},
		'unknown',
		/it is enabled/,
	],
	['no graph', 'detective', {}, 'not-connected', /no behaviour graph/],
	['a graph', 'detective', {graphs: known(['g'])}, 'connected', /takes findings/],
	[
		'graphs that may not be read',
		'detective',
		{graphs: denied('detective:ListGraphs')},
		'unknown',
		/ListGraphs/,
	],
	['no export', 's3', {}, 'not-connected', /no export/],
	['an export', 's3', {destinations: known([destination])}, 'connected', /exported/],
	[
		'an export that fails',
		's3',
		{
			destinations: known([
				{...destination, status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY', failingSince: 5},
			]),
		},
		'failing',
		/policies/,
	],
	[
		'an export that fails for a while',
		's3',
		{destinations: known([{...destination, failingSince: 5}])},
		'failing',
		/fails/,
	],
	[
		'an export to verify',
		's3',
		{destinations: known([{...destination, status: 'PENDING_VERIFICATION'}])},
		'not-connected',
		/verified/,
	],
	[
		'an export that is stopped',
		's3',
		{destinations: known([{...destination, status: 'STOPPED'}])},
		'not-connected',
		/stopped/,
	],
	[
		'a new status',
		's3',
		{destinations: known([{...destination, status: 'DREAMING'}])},
		'unknown',
		/DREAMING/,
	],
	[
		'exports that may not be read',
		's3',
		{destinations: denied('guardduty:ListPublishingDestinations')},
		'unknown',
		/ListPublishing/,
	],
	['no administrator', 'administrator', {}, 'not-connected', /no other account administers this one/],
	[
		'an administrator',
		'administrator',
		{administrator: known({accountId: '9', relationshipStatus: 'Enabled'})},
		'connected',
		/9 sees/,
	],
	[
		'a membership that is off',
		'administrator',
		{administrator: known({accountId: '9', relationshipStatus: 'Removed'})},
		'not-connected',
		/Removed/,
	],
	[
		'an administrator that may not be read',
		'administrator',
		{administrator: denied('guardduty:GetAdministratorAccount')},
		'unknown',
		/GetAdministratorAccount/,
	],
];

describe('where findings flow', () => {
	test.each(sinks)('with %s (%s)', (_title, sink, facts, state, detail) => {
		const flow = flowOf(sink, facts);
		expect(flow).toMatchObject({state});
		expect(flow?.detail).toMatch(detail);
	});

	test.each(['eventbridge', 'security-hub', 'detective', 's3'])(
		'a member sees nothing of %s, and it is not said that there is none',
		sink => {
			const member = {administrator: known({accountId: '999999999999', relationshipStatus: 'Enabled'})};
			expect(flowOf(sink, member)).toMatchObject({
				state: 'not-visible',
				detail: expect.stringContaining('999999999999') as unknown,
			});
			expect(flowOf(sink, {administrator: denied('guardduty:GetAdministratorAccount')})).toMatchObject({
				state: 'not-visible',
			});
		},
	);

	test('what is not known names the permission; what fails says since when', () => {
		expect(flowOf('detective', {graphs: denied('detective:ListGraphs')})?.permission).toBe(
			'detective:ListGraphs',
		);
		expect(flowOf('s3', {destinations: known([{...destination, failingSince: 5}])})).toMatchObject({
			failingSince: 5,
			name: 'S3 export to arn:aws:s3:::bucket',
		});
	});

	test('rules of other sources are left out, each that takes findings is one flow', () => {
		const rules = known([
			{rule, targets: known([topic])},
			{rule: {...rule, name: 'other', pattern: '{"source":["aws.ec2"]}'}, targets: denied('x:y')},
			{rule: {...rule, name: 'second'}, targets: known([topic])},
		]);
		expect(
			findingFlows({...nothing, rules}).flatMap(({sink, name}) => (sink === 'eventbridge' ? name : [])),
		).toEqual(['EventBridge rule page-oncall', 'EventBridge rule second']);
	});

	test.each([
		['FIFTEEN_MINUTES', 'every 15 minutes'],
		['ONE_HOUR', 'every hour'],
		['SIX_HOURS', 'every 6 hours'],
		['WEEKLY', 'WEEKLY'],
		[undefined, 'not told'],
	])('repeats are told %s', (publishingFrequency, words) => {
		expect(
			publishingPace({
				id: 'd',
				isEnabled: true,
				features: [],
				...(publishingFrequency !== undefined && {publishingFrequency}),
			}),
		).toContain(words);
	});
});

// docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
describe('a rule', () => {
	test.each([
		[pattern, 'all'],
		['{"source":["aws.guardduty"]}', 'all'],
		['{"source":["aws.ec2","aws.guardduty"]}', 'all'],
		['{"detail-type":["GuardDuty Finding"]}', 'all'],
		['{"source":[{"prefix":"aws."}]}', 'all'],
		['{"source":[{"prefix":"my."}]}', 'no'],
		['{"source":[{"suffix":"duty"}]}', 'all'],
		['{"source":[{"wildcard":"aws.*duty"}]}', 'all'],
		['{"source":[{"wildcard":"*guard*"}]}', 'all'],
		['{"source":[{"wildcard":"aws.guardduty"}]}', 'all'],
		['{"source":[{"wildcard":"aws.e*"}]}', 'no'],
		['{"source":[{"wildcard":"aws.guardduty*aws.guardduty"}]}', 'no'],
		['{"source":[{"wildcard":"aws.guard*duty*duty"}]}', 'no'],
		['{"source":[{"wildcard":"aws.*guard*duty"}]}', 'all'],
		['{"source":[{"equals-ignore-case":"AWS.GuardDuty"}]}', 'all'],
		['{"source":[{"anything-but":"aws.ec2"}]}', 'all'],
		['{"source":[{"anything-but":["aws.guardduty"]}]}', 'no'],
		['{"source":[{"anything-but":{"prefix":"aws."}}]}', 'no'],
		['{"source":[{"exists":true}]}', 'all'],
		['{"source":[{"exists":false}]}', 'no'],
		['{"source":[{"new-operator":1}]}', 'all'],
		['{"source":["aws.guardduty"],"detail-type":["GuardDuty Runtime Protection Unhealthy"]}', 'no'],
		['{"source":["aws.guardduty"],"account":["1"]}', 'some'],
		['{"source":["aws.guardduty"],"detail":{"severity":[{"numeric":[">=",7]}]}}', 'some'],
		['{"source":"aws.guardduty"}', 'no'],
		['{"source":[1,null]}', 'no'],
		['[]', 'no'],
		['not json', 'no'],
		[undefined, 'no'],
	])('with the pattern %s takes %s', (written, taken) => {
		expect(matchesFindings(written)).toBe(taken);
	});

	test('is at work in two states', () => {
		const states = ['ENABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS', 'DISABLED', 'unknown'];
		expect(states.map(state => ruleIsOn({name: 'r', state}))).toEqual([true, true, false, false]);
	});

	test.each([
		['arn:aws:sns:eu-west-1:1:oncall', 'SNS topic', 'oncall', '1'],
		['arn:aws:sqs:eu-west-1:1:queue', 'SQS queue', 'queue', '1'],
		['arn:aws:lambda:eu-west-1:1:function:notify:prod', 'Lambda function', 'notify', '1'],
		['arn:aws:states:eu-west-1:1:stateMachine:respond', 'Step Functions state machine', 'respond', '1'],
		['arn:aws:events:eu-west-1:2:event-bus/central', 'event bus', 'central', '2'],
		['arn:aws:events:eu-west-1:1:api-destination/pager/0b-1', 'API destination', 'pager', '1'],
		['arn:aws:logs:eu-west-1:1:log-group:/aws/events/x', 'log group', '/aws/events/x', '1'],
		['arn:aws:s3:::bucket', 'S3 bucket', 'bucket', undefined],
		['arn:aws:newthing:eu-west-1:1:a/b', 'newthing', 'b', '1'],
		['what?', 'target', 'what?', undefined],
	])('sends to %s', (arn, kind, name, account) => {
		expect(targetOf({id: '1', arn})).toEqual({kind, name, arn, ...(account !== undefined && {account})});
	});
});
