import {describe, expect, test} from 'vitest';
import {
	type IsolationFacts,
	isDenyAll,
	isolation,
	isolationGroupDescription,
	isolationGroupName,
	openOutbound,
} from '../../../source/domain/findings/isolation.js';
import {type NetworkInterface, type SecurityGroup} from '../../../source/domain/network/network.js';
import {aTask} from '../build.js';

const eni: NetworkInterface = {
	id: 'eni-1',
	vpcId: 'vpc-1',
	ipv6Addresses: [],
	securityGroups: ['sg-1', 'sg-2'],
	isRequesterManaged: false,
};
const all = {protocol: '-1', cidrs: ['0.0.0.0/0'], ipv6Cidrs: [], prefixListIds: [], groupIds: []};
const group: SecurityGroup = {id: 'sg-9', name: 'onduty-isolation', inbound: [], outbound: []};
const facts = (more: Partial<IsolationFacts> = {}): IsolationFacts => ({
	task: aTask({network: {eniId: 'eni-1'}, serviceName: 'api'}),
	networkMode: 'awsvpc',
	networkInterface: eni,
	...more,
});

describe('isolation', () => {
	test('changes the groups of one interface, and remembers the old ones', () => {
		expect(isolation(facts({group}))).toMatchObject({
			kind: 'possible',
			networkInterfaceId: 'eni-1',
			vpcId: 'vpc-1',
			oldGroups: ['sg-1', 'sg-2'],
			groupId: 'sg-9',
		});
	});

	test('without the group yet has it to make', () => {
		expect(isolation(facts())).not.toHaveProperty('groupId');
	});

	test('says what is cut off and what goes on', () => {
		const possible = isolation(facts());
		const warnings = possible.kind === 'possible' ? possible.warnings.join('\n') : '';
		for (const word of ['open now', 'agent', 'health checks', 'service api', 'may refuse']) {
			expect(warnings).toContain(word);
		}

		const onEc2 = isolation(facts({task: aTask({network: {eniId: 'eni-1'}, launchType: 'EC2'})}));
		expect(JSON.stringify(onEc2)).not.toMatch(/service|may refuse/);
		const managed = {...eni, instanceOwnerId: 'amazon-ecs'};
		expect(
			JSON.stringify(
				isolation(
					facts({task: aTask({network: {eniId: 'eni-1'}, launchType: 'EC2'}), networkInterface: managed}),
				),
			),
		).toMatch(/may refuse/);
	});

	test.each([
		[
			'a task that has stopped',
			{task: aTask({lastStatus: 'STOPPED', network: {eniId: 'eni-1'}})},
			'stopped or is stopping',
		],
		['host mode', {networkMode: 'host'}, 'shares the groups of its instance'],
		['bridge mode', {networkMode: 'bridge'}, 'shares the groups of its instance'],
		['no network', {networkMode: 'none'}, 'no interface of its own'],
		['no interface yet', {task: aTask()}, 'does not tell a network interface'],
		[
			'no interface, mode unknown',
			{task: aTask(), networkMode: undefined},
			'shares the groups of its instance',
		],
		['an interface that is gone', {networkInterface: undefined}, 'does not know the network interface eni-1'],
		['an interface of a service', {networkInterface: {...eni, isRequesterManaged: true}}, 'managed by AWS'],
		['groups that are not told', {networkInterface: {...eni, securityGroups: []}}, 'could not be put back'],
		['no VPC', {networkInterface: {...eni, vpcId: undefined}}, 'does not tell the VPC'],
		[
			'a group of that name that lets traffic out',
			{group: {...group, outbound: [all]}},
			'lets traffic through',
		],
		[
			'a group of that name that lets traffic in',
			{group: {...group, inbound: [all]}},
			'lets traffic through',
		],
	])('is refused with %s', (_title, more, reason) => {
		expect(isolation(facts(more as Partial<IsolationFacts>))).toEqual({
			kind: 'refused',
			reason: expect.stringContaining(reason) as unknown,
		});
	});

	test('is done when only the isolation group is left', () => {
		const networkInterface = {...eni, securityGroups: ['sg-9']};
		expect(isolation(facts({networkInterface, group}))).toEqual({
			kind: 'isolated',
			networkInterfaceId: 'eni-1',
			groupId: 'sg-9',
		});
		expect(isolation(facts({networkInterface: {...eni, securityGroups: ['sg-9', 'sg-1']}, group})).kind).toBe(
			'possible',
		);
	});
});

describe('a new group', () => {
	// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
	test('is called and described with characters that EC2 takes', () => {
		for (const text of [isolationGroupName, isolationGroupDescription]) {
			expect(text).toMatch(/^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
		}

		expect(isolationGroupName).not.toMatch(/^sg-/);
	});

	test('is not closed until all that it lets out is revoked, for IPv6 too', () => {
		const fresh = {...group, outbound: [all, {...all, cidrs: [], ipv6Cidrs: ['::/0']}]};
		expect([isDenyAll(fresh), isDenyAll(group)]).toEqual([false, true]);
		expect(openOutbound(fresh)).toEqual({cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0']});
		expect(openOutbound(group)).toEqual({cidrs: [], ipv6Cidrs: []});
	});
});
