import {StopTaskCommand, type StopTaskCommandInput} from '@aws-sdk/client-ecs';
import {fields} from '../../fields.js';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';
import {task} from './task.js';

/** Asks the task to end; the answer is the task as it stops. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html */
export const stopTask: Operation<'ecs:StopTask'> = {
	async send(clients, input, options) {
		const body = shownBody<StopTaskCommandInput>({name: 'ecs:StopTask', input});
		return (await clients.ecs()).send(new StopTaskCommand(body), options);
	},
	parse: answer => task(fields(answer.task)),
};
