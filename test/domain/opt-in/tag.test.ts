import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {guardDutyTag, guardDutyTagKey, iacOwner} from '../../../source/domain/opt-in/tag.js';

const keyWhy = 'the key must be exactly GuardDutyManaged';
const valueWhy = 'the value must be exactly true or false, in lower case';

describe('the tag GuardDutyManaged', () => {
	test('tags that were not in the answer are unreadable, not absent', () => {
		expect(guardDutyTag(undefined)).toEqual({value: 'unreadable', nearMisses: []});
		expect(guardDutyTag([])).toEqual({value: 'absent', nearMisses: []});
	});

	test.each([
		['GuardDutyManaged', 'true', 'true', undefined],
		['GuardDutyManaged', 'false', 'false', undefined],
		['GuardDutyManaged', 'True', 'absent', valueWhy],
		['GuardDutyManaged', 'TRUE', 'absent', valueWhy],
		['GuardDutyManaged', 'yes', 'absent', valueWhy],
		['GuardDutyManaged', '', 'absent', valueWhy],
		['GuardDutyManaged', 'true ', 'absent', 'the value has a space too many'],
		['GuardDutyManaged', ' false', 'absent', 'the value has a space too many'],
		['guarddutymanaged', 'true', 'absent', keyWhy],
		['GuardDutyManaged ', 'true', 'absent', keyWhy],
		['guard-duty-managed', 'false', 'absent', keyWhy],
		['guardduty_managed', 'no', 'absent', `${keyWhy}; ${valueWhy}`],
		['GuardDutyManagedBy', 'true', 'absent', undefined],
		['team', 'true', 'absent', undefined],
	])('%j = %j is %s', (key, value, expected, why) => {
		expect(guardDutyTag([{key, value}])).toEqual({
			value: expected,
			nearMisses: why === undefined ? [] : [{key, value, why}],
		});
	});

	test('a near miss is told beside the tag that counts', () => {
		const tags = [
			{key: 'guarddutymanaged', value: 'false'},
			{key: 'GuardDutyManaged', value: 'true'},
		];
		expect(guardDutyTag(tags)).toMatchObject({value: 'true', nearMisses: [{key: 'guarddutymanaged'}]});
	});

	test('only the exact tag ever counts, whatever else is there', () => {
		const anyTag = fc.record({
			key: fc.oneof(
				fc.string(),
				fc.constantFrom('GuardDutyManaged', 'guardDutyManaged', 'GuardDutyManaged\u200b'),
			),
			value: fc.oneof(fc.string(), fc.constantFrom('true', 'false', 'True')),
		});
		fc.assert(
			fc.property(fc.array(anyTag), tags => {
				const {value} = guardDutyTag(tags);
				const exact = tags.some(tag => tag.key === guardDutyTagKey && tag.value === value);
				return value === 'absent' ? !exact : exact;
			}),
		);
	});
});

describe('iacOwner', () => {
	test.each([
		[[{key: 'aws:cloudformation:stack-name', value: 'web'}], 'CloudFormation stack web'],
		[
			[
				{key: 'aws-cdk:stage', value: 'prod'},
				{key: 'aws:cloudformation:stack-name', value: 'web'},
			],
			'CDK, CloudFormation stack web',
		],
		[[{key: 'ManagedBy', value: 'terraform'}], 'Terraform'],
		[[{key: 'managed_by', value: 'OpenTofu 1.9'}], 'OpenTofu'],
		[[{key: 'Terraform', value: 'true'}], 'Terraform'],
		[[{key: 'pulumi:project', value: 'shop'}], 'Pulumi'],
		[[{key: 'provisioner', value: 'aws-cdk'}], 'CDK'],
		[[{key: 'terraform', value: 'false'}], undefined],
		[[{key: 'note', value: 'was terraform'}], undefined],
		[[{key: 'team', value: 'shop'}], undefined],
		[undefined, undefined],
	])('%j: %s', (tags, owner) => {
		expect(iacOwner(tags)).toBe(owner);
	});
});
