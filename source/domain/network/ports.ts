import {type Holds} from '../policy/match.js';
import {cidrCovers, cidrsOverlap} from './cidr.js';
import {type SecurityGroup, type SecurityGroupRule, type VpcEndpoint} from './network.js';

const port = 443;

/** Somebody at the other end of a rule: an address or a network, and the groups that it is in. */
export type Peer = {
	/** CIDRs or addresses; undefined when they are not known. */
	readonly cidrs?: readonly string[];
	readonly groupIds: readonly string[];
};

/** Returns the rules that let TCP 443 pass, whoever is at the other end. */
export function httpsRules(rules: readonly SecurityGroupRule[]): readonly SecurityGroupRule[] {
	return rules.filter(({protocol, fromPort, toPort}) => {
		if (protocol === '-1') {
			return true;
		}

		const isTcp = protocol.toLowerCase() === 'tcp' || protocol === '6';
		return isTcp && (fromPort ?? 0) <= port && port <= (toPort ?? 65_535);
	});
}

/** Returns whether these rules let 443 pass from or to a peer; a prefix list may or may not hold it. */
export function letsHttpsPass(rules: readonly SecurityGroupRule[], {cidrs, groupIds}: Peer): Holds {
	const open = httpsRules(rules);
	const openCidrs = open.flatMap(rule => rule.cidrs);
	if (open.some(rule => rule.groupIds.some(id => groupIds.includes(id))) || openCidrs.includes('0.0.0.0/0')) {
		return true;
	}

	const hasList = open.some(rule => rule.prefixListIds.length > 0);
	if (cidrs === undefined) {
		return openCidrs.length > 0 || hasList ? 'unknown' : false;
	}

	if (cidrs.every(wanted => openCidrs.some(cidr => cidrCovers(cidr, wanted)))) {
		return true;
	}

	const isPartly = cidrs.some(wanted => openCidrs.some(cidr => cidrsOverlap(cidr, wanted)));
	return isPartly || hasList ? 'unknown' : false;
}

const privateCidrs: readonly string[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/** Returns whether these rules let 443 out to public IPv4 addresses: to all of them, to some (`unknown`) or to none. */
export function letsHttpsOut(rules: readonly SecurityGroupRule[]): Holds {
	const open = httpsRules(rules);
	const cidrs = open.flatMap(rule => rule.cidrs);
	if (cidrs.includes('0.0.0.0/0')) {
		return true;
	}

	const isPartly = cidrs.some(cidr => !privateCidrs.some(network => cidrCovers(network, cidr)));
	return isPartly || open.some(rule => rule.prefixListIds.length > 0) ? 'unknown' : false;
}

/** Returns the rules of several groups together, or undefined when one of the groups is not among those that are known. */
export function rulesOf(
	ids: readonly string[],
	{
		groups,
		direction,
	}: {readonly groups: readonly SecurityGroup[]; readonly direction: 'inbound' | 'outbound'},
): readonly SecurityGroupRule[] | undefined {
	const found = ids.map(id => groups.find(group => group.id === id));
	return found.every(group => group !== undefined) ? found.flatMap(group => group[direction]) : undefined;
}

/** Returns an interface endpoint as a peer, by the networks of its subnets. */
export function endpointPeer(
	endpoint: VpcEndpoint,
	subnets: readonly {readonly id: string; readonly cidr?: string}[],
): Peer {
	const cidrs = endpoint.subnetIds.map(id => subnets.find(subnet => subnet.id === id)?.cidr);
	return {
		groupIds: endpoint.securityGroups,
		...(cidrs.length > 0 && cidrs.every(cidr => cidr !== undefined) && {cidrs}),
	};
}
