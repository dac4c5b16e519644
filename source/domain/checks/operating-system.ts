import {fargateSupport} from '../agent/agent-support.js';
import {fail, pass, unknown} from '../doctor/verdict.js';
import {type Check, defineCheck} from './check.js';
import {notOnFargate} from './subject.js';

/** docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html */
export const operatingSystemCheck: Check = defineCheck({
	id: 'operating-system',
	title: 'operating system',
	why: 'the agent is made for Linux',
	level: 'task',
	stage: 'start',
	needs: ['task'],
	skips: notOnFargate,
	judge({task}) {
		const support = fargateSupport({platformVersion: 'LATEST', platformFamily: task?.platformFamily});
		switch (support.isSupported) {
			case true:
				return pass(task?.platformFamily ?? '');
			case false:
				return fail(support.reason, 'none on Windows: it is not covered');
			case 'unknown':
				return unknown(support.reason);
			default:
				return support satisfies never;
		}
	},
});
