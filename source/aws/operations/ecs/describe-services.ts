import {DescribeServicesCommand} from '@aws-sdk/client-ecs';
import {type Operation} from '../operation.js';
import {described} from './answers.js';
import {service} from './service.js';

export const describeServices: Operation<'ecs:DescribeServices'> = {
	async send(clients, {cluster, services}, options) {
		const command = new DescribeServicesCommand({cluster, services: [...services], include: ['TAGS']});
		return (await clients.ecs()).send(command, options);
	},
	parse: answer => described(answer.services, answer.failures, service),
};
