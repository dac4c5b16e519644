import {UpdateServiceCommand, type UpdateServiceCommandInput} from '@aws-sdk/client-ecs';
import {fields} from '../../fields.js';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';
import {service} from './service.js';

/** Starts a new deployment; the answer has it as PRIMARY. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html */
export const updateService: Operation<'ecs:UpdateService'> = {
	async send(clients, input, options) {
		const body = shownBody<UpdateServiceCommandInput>({name: 'ecs:UpdateService', input});
		return (await clients.ecs()).send(new UpdateServiceCommand(body), options);
	},
	parse: answer => service(fields(answer.service)),
};
