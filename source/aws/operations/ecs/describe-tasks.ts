import {DescribeTasksCommand} from '@aws-sdk/client-ecs';
import {type Operation} from '../operation.js';
import {described} from './answers.js';
import {task} from './task.js';

export const describeTasks: Operation<'ecs:DescribeTasks'> = {
	async send(clients, {cluster, tasks}, options) {
		const command = new DescribeTasksCommand({cluster, tasks: [...tasks], include: ['TAGS']});
		return (await clients.ecs()).send(command, options);
	},
	parse: answer => described(answer.tasks, answer.failures, task),
};
