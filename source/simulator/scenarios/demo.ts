import {dayMs} from './build.js';
import {fillBackOffice} from './demo/back-office.js';
import {addDemoFindings} from './demo/findings.js';
import {connected} from './demo/flow.js';
import {fillPlatform} from './demo/platform.js';
import {fillShop} from './demo/shop.js';
import {type Scenario} from './scenario.js';

/** A payments company where clusters are opted in one by one, by their tag. */
export const demo: Scenario = {
	name: 'demo',
	summary:
		'a payments company in one Region: clusters opted in by tag, stale services, failed agents (default)',
	account: {
		detector: {
			enabled: true,
			runtimeMonitoring: true,
			fargateAgent: false,
			ec2Agent: true,
			changedAgoMs: 3 * dayMs,
		},
		guardDutyActivate: 'on',
		flow: connected,
	},
	fill(world) {
		fillShop(world);
		fillBackOffice(world);
		fillPlatform(world);
		addDemoFindings(world);
	},
};

/** The same company with GuardDuty's agent turned on for the whole account: clusters without a tag are monitored too. */
export const demoAccount: Scenario = {
	name: 'demo-account',
	summary: 'the same company, opted in by the account setting instead of tag by tag',
	account: {
		...demo.account,
		detector: {
			enabled: true,
			runtimeMonitoring: true,
			fargateAgent: true,
			ec2Agent: true,
			changedAgoMs: 3 * dayMs,
		},
	},
	fill: demo.fill,
};
