import {type JsonObject} from '../json.js';
import {type TrailEvent} from '../world/trail-event.js';
import {type World} from '../world/types.js';
import {seconds} from './seconds.js';

/** An event as LookupEvents shows it; the record itself is JSON text within the JSON. */
export function trailEventJson(world: World, event: TrailEvent): JsonObject {
	const username = event.userArn.slice(event.userArn.lastIndexOf('/') + 1);
	return {
		EventId: event.id,
		EventName: event.name,
		ReadOnly: 'false',
		EventTime: seconds(event.at),
		EventSource: event.source,
		Username: username,
		Resources: event.resources.map(({type, name}) => ({ResourceType: type, ResourceName: name})),
		CloudTrailEvent: JSON.stringify(recordJson(world, event)),
	};
}

// docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
function recordJson(world: World, event: TrailEvent): JsonObject {
	return {
		eventVersion: '1.11',
		userIdentity: {type: 'AssumedRole', arn: event.userArn, accountId: world.account},
		eventTime: new Date(event.at).toISOString().replace(/\.\d+Z$/, 'Z'),
		eventSource: event.source,
		eventName: event.name,
		awsRegion: world.region,
		sourceIPAddress: '198.51.100.24',
		userAgent: 'aws-cli/2.31.0',
		...(event.error && {errorCode: event.error.code, errorMessage: event.error.message}),
		requestParameters: event.request,
		resources: event.resources.map(({type, name}) => ({type, ARN: name, accountId: world.account})),
		eventID: event.id,
		readOnly: false,
		eventType: 'AwsApiCall',
		managementEvent: true,
		recipientAccountId: world.account,
		eventCategory: 'Management',
	};
}
