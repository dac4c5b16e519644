import {type Tag} from '../resources.js';

/** Key and value are case-sensitive. docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-manage-subset-automatic.html */
export const guardDutyTagKey = 'GuardDutyManaged';

export type NearMiss = {readonly key: string; readonly value: string; readonly why: string};

export type GuardDutyTag = {
	/** `unreadable`: the answer did not include tags, which says nothing about the tag. */
	readonly value: 'true' | 'false' | 'absent' | 'unreadable';
	/** Tags that were meant for GuardDuty, likely, and that it does not heed. */
	readonly nearMisses: readonly NearMiss[];
};

/** Returns what the tag `GuardDutyManaged` says, with the tags that almost match it. */
export function guardDutyTag(tags: readonly Tag[] | undefined): GuardDutyTag {
	if (tags === undefined) {
		return {value: 'unreadable', nearMisses: []};
	}

	const exact = tags.find(tag => isExact(tag))?.value;
	return {
		value: exact === 'true' || exact === 'false' ? exact : 'absent',
		nearMisses: tags.flatMap(tag => nearMiss(tag) ?? []),
	};
}

function isExact({key, value}: Tag): boolean {
	return key === guardDutyTagKey && (value === 'true' || value === 'false');
}

function nearMiss(tag: Tag): NearMiss | undefined {
	if (isExact(tag) || letters(tag.key) !== letters(guardDutyTagKey)) {
		return undefined;
	}

	const whys = [
		...(tag.key === guardDutyTagKey ? [] : [`the key must be exactly ${guardDutyTagKey}`]),
		...(tag.value === 'true' || tag.value === 'false' ? [] : [valueFault(tag.value)]),
	];
	return {key: tag.key, value: tag.value, why: whys.join('; ')};
}

function valueFault(value: string): string {
	const bare = value.trim();
	if (bare !== value && (bare === 'true' || bare === 'false')) {
		return 'the value has a space too many';
	}

	return 'the value must be exactly true or false, in lower case';
}

/** Case, spaces and separators are what people get wrong. */
function letters(text: string): string {
	return text.toLowerCase().replace(/[^a-z]/g, '');
}

const stackKey = 'aws:cloudformation:stack-name';
const ownerKeys: readonly string[] = [
	'managedby',
	'provisioner',
	'provisionedby',
	'createdby',
	'iac',
	'tool',
];
const toolNames: readonly (readonly [pattern: RegExp, name: string])[] = [
	[/terraform/i, 'Terraform'],
	[/opentofu/i, 'OpenTofu'],
	[/pulumi/i, 'Pulumi'],
	[/\bcdk\b/i, 'CDK'],
	[/cloudformation/i, 'CloudFormation'],
];

/**
 * Returns who else writes this resource's tags, as far as its tags give it away (`CloudFormation stack web`), or undefined.
 * A change by hand may be reverted by the next deployment of that owner.
 */
export function iacOwner(tags: readonly Tag[] | undefined): string | undefined {
	const stack = tags?.find(({key}) => key === stackKey);
	if (stack) {
		const isCdk = tags?.some(({key}) => /^(?:aws-)?cdk[:/-]/i.test(key));
		return `${isCdk ? 'CDK, ' : ''}CloudFormation stack ${stack.value}`;
	}

	for (const {key, value} of tags ?? []) {
		const owner = ownerIn(key, value);
		if (owner !== undefined) {
			return owner;
		}
	}

	return undefined;
}

function ownerIn(key: string, value: string): string | undefined {
	if (key.startsWith('aws:')) {
		return undefined;
	}

	const isDenied = /^(?:false|no|0)?$/i.test(value.trim());
	const byKey = toolNames.find(([pattern]) => pattern.test(key))?.[1];
	if (byKey !== undefined && !isDenied) {
		return byKey;
	}

	return ownerKeys.includes(letters(key))
		? toolNames.find(([pattern]) => pattern.test(value))?.[1]
		: undefined;
}
