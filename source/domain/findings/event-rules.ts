import {parseArn, shortName} from '../arn.js';
import {type EventRule, type EventTarget} from './finding-operations.js';

export type FlowTarget = {
	/** `SNS topic`, `Lambda function` … */
	readonly kind: string;
	readonly name: string;
	readonly arn: string;
	/** Undefined when the ARN names no account, as those of buckets. */
	readonly account?: string;
};

const source = 'aws.guardduty';
const detailType = 'GuardDuty Finding';

/** `some` when the pattern looks into the finding (its severity, its type), or can't be read in full. */
export type RuleMatch = 'all' | 'some' | 'no';

type Pattern = Readonly<Record<string, unknown>>;

/**
 * Returns whether a rule takes GuardDuty's findings. Patterns match by values, prefixes, suffixes, wildcards and
 * exceptions; a rule without a source takes the events of all sources.
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matchesFindings(pattern: string | undefined): RuleMatch {
	const members = parsed(pattern);
	if (members === undefined) {
		return 'no';
	}

	const isTaken = mayMatch(members.source, source) && mayMatch(members['detail-type'], detailType);
	const narrower = Object.keys(members).filter(member => member !== 'source' && member !== 'detail-type');
	return isTaken ? (narrower.length === 0 ? 'all' : 'some') : 'no';
}

// docs.aws.amazon.com/eventbridge/latest/APIReference/API_Rule.html
const onStates: ReadonlySet<string> = new Set(['ENABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']);

/** True for a rule that is at work. */
export function ruleIsOn({state}: EventRule): boolean {
	return onStates.has(state);
}

/** Returns the bus of a rule in words. */
export function busOf({busName}: EventRule): string {
	return busName === undefined || busName === 'default' ? 'the default bus' : `the bus ${busName}`;
}

const kinds: readonly (readonly [service: string, resource: RegExp, kind: string])[] = [
	['sns', /./, 'SNS topic'],
	['sqs', /./, 'SQS queue'],
	['lambda', /./, 'Lambda function'],
	['states', /./, 'Step Functions state machine'],
	['kinesis', /./, 'Kinesis stream'],
	['firehose', /./, 'Firehose stream'],
	['logs', /./, 'log group'],
	['events', /^event-bus\//, 'event bus'],
	['events', /^api-destination\//, 'API destination'],
	['ecs', /./, 'ECS task'],
	['ssm', /./, 'Systems Manager'],
	['ssm-incidents', /./, 'incident response plan'],
	['securityhub', /./, 'Security Hub'],
	['s3', /./, 'S3 bucket'],
	['execute-api', /./, 'API Gateway'],
];

/** Returns what an ARN that events are sent to stands for. */
export function targetOf({arn}: EventTarget): FlowTarget {
	const parts = parseArn(arn);
	const kind = kinds.find(
		([service, resource]) => service === parts?.service && resource.test(parts.resource),
	);
	const account = parts?.account ?? '';
	return {
		kind: kind?.[2] ?? parts?.service ?? 'target',
		name: nameIn(parts?.resource ?? arn),
		arn,
		...(account !== '' && {account}),
	};
}

/** `function:notify:prod` → `notify`, `log-group:/aws/x` → `/aws/x`, `api-destination/pager/<uuid>` → `pager`. */
function nameIn(resource: string): string {
	const named = /^(?:function|log-group|stateMachine):([^:]+)|^api-destination\/([^/]+)/.exec(resource);
	return named?.[1] ?? named?.[2] ?? shortName(resource);
}

/** A rule on a schedule has no pattern; one that is no JSON is none that EventBridge took. */
function parsed(pattern: string | undefined): Pattern | undefined {
	try {
		const value: unknown = JSON.parse(pattern ?? '');
		// A parsing edge: any object may be read member by member, as unknowns.
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Pattern)
			: undefined;
	} catch (error) {
		if (error instanceof SyntaxError) {
			return undefined;
		}

		throw error;
	}
}

/** Lets through what it does not understand: a rule that is shown in vain is better than one that is missing. */
function mayMatch(matchers: unknown, text: string): boolean {
	if (matchers === undefined) {
		return true;
	}

	return Array.isArray(matchers) && matchers.some(matcher => matcherTakes(matcher, text));
}

function matcherTakes(matcher: unknown, text: string): boolean {
	if (typeof matcher === 'string') {
		return matcher === text;
	}

	if (typeof matcher !== 'object' || matcher === null) {
		return false;
	}

	const [name, operand] = Object.entries(matcher)[0] ?? [];
	switch (name) {
		case 'prefix':
			return typeof operand !== 'string' || text.startsWith(operand);
		case 'suffix':
			return typeof operand !== 'string' || text.endsWith(operand);
		case 'equals-ignore-case':
			return typeof operand !== 'string' || text.toLowerCase() === operand.toLowerCase();
		case 'wildcard':
			return typeof operand !== 'string' || wildcardTakes(operand, text);
		case 'anything-but':
			return !excludes(operand, text);
		case 'exists':
			return operand !== false;
		default:
			return true;
	}
}

function excludes(operand: unknown, text: string): boolean {
	const excluded: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
	return excluded.some(
		one => one === text || (typeof one === 'object' && one !== null && matcherTakes(one, text)),
	);
}

/** By parts in their order, so that no pattern of another's making becomes a regular expression. */
function wildcardTakes(wildcard: string, text: string): boolean {
	const [head = '', ...rest] = wildcard.split('*');
	if (rest.length === 0) {
		return wildcard === text;
	}

	const tail = rest.at(-1) ?? '';
	if (!text.startsWith(head) || text.length < head.length + tail.length || !text.endsWith(tail)) {
		return false;
	}

	let at = head.length;
	for (const part of rest.slice(0, -1)) {
		const found = text.indexOf(part, at);
		if (found === -1 || found + part.length > text.length - tail.length) {
			return false;
		}

		at = found + part.length;
	}

	return true;
}
