import {type DoctorFacts} from '../doctor/doctor-facts.js';
import {type Remedy} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type Administrator} from '../resources.js';

/** Returns a message to whoever may change GuardDuty here, to be copied: a member account can't do it itself. */
export function administratorMessage(
	request: string,
	{administrator, place}: DoctorFacts,
): {readonly remedy: Remedy} {
	const account = factValue(administrator);
	const who =
		account && isInCharge(account)
			? `GuardDuty administrator account ${account.accountId}`
			: 'GuardDuty administrator';
	const {account: own, region} = place;
	return {
		remedy: {
			label: 'message to the security administrator',
			text: `To the ${who}: please ${request} for account ${own} in ${region}. Until then GuardDuty does not cover the ECS tasks there.`,
		},
	};
}

/** True when that account manages GuardDuty for this one. */
export function isInCharge({relationshipStatus}: Administrator): boolean {
	return relationshipStatus === undefined || relationshipStatus.toLowerCase() === 'enabled';
}
