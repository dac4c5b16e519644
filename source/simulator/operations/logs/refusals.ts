import {type JsonObject} from '../../json.js';
import {groupArn, groupNamed} from '../../logs/groups.js';
import {type LogGroup} from '../../logs/log-group.js';
import {Refusal} from '../../refusal.js';
import {type World} from '../../world/types.js';
import {text} from '../inputs.js';

export const invalid = (message: string) => new Refusal('InvalidParameterException', message);

/** The request's group by logGroupName or logGroupIdentifier, of which there must be one. */
export function groupOf(input: JsonObject, world: World): LogGroup | Refusal {
	const name = text(input, 'logGroupName');
	const identifier = text(input, 'logGroupIdentifier');
	if ((name === undefined) === (identifier === undefined)) {
		return invalid('Exactly one of logGroupName and logGroupIdentifier must be given.');
	}

	return groupNamed(world, name ?? identifier ?? '') ?? missingGroup();
}

export function missingGroup(): Refusal {
	return new Refusal('ResourceNotFoundException', 'The specified log group does not exist.');
}

/** Events of the other classes can't be read by FilterLogEvents and GetLogEvents. docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html */
export function classRefusal({name, groupClass}: LogGroup): Refusal | undefined {
	return groupClass === 'STANDARD'
		? undefined
		: invalid(`This operation is not supported for log group ${name} of the log class ${groupClass}.`);
}

/** What a denial names; the streams are left open. */
export function groupResource(input: JsonObject, world: World): string {
	const names = input.logGroupNames ?? input.logGroupIdentifiers;
	const first = Array.isArray(names) ? (names as readonly unknown[])[0] : undefined;
	const given =
		text(input, 'logGroupName') ??
		text(input, 'logGroupIdentifier') ??
		(typeof first === 'string' ? first : '');
	return `${given.startsWith('arn:') ? given.replace(/:\*$/, '') : groupArn(world, given)}:log-stream:`;
}
