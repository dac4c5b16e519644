import {type FindingInstance} from '../../domain/findings/finding.js';
import {type Fact} from '../blocks.js';
import {type Block} from '../view.js';
import {presentFacts} from './named-block.js';

/** Returns the EC2 instance that a finding is about, with its network interfaces. */
export function instanceBlocks(instance: FindingInstance | undefined): readonly Block[] {
	if (!instance) {
		return [];
	}

	const {id, type, imageId, state, availabilityZone, profileArn, launchedAt, interfaces} = instance;
	return presentFacts('Instance', [
		['instance', id],
		['type', type],
		['state when found', state],
		['AMI', imageId],
		['availability zone', availabilityZone],
		['instance profile', profileArn],
		['launched', launchedAt],
		...interfaces.flatMap(interfaceFacts),
	]);
}

function interfaceFacts(one: FindingInstance['interfaces'][number]): readonly Fact[] {
	const where = [one.privateIp, one.publicIp && `public ${one.publicIp}`, one.subnetId, one.vpcId];
	return [
		['interface', [one.id, ...where].filter(Boolean).join('  ')],
		['its security groups', one.securityGroups.join(', ')],
	];
}
