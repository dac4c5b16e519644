import {noFlow} from '../world/flow.js';
import {demo} from './demo.js';
import {type Scenario} from './scenario.js';

/** GuardDuty belongs to another account, which alone may change its features and archive; findings flow from there. */
export const member: Scenario = {
	name: 'member',
	summary: 'a member account: GuardDuty is administered by another account',
	account: {...demo.account, administratorId: '905311246688', flow: () => noFlow},
	fill: demo.fill,
};
