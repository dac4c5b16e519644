import {fail, pass, unknown, warn} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {detectorSwitches} from '../opt-in/detector-switches.js';
import {accountSwitch} from '../opt-in/opt-in-ecs.js';
import {administratorMessage} from './administrator-message.js';
import {type Check, defineCheck} from './check.js';

/** docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-troubleshooting.html */
export const accountSettingCheck: Check = defineCheck({
	id: 'account-setting',
	title: 'account setting guardDutyActivate',
	why: 'GuardDuty sets it when Runtime Monitoring is on: ECS injects the agent by it',
	level: 'cluster',
	stage: 'opt-in',
	needs: ['accountSetting'],
	uses: ['detector', 'administrator'],
	judge({accountSetting}, facts) {
		const value = accountSwitch(accountSetting);
		switch (value) {
			case 'on':
				return pass('on');
			case 'off':
			case 'absent': {
				const seen = value === 'off' ? 'off' : 'not set';
				return detectorSwitches(factValue(facts.detector)).runtimeMonitoring === 'on'
					? warn(
							`${seen}, though GuardDuty says that Runtime Monitoring is on`,
							'wait some minutes; then switch Runtime Monitoring off and on',
						)
					: fail(
							`${seen}: only GuardDuty can change it`,
							'switch Runtime Monitoring on',
							administratorMessage('enable Runtime Monitoring', facts),
						);
			}

			case 'unclear':
				return unknown(`"${accountSetting?.value}" is not a documented value`);
			default:
				return value satisfies never;
		}
	},
});
