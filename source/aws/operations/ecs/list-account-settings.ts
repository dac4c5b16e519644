import {ListAccountSettingsCommand, type SettingName} from '@aws-sdk/client-ecs';
import {type AccountSetting} from '../../../domain/resources.js';
import {anyText, type Fields, list, required, text} from '../../fields.js';
import {type Operation} from '../operation.js';

/** The settings in effect for the caller; GuardDuty sets `guardDutyActivate`. docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html */
export const listAccountSettings: Operation<'ecs:ListAccountSettings'> = {
	async send(clients, {name}, options) {
		// The SDK's type lists the names of its release; ECS takes what it knows.
		const command = new ListAccountSettingsCommand({name: name as SettingName, effectiveSettings: true});
		return (await clients.ecs()).send(command, options);
	},
	parse: answer => list(answer.settings, setting),
};

function setting(answer: Fields): AccountSetting {
	return {name: required(answer, 'name'), value: anyText(answer.value), type: text(answer.type)};
}
