import {type Fact} from '../fact.js';
import {type Administrator, type Detector} from '../resources.js';
import {busOf, type FlowTarget, matchesFindings, ruleIsOn, targetOf} from './event-rules.js';
import {type EventRule, type EventTarget, type PublishingDestination} from './finding-operations.js';

/**
 * `not-visible`: nothing is seen from this account, and another one may have it. That is not "not connected".
 */
export type FlowState = 'connected' | 'failing' | 'not-connected' | 'not-visible' | 'unknown';

export type Flow = {
	readonly sink: 'administrator' | 'eventbridge' | 'security-hub' | 'detective' | 's3';
	/** `EventBridge rule page-oncall`. */
	readonly name: string;
	readonly state: FlowState;
	/** One clause. */
	readonly detail: string;
	readonly targets: readonly FlowTarget[];
	/** The IAM action that is missing, when that is why it is unknown. */
	readonly permission?: string;
	/** Since when it fails (epoch ms). */
	readonly failingSince?: number;
};

export type RuleFacts = {
	readonly rule: EventRule;
	/** Asked for only of rules that match findings. */
	readonly targets: Fact<readonly EventTarget[]>;
};

export type FlowFacts = {
	readonly detector: Fact<Detector | undefined>;
	/** The administrator of this account; a known undefined for one that has none. */
	readonly administrator: Fact<Administrator | undefined>;
	/** Rules of the default bus; `targets` of those that do not match need not be known. */
	readonly rules: Fact<readonly RuleFacts[]>;
	readonly hub: Fact<{readonly arn: string} | undefined>;
	/** ARNs of product subscriptions. */
	readonly products: Fact<readonly string[]>;
	readonly graphs: Fact<readonly string[]>;
	readonly destinations: Fact<readonly PublishingDestination[]>;
};

/** Returns where the findings of this account go, as far as it can be seen from here. */
export function findingFlows(facts: FlowFacts): readonly Flow[] {
	return [
		administratorFlow(facts.administrator),
		...ruleFlows(facts),
		hubFlow(facts),
		detectiveFlow(facts),
		...exportFlows(facts),
	];
}

/** Returns how often repeats of a finding are told to those who listen, in words. */
export function publishingPace(detector: Detector | undefined): string {
	switch (detector?.publishingFrequency) {
		case 'FIFTEEN_MINUTES':
			return 'new findings at once, repeats every 15 minutes';
		case 'ONE_HOUR':
			return 'new findings at once, repeats every hour';
		case 'SIX_HOURS':
			return 'new findings at once, repeats every 6 hours';
		default:
			return `new findings at once, repeats ${detector?.publishingFrequency ?? 'at a pace that is not told'}`;
	}
}

function administratorFlow(administrator: Fact<Administrator | undefined>): Flow {
	const flow = {sink: 'administrator', name: 'administrator account', targets: []} as const;
	if (administrator.status === 'unknown') {
		return {...flow, ...unknownState(administrator)};
	}

	const {accountId, relationshipStatus} = administrator.value ?? {};
	if (accountId === undefined) {
		return {...flow, state: 'not-connected', detail: 'no other account administers this one: it stands alone, or administers others itself'};
	}

	return relationshipStatus === undefined || relationshipStatus.toLowerCase() === 'enabled'
		? {...flow, state: 'connected', detail: `${accountId} sees the findings of this account`}
		: {...flow, state: 'not-connected', detail: `${accountId}, but the membership is ${relationshipStatus}`};
}

function ruleFlows(facts: FlowFacts): readonly Flow[] {
	const none = {sink: 'eventbridge', name: 'EventBridge', targets: []} as const;
	if (facts.rules.status === 'unknown') {
		return [{...none, ...unknownState(facts.rules)}];
	}

	const matching = facts.rules.value.filter(({rule}) => matchesFindings(rule.pattern) !== 'no');
	return matching.length === 0
		? [{...none, ...absence(facts, 'no rule of the default bus takes the findings of GuardDuty')}]
		: matching.map(ruleFlow);
}

function ruleFlow({rule, targets}: RuleFacts): Flow {
	const flow = {sink: 'eventbridge', name: `EventBridge rule ${rule.name}`, targets: []} as const;
	if (!ruleIsOn(rule)) {
		return {...flow, state: 'not-connected', detail: `the rule is ${rule.state}`};
	}

	if (targets.status === 'unknown') {
		return {...flow, ...unknownState(targets), detail: `its targets are not known: ${targets.why}`};
	}

	const found = targets.value.map(targetOf);
	const part = matchesFindings(rule.pattern) === 'some' ? 'some findings' : 'findings';
	return found.length === 0
		? {...flow, state: 'not-connected', detail: 'the rule has no target'}
		: {
				...flow,
				state: 'connected',
				detail: `${part} on ${busOf(rule)} go to ${found.map(({kind, name}) => `${kind} ${name}`).join(', ')}`,
				targets: found,
			};
}

