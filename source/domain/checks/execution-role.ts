import {shortName} from '../arn.js';
import {fail, pass} from '../doctor/verdict.js';
import {type Check, defineCheck} from './check.js';
import {executionRoleArn, notOnFargate} from './subject.js';

/** docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-integration.html */
export const executionRoleCheck: Check = defineCheck({
	id: 'execution-role',
	title: 'task execution role',
	why: "without it the agent's image can't be pulled, and the task starts without the agent",
	level: 'task',
	stage: 'start',
	needs: ['task', 'taskDefinition'],
	skips: notOnFargate,
	judge({task, taskDefinition}) {
		const arn = executionRoleArn(task, taskDefinition);
		return arn === undefined
			? fail(
					'the task definition names no execution role',
					'register a revision with an executionRoleArn, and redeploy with it',
				)
			: pass(shortName(arn));
	},
});
