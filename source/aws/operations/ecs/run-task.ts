import {RunTaskCommand, type RunTaskCommandInput} from '@aws-sdk/client-ecs';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';
import {described} from './answers.js';
import {task} from './task.js';

/** Starts tasks; what ECS could not place is in `missing`. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
export const runTask: Operation<'ecs:RunTask'> = {
	async send(clients, input, options) {
		const body = shownBody<RunTaskCommandInput>({name: 'ecs:RunTask', input});
		return (await clients.ecs()).send(new RunTaskCommand(body), options);
	},
	parse: answer => described(answer.tasks, answer.failures, task),
};
