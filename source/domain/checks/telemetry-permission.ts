import {shortName} from '../arn.js';
import {fail, notApplicable, pass, unknown, warn} from '../doctor/verdict.js';
import {readAccess, simulatedAccess, telemetryAction} from '../policy/agent-access.js';
import {type Check, defineCheck, unreadFact} from './check.js';
import {withoutRole} from './role-exists.js';
import {executionRoleArn} from './subject.js';

const fix = `no SCP, role policy or permissions boundary may deny ${telemetryAction}`;

/** It need not be allowed, only not be denied. docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html */
export const telemetryPermissionCheck: Check = defineCheck({
	id: 'telemetry-permission',
	title: 'permission to send events',
	why: 'the agent sends its events with the execution role; a Deny makes it silent',
	level: 'task',
	stage: 'report',
	needs: ['task', 'taskDefinition'],
	uses: ['role', 'simulation', 'rolePolicies'],
	skips: withoutRole,
	judge({task, taskDefinition}, facts) {
		if (facts.role.status === 'known' && facts.role.value === undefined) {
			return notApplicable('the execution role does not exist any more');
		}

		const role = shortName(executionRoleArn(task, taskDefinition) ?? '');
		const {simulation, rolePolicies} = facts;
		if (simulation.status === 'known') {
			const result = simulation.value.find(({action}) => action === telemetryAction);
			const access = simulatedAccess(simulation.value, telemetryAction);
			if (access.access === 'unknown') {
				return unknown(`role ${role}: ${access.why}`);
			}

			if (result?.decision === 'explicitDeny') {
				return fail(`role ${role} is denied ${telemetryAction}${byWhom(access)}`, fix);
			}

			return access.access === 'refused' && access.by !== 'not-allowed'
				? warn(`role ${role}: ${telemetryAction} is not denied, but not allowed either${byWhom(access)}`, fix)
				: pass(`nothing denies it to role ${role} (simulated)`);
		}

		if (rolePolicies.status === 'unknown') {
			return unreadFact('simulation', simulation);
		}

		const access = readAccess(rolePolicies.value, {action: telemetryAction, resource: '*'});
		if (access.access === 'refused' && access.by === 'policy-deny') {
			return fail(`a policy of role ${role} denies ${telemetryAction}`, fix);
		}

		const unread = unreadFact('simulation', simulation);
		return access.access === 'unknown'
			? unknown(`role ${role}: ${access.why}`, fix, unread.missingPermission)
			: unknown(
					`no policy of role ${role} denies it, but SCPs can't be seen this way`,
					fix,
					unread.missingPermission,
				);
	},
});

function byWhom(access: ReturnType<typeof simulatedAccess>): string {
	if (access.access !== 'refused') {
		return '';
	}

	switch (access.by) {
		case 'organization':
			return ' by a service control policy (SCP)';
		case 'boundary':
			return ' by its permissions boundary';
		case 'policy-deny':
			return ' by a policy of its own';
		case 'not-allowed':
			return '';
		default:
			return access.by satisfies never;
	}
}
