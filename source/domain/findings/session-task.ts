import {type FindingSummary} from './finding.js';
import {taskIdShape} from './task-id.js';

type Keyed = Pick<FindingSummary, 'taskArn'> & {readonly accessKey?: {readonly principalId?: string}};

/**
 * Returns the id of the ECS task that stolen credentials were made for: the session of a task's role is called by it, and
 * the principal ends with the name of the session. That of an instance is its own id. Undefined where a task is named
 * anyway, and for all other principals.
 */
export function sessionTaskId({taskArn, accessKey}: Keyed): string | undefined {
	const session = accessKey?.principalId?.split(':')[1];
	return taskArn === undefined && session !== undefined && taskIdShape.test(session) ? session : undefined;
}
