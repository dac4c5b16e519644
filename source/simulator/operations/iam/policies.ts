import {type JsonObject} from '../../json.js';
import {type Refusal} from '../../refusal.js';
import {type ManagedPolicy} from '../../world/iam/types.js';
import {type World} from '../../world/types.js';
import {text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {encoded, noSuchEntity} from './iam-inputs.js';

const resource = (input: JsonObject): string => `policy ${text(input, 'PolicyArn') ?? ''}`;

export const getPolicy: Operation = {
	service: 'iam',
	name: 'GetPolicy',
	bucket: 'iam',
	input: {},
	resource,
	serve(input, world) {
		const policy = policyIn(input, world);
		return policy
			? {
					Policy: {
						PolicyName: policy.name,
						Arn: policy.arn,
						Path: pathOf(policy),
						DefaultVersionId: policy.versionId,
						AttachmentCount: [...world.iam.roles.values()].filter(({attached}) =>
							attached.includes(policy.arn),
						).length,
						IsAttachable: true,
						CreateDate: new Date(policy.createdAt).toISOString(),
						UpdateDate: new Date(policy.createdAt).toISOString(),
					},
				}
			: missing(input);
	},
};

/** Only the default version is kept. */
export const getPolicyVersion: Operation = {
	service: 'iam',
	name: 'GetPolicyVersion',
	bucket: 'iam',
	input: {},
	resource,
	serve(input, world) {
		const policy = policyIn(input, world);
		if (!policy) {
			return missing(input);
		}

		const version = text(input, 'VersionId') ?? '';
		return version === policy.versionId
			? {
					PolicyVersion: {
						Document: encoded(policy.document),
						VersionId: version,
						IsDefaultVersion: true,
						CreateDate: new Date(policy.createdAt).toISOString(),
					},
				}
			: noSuchEntity(`Policy ${policy.arn} version ${version} does not exist or is not attachable.`);
	},
};

function policyIn(input: JsonObject, world: World): ManagedPolicy | undefined {
	return world.iam.policies.get(text(input, 'PolicyArn') ?? '');
}

function pathOf({arn, name}: ManagedPolicy): string {
	return arn.slice(arn.indexOf(':policy/') + ':policy'.length, -name.length);
}

function missing(input: JsonObject): Refusal {
	return noSuchEntity(`Policy ${text(input, 'PolicyArn') ?? ''} was not found.`);
}
