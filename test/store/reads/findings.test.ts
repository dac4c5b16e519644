import {describe, expect, test} from 'vitest';
import {type Failure} from '../../../source/domain/failure.js';
import {isWhole} from '../../../source/domain/fetched.js';
import {findingRead} from '../../../source/store/reads/finding.js';
import {findingStatisticsRead} from '../../../source/store/reads/finding-statistics.js';
import {type FindingList} from '../../../source/store/reads/findings/finding-list.js';
import {findingsRead} from '../../../source/store/reads/findings.js';
import {createDrivenClock} from '../driven-clock.js';
import {ok} from '../fake-account.js';
import {aFinding, createFakeGuardDuty} from '../fake-guardduty.js';
import {readingOf} from './reading.js';

const open = {isArchived: false, detectorId: 'd-1'};
const denied = (action: string): Failure => ({kind: 'denied', action, message: 'no'});
const idsOf = ({rows}: FindingList) => rows.map(({value}) => value?.id);
const base = 1_780_000_000_000;

function aDetector(count = 0) {
	const guardDuty = createFakeGuardDuty(createDrivenClock());
	for (let number = 1; number <= count; number += 1) {
		guardDuty.add(aFinding(number, {severity: 1 + (number % 9)}));
	}

	return {guardDuty, reading: readingOf(findingsRead, guardDuty.script)};
}

describe('the list of findings', () => {
	test('shows its first page, the worst first, after one ListFindings and one GetFindings', async () => {
		const {reading} = aDetector(120);
		await reading.load(open);
		const first = reading.published.find(list => list.rows.some(({value}) => value))!;
		expect(first.rows.filter(({value}) => value)).toHaveLength(50);
		expect(first.rows.map(({value}) => value?.severity)).toEqual(
			first.rows.map(({value}) => value?.severity).toSorted((one, other) => other! - one!),
		);
		expect(first.isComplete).toBe(false);
		expect(first.progress).toEqual({done: 50, of: 50});
		expect(reading.account.sent.slice(0, 2).map(({name}) => name)).toEqual([
			'guardduty:ListFindings',
			'guardduty:GetFindings',
		]);
		expect(reading.account.counts()).toEqual({'guardduty:ListFindings': 3, 'guardduty:GetFindings': 3});
	});

	test.each([0, 1, 49, 50, 51, 100, 230])('of %i has them all and says so', async count => {
		const {reading} = aDetector(count);
		const list = await reading.load(open);
		expect(list.rows).toHaveLength(count);
		expect(isWhole(list)).toBe(true);
		expect(list.progress).toBeUndefined();
	});

	test('asks for the detector where it is not told, and is empty and complete where there is none', async () => {
		const {guardDuty} = aDetector(1);
		const reading = readingOf(findingsRead, guardDuty.script);
		expect((await reading.load({isArchived: false})).rows).toHaveLength(1);

		const none = readingOf(findingsRead, {...guardDuty.script, 'guardduty:ListDetectors': () => ok([])});
		const list = await none.load({isArchived: false});
		expect([list.rows, list.isComplete]).toEqual([[], true]);
	});

	test('asks afterwards only for what was updated since: one call of each', async () => {
		const {guardDuty, reading} = aDetector(120);
		const before = await reading.load(open);
		const sent = reading.account.sent.length;
		guardDuty.add(aFinding(500, {severity: 9.5, updatedAt: base + 1_000_000}));
		const after = await reading.load(open);
		expect(idsOf(after)[0]).toBe(aFinding(500).id);
		expect(after.rows).toHaveLength(121);
		expect(reading.account.sent.slice(sent).map(({name}) => name)).toEqual([
			'guardduty:ListFindings',
			'guardduty:GetFindings',
			// 120 findings were updated within two minutes: they are asked for again.
			...Array.from({length: 2}, () => ['guardduty:ListFindings', 'guardduty:GetFindings']).flat(),
		]);
		expect(after.listedAt).toBeGreaterThan(before.listedAt!);

		const later = reading.account.sent.length;
		await reading.load(open);
		expect(reading.account.sent.slice(later).map(({name}) => name)).toEqual([
			'guardduty:ListFindings',
			'guardduty:GetFindings',
		]);
	});

	test('keeps rows that say the same, and their order by severity after a change', async () => {
		const {guardDuty, reading} = aDetector(3);
		const before = await reading.load(open);
		guardDuty.add(aFinding(1, {severity: 9, count: 4, updatedAt: base + 9_000_000}));
		const after = await reading.load(open);
		expect(idsOf(after)[0]).toBe(aFinding(1).id);
		expect(after.rows[0]?.value?.count).toBe(4);
		expect(after.rows.find(({key}) => key === aFinding(2).id)?.value).toBe(
			before.rows.find(({key}) => key === aFinding(2).id)?.value,
		);
	});

	test('lets a finding go that is told to be archived', async () => {
		const {guardDuty, reading} = aDetector(3);
		await reading.load(open);
		guardDuty.add(aFinding(2, {isArchived: true, updatedAt: base + 9_000_000}));
		expect(idsOf(await reading.load(open))).not.toContain(aFinding(2).id);
	});

	test.each([{isAfterAction: true}, {isByHand: true}])(
		'lists all ids again with %j, without describing what it holds',
		async how => {
			const {guardDuty, reading} = aDetector(60);
			await reading.load(open);
			// Archived by somebody else, and GuardDuty does not count that as an update.
			guardDuty.findings.set(aFinding(7).id, aFinding(7, {isArchived: true, updatedAt: base - 600_000}));
			expect(idsOf(await reading.load(open))).toContain(aFinding(7).id);

			const sent = reading.account.sent.length;
			const list = await reading.load(open, how);
			expect(idsOf(list)).not.toContain(aFinding(7).id);
			// Two pages of what was updated lately, two pages of ids.
			expect(
				reading.account.sent.slice(sent).filter(({name}) => name === 'guardduty:GetFindings'),
			).toHaveLength(2);
		},
	);

	test('goes on where a page failed: what is held is not described again', async () => {
		const {guardDuty, reading} = aDetector(120);
		let lists = 0;
		const flaky = readingOf(findingsRead, {
			...guardDuty.script,
			'guardduty:ListFindings'(input) {
				lists += 1;
				return lists === 3
					? {ok: false, failure: {kind: 'server', status: 500, message: 'x'}}
					: guardDuty.script['guardduty:ListFindings']!(input);
			},
		});
		const part = await flaky.load(open);
		expect([part.rows.length, part.isComplete, part.failure?.kind]).toEqual([100, false, 'server']);
		const whole = await flaky.load(open);
		expect([whole.rows.length, whole.isComplete, whole.failure]).toEqual([120, true, undefined]);
		expect(reading.account.sent).toHaveLength(0);
	});

	test('keeps the worst of more than 10,000 and never calls that complete', async () => {
		const {guardDuty, reading} = aDetector();
		for (let number = 1; number <= 10_060; number += 1) {
			guardDuty.add(aFinding(number, {severity: number <= 60 ? 1 : 5, updatedAt: base + number * 60_000}));
		}

		const list = await reading.load(open);
		expect([list.rows.length, list.isComplete, list.isCapped]).toEqual([10_000, false, true]);
		expect(list.rows.every(({value}) => value?.severity === 5)).toBe(true);
		expect(reading.account.counts()).toEqual({'guardduty:ListFindings': 201, 'guardduty:GetFindings': 200});
	}, 60_000);

	test('of archived ones asks for those', async () => {
		const {guardDuty} = aDetector(2);
		guardDuty.add(aFinding(9, {isArchived: true}));
		const reading = readingOf(findingsRead, guardDuty.script);
		expect(idsOf(await reading.load({...open, isArchived: true}))).toEqual([aFinding(9).id]);
	});

	test.each(['guardduty:ListDetectors', 'guardduty:ListFindings', 'guardduty:GetFindings'] as const)(
		'says that %s is denied, asks no more, and keeps what it holds',
		async name => {
			const {guardDuty} = aDetector(120);
			const reading = readingOf(findingsRead, guardDuty.script);
			guardDuty.failures.set(name, denied(name));
			const list = await reading.load({isArchived: false});
			expect(list.failure).toEqual(denied(name));
			expect(list.isComplete).toBe(false);
			expect(reading.account.sent.length).toBeLessThanOrEqual(3);

			guardDuty.failures.delete(name);
			expect((await reading.load({isArchived: false})).rows).toHaveLength(120);
			guardDuty.failures.set(name, denied(name));
			const kept = await reading.load({isArchived: false});
			expect([kept.rows.length, kept.failure?.kind, kept.isComplete]).toEqual([120, 'denied', true]);
		},
	);

	test('that is broken off says nothing about what it did not come to', async () => {
		const {reading} = aDetector(120);
		const list = await reading.loadFor(open, 50);
		expect(list.failure).toBeUndefined();
		expect(list.isComplete).toBe(false);
	});
});

