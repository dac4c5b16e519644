import {DescribeTaskDefinitionCommand} from '@aws-sdk/client-ecs';
import {type ContainerDefinition, type TaskDefinition} from '../../../domain/resources.js';
import {anyText, arn, count, type Fields, fields, list, number, required, text, texts} from '../../fields.js';
import {type Operation} from '../operation.js';

export const describeTaskDefinition: Operation<'ecs:DescribeTaskDefinition'> = {
	async send(clients, {taskDefinition}, options) {
		return (await clients.ecs()).send(new DescribeTaskDefinitionCommand({taskDefinition}), options);
	},
	parse: answer => definition(fields(answer.taskDefinition)),
};

function definition(answer: Fields): TaskDefinition {
	const platform = fields(answer.runtimePlatform);
	return {
		arn: arn(answer, 'taskDefinitionArn'),
		family: required(answer, 'family'),
		revision: count(answer.revision),
		status: text(answer.status),
		containers: list(answer.containerDefinitions, containerDefinition),
		executionRoleArn: text(answer.executionRoleArn),
		taskRoleArn: text(answer.taskRoleArn),
		networkMode: text(answer.networkMode),
		requiresCompatibilities: texts(answer.requiresCompatibilities),
		cpuUnits: number(answer.cpu),
		memoryMiB: number(answer.memory),
		cpuArchitecture: text(platform.cpuArchitecture),
		operatingSystemFamily: text(platform.operatingSystemFamily),
	};
}

function containerDefinition(answer: Fields): ContainerDefinition {
	return {
		name: required(answer, 'name'),
		image: anyText(answer.image),
		// Essential unless it says otherwise. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
		isEssential: answer.essential !== false,
		cpuUnits: number(answer.cpu),
		memoryMiB: number(answer.memory),
		memoryReservationMiB: number(answer.memoryReservation),
		...logOf(fields(answer.logConfiguration)),
	};
}

function logOf(answer: Fields): Pick<ContainerDefinition, 'log'> {
	const driver = text(answer.logDriver);
	const options = fields(answer.options);
	return driver === undefined
		? {}
		: {
				log: {
					driver,
					group: text(options['awslogs-group']),
					region: text(options['awslogs-region']),
					streamPrefix: text(options['awslogs-stream-prefix']),
				},
			};
}
