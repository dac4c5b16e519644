import {describe, expect, test} from 'vitest';
import {administratorRead} from '../../../source/store/reads/administrator.js';
import {
	behaviourGraphsRead,
	findingRulesRead,
	publishingDestinationsRead,
	ruleTargetsRead,
	securityHubRead,
} from '../../../source/store/reads/flows.js';
import {flowView} from '../../../source/views/findings/flow-detail.js';
import {flowsView} from '../../../source/views/findings/flows.js';
import {aSnapshot, drawn, fresh, holding, hourMs, now, readAt, written} from '../build.js';

describe('where findings flow', () => {
	const flows = (administrator?: {accountId: string}) =>
		aSnapshot([
			holding(administratorRead, undefined, fresh(administrator)),
			holding(
				findingRulesRead,
				undefined,
				fresh([{name: 'page', state: 'ENABLED', pattern: '{"source":["aws.guardduty"]}'}]),
			),
			holding(ruleTargetsRead, 'page', fresh([{id: '1', arn: 'arn:aws:sns:eu-west-1:111122223333:oncall'}])),
			holding(securityHubRead, undefined, fresh(undefined)),
			holding(behaviourGraphsRead, undefined, {
				status: 'failed',
				at: readAt,
				failure: {kind: 'denied', action: 'detective:ListGraphs', message: ''},
			}),
			holding(
				publishingDestinationsRead,
				undefined,
				fresh([
					{
						id: 'd',
						type: 'S3',
						status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
						failingSince: now - hourMs,
						destinationArn: 'arn:aws:s3:::findings',
					},
				]),
			),
		]);

	test('in 77 cells the names of rules stay apart', () => {
		const [heading] = drawn(flowsView, {snapshot: flows(), width: 77}).split('\n');
		expect(heading?.indexOf('STATE')).toBe(36);
	});

	test('says connected, failing, not connected and unknown apart, the worst first', () => {
		const lines = drawn(flowsView, {snapshot: flows(), width: 200})
			.split('\n')
			.map(line => line.replaceAll(/ {2,}/g, '  '));
		expect(lines.slice(1).map(line => line.split('  ').slice(0, 2).join(' | '))).toEqual([
			'S3 export to arn:aws:s3:::findings | ✗ failing',
			'Detective | ? unknown',
			'EventBridge rule page | ✓ connected',
			'administrator account | – not connected',
			'Security Hub | – not connected',
		]);
	});

	test('what a member does not see is not said to be absent', () => {
		const row = flowsView
			.rows(flows({accountId: '999988887777'}), {view: 'flows'})
			.find(({sink}) => sink === 'security-hub')!;
		expect(flowsView.verdict(row)).toBe('unknown');
		expect(flowsView.hint(row, now)?.text).toContain(
			'the administrator 999988887777 may have it, which is not visible from here',
		);
	});

	test('a permission that is missing is named once', () => {
		const row = flowsView.rows(flows(), {view: 'flows'}).find(({sink}) => sink === 'detective')!;
		expect(flowsView.hint(row, now)?.text.split('needs detective:ListGraphs')).toHaveLength(2);
	});

	test('each opens with its targets', () => {
		expect(written(flowView.blocks(flows(), {view: 'flow', item: 'EventBridge rule page'}, now))).toContain(
			'# SNS topic\nname: oncall\nARN: arn:aws:sns:eu-west-1:111122223333:oncall',
		);
	});
});
