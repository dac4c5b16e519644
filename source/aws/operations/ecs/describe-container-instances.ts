import {DescribeContainerInstancesCommand} from '@aws-sdk/client-ecs';
import {type ContainerInstanceArn, shortName} from '../../../domain/arn.js';
import {type ContainerInstance} from '../../../domain/resources.js';
import {
	anyText,
	arn,
	count,
	type Fields,
	fields,
	flag,
	list,
	number,
	tags,
	text,
	time,
} from '../../fields.js';
import {type Operation} from '../operation.js';
import {attribute, described} from './answers.js';

export const describeContainerInstances: Operation<'ecs:DescribeContainerInstances'> = {
	async send(clients, {cluster, containerInstances}, options) {
		const command = new DescribeContainerInstancesCommand({
			cluster,
			containerInstances: [...containerInstances],
			include: ['TAGS'],
		});
		return (await clients.ecs()).send(command, options);
	},
	parse: answer => described(answer.containerInstances, answer.failures, containerInstance),
};

function containerInstance(answer: Fields): ContainerInstance {
	const instanceArn: ContainerInstanceArn = arn(answer, 'containerInstanceArn');
	return {
		arn: instanceArn,
		id: shortName(instanceArn),
		ec2InstanceId: text(answer.ec2InstanceId),
		status: anyText(answer.status),
		isAgentConnected: flag(answer.agentConnected),
		ecsAgentVersion: text(fields(answer.versionInfo).agentVersion),
		runningTasks: count(answer.runningTasksCount),
		pendingTasks: count(answer.pendingTasksCount),
		registeredAt: time(answer.registeredAt),
		capacityProvider: text(answer.capacityProviderName),
		// docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html
		instanceType: attribute(answer.attributes, 'ecs.instance-type'),
		availabilityZone: attribute(answer.attributes, 'ecs.availability-zone'),
		amiId: attribute(answer.attributes, 'ecs.ami-id'),
		osType: attribute(answer.attributes, 'ecs.os-type'),
		cpuArchitecture: attribute(answer.attributes, 'ecs.cpu-architecture'),
		registeredCpuUnits: resource(answer.registeredResources, 'CPU'),
		registeredMemoryMiB: resource(answer.registeredResources, 'MEMORY'),
		remainingCpuUnits: resource(answer.remainingResources, 'CPU'),
		remainingMemoryMiB: resource(answer.remainingResources, 'MEMORY'),
		tags: tags(answer.tags),
	};
}

function resource(resources: unknown, name: string): number | undefined {
	return number(list(resources, found => found).find(found => found.name === name)?.integerValue);
}
