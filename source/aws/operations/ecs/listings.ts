import {
	ListClustersCommand,
	ListContainerInstancesCommand,
	ListServicesCommand,
	ListTasksCommand,
} from '@aws-sdk/client-ecs';
import {type Operation} from '../operation.js';
import {arnPage} from './answers.js';

/** Full pages: ListServices gives 10 when it is not asked for 100. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListServices.html */
const maxResults = 100;

export const listClusters: Operation<'ecs:ListClusters'> = {
	async send(clients, {nextToken}, options) {
		return (await clients.ecs()).send(new ListClustersCommand({maxResults, nextToken}), options);
	},
	parse: answer => arnPage(answer.clusterArns, answer.nextToken),
};

export const listServices: Operation<'ecs:ListServices'> = {
	async send(clients, {cluster, nextToken}, options) {
		return (await clients.ecs()).send(new ListServicesCommand({cluster, maxResults, nextToken}), options);
	},
	parse: answer => arnPage(answer.serviceArns, answer.nextToken),
};

export const listTasks: Operation<'ecs:ListTasks'> = {
	async send(clients, {cluster, desiredStatus, serviceName, nextToken}, options) {
		const command = new ListTasksCommand({cluster, desiredStatus, serviceName, maxResults, nextToken});
		return (await clients.ecs()).send(command, options);
	},
	parse: answer => arnPage(answer.taskArns, answer.nextToken),
};

export const listContainerInstances: Operation<'ecs:ListContainerInstances'> = {
	async send(clients, {cluster, nextToken}, options) {
		const command = new ListContainerInstancesCommand({cluster, maxResults, nextToken});
		return (await clients.ecs()).send(command, options);
	},
	parse: answer => arnPage(answer.containerInstanceArns, answer.nextToken),
};
