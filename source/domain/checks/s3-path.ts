import {type DoctorFacts} from '../doctor/doctor-facts.js';
import {type Finding, fail, pass, unknown} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {interfaceEndpoint, s3Gateway} from '../network/endpoint.js';
import {type Subnet} from '../network/network.js';
import {routeTableOf} from '../network/route.js';
import {type Check, defineCheck, unreadFact} from './check.js';
import {createS3GatewayCommand} from './commands.js';
import {notOnFargate} from './subject.js';
import {publicWay, subnetOf} from './task-network.js';

/** docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html */
export const s3PathCheck: Check = defineCheck({
	id: 's3-path',
	title: 'way to S3',
	why: "the layers of the agent's image are in S3",
	level: 'task',
	stage: 'pull',
	needs: ['task', 'subnets', 'routeTables'],
	uses: ['networkInterface', 'endpoints', 'service'],
	skips: notOnFargate,
	judge({task, subnets}, facts) {
		const found = subnetOf(task, {subnets, facts});
		return 'finding' in found ? found.finding : judgeSubnet(found.subnet, facts);
	},
});

function judgeSubnet(subnet: Subnet, facts: DoctorFacts): Finding {
	const {region} = facts.place;
	const {vpcId} = subnet;
	const table = routeTableOf(subnet, factValue(facts.routeTables) ?? []);
	if (table === undefined || subnet.isIpv6Only) {
		const way = publicWay(subnet, facts);
		return way.way === 'unknown' ? way.finding : unknown(`the route table of ${subnet.id} can't be seen`);
	}

	const endpoints = factValue(facts.endpoints) ?? [];
	const gateway = s3Gateway({vpcId, region}, {routeTableId: table.id, endpoints});
	if (gateway.state === 'usable') {
		return pass(`gateway endpoint ${gateway.endpoint.id} in route table ${table.id}`);
	}

	const own = interfaceEndpoint('s3', {vpcId, region}, endpoints);
	if (own.state === 'usable') {
		return pass(`interface endpoint ${own.endpoint.id}`);
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
				return unknown(`${way.seen}; S3 may be reached through ${way.elsewhere}, which can't be looked at`);
			}

			const why =
				gateway.state === 'unusable'
					? `, and endpoint ${gateway.endpoint.id} can't be used: ${gateway.why}`
					: ' and no endpoint for S3';
			return fail(`${way.seen}${why}`, `add the gateway endpoint for S3 to route table ${table.id}`, {
				...(gateway.state === 'missing' && {
					remedy: createS3GatewayCommand({region, vpcId, routeTableId: table.id}),
				}),
			});
		}

		default:
			return way satisfies never;
	}
}
