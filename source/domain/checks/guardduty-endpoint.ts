import {agentOf} from '../agent/agent.js';
import {compareVersions} from '../agent/agent-releases.js';
import {type Finding, fail, pass, warn} from '../doctor/verdict.js';
import {type EndpointFinding, interfaceEndpoint} from '../network/endpoint.js';
import {type Task} from '../resources.js';
import {type Check, defineCheck} from './check.js';
import {createEndpointCommand} from './commands.js';
import {notOnFargate} from './subject.js';
import {subnetOf} from './task-network.js';

/** From here on the agent tries a link-local address first. docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-connectivity.html */
const linkLocalVersion = '1.17.1';

/** Returns whether this task's agent can do without the endpoint; one that is not there yet will be the newest. */
export function hasLinkLocal(task: Task | undefined): boolean {
	const {container, version} = task ? agentOf(task) : {};
	return version === undefined ? container === undefined : compareVersions(version, linkLocalVersion) >= 0;
}

/** docs.aws.amazon.com/guardduty/latest/ug/validate-vpc-endpoint-config-runtime-monitoring.html */
export const guardDutyEndpointCheck: Check = defineCheck({
	id: 'guardduty-endpoint',
	title: 'endpoint guardduty-data',
	why: 'the agent sends its events through it; from 1.17.1 on it tries a link-local address first',
	level: 'task',
	stage: 'report',
	needs: ['task', 'subnets', 'endpoints'],
	uses: ['networkInterface'],
	skips: notOnFargate,
	judge({task, subnets, endpoints}, facts) {
		const found = subnetOf(task, {subnets, facts});
		if ('finding' in found) {
			return found.finding;
		}

		const {vpcId, id: subnetId} = found.subnet;
		const {region} = facts.place;
		const finding = interfaceEndpoint('guardduty-data', {vpcId, region}, endpoints);
		if (finding.state === 'usable') {
			const {id, ownerId} = finding.endpoint;
			const owner = ownerId === undefined || ownerId === facts.place.account ? '' : ` of account ${ownerId}`;
			return pass(`${id}${owner} in ${vpcId}`);
		}

		return lacking(finding, hasLinkLocal(task), {
			vpcId,
			remedy: createEndpointCommand(['guardduty-data'], {region, vpcId, subnetId}),
		});
	},
});

function lacking(
	finding: Exclude<EndpointFinding, {state: 'usable'}>,
	canDoWithout: boolean,
	{vpcId, remedy}: {readonly vpcId: string; readonly remedy: NonNullable<Finding['remedy']>},
): Finding {
	const seen =
		finding.state === 'missing'
			? `no endpoint guardduty-data in ${vpcId}`
			: `endpoint ${finding.endpoint.id} can't be used: ${finding.why}`;
	const more = finding.state === 'missing' ? {remedy} : {};
	return canDoWithout
		? warn(
				`${seen}; agents from ${linkLocalVersion} on can do without`,
				'GuardDuty makes it by itself, as a rule',
				more,
			)
		: fail(seen, finding.state === 'missing' ? 'create it, with private DNS' : 'repair the endpoint', more);
}
