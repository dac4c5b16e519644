import {createRandom} from '../../random.js';
import {type Network, type World} from '../types.js';
import {addVpc} from './build.js';
import {type Networks} from './types.js';

/** Nothing but the prefix lists that every account has. */
export function createNetworks(region: string): Networks {
	const list = (id: string, service: string, cidrs: readonly string[]): Networks['prefixLists'] =>
		new Map([[id, {id, name: `com.amazonaws.${region}.${service}`, addressFamily: 'IPv4', cidrs}]]);
	return {
		vpcs: new Map(),
		subnets: new Map(),
		routeTables: new Map(),
		internetGateways: new Map(),
		natGateways: new Map(),
		endpoints: new Map(),
		securityGroups: new Map(),
		prefixLists: new Map([
			...list('pl-6da54004', 's3', ['52.92.0.0/17', '3.5.64.0/21']),
			...list('pl-6fa54006', 'dynamodb', ['52.94.24.0/23']),
		]),
	};
}

/** The VPC of the whole company: private subnets that leave by NAT, and GuardDuty's endpoint. */
export function addCompanyVpc(world: World): void {
	const {subnets, group} = companyIds(world);
	addVpc(world, {
		name: 'company',
		block: 40,
		exit: 'nat',
		ids: {vpc: world.vpc, subnets, group},
		endpoints: [{service: 's3'}, {service: 'guardduty-data'}],
	});
}

/** Where tasks run that nobody planned a network for. */
export function companyNetwork(
	world: World,
	assignPublicIp: Network['assignPublicIp'] = 'DISABLED',
): Network {
	const {subnets, group} = companyIds(world);
	if (assignPublicIp === 'DISABLED') {
		return {subnets, securityGroups: [group], assignPublicIp};
	}

	const outside = [...world.networks.subnets.values()].filter(
		({vpc, givesPublicIp}) => vpc === world.vpc && givesPublicIp,
	);
	return {subnets: outside.map(({id}) => id), securityGroups: [group], assignPublicIp};
}

function companyIds(world: World): {readonly subnets: readonly string[]; readonly group: string} {
	const random = createRandom(`${world.vpc} network`);
	return {subnets: [0, 1, 2].map(() => `subnet-${random.hex(17)}`), group: `sg-${random.hex(17)}`};
}
