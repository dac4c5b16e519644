import {type NetworkInterface} from '../../domain/network/network.js';
import {fetchedRead} from './fetched-read.js';

/** What EC2 knows of a task's network interface; undefined when it is gone, as after the task stopped. */
export const networkInterfaceRead = fetchedRead<string, NetworkInterface | undefined>({
	id: 'network-interface',
	key: networkInterfaceId => networkInterfaceId,
	async fetch({call}, networkInterfaceId) {
		const answer = await call('ec2:DescribeNetworkInterfaces', {networkInterfaceIds: [networkInterfaceId]});
		return answer.ok ? {...answer, value: answer.value?.find(({id}) => id === networkInterfaceId)} : answer;
	},
});
