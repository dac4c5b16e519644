import {DescribeClustersCommand} from '@aws-sdk/client-ecs';
import {type Cluster, type ContainerInsights} from '../../../domain/resources.js';
import {anyText, arn, count, type Fields, list, number, oneOf, required, tags, texts} from '../../fields.js';
import {type Operation} from '../operation.js';
import {described} from './answers.js';

export const describeClusters: Operation<'ecs:DescribeClusters'> = {
	async send(clients, {clusters}, options) {
		const command = new DescribeClustersCommand({
			clusters: [...clusters],
			include: ['SETTINGS', 'STATISTICS', 'TAGS'],
		});
		return (await clients.ecs()).send(command, options);
	},
	parse: answer => described(answer.clusters, answer.failures, cluster),
};

const insightsWords: readonly ContainerInsights[] = ['disabled', 'enabled', 'enhanced'];

function cluster(answer: Fields): Cluster {
	return {
		arn: arn(answer, 'clusterArn'),
		name: required(answer, 'clusterName'),
		status: anyText(answer.status),
		tags: tags(answer.tags),
		containerInsights: oneOf(insightsWords, valueNamed('containerInsights', answer.settings)),
		runningTasks: count(answer.runningTasksCount),
		pendingTasks: count(answer.pendingTasksCount),
		activeServices: count(answer.activeServicesCount),
		containerInstances: count(answer.registeredContainerInstancesCount),
		capacityProviders: texts(answer.capacityProviders),
		// The capital R is AWS's own (domain.md §6.1).
		runningFargateTasks: number(valueNamed('RunningFargateTasksCount', answer.statistics)),
		runningEc2Tasks: number(valueNamed('runningEC2TasksCount', answer.statistics)),
	};
}

/** Returns the value of a `{name, value}` pair; the letters' case is not relied on. */
function valueNamed(name: string, pairs: unknown): unknown {
	return list(pairs, pair => pair).find(
		pair => typeof pair.name === 'string' && pair.name.toLowerCase() === name.toLowerCase(),
	)?.value;
}
