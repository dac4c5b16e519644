import {ArchiveFindingsCommand, type ArchiveFindingsCommandInput} from '@aws-sdk/client-guardduty';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';

/** Takes findings out of the current ones; refused to a member account. docs.aws.amazon.com/guardduty/latest/APIReference/API_ArchiveFindings.html */
export const archiveFindings: Operation<'guardduty:ArchiveFindings'> = {
	async send(clients, input, options) {
		const body = shownBody<ArchiveFindingsCommandInput>({name: 'guardduty:ArchiveFindings', input});
		return (await clients.guardduty()).send(new ArchiveFindingsCommand(body), options);
	},
	parse: () => ({}),
};
