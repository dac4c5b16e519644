import {ListDetectorsCommand} from '@aws-sdk/client-guardduty';
import {texts} from '../../fields.js';
import {type Operation} from '../operation.js';

/** An account has at most one detector per Region; none means that GuardDuty is off. docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
export const listDetectors: Operation<'guardduty:ListDetectors'> = {
	async send(clients, _input, options) {
		return (await clients.guardduty()).send(new ListDetectorsCommand({}), options);
	},
	parse: answer => texts(answer.DetectorIds),
};
