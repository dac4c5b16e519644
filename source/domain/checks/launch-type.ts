import {isFargateTask} from '../agent/agent-support.js';
import {fail, pass, unknown} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type Check, defineCheck} from './check.js';

/** docs.aws.amazon.com/guardduty/latest/ug/how-runtime-monitoring-works-ecs-fargate.html */
export const launchTypeCheck: Check = defineCheck({
	id: 'launch-type',
	title: 'launch type',
	why: 'GuardDuty covers Fargate and EC2, nothing else',
	level: 'task',
	stage: 'start',
	needs: ['task'],
	skips: ({task}) => (task.status === 'known' && task.value === undefined ? 'no task runs' : undefined),
	judge(_known, facts) {
		const task = factValue(facts.task);
		if (task && isFargateTask(task)) {
			return pass(task.capacityProvider === 'FARGATE_SPOT' ? 'Fargate Spot' : 'Fargate');
		}

		switch (task?.launchType) {
			case 'EC2':
				return pass('EC2: the agent lives on the container instance');
			case 'EXTERNAL':
				return fail('ECS Anywhere (EXTERNAL) is not supported', 'run it on Fargate or EC2');
			case 'MANAGED_INSTANCES':
				return fail('ECS Managed Instances are not supported', 'run it on Fargate or EC2');
			case 'FARGATE':
			case undefined:
				return unknown('ECS did not say how the task was launched');
			default:
				// ECS may bring new launch types; the type of the contract does not know them.
				return unknown(`launch type ${String(task?.launchType)} is not known here`);
		}
	},
});
