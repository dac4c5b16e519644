import {matchesFindings} from '../../domain/findings/event-rules.js';
import {
	type EventRule,
	type EventTarget,
	type PublishingDestination,
} from '../../domain/findings/finding-operations.js';
import {allPages} from './all-pages.js';
import {detectorIdOf} from './detector.js';
import {fetchedRead, single} from './fetched-read.js';

// Where findings flow, part by part: one that is denied does not spoil the others.

/** The rules of the default bus that take findings. */
export const findingRulesRead = fetchedRead<undefined, readonly EventRule[]>({
	id: 'finding-rules',
	key: single,
	async fetch({call}) {
		const rules = await allPages<EventRule>(nextToken => call('events:ListRules', {nextToken}));
		return rules.ok
			? {...rules, value: rules.value.filter(({pattern}) => matchesFindings(pattern) !== 'no')}
			: rules;
	},
});

/** Where one rule sends what it takes, by its name. */
export const ruleTargetsRead = fetchedRead<string, readonly EventTarget[]>({
	id: 'rule-targets',
	key: rule => rule,
	fetch: ({call}, rule) =>
		allPages<EventTarget>(nextToken => call('events:ListTargetsByRule', {rule, nextToken})),
});

/** Security Hub of this account and Region; undefined where it is off. */
export const securityHubRead = fetchedRead<undefined, {readonly arn: string} | undefined>({
	id: 'security-hub',
	key: single,
	fetch: ({call}) => call('securityhub:DescribeHub', {}),
});

/** ARNs of the products that Security Hub takes findings from. */
export const hubProductsRead = fetchedRead<undefined, readonly string[]>({
	id: 'security-hub-products',
	key: single,
	fetch: ({call}) =>
		allPages<string>(nextToken => call('securityhub:ListEnabledProductsForImport', {nextToken})),
});

/** ARNs of the behaviour graphs of Detective that this account administers. */
export const behaviourGraphsRead = fetchedRead<undefined, readonly string[]>({
	id: 'behaviour-graphs',
	key: single,
	fetch: ({call}) => allPages<string>(nextToken => call('detective:ListGraphs', {nextToken})),
});

/** Where findings are exported to, each described; none where there is no detector. By the detector's id where known. */
export const publishingDestinationsRead = fetchedRead<string | undefined, readonly PublishingDestination[]>({
	id: 'publishing-destinations',
	key: single,
	async fetch({call}, known) {
		const detector = await detectorIdOf(call, known);
		if (!detector.ok || detector.value === undefined) {
			return detector.ok ? {ok: true, value: []} : detector;
		}

		const detectorId = detector.value;
		const listed = await allPages<PublishingDestination>(nextToken =>
			call('guardduty:ListPublishingDestinations', {detectorId, nextToken}),
		);
		if (!listed.ok) {
			return listed;
		}

		const destinations: PublishingDestination[] = [];
		for (const {id} of listed.value) {
			const described = await call('guardduty:DescribePublishingDestination', {
				detectorId,
				destinationId: id,
			});
			if (!described.ok) {
				return described;
			}

			destinations.push(described.value);
		}

		return {ok: true, value: destinations};
	},
});
