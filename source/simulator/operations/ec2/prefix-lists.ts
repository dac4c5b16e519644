import {type PrefixList} from '../../world/network/types.js';
import {describeOperation} from './describe.js';

/** The lists that AWS manages; this account has none of its own. */
export const describeManagedPrefixLists = describeOperation<PrefixList>({
	name: 'DescribeManagedPrefixLists',
	ids: {
		member: 'PrefixListId',
		code: 'InvalidPrefixListID.NotFound',
		missing: id => `The prefix list ID '${id}' does not exist`,
	},
	set: 'prefixListSet',
	all: world => [...world.networks.prefixLists.values()],
	idOf: ({id}) => id,
	filters: {
		'prefix-list-id': ({id}) => [id],
		'prefix-list-name': ({name}) => [name],
		'owner-id': () => ['AWS'],
	},
	json: (world, {id, name, addressFamily}) => ({
		prefixListId: id,
		addressFamily,
		state: 'create-complete',
		prefixListArn: `arn:aws:ec2:${world.region}:aws:prefix-list/${id}`,
		prefixListName: name,
		ownerId: 'AWS',
		tagSet: [],
	}),
});
