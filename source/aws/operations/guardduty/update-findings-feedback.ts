import {
	UpdateFindingsFeedbackCommand,
	type UpdateFindingsFeedbackCommandInput,
} from '@aws-sdk/client-guardduty';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';

/** Says whether findings were useful. docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateFindingsFeedback.html */
export const updateFindingsFeedback: Operation<'guardduty:UpdateFindingsFeedback'> = {
	async send(clients, input, options) {
		const body = shownBody<UpdateFindingsFeedbackCommandInput>({
			name: 'guardduty:UpdateFindingsFeedback',
			input,
		});
		return (await clients.guardduty()).send(new UpdateFindingsFeedbackCommand(body), options);
	},
	parse: () => ({}),
};