function hubFlow(facts: FlowFacts): Flow {
	const flow = {sink: 'security-hub', name: 'Security Hub', targets: []} as const;
	const {hub, products} = facts;
	if (hub.status === 'unknown') {
		return {...flow, ...unknownState(hub)};
	}

	if (hub.value === undefined) {
		return {...flow, ...absence(facts, 'Security Hub is not enabled in this account and Region')};
	}

	if (products.status === 'unknown') {
		return {
			...flow,
			...unknownState(products),
			detail: `it is enabled; whether it takes findings is not known: ${products.why}`,
		};
	}

	// The ARN of the subscription: arn:aws:securityhub:eu-west-1:111122223333:product-subscription/aws/guardduty
	return products.value.some(arn => /\/guardduty(?:$|\/)/.test(arn))
		? {...flow, state: 'connected', detail: 'takes findings; archiving is not carried over, either way'}
		: {...flow, state: 'not-connected', detail: 'it is enabled, and does not take findings of GuardDuty'};
}

function detectiveFlow(facts: FlowFacts): Flow {
	const flow = {sink: 'detective', name: 'Detective', targets: []} as const;
	if (facts.graphs.status === 'unknown') {
		return {...flow, ...unknownState(facts.graphs)};
	}

	return facts.graphs.value.length === 0
		? {...flow, ...absence(facts, 'this account administers no behaviour graph')}
		: {...flow, state: 'connected', detail: 'takes findings; archiving there archives here'};
}

function exportFlows(facts: FlowFacts): readonly Flow[] {
	const none = {sink: 's3', name: 'S3 export', targets: []} as const;
	if (facts.destinations.status === 'unknown') {
		return [{...none, ...unknownState(facts.destinations)}];
	}

	return facts.destinations.value.length === 0
		? [{...none, ...absence(facts, 'no export is set up in this Region')}]
		: facts.destinations.value.map(exportFlow);
}

function exportFlow({type, status, failingSince, destinationArn, kmsKeyArn}: PublishingDestination): Flow {
	const flow: Omit<Flow, 'state' | 'detail'> = {
		sink: 's3',
		name: `${type} export${destinationArn === undefined ? '' : ` to ${destinationArn}`}`,
		targets: destinationArn === undefined ? [] : [targetOf({id: 'export', arn: destinationArn})],
		...(failingSince !== undefined && {failingSince}),
	};
	switch (status) {
		case 'PUBLISHING':
			return failingSince === undefined
				? {
						...flow,
						state: 'connected',
						detail: 'active findings are exported within minutes, archived ones are not',
					}
				: {...flow, state: 'failing', detail: 'publishing fails'};
		case 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY':
			return {
				...flow,
				state: 'failing',
				detail:
					`GuardDuty can not write there: check the policies of the bucket and of the key ${kmsKeyArn ?? ''}`.trim(),
			};
		case 'PENDING_VERIFICATION':
			return {...flow, state: 'not-connected', detail: 'the destination is not verified yet'};
		case 'STOPPED':
			return {...flow, state: 'not-connected', detail: 'publishing is stopped'};
		default:
			return {...flow, state: 'unknown', detail: `its status is ${status}`};
	}
}

/** In a member account rules, hub and export usually belong to the administrator, where they can't be seen from here. */
function absence({administrator}: FlowFacts, detail: string): Pick<Flow, 'state' | 'detail'> {
	if (administrator.status === 'unknown') {
		return {
			state: 'not-visible',
			detail: `${detail}; whether another account administers this one is not known`,
		};
	}

	const {accountId} = administrator.value ?? {};
	return accountId === undefined
		? {state: 'not-connected', detail}
		: {
				state: 'not-visible',
				detail: `${detail}; the administrator ${accountId} may have it, which is not visible from here`,
			};
}

function unknownState(
	fact: Extract<Fact<unknown>, {status: 'unknown'}>,
): Pick<Flow, 'state' | 'detail' | 'permission'> {
	return {
		state: 'unknown',
		detail: fact.why,
		...(fact.permission !== undefined && {permission: fact.permission}),
	};
}
