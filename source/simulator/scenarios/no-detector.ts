import {demo} from './demo.js';
import {type Scenario} from './scenario.js';

/** GuardDuty was never turned on in this Region. */
export const noDetector: Scenario = {
	name: 'no-detector',
	summary: 'GuardDuty was never turned on in this Region',
	account: {},
	fill: demo.fill,
};
