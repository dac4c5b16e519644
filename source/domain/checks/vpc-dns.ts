import {fail, pass, warn} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {interfaceEndpoint} from '../network/endpoint.js';
import {type Check, defineCheck} from './check.js';
import {vpcDnsCommand} from './commands.js';
import {hasLinkLocal} from './guardduty-endpoint.js';
import {notOnFargate} from './subject.js';
import {subnetOf} from './task-network.js';

/** docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html, issue VPC Endpoint Creation Failed */
export const vpcDnsCheck: Check = defineCheck({
	id: 'vpc-dns',
	title: 'DNS of the VPC',
	why: "private DNS of endpoints needs both attributes; GuardDuty can't make its endpoint without",
	level: 'task',
	stage: 'report',
	needs: ['task', 'subnets', 'dnsSupport', 'dnsHostnames'],
	uses: ['networkInterface', 'endpoints'],
	skips: notOnFargate,
	judge({task, subnets, dnsSupport, dnsHostnames}, facts) {
		const found = subnetOf(task, {subnets, facts});
		if ('finding' in found) {
			return found.finding;
		}

		if (dnsSupport && dnsHostnames) {
			return pass('enableDnsSupport and enableDnsHostnames are true');
		}

		const {vpcId} = found.subnet;
		const {region} = facts.place;
		const off = [
			...(dnsSupport ? [] : (['support'] as const)),
			...(dnsHostnames ? [] : (['hostnames'] as const)),
		];
		const names = off.map(attribute => (attribute === 'support' ? 'enableDnsSupport' : 'enableDnsHostnames'));
		const seen = `${names.join(' and ')} of ${vpcId} ${names.length === 1 ? 'is' : 'are'} false`;
		const more = {remedy: vpcDnsCommand(off, {region, vpcId})};
		const fix = 'set both to true';
		const {state} = interfaceEndpoint('guardduty-data', {vpcId, region}, factValue(facts.endpoints) ?? []);
		// Without DNS support no name resolves at all, ECR's least of all.
		return dnsSupport && hasLinkLocal(task) && state !== 'usable'
			? warn(`${seen}; agents from 1.17.1 on can do without the endpoint`, fix, more)
			: fail(seen, fix, more);
	},
});
