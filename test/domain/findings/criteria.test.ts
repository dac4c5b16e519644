import {describe, expect, test} from 'vitest';
import {
	changesSince,
	type FindingFilter,
	findingCriteria,
	matchesFilter,
	newestUpdate,
	withNewest,
	worstFirst,
	worstFirstSort,
} from '../../../source/domain/findings/criteria.js';
import {type FindingSummary} from '../../../source/domain/findings/finding.js';
import {createTextPool, summaryOf} from '../../../source/domain/findings/summary.js';
import {aFinding} from './build.js';

const summary = (facts: Parameters<typeof aFinding>[0] = {}): FindingSummary =>
	summaryOf(aFinding(facts), createTextPool());

const filters: readonly (readonly [FindingFilter, unknown])[] = [
	[{}, {}],
	[{bands: ['high']}, {severity: {greaterThanOrEqual: 7, lessThan: 9}}],
	[{bands: ['critical', 'high']}, {severity: {greaterThanOrEqual: 7}}],
	[{bands: ['low', 'critical']}, {severity: {greaterThanOrEqual: 1}}],
	[{bands: ['medium', 'low']}, {severity: {greaterThanOrEqual: 1, lessThan: 7}}],
	[
		{families: ['Discovery']},
		{type: {equals: ['Discovery:Runtime/SuspiciousCommand', 'Discovery:Runtime/New']}},
	],
	[{families: ['Nothing']}, {}],
	[{clusterName: 'shop'}, {'resource.ecsClusterDetails.name': {equals: ['shop']}}],
	[{accountId: '1'}, {accountId: {equals: ['1']}}],
	[{isArchived: false}, {'service.archived': {equals: ['false']}}],
	[{isArchived: true}, {'service.archived': {equals: ['true']}}],
	[{since: 5}, {updatedAt: {greaterThanOrEqual: 5}}],
];

describe('criteria', () => {
	test.each(filters)('%j', (filter, criteria) => {
		expect(findingCriteria(filter, ['Discovery:Runtime/New', 'Other:X/Y'])).toEqual(criteria);
	});

	test('never ask for more values than AWS takes', () => {
		const seen = Array.from({length: 80}, (_, index) => `Impact:Runtime/New${index}`);
		expect(findingCriteria({families: ['Impact', 'Trojan']}, seen).type).toBeUndefined();
		expect(findingCriteria({families: ['Impact']}, seen).type?.equals).toHaveLength(50);
	});

	test('of changes ask for the oldest first, whatever its band and archive state', () => {
		expect(changesSince(7, {accountId: '1'})).toEqual({
			criteria: {accountId: {equals: ['1']}, updatedAt: {greaterThanOrEqual: 7}},
			sort: {by: 'updatedAt', order: 'ASC'},
		});
	});
});

describe('the filter', () => {
	test.each([
		[{}, {}, true],
		[{bands: ['low', 'critical']}, {severity: 8}, false],
		[{bands: ['low', 'critical']}, {severity: 9.5}, true],
		[{bands: ['low']}, {severity: 0}, true],
		[{families: ['Execution']}, {}, true],
		[{families: ['Impact']}, {}, false],
		[{clusterName: 'shop'}, {}, true],
		[{clusterName: 'other'}, {}, false],
		[{accountId: '1'}, {}, false],
		[{isArchived: true}, {}, false],
		[{isArchived: true}, {isArchived: undefined}, true],
		[{since: 2000}, {}, true],
		[{since: 2001}, {}, false],
		[{since: 2001}, {updatedAt: undefined}, true],
	] as const)('%j lets %j through: %s', (filter, facts, isThrough) => {
		expect(matchesFilter(summary(facts), filter)).toBe(isThrough);
	});
});

describe('what came later', () => {
	const held = withNewest(new Map(), [
		summary({id: 'a', updatedAt: 5, count: 1}),
		summary({id: 'b', updatedAt: 5}),
	]);

	test.each([
		['newer', {updatedAt: 6}, 2],
		['of the same time', {updatedAt: 5}, 2],
		['older', {updatedAt: 4}, 1],
		['without a time', {updatedAt: undefined}, 1],
	])('%s', (_title, facts, count) => {
		const all = withNewest(held, [summary({id: 'a', count: 2, ...facts})]);
		expect(all.get('a')?.count).toBe(count);
		expect([...all.keys()]).toEqual(['a', 'b']);
	});

	test('changes nothing that is held', () => {
		withNewest(held, [summary({id: 'c'})]);
		expect(held.size).toBe(2);
	});

	test('is asked for from the newest change on', () => {
		expect(newestUpdate(held.values())).toBe(5);
		expect(newestUpdate([summary({updatedAt: undefined})])).toBeUndefined();
		expect(newestUpdate([])).toBeUndefined();
	});
});

test('the worst comes first, then the latest, then by id', () => {
	expect(worstFirstSort).toEqual({by: 'severity', order: 'DESC'});
	const ids = [
		summary({id: 'low', severity: 2}),
		summary({id: 'odd', severity: 0}),
		summary({id: 'old', severity: 8, lastSeenAt: 1}),
		summary({id: 'b', severity: 8, lastSeenAt: 2}),
		summary({id: 'a', severity: 8, lastSeenAt: 2}),
		summary({id: 'worse', severity: 8.5, lastSeenAt: 1}),
		summary({id: 'worst', severity: 9}),
		summary({id: 'medium', severity: 5}),
	].sort(worstFirst);
	expect(ids.map(({id}) => id)).toEqual(['worst', 'worse', 'a', 'b', 'old', 'odd', 'medium', 'low']);
});

describe('a summary', () => {
	test('has what a list needs and nothing that hangs on the finding', () => {
		const parsed = aFinding();
		const slim = summary();
		expect(slim).toMatchObject({id: parsed.id, type: parsed.type, clusterName: 'shop', count: 1});
		expect(Object.values(slim).filter(value => typeof value === 'object')).toEqual([]);
		expect(Object.keys(slim)).not.toContain('json');
	});

	test('shares texts that repeat, up to a limit', () => {
		const pool = createTextPool();
		const texts = Array.from({length: 30_000}, (_, index) => `text ${index}`);
		expect(texts.map(pool)).toEqual(texts);
		expect(pool('text 1')).toBe('text 1');
	});
});
