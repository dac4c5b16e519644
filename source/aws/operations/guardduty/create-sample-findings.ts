import {CreateSampleFindingsCommand, type CreateSampleFindingsCommandInput} from '@aws-sdk/client-guardduty';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';

/** Makes findings with made-up contents, for a drill; their titles begin with `[SAMPLE]`. docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateSampleFindings.html */
export const createSampleFindings: Operation<'guardduty:CreateSampleFindings'> = {
	async send(clients, input, options) {
		const body = shownBody<CreateSampleFindingsCommandInput>({name: 'guardduty:CreateSampleFindings', input});
		return (await clients.guardduty()).send(new CreateSampleFindingsCommand(body), options);
	},
	parse: () => ({}),
};
