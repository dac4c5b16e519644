import {fargateSupport} from '../agent/agent-support.js';
import {fail, pass, unknown} from '../doctor/verdict.js';
import {type Check, defineCheck} from './check.js';
import {notOnFargate} from './subject.js';

/** docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html */
export const platformVersionCheck: Check = defineCheck({
	id: 'platform-version',
	title: 'platform version',
	why: 'the agent needs Fargate platform 1.4.0 or newer',
	level: 'task',
	stage: 'start',
	needs: ['task'],
	skips: notOnFargate,
	judge({task}) {
		const support = fargateSupport({platformFamily: 'Linux', platformVersion: task?.platformVersion});
		switch (support.isSupported) {
			case true:
				return pass(task?.platformVersion ?? '');
			case false:
				return fail(support.reason, 'set platformVersion LATEST, and redeploy');
			case 'unknown':
				return unknown(support.reason);
			default:
				return support satisfies never;
		}
	},
});
