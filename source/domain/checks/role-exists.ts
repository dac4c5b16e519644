import {shortName} from '../arn.js';
import {fail, pass} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type Check, defineCheck} from './check.js';
import {executionRoleArn, notOnFargate} from './subject.js';

/** Returns why there is no role to be looked at, by what is known. */
export function withoutRole(facts: Parameters<typeof notOnFargate>[0]): string | undefined {
	const reason = notOnFargate(facts);
	if (reason !== undefined) {
		return reason;
	}

	const {task, taskDefinition} = facts;
	const isKnown = task.status === 'known' && taskDefinition.status === 'known';
	return isKnown && executionRoleArn(factValue(task), factValue(taskDefinition)) === undefined
		? 'there is no execution role'
		: undefined;
}

/** A role can be deleted while tasks that name it run on. docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage_delete.html */
export const roleExistsCheck: Check = defineCheck({
	id: 'role-exists',
	title: 'execution role in IAM',
	why: "a role that is gone can't pull the agent",
	level: 'task',
	stage: 'pull',
	needs: ['task', 'taskDefinition', 'role'],
	skips: withoutRole,
	judge({task, taskDefinition, role}) {
		const name = shortName(executionRoleArn(task, taskDefinition) ?? '');
		return role === undefined
			? fail(
					`role ${name} does not exist any more`,
					'create it again, or register a revision with another role',
				)
			: pass(role.name);
	},
});
