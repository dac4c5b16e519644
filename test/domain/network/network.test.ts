import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cidrCovers, cidrsOverlap} from '../../../source/domain/network/cidr.js';
import {letsHttpsOut, letsHttpsPass, rulesOf} from '../../../source/domain/network/ports.js';
import {internetWay, routeElsewhere, routeTableOf} from '../../../source/domain/network/route.js';
import {aRule, natTable, subnet, taskGroup} from '../checks/facts.js';

describe('a CIDR', () => {
	test.each([
		['10.0.0.0/8', '10.255.255.255', true],
		['10.0.0.0/8', '11.0.0.0', false],
		['0.0.0.0/0', '255.255.255.255', true],
		['200.0.0.0/7', '201.255.0.1', true],
		['10.0.1.0/24', '10.0.1.0/25', true],
		['10.0.1.0/25', '10.0.1.0/24', false],
		['10.0.1.7/24', '10.0.1.200', true],
		['10.0.1.7', '10.0.1.7', true],
		['10.0.1.7/32', '10.0.1.8', false],
		['2001:db8::/32', '2001:db8::1', false],
		['10.0.0.0/33', '10.0.0.1', false],
		['10.0.0.0/x', '10.0.0.1', false],
		['10.0.0/8', '10.0.0.1', false],
		['10.0.0.256/8', '10.0.0.1', false],
		['', '', false],
	])('%s covers %s: %s', (cidr, other, isCovered) => {
		expect(cidrCovers(cidr, other)).toBe(isCovered);
	});

	test('overlaps what it covers, and the other way round', () => {
		const cidr = fc
			.tuple(fc.ipV4(), fc.integer({min: 0, max: 32}))
			.map(([address, bits]) => `${address}/${bits}`);
		fc.assert(
			fc.property(cidr, cidr, (one, other) => {
				expect(cidrsOverlap(one, other)).toBe(cidrCovers(one, other) || cidrCovers(other, one));
				expect(cidrsOverlap(one, other)).toBe(cidrsOverlap(other, one));
			}),
		);
	});
});

describe('rules', () => {
	const peer = {cidrs: ['10.0.1.0/24', '10.0.2.0/24'], groupIds: ['sg-1']};
	test.each([
		['none', [], false],
		['to everywhere', [aRule({cidrs: ['0.0.0.0/0']})], true],
		['to both networks', [aRule({cidrs: ['10.0.0.0/16']})], true],
		[
			'to both networks by two rules',
			[aRule({cidrs: ['10.0.1.0/24']}), aRule({cidrs: ['10.0.2.0/24']})],
			true,
		],
		['to one network', [aRule({cidrs: ['10.0.1.0/24']})], 'unknown'],
		['to part of one', [aRule({cidrs: ['10.0.1.8/32']})], 'unknown'],
		['to others', [aRule({cidrs: ['10.9.0.0/16']})], false],
		['to its group', [aRule({groupIds: ['sg-0', 'sg-1']})], true],
		['to a list', [aRule({prefixListIds: ['pl-1']})], 'unknown'],
		['on another port', [aRule({fromPort: 444, toPort: 500, cidrs: ['0.0.0.0/0']})], false],
		['on a port before', [aRule({fromPort: 1, toPort: 442, cidrs: ['0.0.0.0/0']})], false],
	])('%s', (_title, rules, passes) => {
		expect(letsHttpsPass(rules, peer)).toBe(passes);
	});

	test('to a peer whose networks are not known', () => {
		expect(letsHttpsPass([aRule({cidrs: ['10.0.0.0/16']})], {groupIds: []})).toBe('unknown');
		expect(letsHttpsPass([aRule({groupIds: ['sg-9']})], {groupIds: ['sg-1']})).toBe(false);
	});

	test.each([
		[['0.0.0.0/0'], true],
		[['10.0.0.0/8', '172.20.0.0/16', '192.168.1.0/24', '100.64.0.0/16'], false],
		[['10.0.0.0/8', '52.0.0.0/8'], 'unknown'],
		[['172.0.0.0/8'], 'unknown'],
	])('to %j let out to public addresses: %s', (cidrs, isOut) => {
		expect(letsHttpsOut([aRule({cidrs})])).toBe(isOut);
	});

	test('of groups count together, and only when all of them are known', () => {
		const groups = [taskGroup, {...taskGroup, id: 'sg-2', outbound: [aRule()]}];
		expect(rulesOf(['sg-task', 'sg-2'], {groups, direction: 'outbound'})).toHaveLength(2);
		expect(rulesOf(['sg-task', 'sg-3'], {groups, direction: 'outbound'})).toBeUndefined();
		expect(rulesOf(['sg-task'], {groups, direction: 'inbound'})).toEqual([]);
	});
});

describe('routes', () => {
	test('of a subnet without a table of its own are those of the main table of its VPC', () => {
		const own = {...natTable, id: 'rtb-own', isMain: false, subnetIds: ['subnet-1']};
		const foreign = {...natTable, id: 'rtb-foreign', vpcId: 'vpc-2'};
		expect(routeTableOf(subnet, [foreign, natTable, own])?.id).toBe('rtb-own');
		expect(routeTableOf({...subnet, id: 'subnet-2'}, [foreign, own, natTable])?.id).toBe('rtb-1');
		expect(routeTableOf({...subnet, id: 'subnet-2'}, [foreign, own])).toBeUndefined();
	});

	test('for IPv6 alone are no way for ECR over IPv4', () => {
		const routes = [
			{destination: '::/0', target: 'egress-only-gateway', targetId: 'eigw-1', isActive: true} as const,
		];
		expect(internetWay({...natTable, routes})).toEqual({kind: 'none'});
		expect(routeElsewhere({...natTable, routes})).toBeUndefined();
	});
});
