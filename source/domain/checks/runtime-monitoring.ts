import {momentText} from '../age.js';
import {fail, pass} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {detectorSwitches} from '../opt-in/detector-switches.js';
import {administratorMessage} from './administrator-message.js';
import {type Check, defineCheck} from './check.js';

/** docs.aws.amazon.com/guardduty/latest/ug/how-runtime-monitoring-works-ecs-fargate.html */
export const runtimeMonitoringCheck: Check = defineCheck({
	id: 'runtime-monitoring',
	title: 'Runtime Monitoring',
	why: 'without it no agent is injected, and events of agents are not accepted',
	level: 'cluster',
	stage: 'opt-in',
	needs: ['detector'],
	uses: ['administrator'],
	skips({detector}) {
		const {runtimeMonitoring} = detectorSwitches(factValue(detector));
		return detector.status === 'known' &&
			(runtimeMonitoring === 'no-detector' || runtimeMonitoring === 'detector-disabled')
			? 'GuardDuty is off'
			: undefined;
	},
	judge({detector}, facts) {
		const {runtimeMonitoring, runtimeMonitoringAt: at} = detectorSwitches(detector);
		if (runtimeMonitoring === 'on') {
			return pass(`on${at === undefined ? '' : `, last changed ${momentText(at)}`}`);
		}

		return fail(
			'off in GuardDuty',
			'switch Runtime Monitoring on',
			administratorMessage(
				'enable Runtime Monitoring with automated agent management for ECS on Fargate',
				facts,
			),
		);
	},
});
