import {type JsonObject} from '../json.js';
import {Refusal} from '../refusal.js';
import {trailEventJson} from '../wire/trail-json.js';
import {type TrailEvent} from '../world/trail-event.js';
import {type World} from '../world/types.js';
import {integer, objects, text} from './inputs.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

/** How far back CloudTrail looks. */
const reachMs = 90 * 86_400_000;

type Attribute = (event: TrailEvent) => readonly string[];

/** docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupAttribute.html */
const attributes: Readonly<Record<string, Attribute>> = {
	EventId: ({id}) => [id],
	EventName: ({name}) => [name],
	// Only changes are kept.
	ReadOnly: () => ['false'],
	Username: ({userArn}) => [userArn.slice(userArn.lastIndexOf('/') + 1)],
	ResourceType: ({resources}) => resources.map(({type}) => type),
	ResourceName: ({resources}) => resources.map(({name}) => name),
	EventSource: ({source}) => [source],
	AccessKeyId: () => [],
};

/** Newest first, by at most one attribute. docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
export const lookupEvents: Operation = {
	service: 'cloudtrail',
	name: 'LookupEvents',
	bucket: 'cloudtrail',
	input: {LookupAttributes: 'objects', MaxResults: 'integer', NextToken: 'text', EventCategory: 'text'},
	serve(input, world) {
		const given = objects(input, 'LookupAttributes');
		const [lookup] = given;
		const key = lookup && text(lookup, 'AttributeKey');
		const value = lookup && text(lookup, 'AttributeValue');
		const attribute = key !== undefined && Object.hasOwn(attributes, key) ? attributes[key] : undefined;
		if (given.length > 1 || (lookup && (!attribute || value === undefined))) {
			return new Refusal('InvalidLookupAttributesException', 'Only one valid lookup attribute may be given.');
		}

		const size = integer(input, 'MaxResults') ?? 50;
		if (size < 1 || size > 50) {
			return new Refusal('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');
		}

		const span = spanOf(input, world);
		if (span.from > span.to) {
			return new Refusal('InvalidTimeRangeException', 'The start time must not be after the end time.');
		}

		const now = world.clock.now();
		const found = world.trail
			.filter(
				event =>
					event.visibleAt <= now &&
					event.at >= span.from &&
					event.at <= span.to &&
					(!attribute || attribute(event).includes(value ?? '')),
			)
			.toSorted((first, second) => second.at - first.at);
		const token = text(input, 'NextToken');
		const paged = page(found, {
			input: {maxResults: size, ...(token !== undefined && {nextToken: token})},
			rules: {maximum: 50, usual: 50, scope: `LookupEvents ${key} ${value}`},
			keyOf: ({id}) => id,
		});
		if (paged instanceof Refusal) {
			return new Refusal('InvalidNextTokenException', 'The token is not valid.');
		}

		return {Events: paged.items.map(event => trailEventJson(world, event)), NextToken: paged.nextToken};
	},
};

// Times are seconds on the wire.
function spanOf(input: JsonObject, world: World): {readonly from: number; readonly to: number} {
	const now = world.clock.now();
	const time = (member: string): number | undefined => {
		const value = input[member];
		return typeof value === 'number' ? value * 1000 : undefined;
	};

	return {from: Math.max(time('StartTime') ?? 0, now - reachMs), to: time('EndTime') ?? now};
}