describe('one finding', () => {
	test('is read whole', async () => {
		const {guardDuty} = aDetector(1);
		const reading = readingOf(findingRead, guardDuty.script);
		expect(await reading.load({id: aFinding(1).id, detectorId: 'd-1'})).toMatchObject({
			status: 'fresh',
			value: {id: aFinding(1).id, json: {Id: aFinding(1).id}},
		});
	});

	test('that GuardDuty has forgotten is absent, beside what was held of it', async () => {
		const {guardDuty} = aDetector(1);
		const reading = readingOf(findingRead, guardDuty.script);
		const {id} = aFinding(1);
		await reading.load({id});
		guardDuty.findings.clear();
		expect(await reading.load({id})).toMatchObject({status: 'stale', value: {id}, failure: {kind: 'absent'}});
		expect(await readingOf(findingRead, guardDuty.script).load({id})).toMatchObject({
			status: 'failed',
			failure: {kind: 'absent'},
		});
	});
});

test('the statistics count bands', async () => {
	const {guardDuty} = aDetector();
	guardDuty.add(...[9, 8.5, 7, 4, 1, 0].map((severity, index) => aFinding(index + 1, {severity})));
	guardDuty.add(aFinding(50, {isArchived: true}));
	const reading = readingOf(findingStatisticsRead, guardDuty.script);
	expect(await reading.load(open)).toMatchObject({
		status: 'fresh',
		value: {critical: 1, high: 2, medium: 1, low: 1, unknown: 1, total: 6},
	});
});
