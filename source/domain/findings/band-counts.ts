import {type FindingCount} from './finding-operations.js';
import {type SeverityBand, severityBand} from './severity.js';

/** How many findings there are of each band, and of all. */
export type BandCounts = {readonly [band in SeverityBand]: number} & {readonly total: number};

/** Returns the counts that GuardDuty groups by severity (`8.0`) as counts by band. */
export function bandCounts(counts: readonly FindingCount[]): BandCounts {
	const sums = {critical: 0, high: 0, medium: 0, low: 0, unknown: 0, total: 0};
	for (const {key, findings} of counts) {
		sums[severityBand(Number.parseFloat(key))] += findings;
		sums.total += findings;
	}

	return sums;
}
