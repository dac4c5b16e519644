import {type UsageSeries} from './usage.js';

/** How memory stands to its limit. */
export type MemoryOutlook =
	| {readonly kind: 'fine'}
	/** So much of the limit is used. */
	| {readonly kind: 'near'; readonly share: number}
	/** It grows steadily and reaches the limit in that time. */
	| {readonly kind: 'growing'; readonly mbPerHour: number; readonly reachesInMs: number}
	/** Without a limit, or without a record, nobody can tell. */
	| {readonly kind: 'unknown'; readonly why: string};

/** From this share of the limit on the kernel is close to ending the container. */
export const nearShare = 0.9;

const hourMs = 3_600_000;
/** A line through fewer points is chance. */
const leastPoints = 10;
/** How well a straight line must tell the points (r²), and how much of the limit they must have grown by. */
const leastFit = 0.8;
const leastGrowth = 0.05;
/** So many times the observed span the line is believed to go on, and no longer than three days. */
const beliefFactor = 6;
const longestBeliefMs = 72 * hourMs;

export type OutlookInput = {
	/** MB in the newest record. */
	readonly now: number | undefined;
	readonly series: UsageSeries | undefined;
	readonly limitMiB: number | undefined;
};

/** Returns how the memory of a container stands to its limit: near it, growing to reach it, or neither. */
export function memoryOutlook({now, series, limitMiB}: OutlookInput): MemoryOutlook {
	if (limitMiB === undefined || limitMiB <= 0) {
		return {kind: 'unknown', why: 'its limit is not known'};
	}

	if (now === undefined) {
		return {kind: 'unknown', why: 'no record tells its memory'};
	}

	if (now / limitMiB >= nearShare) {
		return {kind: 'near', share: now / limitMiB};
	}

	return (series && growth(series, now, limitMiB)) ?? {kind: 'fine'};
}

function growth({points, stepMs}: UsageSeries, now: number, limitMiB: number): MemoryOutlook | undefined {
	const line = lineThrough(points);
	if (!line || line.slope <= 0 || line.fit < leastFit || line.slope * line.span < leastGrowth * limitMiB) {
		return undefined;
	}

	const reachesInMs = ((limitMiB - now) / line.slope) * stepMs;
	const beliefMs = Math.min(longestBeliefMs, beliefFactor * line.span * stepMs);
	return reachesInMs <= beliefMs
		? {kind: 'growing', mbPerHour: (line.slope * hourMs) / stepMs, reachesInMs}
		: undefined;
}

/** Least squares; `slope` by step, `span` in steps from the first point to the last, `fit` is r². */
function lineThrough(
	points: Float32Array,
): {readonly slope: number; readonly fit: number; readonly span: number} | undefined {
	let count = 0;
	let sumX = 0;
	let sumY = 0;
	let first = 0;
	let last = 0;
	for (const [x, y] of points.entries()) {
		if (!Number.isNaN(y)) {
			first = count === 0 ? x : first;
			last = x;
			count++;
			sumX += x;
			sumY += y;
		}
	}

	if (count < leastPoints) {
		return undefined;
	}

	const meanX = sumX / count;
	const meanY = sumY / count;
	let xx = 0;
	let xy = 0;
	let yy = 0;
	for (const [x, y] of points.entries()) {
		if (!Number.isNaN(y)) {
			xx += (x - meanX) ** 2;
			xy += (x - meanX) * (y - meanY);
			yy += (y - meanY) ** 2;
		}
	}

	return yy === 0 ? undefined : {slope: xy / xx, fit: xy ** 2 / (xx * yy), span: last - first};
}
