import {fail, pass} from '../doctor/verdict.js';
import {detectorSwitches} from '../opt-in/detector-switches.js';
import {administratorMessage} from './administrator-message.js';
import {type Check, defineCheck} from './check.js';

/** GuardDuty is on in this account and Region. docs.aws.amazon.com/guardduty/latest/ug/guardduty_settingup.html */
export const detectorCheck: Check = defineCheck({
	id: 'detector',
	title: 'GuardDuty detector',
	why: 'without a detector GuardDuty does nothing in this Region',
	level: 'cluster',
	stage: 'opt-in',
	needs: ['detector'],
	uses: ['administrator'],
	judge({detector}, facts) {
		const {runtimeMonitoring} = detectorSwitches(detector);
		switch (runtimeMonitoring) {
			case 'no-detector':
				return fail(
					'this account has no detector in this Region',
					'switch GuardDuty on',
					administratorMessage('enable GuardDuty', facts),
				);
			case 'detector-disabled':
				return fail(
					'the detector is suspended',
					'resume GuardDuty',
					administratorMessage('resume GuardDuty', facts),
				);
			case 'on':
			case 'off':
				return pass(`detector ${detector?.id ?? ''} is enabled`);
			default:
				return runtimeMonitoring satisfies never;
		}
	},
});
