import {expect, test} from 'vitest';
import {memberFindingsRead} from '../../../source/store/reads/member-findings.js';
import {createDrivenClock} from '../driven-clock.js';
import {failed} from '../fake-account.js';
import {aFinding, createFakeGuardDuty} from '../fake-guardduty.js';
import {readingOf} from './reading.js';

const sequence = 'arn:sequence';
const ids = (count: number): readonly string[] =>
	Array.from({length: count}, (_, index) => aFinding(index + 1).id);

test('findings that a sequence names are asked for by their ids, 50 a call, archived ones as well', async () => {
	const guardDuty = createFakeGuardDuty(createDrivenClock());
	guardDuty.add(aFinding(1));
	guardDuty.add(aFinding(2, {isArchived: true}));
	const reading = readingOf(memberFindingsRead, guardDuty.script);
	const {rows, isComplete} = await reading.load({sequence, ids: ids(60), detectorId: 'd1'});
	expect(isComplete).toBe(true);
	expect(rows.map(({value}) => value?.found?.isArchived).slice(0, 3)).toEqual([false, true, undefined]);
	expect(rows.every(({value}) => value !== undefined)).toBe(true);
	expect(reading.account.counts()).toEqual({'guardduty:GetFindings': 2});
});

test('that is denied calls none of them gone', async () => {
	const denied = failed({kind: 'denied', action: 'guardduty:GetFindings', message: 'no'});
	const reading = readingOf(memberFindingsRead, {
		...createFakeGuardDuty(createDrivenClock()).script,
		'guardduty:GetFindings': () => denied,
	});
	const {rows} = await reading.load({sequence, ids: ids(2), detectorId: 'd1'});
	expect(rows.map(({value, failure}) => [value, failure?.kind])).toEqual([
		[undefined, 'denied'],
		[undefined, 'denied'],
	]);
});
