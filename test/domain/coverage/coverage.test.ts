import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {
	coverageCriterionKeys,
	coverageKeysOf,
	coveragePercent,
	coverageSortKeys,
	coverageSortRefusal,
} from '../../../source/domain/coverage/coverage.js';

// Sample: AWS documentation (test/samples/SOURCES.md).
const sample = JSON.parse(
	readFileSync(new URL('../../samples/coverage/criteria.json', import.meta.url), 'utf8'),
) as {CriterionKey: string[]; 'sort AttributeName': string[]};

describe('criteria and sorts', () => {
	test('have what the documentation names for ECS', () => {
		expect([...coverageKeysOf.ECS.sorts].sort()).toEqual([...sample['sort AttributeName']].sort());
		expect(sample.CriterionKey.filter(key => !coverageCriterionKeys.includes(key as never))).toEqual([]);
	});

	test('are all that the API has', () => {
		expect(coverageCriterionKeys).toHaveLength(11);
		expect(coverageSortKeys).toHaveLength(9);
		for (const {criteria, sorts} of Object.values(coverageKeysOf)) {
			expect(criteria.filter(key => !coverageCriterionKeys.includes(key))).toEqual([]);
			expect(sorts.filter(key => !coverageSortKeys.includes(key))).toEqual([]);
		}
	});

	test.each([
		['EC2', 'ISSUE', 'GuardDuty does not sort EC2 by ISSUE'],
		['ECS', 'ISSUE', undefined],
		['EC2', 'INSTANCE_ID', undefined],
		['ECS', 'INSTANCE_ID', 'GuardDuty does not sort ECS by INSTANCE_ID'],
	] as const)('%s by %s: %s', (type, key, refusal) => {
		expect(coverageSortRefusal(type, key)).toBe(refusal);
	});
});

test.each([
	[{HEALTHY: 3, UNHEALTHY: 1}, 75],
	[{UNHEALTHY: 2}, 0],
	[{HEALTHY: 2}, 100],
	[{}, undefined],
	[undefined, undefined],
])('the share of healthy ones of %o is %s', (byStatus, percent) => {
	expect(coveragePercent(byStatus ? {byStatus} : {})).toBe(percent);
});
