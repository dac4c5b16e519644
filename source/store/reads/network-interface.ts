import {type OperationOutput} from '../../domain/operations.js';
import {fetchedRead} from './fetched-read.js';

/** What EC2 knows of a task's network interface; undefined when it is gone, as after the task stopped. */
export const networkInterfaceRead = fetchedRead<string, OperationOutput<'ec2:DescribeNetworkInterfaces'>>({
	id: 'network-interface',
	key: networkInterfaceId => networkInterfaceId,
	fetch: ({call}, networkInterfaceId) => call('ec2:DescribeNetworkInterfaces', {networkInterfaceId}),
});
