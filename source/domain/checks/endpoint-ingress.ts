import {type DoctorFacts} from '../doctor/doctor-facts.js';
import {type Finding, fail, notApplicable, pass, unknown, warn} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type EndpointService, interfaceEndpoint} from '../network/endpoint.js';
import {type SecurityGroup, type Subnet, type VpcEndpoint} from '../network/network.js';
import {letsHttpsPass, rulesOf} from '../network/ports.js';
import {type Check, defineCheck} from './check.js';
import {openHttpsCommand, type RulePeer} from './commands.js';
import {hasLinkLocal} from './guardduty-endpoint.js';
import {notOnFargate} from './subject.js';
import {subnetOf, taskAddress, taskGroups} from './task-network.js';

const services: readonly EndpointService[] = ['ecr.api', 'ecr.dkr', 's3', 'guardduty-data'];

/** docs.aws.amazon.com/guardduty/latest/ug/validate-vpc-endpoint-config-runtime-monitoring.html */
export const endpointIngressCheck: Check = defineCheck({
	id: 'endpoint-ingress',
	title: 'security groups of endpoints',
	why: 'private DNS sends the task to the endpoint, so a security group that keeps it out cuts it off',
	level: 'task',
	stage: 'pull',
	needs: ['task', 'subnets', 'endpoints', 'securityGroups'],
	uses: ['networkInterface', 'service'],
	skips: notOnFargate,
	judge({task, subnets, endpoints, securityGroups}, facts) {
		const found = subnetOf(task, {subnets, facts});
		if ('finding' in found) {
			return found.finding;
		}

		const where = {vpcId: found.subnet.vpcId, region: facts.place.region};
		const used = services.flatMap(service => {
			const finding = interfaceEndpoint(service, where, endpoints);
			return finding.state === 'usable' ? [{service, endpoint: finding.endpoint}] : [];
		});
		if (used.length === 0) {
			return notApplicable('no interface endpoints are used');
		}

		const findings = used.map(({service, endpoint}) =>
			judgeEndpoint({service, endpoint, securityGroups, subnet: found.subnet, facts}),
		);
		const faults = findings.filter(({status}) => status !== 'pass');
		return faults.length > 0
			? faults
			: pass(`${used.map(({endpoint}) => endpoint.id).join(', ')} let the task in on 443`);
	},
});

type Endpoint = {
	readonly service: EndpointService;
	readonly endpoint: VpcEndpoint;
	readonly securityGroups: readonly SecurityGroup[];
	/** The task's. */
	readonly subnet: Subnet;
	readonly facts: DoctorFacts;
};

function judgeEndpoint({service, endpoint, securityGroups, subnet, facts}: Endpoint): Finding {
	const name = `endpoint ${endpoint.id} (${service})`;
	const rules = rulesOf(endpoint.securityGroups, {groups: securityGroups, direction: 'inbound'});
	if (rules === undefined) {
		return unknown(`${name}: its security groups can't all be seen: another account's, or gone`);
	}

	const task = factValue(facts.task);
	const address = taskAddress(task, facts);
	const groups = taskGroups(facts);
	const isIn = letsHttpsPass(rules, {
		groupIds: groups.status === 'known' ? groups.value : [],
		...(address !== undefined && {cidrs: [address]}),
	});
	if (isIn === true) {
		return pass(name);
	}

	// By address the task is kept out; only a rule for its groups, which are not known, could let it in.
	const mayBeByGroup = groups.status === 'unknown' && rules.some(({groupIds}) => groupIds.length > 0);
	if (isIn === 'unknown' || mayBeByGroup) {
		const permission = groups.status === 'unknown' ? groups.permission : undefined;
		return unknown(`${name}: whether its security groups let the task in can't be told`, '', permission);
	}

	// Without the task's address, so that tasks of which the same is true are told at once.
	const seen = `${name} lets nothing in on 443 from the task`;
	const fix = 'allow TCP 443 in from the CIDR of the VPC';
	const peer = peerOf(subnet, groups.status === 'known' ? groups.value[0] : undefined);
	const [groupId] = endpoint.securityGroups;
	const more =
		peer && groupId !== undefined
			? {remedy: openHttpsCommand('ingress', {region: facts.place.region, groupId, peer})}
			: {};
	if (service !== 'guardduty-data') {
		return fail(seen, fix, more);
	}

	return hasLinkLocal(task)
		? warn(`${seen}; this agent can do without it`, fix, more)
		: fail(seen, fix, {...more, stage: 'report'});
}

function peerOf({cidr}: Subnet, groupId: string | undefined): RulePeer | undefined {
	if (groupId !== undefined) {
		return {groupId};
	}

	return cidr === undefined ? undefined : {cidr};
}
