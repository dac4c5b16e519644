import {type Fields} from '../../fields.js';

/**
 * True when the error says that Security Hub is not enabled here: "Account … is not subscribed to AWS Security Hub".
 * The same code without these words is a refusal.
 */
export function isHubOff({name, message}: Fields): boolean {
	return (
		name === 'ResourceNotFoundException' ||
		(name === 'InvalidAccessException' && typeof message === 'string' && /not subscribed/i.test(message))
	);
}
