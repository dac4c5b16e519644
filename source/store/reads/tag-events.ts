import {type Failure} from '../../domain/failure.js';
import {type Fetched, failedAfter, heldValue, waiting} from '../../domain/fetched.js';
import {type Json} from '../../domain/resources.js';
import {type JsonObject, jsonObject} from '../../domain/task/task-overrides.js';
import {type TrailEvent, trailReachMs} from '../../domain/trail.js';
import {type Call} from '../call.js';
import {type Read} from '../read.js';
import {freshAfter, single} from './fetched-read.js';

/** Changes of clusters' tags that CloudTrail knows, of all clusters of the account and Region, newest first. */
export type TagEvents = {
	readonly events: readonly TrailEvent[];
	/** Since when (epoch ms) no such event is missing from them. */
	readonly completeSince: number;
};

/** Whether CloudTrail finds ECS events by the cluster's ARN is not documented, so they are looked up by name. */
const eventNames = ['TagResource', 'UntagResource', 'CreateCluster'] as const;
/** TagResource is an event of every service; at one page a second a busy account must end some time. */
const pagesPerName = 10;
/** CloudTrail tells of an event some 5 minutes later, 15 at most; twice that is read again. docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
const overlapMs = 1_800_000;

/**
 * When tags of clusters changed, for the time of their opt-in. The first reading goes back as far as it may, 90 days
 * or ten pages; later ones read only what is new.
 */
export const tagEventsRead: Read<undefined, Fetched<TagEvents>> = {
	id: 'tag-events',
	key: single,
	initial: waiting,
	weight: fetched => heldValue(fetched)?.events.length ?? 1,
	async load(context) {
		const held = context.held();
		const before = heldValue(held);
		const now = context.now();
		const from = before && 'at' in held ? held.at - overlapMs : now - trailReachMs;
		const found = await Promise.all(eventNames.map(name => lookUp(context.call, {name, from})));
		const failure = found.flatMap(({failure: failed}) => failed ?? [])[0];
		if (failure) {
			if (failure.kind !== 'cancelled') {
				context.publish(failedAfter(held, failure, context.now()));
			}

			return;
		}

		const completeSince = Math.max(...found.map(one => one.completeSince));
		const value = joined(before, {events: found.flatMap(({events}) => events), completeSince, from});
		context.publish(freshAfter(held, value, context.now()));
	},
};

type Found = {
	readonly events: readonly TrailEvent[];
	readonly completeSince: number;
	readonly failure?: Failure;
};

async function lookUp(
	call: Call,
	{name, from}: {readonly name: string; readonly from: number},
): Promise<Found> {
	const events: TrailEvent[] = [];
	let completeSince = from;
	let nextToken: string | undefined;
	for (let page = 1; page <= pagesPerName; page++) {
		const answer = await call('cloudtrail:LookupEvents', {
			attribute: {key: 'EventName', value: name},
			from,
			nextToken,
		});
		if (!answer.ok) {
			return {events, completeSince, failure: answer.failure};
		}

		for (const event of answer.value.items) {
			if (isUnreadable(event)) {
				// It may have been the one that counts.
				completeSince = Math.max(completeSince, event.at + 1);
			} else if (isOfCluster(event)) {
				events.push(slim(event));
			}
		}

		nextToken = answer.value.nextToken;
		if (nextToken === undefined || nextToken === '') {
			return {events, completeSince};
		}

		const oldest = answer.value.items.at(-1)?.at ?? from;
		if (page === pagesPerName) {
			// More events of that same second may be on the next page.
			completeSince = Math.max(completeSince, oldest + 1000);
		}
	}

	return {events, completeSince};
}

/** What was held and what is new; where the new does not reach back to the held, there is a gap before it. */
function joined(
	before: TagEvents | undefined,
	{events, completeSince, from}: TagEvents & {readonly from: number},
): TagEvents {
	const byId = new Map([...(before?.events ?? []), ...events].map(event => [event.id, event]));
	return {
		events: [...byId.values()].sort((one, other) => other.at - one.at || (one.id < other.id ? -1 : 1)),
		completeSince: before && completeSince <= from ? before.completeSince : completeSince,
	};
}

function isUnreadable({detail}: TrailEvent): boolean {
	const record = jsonObject(detail);
	const isRefused = record?.errorCode !== undefined && record.errorCode !== null;
	return !isRefused && isOfEcs(record) && jsonObject(record?.requestParameters) === undefined;
}

function isOfCluster({name, detail}: TrailEvent): boolean {
	const record = jsonObject(detail);
	const arn = jsonObject(record?.requestParameters)?.resourceArn;
	return (
		isOfEcs(record) && (name === 'CreateCluster' || (typeof arn === 'string' && arn.includes(':cluster/')))
	);
}

/** EKS, Redshift and others have clusters, and all services tags; a record that can't be read may be of ECS. */
function isOfEcs(record: JsonObject | undefined): boolean {
	return record?.eventSource === undefined || record.eventSource === 'ecs.amazonaws.com';
}

/** A record has some thirty members, of which the tag's time needs three. */
function slim({detail, ...event}: TrailEvent): TrailEvent {
	const record = jsonObject(detail);
	const kept = (['eventSource', 'errorCode', 'requestParameters'] as const).flatMap(
		(member): readonly (readonly [string, Json])[] => {
			const value = record?.[member];
			return value === undefined ? [] : [[member, value]];
		},
	);
	return {...event, detail: Object.fromEntries(kept)};
}
