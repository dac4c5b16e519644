import {type ClusterArn, type TaskArn} from '../../domain/arn.js';
import {type Task} from '../../domain/resources.js';
import {collectionRead} from './collection-read.js';

/** All tasks of a cluster: those that should run, then those that stopped in the last hour or so. */
export const tasksRead = collectionRead<ClusterArn, TaskArn, Task>({
	id: 'tasks',
	key: cluster => cluster,
	source: ({call}, cluster) => ({
		listings: [
			nextToken => call('ecs:ListTasks', {cluster, desiredStatus: 'RUNNING', nextToken}),
			nextToken => call('ecs:ListTasks', {cluster, desiredStatus: 'STOPPED', nextToken}),
		],
		describe: tasks => call('ecs:DescribeTasks', {cluster, tasks}),
		batchSize: 100,
		key: task => task.arn,
	}),
});
