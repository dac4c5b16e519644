import {
	ListServiceDeploymentsCommand,
	StopServiceDeploymentCommand,
	type StopServiceDeploymentCommandInput,
} from '@aws-sdk/client-ecs';
import {type ServiceDeployment} from '../../../domain/resources.js';
import {anyText, arn, type Fields, list, text, time} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';
import {shownBody} from '../shown-body.js';

export const listServiceDeployments: Operation<'ecs:ListServiceDeployments'> = {
	async send(clients, {cluster, service, nextToken}, options) {
		const command = new ListServiceDeploymentsCommand({cluster, service, maxResults: 100, nextToken});
		return (await clients.ecs()).send(command, options);
	},
	parse: answer => ({items: list(answer.serviceDeployments, serviceDeployment), ...next(answer.nextToken)}),
};

export const stopServiceDeployment: Operation<'ecs:StopServiceDeployment'> = {
	async send(clients, input, options) {
		const body = shownBody<StopServiceDeploymentCommandInput>({name: 'ecs:StopServiceDeployment', input});
		return (await clients.ecs()).send(new StopServiceDeploymentCommand(body), options);
	},
	parse: () => ({}),
};

function serviceDeployment(answer: Fields): ServiceDeployment {
	return {
		arn: arn(answer, 'serviceDeploymentArn'),
		serviceArn: arn(answer, 'serviceArn'),
		status: anyText(answer.status),
		statusReason: text(answer.statusReason),
		createdAt: time(answer.createdAt),
		startedAt: time(answer.startedAt),
		finishedAt: time(answer.finishedAt),
	};
}
