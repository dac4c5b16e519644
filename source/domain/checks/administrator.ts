import {pass, warn} from '../doctor/verdict.js';
import {isInCharge} from './administrator-message.js';
import {type Check, defineCheck} from './check.js';

/** Only the administrator changes features of members. docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html */
export const administratorCheck: Check = defineCheck({
	id: 'administrator',
	title: 'who manages GuardDuty',
	why: "a member account can't change GuardDuty's features itself",
	level: 'cluster',
	stage: 'opt-in',
	needs: ['administrator'],
	judge({administrator}) {
		if (administrator === undefined) {
			return pass('this account itself');
		}

		const {accountId, relationshipStatus} = administrator;
		return isInCharge(administrator)
			? pass(`the administrator account ${accountId}`)
			: warn(
					`account ${accountId}, but the relationship is ${relationshipStatus}`,
					'see who manages GuardDuty for this account',
				);
	},
});
