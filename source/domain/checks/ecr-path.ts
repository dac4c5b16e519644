import {type DoctorFacts} from '../doctor/doctor-facts.js';
import {type Finding, fail, pass, unknown} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type EndpointService, interfaceEndpoint} from '../network/endpoint.js';
import {type Subnet} from '../network/network.js';
import {type Check, defineCheck, unreadFact} from './check.js';
import {createEndpointCommand} from './commands.js';
import {notOnFargate} from './subject.js';
import {publicWay, subnetOf} from './task-network.js';

const services: readonly EndpointService[] = ['ecr.api', 'ecr.dkr'];

/** docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-configure-automatic-guard-duty.html */
export const ecrPathCheck: Check = defineCheck({
	id: 'ecr-path',
	title: 'way to ECR',
	why: "the agent's image comes from ECR: through the internet, or through endpoints of the VPC",
	level: 'task',
	stage: 'pull',
	needs: ['task', 'subnets'],
	uses: ['routeTables', 'networkInterface', 'endpoints', 'service'],
	skips: notOnFargate,
	judge({task, subnets}, facts) {
		const found = subnetOf(task, {subnets, facts});
		return 'finding' in found ? found.finding : judgeSubnet(found.subnet, facts);
	},
});

function judgeSubnet(subnet: Subnet, facts: DoctorFacts): Finding {
	const {region} = facts.place;
	const endpoints = factValue(facts.endpoints);
	const findings = services.map(
		service => [service, interfaceEndpoint(service, {vpcId: subnet.vpcId, region}, endpoints ?? [])] as const,
	);
	const lacking = findings.filter(([, {state}]) => state !== 'usable');
	if (lacking.length === 0) {
		return subnet.isIpv6Only
			? unknown(`subnet ${subnet.id} is IPv6-only; whether the endpoints serve it can't be judged`)
			: pass(`endpoints ecr.api and ecr.dkr in ${subnet.vpcId}`);
	}

	const way = publicWay(subnet, facts);
	switch (way.way) {
		case 'open':
			return pass(way.seen);
		case 'unknown':
			return way.finding;
		case 'closed': {
			if (facts.endpoints.status === 'unknown') {
				return unreadFact('endpoints', facts.endpoints);
			}

			if (way.elsewhere !== undefined) {
				return unknown(
					`${way.seen}; endpoints may be reached through ${way.elsewhere}, which can't be looked at`,
				);
			}

			const missing = lacking.map(([service, finding]) =>
				finding.state === 'unusable' ? `${service} can't be used: ${finding.why}` : `no ${service}`,
			);
			const absent = lacking.flatMap(([service, {state}]) => (state === 'missing' ? [service] : []));
			return fail(`${way.seen}; endpoints: ${missing.join(', ')}`, way.fix, {
				...(absent.length > 0 && {
					remedy: createEndpointCommand(absent, {region, vpcId: subnet.vpcId, subnetId: subnet.id}),
				}),
			});
		}

		default:
			return way satisfies never;
	}
}
