import {UnarchiveFindingsCommand, type UnarchiveFindingsCommandInput} from '@aws-sdk/client-guardduty';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';

/** Brings archived findings back; refused to a member account. docs.aws.amazon.com/guardduty/latest/APIReference/API_UnarchiveFindings.html */
export const unarchiveFindings: Operation<'guardduty:UnarchiveFindings'> = {
	async send(clients, input, options) {
		const body = shownBody<UnarchiveFindingsCommandInput>({name: 'guardduty:UnarchiveFindings', input});
		return (await clients.guardduty()).send(new UnarchiveFindingsCommand(body), options);
	},
	parse: () => ({}),
};
