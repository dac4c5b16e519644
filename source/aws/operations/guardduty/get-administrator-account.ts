import {GetAdministratorAccountCommand} from '@aws-sdk/client-guardduty';
import {type Administrator} from '../../../domain/resources.js';
import {fields, text} from '../../fields.js';
import {type Operation} from '../operation.js';

/** Who administers GuardDuty for this account; undefined for a standalone account and for the administrator itself. */
export const getAdministratorAccount: Operation<'guardduty:GetAdministratorAccount'> = {
	async send(clients, {detectorId}, options) {
		const command = new GetAdministratorAccountCommand({DetectorId: detectorId});
		return (await clients.guardduty()).send(command, options);
	},
	parse: answer => administrator(answer.Administrator),
	answerIn: ({name, message}) =>
		name === 'BadRequestException' && typeof message === 'string' && isNoMember.test(message)
			? {value: undefined}
			: undefined,
};

const isNoMember =
	/not (a |associated as )?member|not associated with|(has|have) no administrator|no administrator/i;

function administrator(value: unknown): Administrator | undefined {
	const {AccountId, RelationshipStatus} = fields(value);
	const accountId = text(AccountId);
	return accountId === undefined ? undefined : {accountId, relationshipStatus: text(RelationshipStatus)};
}
