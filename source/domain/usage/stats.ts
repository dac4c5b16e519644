import {type UsageStats} from './usage.js';

/**
 * Returns the statistics of a series; NaN points are no samples. The 95th percentile is by nearest rank: the smallest
 * value that at least 95 % of the samples do not exceed, always one that was measured. With fewer than 20 samples
 * that is the largest.
 */
export function statsOf(points: Float32Array, now: number): UsageStats {
	const samples = points.filter(point => !Number.isNaN(point)).sort();
	const {length} = samples;
	if (length === 0) {
		return Number.isNaN(now) ? {} : {now};
	}

	let total = 0;
	for (const sample of samples) {
		total += sample;
	}

	return {
		...(!Number.isNaN(now) && {now}),
		average: total / length,
		p95: samples[Math.ceil(0.95 * length) - 1],
		max: samples[length - 1],
	};
}
