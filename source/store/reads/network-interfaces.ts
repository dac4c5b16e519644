import {type ResourceArn} from '../../domain/arn.js';
import {type NetworkInterface} from '../../domain/network/network.js';
import {lookupRead} from './lookup-read.js';

/** The interfaces of the tasks of a cluster or service, or of one task. */
export type InterfacesOf = {readonly subject: ResourceArn; readonly ids: readonly string[]};

/**
 * The network interfaces of many tasks, 1,000 a call, or 200 where one of them is gone. Held by whom they belong to
 * and not by their ids, which change with every task that comes and goes.
 */
export const networkInterfacesRead = lookupRead<InterfacesOf, NetworkInterface>({
	id: 'network-interfaces',
	key: ({subject}) => subject,
	ids: ({ids}) => ids,
	async ask(call, networkInterfaceIds) {
		const answer = await call('ec2:DescribeNetworkInterfaces', {networkInterfaceIds});
		return answer.ok ? {...answer, value: {items: answer.value ?? []}} : answer;
	},
	askForAll: (call, everyOf) => call('ec2:DescribeNetworkInterfaces', {everyOf}),
	idOf: ({id}) => id,
});
