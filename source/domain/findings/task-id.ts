/** 32 hexadecimal digits, or a UUID in the old ARN format. docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html */
export const taskIdShape = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Returns the id of the task that an ARN names, or undefined when the text is not the ARN of a task. */
export function taskIdIn(arn: string | undefined): string | undefined {
	const id = /^arn:[^:]+:ecs:[^:]*:[^:]*:task\/(?:[^/]+\/)?([^/]+)$/.exec(arn ?? '')?.[1];
	return id !== undefined && taskIdShape.test(id) ? id : undefined;
}
