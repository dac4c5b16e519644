import {LookupEventsCommand} from '@aws-sdk/client-cloudtrail';
import {type Json} from '../../../domain/resources.js';
import {type TrailEvent} from '../../../domain/trail.js';
import {cleanJson} from '../../border.js';
import {type Fields, MalformedAnswer, required, requiredList, text, time} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';

/** Pages of 50, newest first. docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
export const lookupEvents: Operation<'cloudtrail:LookupEvents'> = {
	async send(clients, {attribute, from, to, nextToken}, options) {
		const command = new LookupEventsCommand({
			LookupAttributes: [{AttributeKey: attribute.key, AttributeValue: attribute.value}],
			StartTime: from === undefined ? undefined : new Date(from),
			EndTime: to === undefined ? undefined : new Date(to),
			MaxResults: 50,
			NextToken: nextToken,
		});
		return (await clients.cloudtrail()).send(command, options);
	},
	parse: answer => ({items: requiredList(answer, 'Events', event), ...next(answer.NextToken)}),
};

function event(answer: Fields): TrailEvent {
	const at = time(answer.EventTime);
	if (at === undefined) {
		throw new MalformedAnswer('the answer has no EventTime');
	}

	return {
		id: required(answer, 'EventId'),
		name: required(answer, 'EventName'),
		at,
		user: text(answer.Username),
		detail: detail(answer.CloudTrailEvent),
	};
}

/** The record itself is JSON text within the answer. */
function detail(sent: unknown): Json | undefined {
	if (typeof sent !== 'string') {
		return undefined;
	}

	try {
		return cleanJson(JSON.parse(sent));
	} catch (error) {
		if (error instanceof SyntaxError) {
			return undefined;
		}

		throw error;
	}
}
