import {type ContainerDefinition, type Task, type TaskDefinition} from '../world/types.js';

/** The options awslogs-group and awslogs-stream-prefix of a definition's containers. */
export const streamPrefix = 'ecs';

export function containerGroupName({family}: TaskDefinition): string {
	return `/ecs/${family}`;
}

/** docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
export function containerStream(container: ContainerDefinition, task: Task): string {
	return `${streamPrefix}/${container.name}/${task.id}`;
}

/** The task that a container's stream is named after. */
export function taskIdOf(stream: string): string {
	return stream.slice(stream.lastIndexOf('/') + 1);
}
