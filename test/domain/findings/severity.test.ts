import {describe, expect, test} from 'vitest';
import {
	bandNamed,
	fromBandUp,
	onlyBand,
	severityBand,
	severityBands,
	severityNumber,
	severityRank,
	severityWeight,
} from '../../../source/domain/findings/severity.js';

// docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
describe('severity bands', () => {
	test.each([
		[10, 'critical'],
		[9, 'critical'],
		[8.9, 'high'],
		[8.95, 'high'],
		[7, 'high'],
		[6.9, 'medium'],
		[4, 'medium'],
		[3.9, 'low'],
		[1, 'low'],
		[0.9, 'unknown'],
		[0, 'unknown'],
		[-5, 'unknown'],
		[10.1, 'unknown'],
		[Number.NaN, 'unknown'],
		[Number.POSITIVE_INFINITY, 'unknown'],
		[undefined, 'unknown'],
	])('%s is %s', (severity, band) => {
		expect(severityBand(severity)).toBe(band);
	});

	test.each([
		['critical', {greaterThanOrEqual: 9}],
		['high', {greaterThanOrEqual: 7, lessThan: 9}],
		['medium', {greaterThanOrEqual: 4, lessThan: 7}],
		['low', {greaterThanOrEqual: 1, lessThan: 4}],
	] as const)('%s is asked for as a range', (band, condition) => {
		expect(onlyBand(band)).toEqual(condition);
		expect(fromBandUp(band)).toEqual({greaterThanOrEqual: condition.greaterThanOrEqual});
	});

	test('are ranked, the unknown one below high', () => {
		const ranked = [...severityBands, 'unknown' as const].sort((a, b) => severityRank(a) - severityRank(b));
		expect(ranked).toEqual(['critical', 'high', 'unknown', 'medium', 'low']);
	});

	test('order findings by how grave they are, one that nobody knows just below high', () => {
		const weights = [10, 7, undefined, 6.95, 2].map(severityWeight);
		expect(weights).toEqual(weights.toSorted((a, b) => b - a));
		expect(severityWeight(0)).toBe(severityWeight(undefined));
	});

	// A medium finding called 7.0 would contradict the word beside it.
	test.each([
		[6.95, '6.9'],
		[8.96, '8.9'],
		[9.3, '9.3'],
		[2.3, '2.3'],
		[8, '8.0'],
		[10, '10'],
		[0, '0.0'],
	])('%d is written %s', (severity, written) => {
		expect(severityNumber(severity)).toBe(written);
	});

	test('are named in any case', () => {
		expect([' High', 'LOW', 'urgent', ''].map(bandNamed)).toEqual(['high', 'low', undefined, undefined]);
	});
});
