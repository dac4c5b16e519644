import {type UsageStats} from './usage.js';

/**
 * Returns the statistics of a series; NaN points are no samples. The 95th percentile is by nearest rank: the smallest
 * value that at least 95 % of the samples do not exceed, always one that was measured. With fewer than 20 samples
 * that is the largest.
 */
export function statsOf(points: Float32Array, now: number): UsageStats {
	// NaN sorts last, and sorting numbers of such an array is cheap.
	const sorted = points.toSorted();
	let length = sorted.length;
	while (length > 0 && Number.isNaN(sorted[length - 1])) {
		length--;
	}

	if (length === 0) {
		return Number.isNaN(now) ? {} : {now};
	}

	let total = 0;
	for (let index = 0; index < length; index++) {
		total += sorted[index] ?? 0;
	}

	return {
		...(!Number.isNaN(now) && {now}),
		average: total / length,
		p95: sorted[Math.ceil(0.95 * length) - 1],
		max: sorted[length - 1],
	};
}
