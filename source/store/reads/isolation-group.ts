import {isolationGroupName} from '../../domain/findings/isolation.js';
import {type SecurityGroup} from '../../domain/network/network.js';
import {fetchedRead} from './fetched-read.js';

/** The security group of a VPC by which tasks are cut off; undefined while it was never made. */
export const isolationGroupRead = fetchedRead<string, SecurityGroup | undefined>({
	id: 'isolation-group',
	key: vpcId => vpcId,
	async fetch({call}, vpcId) {
		const answer = await call('ec2:DescribeSecurityGroups', {vpcId, groupName: isolationGroupName});
		return answer.ok
			? {...answer, value: answer.value.items.find(({name}) => name === isolationGroupName)}
			: answer;
	},
});
