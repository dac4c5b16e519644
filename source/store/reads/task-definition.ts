import {type TaskDefinitionArn} from '../../domain/arn.js';
import {type TaskDefinition} from '../../domain/resources.js';
import {fetchedRead} from './fetched-read.js';

/** One revision of a task definition. Apart from its status it never changes. */
export const taskDefinitionRead = fetchedRead<TaskDefinitionArn, TaskDefinition>({
	id: 'task-definition',
	key: arn => arn,
	fetch: ({call}, taskDefinition) => call('ecs:DescribeTaskDefinition', {taskDefinition}),
});
