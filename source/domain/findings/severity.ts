import {type FindingCondition} from './finding-operations.js';

/** Worst first. */
export const severityBands = ['critical', 'high', 'medium', 'low'] as const;

/** A band that AWS names. */
export type KnownBand = (typeof severityBands)[number];

/** `unknown` for a number outside of AWS's scale of 1 to 10, and for none. */
export type SeverityBand = KnownBand | 'unknown';

// Critical 9.0–10.0, High 7.0–8.9, Medium 4.0–6.9, Low 1.0–3.9. docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
const floors: {readonly [band in KnownBand]: number} = {critical: 9, high: 7, medium: 4, low: 1};
const ceiling = 10;

/** Returns the band of a severity. What lies between two bands (8.95) counts as the lower one. */
export function severityBand(severity: number | undefined): SeverityBand {
	return severity !== undefined && severity <= ceiling
		? (severityBands.find(band => severity >= floors[band]) ?? 'unknown')
		: 'unknown';
}

/** Returns 0 for the worst; an unknown severity stands between high and medium, so that nobody overlooks it. */
export function severityRank(band: SeverityBand): number {
	return band === 'unknown' ? 1.5 : severityBands.indexOf(band);
}

/** Returns a number that is the greater the worse a severity is, below 11; an unknown one stands as it does by rank. */
export function severityWeight(severity: number | undefined): number {
	return severity === undefined || severityBand(severity) === 'unknown' ? justBelowHigh : severity;
}

const justBelowHigh = floors.high - 1e-6;

/** Returns a severity with one decimal, cut and not rounded: 6.95 is medium and must not be called 7.0. */
export function severityNumber(severity: number): string {
	const tenths = Math.floor(severity * 10 + 1e-6);
	return tenths === 100 ? '10' : (tenths / 10).toFixed(1);
}

/** Returns the band that a word names (`High`), or undefined. */
export function bandNamed(word: string): KnownBand | undefined {
	return severityBands.find(band => band === word.trim().toLowerCase());
}

/** Returns the condition that lets a band and all worse ones through. */
export function fromBandUp(band: KnownBand): FindingCondition {
	return {greaterThanOrEqual: floors[band]};
}

/** Returns the condition that lets one band through. */
export function onlyBand(band: KnownBand): FindingCondition {
	const worse = severityBands[severityBands.indexOf(band) - 1];
	return {
		...fromBandUp(band),
		...(worse === undefined ? {} : {lessThan: floors[worse]}),
	};
}
