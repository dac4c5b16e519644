import {factOf, known} from '../../domain/fact.js';
import {type Fetched, heldValue} from '../../domain/fetched.js';
import {type Flow, type FlowFacts} from '../../domain/findings/flows.js';
import {type Want, want} from '../../store/read.js';
import {administratorRead} from '../../store/reads/administrator.js';
import {detectorRead} from '../../store/reads/detector.js';
import {
	behaviourGraphsRead,
	findingRulesRead,
	hubProductsRead,
	publishingDestinationsRead,
	ruleTargetsRead,
	securityHubRead,
} from '../../store/reads/flows.js';
import {type Snapshot} from '../../store/snapshot.js';
import {failureOf} from '../held.js';
import {pace} from '../pace.js';
import {type ListStatus} from '../view.js';

/** Returns what is known of where findings flow. */
export function flowFactsIn(snapshot: Snapshot): FlowFacts {
	const rules = factOf(snapshot.get(findingRulesRead, undefined));
	return {
		detector: factOf(snapshot.get(detectorRead, undefined)),
		administrator: factOf(snapshot.get(administratorRead, undefined)),
		rules:
			rules.status === 'known'
				? known(
						rules.value.map(rule => ({
							rule,
							targets: factOf(snapshot.get(ruleTargetsRead, rule.name)),
						})),
					)
				: rules,
		hub: factOf(snapshot.get(securityHubRead, undefined)),
		products: factOf(snapshot.get(hubProductsRead, undefined)),
		graphs: factOf(snapshot.get(behaviourGraphsRead, undefined)),
		destinations: factOf(snapshot.get(publishingDestinationsRead, undefined)),
	};
}

/** Returns what must be read for that; it changes by somebody's hand. */
export function flowWants(snapshot: Snapshot): readonly Want[] {
	const every = {everyMs: pace.gatesMs, priority: 0} as const;
	const rules = heldValue(snapshot.get(findingRulesRead, undefined)) ?? [];
	const hub = heldValue(snapshot.get(securityHubRead, undefined));
	const detectorId = heldValue(snapshot.get(detectorRead, undefined))?.id;
	return [
		want(detectorRead, undefined, every),
		want(administratorRead, detectorId, every),
		want(findingRulesRead, undefined, every),
		...rules.map(({name}) => want(ruleTargetsRead, name, every)),
		want(securityHubRead, undefined, every),
		...(hub ? [want(hubProductsRead, undefined, every)] : []),
		want(behaviourGraphsRead, undefined, every),
		want(publishingDestinationsRead, detectorId, every),
	];
}

/** Returns whether what a flow is told from was asked for and answered, well or not. */
export function isFlowRead(snapshot: Snapshot, {sink}: Flow): boolean {
	return fetchedFor(snapshot)
		.filter(part => part.sink === sink)
		.every(({fetched}) => fetched.status !== 'waiting');
}

/** Returns how sure the flows are. */
export function flowStatus(snapshot: Snapshot): ListStatus {
	const parts = fetchedFor(snapshot);
	const times = parts.flatMap(({fetched}) => ('at' in fetched ? [fetched.at] : []));
	return {
		...(times.length === parts.length && {at: Math.min(...times)}),
		isPartial: parts.some(({fetched}) => fetched.status !== 'fresh'),
		errors: parts.flatMap(({what, fetched}) => failureOf(what, fetched)),
	};
}

type FlowPart = {
	readonly sink: Flow['sink'];
	readonly what: string;
	readonly fetched: Fetched<unknown>;
};

function fetchedFor(snapshot: Snapshot): readonly FlowPart[] {
	const rules = snapshot.get(findingRulesRead, undefined);
	const hub = snapshot.get(securityHubRead, undefined);
	return [
		{
			sink: 'administrator',
			what: 'GuardDuty administrator',
			fetched: snapshot.get(administratorRead, undefined),
		},
		{sink: 'eventbridge', what: 'EventBridge rules', fetched: rules},
		...(heldValue(rules) ?? []).map(
			({name}): FlowPart => ({
				sink: 'eventbridge',
				what: `targets of ${name}`,
				fetched: snapshot.get(ruleTargetsRead, name),
			}),
		),
		{sink: 'security-hub', what: 'Security Hub', fetched: hub},
		...(heldValue(hub)
			? [
					{
						sink: 'security-hub',
						what: 'products of Security Hub',
						fetched: snapshot.get(hubProductsRead, undefined),
					} as const,
				]
			: []),
		{sink: 'detective', what: 'Detective graphs', fetched: snapshot.get(behaviourGraphsRead, undefined)},
		{sink: 's3', what: 'S3 exports', fetched: snapshot.get(publishingDestinationsRead, undefined)},
	];
}
