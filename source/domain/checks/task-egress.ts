import {type DoctorFacts} from '../doctor/doctor-facts.js';
import {type Finding, fail, pass, unknown} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type EndpointService, endpointServiceName, interfaceEndpoint} from '../network/endpoint.js';
import {type SecurityGroupRule, type Subnet, type VpcEndpoint} from '../network/network.js';
import {endpointPeer, httpsRules, letsHttpsOut, letsHttpsPass, rulesOf} from '../network/ports.js';
import {type Holds} from '../policy/match.js';
import {type Check, defineCheck, unreadFact} from './check.js';
import {openHttpsCommand, type RulePeer} from './commands.js';
import {notOnFargate} from './subject.js';
import {subnetOf, taskGroups} from './task-network.js';

/** docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html: 443 to the S3 prefix list as well. */
export const taskEgressCheck: Check = defineCheck({
	id: 'task-egress',
	title: 'security groups of the task',
	why: 'the task must get out to ECR, to S3 for the layers, and to GuardDuty',
	level: 'task',
	stage: 'pull',
	needs: ['task', 'subnets', 'securityGroups'],
	uses: ['networkInterface', 'service', 'endpoints', 'prefixLists'],
	skips: notOnFargate,
	judge({task, subnets, securityGroups}, facts) {
		const found = subnetOf(task, {subnets, facts});
		if ('finding' in found) {
			return found.finding;
		}

		const ids = taskGroups(facts);
		if (ids.status === 'unknown') {
			return unknown(`the security groups of the task: ${ids.why}`, '', ids.permission);
		}

		const rules = rulesOf(ids.value, {groups: securityGroups, direction: 'outbound'});
		if (rules === undefined) {
			return unknown(`security groups ${ids.value.join(', ')} can't all be seen: another account's, or gone`);
		}

		return judgeRules(rules, {groupIds: ids.value, subnet: found.subnet, subnets, facts});
	},
});

type Context = {
	readonly groupIds: readonly string[];
	readonly subnet: Subnet;
	readonly subnets: readonly Subnet[];
	readonly facts: DoctorFacts;
};

function judgeRules(rules: readonly SecurityGroupRule[], context: Context): Finding {
	const {groupIds, facts} = context;
	const [groupId = ''] = groupIds;
	const {region} = facts.place;
	const name = groupIds.join(', ');
	if (letsHttpsOut(rules) === true) {
		return pass(`${name} lets 443 out to everywhere`);
	}

	if (httpsRules(rules).length === 0) {
		return fail(`${name} lets nothing out on 443`, 'allow TCP 443 out', {
			remedy: openHttpsCommand('egress', {region, groupId, peer: {cidr: '0.0.0.0/0'}}),
		});
	}

	const blocked = ecrServices.find(service => reaches(service, rules, context) === false);
	if (blocked !== undefined) {
		return fail(`${name} does not let 443 out to ${blocked}`, `allow TCP 443 out to ${blocked}`, {
			remedy: openHttpsCommand('egress', {region, groupId, peer: peerOf(blocked, context)}),
		});
	}

	return judgeS3(rules, context);
}

const ecrServices: readonly EndpointService[] = ['ecr.api', 'ecr.dkr'];

function usedEndpoint(service: EndpointService, {subnet, facts}: Context): VpcEndpoint | undefined {
	const where = {vpcId: subnet.vpcId, region: facts.place.region};
	const found = interfaceEndpoint(service, where, factValue(facts.endpoints) ?? []);
	return found.state === 'usable' ? found.endpoint : undefined;
}

function peerOf(service: EndpointService, context: Context): RulePeer {
	const groupId = usedEndpoint(service, context)?.securityGroups[0];
	return groupId === undefined ? {cidr: '0.0.0.0/0'} : {groupId};
}

/** Without an endpoint the service is somewhere at a public address. */
function reaches(service: EndpointService, rules: readonly SecurityGroupRule[], context: Context): Holds {
	if (context.facts.endpoints.status === 'unknown') {
		return 'unknown';
	}

	const endpoint = usedEndpoint(service, context);
	return endpoint ? letsHttpsPass(rules, endpointPeer(endpoint, context.subnets)) : letsHttpsOut(rules);
}

function judgeS3(rules: readonly SecurityGroupRule[], context: Context): Finding {
	const {groupIds, facts} = context;
	const name = groupIds.join(', ');
	const [groupId = ''] = groupIds;
	const list = factValue(facts.prefixLists)?.find(
		({name: listName}) => listName === endpointServiceName('s3', facts.place.region),
	);
	const isListed = httpsRules(rules).some(
		({prefixListIds}) => list !== undefined && prefixListIds.includes(list.id),
	);
	const isOpenToEcr = ecrServices.every(service => reaches(service, rules, context) === true);
	if (isListed) {
		return isOpenToEcr
			? pass(`${name} lets 443 out to ECR and to the S3 prefix list`)
			: unknown(`${name} lets 443 out to S3; whether also to ECR can't be told from its rules`);
	}

	const s3 = reaches('s3', rules, context);
	if (s3 === true && isOpenToEcr) {
		return pass(`${name} lets 443 out to the endpoints`);
	}

	if (facts.prefixLists.status === 'unknown') {
		return unreadFact('prefixLists', facts.prefixLists);
	}

	if (s3 === false) {
		return fail(
			`${name} does not let 443 out to S3, where the layers are`,
			`allow TCP 443 out to the S3 prefix list${list ? ` ${list.id}` : ''}`,
			list && {
				remedy: openHttpsCommand('egress', {
					region: facts.place.region,
					groupId,
					peer: {prefixListId: list.id},
				}),
			},
		);
	}

	return unknown(`${name} lets 443 out to some addresses; whether ECR and S3 are among them can't be told`);
}
