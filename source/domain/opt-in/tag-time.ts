import {shortName} from '../arn.js';
import {type Json} from '../resources.js';
import {type JsonObject, jsonObject} from '../task/task-overrides.js';
import {type TrailEvent} from '../trail.js';
import {type GuardDutyTag, guardDutyTagKey} from './tag.js';

/** When a cluster's tag got the value that it has now. Times are epoch ms. */
export type TagTime =
	/** `isExact` is false when the tag may have had this value even before. */
	| {readonly status: 'known'; readonly at: number; readonly isExact: boolean; readonly by?: string}
	/** No change since then, as far back as CloudTrail tells. */
	| {readonly status: 'before'; readonly at: number}
	| {readonly status: 'unknown'; readonly why: string};

export type TagTimeInput = {
	readonly clusterArn: string;
	/** What the tag says now. */
	readonly value: GuardDutyTag['value'];
	/** Events of the cluster: TagResource, UntagResource, CreateCluster; in any order. */
	readonly events: readonly TrailEvent[];
	/** Since when the events are complete (epoch ms); undefined when pages are missing. */
	readonly completeSince?: number;
};

type Change = {
	readonly at: number;
	readonly value: string;
	readonly isCreation: boolean;
	readonly by?: string;
};

/**
 * Returns when the tag was set, by the events that changed it. AWS has no field for that; LookupEvents sees 90 days.
 * Refused calls are no changes. When the last change does not explain the tag, the time is unknown and not guessed.
 */
export function tagTime({clusterArn, value, events, completeSince}: TagTimeInput): TagTime {
	if (value === 'unreadable') {
		return {status: 'unknown', why: "the cluster's tags could not be read"};
	}

	const changes = events
		.flatMap(event => changeIn(event, clusterArn) ?? [])
		.sort((left, right) => left.at - right.at);
	const last = changes.at(-1);
	if (last === undefined) {
		return completeSince === undefined
			? {status: 'unknown', why: 'CloudTrail was not read whole'}
			: {status: 'before', at: completeSince};
	}

	if (meaningOf(last.value) !== value) {
		return {status: 'unknown', why: 'the last change in CloudTrail does not explain the tag'};
	}

	const others = changes.filter(change => meaningOf(change.value) !== value);
	const lastOther = others.at(-1);
	const first = lastOther === undefined ? changes[0] : changes[changes.indexOf(lastOther) + 1];
	const {at, by, isCreation} = first ?? last;
	return {
		status: 'known',
		at,
		isExact: completeSince !== undefined && (lastOther !== undefined || isCreation),
		...(by !== undefined && {by}),
	};
}

/** Any other value counts as no tag. */
function meaningOf(value: string): 'true' | 'false' | 'absent' {
	return value === 'true' || value === 'false' ? value : 'absent';
}

function changeIn(event: TrailEvent, clusterArn: string): Change | undefined {
	const detail = jsonObject(event.detail);
	const request = jsonObject(detail?.requestParameters);
	if (detail === undefined || request === undefined || failed(detail)) {
		return undefined;
	}

	const value = valueIn(event.name, {request, clusterArn});
	if (value === undefined) {
		return undefined;
	}

	return {
		at: event.at,
		value,
		isCreation: event.name === 'CreateCluster',
		...(event.user !== undefined && {by: event.user}),
	};
}

function failed({errorCode}: JsonObject): boolean {
	return errorCode !== undefined && errorCode !== null;
}

type Request = {readonly request: JsonObject; readonly clusterArn: string};

function valueIn(name: string, {request, clusterArn}: Request): string | undefined {
	switch (name) {
		case 'TagResource':
			return request.resourceArn === clusterArn ? tagIn(request.tags) : undefined;
		case 'UntagResource':
			return request.resourceArn === clusterArn && texts(request.tagKeys).includes(guardDutyTagKey)
				? ''
				: undefined;
		case 'CreateCluster':
			// Without a name ECS makes the cluster `default`.
			return (request.clusterName ?? 'default') === shortName(clusterArn)
				? (tagIn(request.tags) ?? '')
				: undefined;
		default:
			return undefined;
	}
}

function tagIn(tags: Json | undefined): string | undefined {
	const tag = elements(tags)
		.map(jsonObject)
		.find(entry => (entry?.key ?? entry?.Key) === guardDutyTagKey);
	const value = tag?.value ?? tag?.Value;
	return tag === undefined ? undefined : typeof value === 'string' ? value : '';
}

function texts(value: Json | undefined): readonly string[] {
	return elements(value).filter(entry => typeof entry === 'string');
}

function elements(value: Json | undefined): readonly Json[] {
	return isList(value) ? value : [];
}

function isList(value: Json | undefined): value is readonly Json[] {
	return Array.isArray(value);
}
