import {demo} from './demo.js';
import {type Scenario} from './scenario.js';

/** GuardDuty is on, and there is nothing to watch. */
export const empty: Scenario = {
	name: 'empty',
	summary: 'an account without clusters',
	account: demo.account,
	fill: () => {},
};
