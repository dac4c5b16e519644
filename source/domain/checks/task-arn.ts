import {clusterNameIn} from '../arn.js';
import {fail, notApplicable, pass} from '../doctor/verdict.js';
import {type Check, defineCheck} from './check.js';

/** docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html */
export const taskArnCheck: Check = defineCheck({
	id: 'task-arn',
	title: 'task ARN format',
	why: 'tasks with the old short ARN format are not covered',
	level: 'task',
	stage: 'start',
	needs: ['task'],
	judge({task}) {
		if (task === undefined) {
			return notApplicable('no task runs');
		}

		return clusterNameIn(task.arn) === undefined
			? fail(
					'the short format, without the name of the cluster',
					'switch the account setting taskLongArnFormat on, then relaunch the task',
				)
			: pass('the long format');
	},
});
