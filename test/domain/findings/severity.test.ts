import {describe, expect, test} from 'vitest';
import {
	bandNamed,
	fromBandUp,
	onlyBand,
	severityBand,
	severityBands,
	severityRank,
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
	])('%d is %s', (severity, band) => {
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

	test('are named in any case', () => {
		expect([' High', 'LOW', 'urgent', ''].map(bandNamed)).toEqual(['high', 'low', undefined, undefined]);
	});
});
