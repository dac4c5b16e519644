import {ratesOf, restartsIn} from './rates.js';
import {statsOf} from './stats.js';
import {gaugeAt, sampledAt, type Track} from './track.js';
import {type Tracked} from './tracked.js';
import {type UsageEntity, type UsageMetric, type UsageSeries, type UsageStats} from './usage.js';
import {type Grid, slotsKept} from './windows.js';

/**
 * Returns what is known of a container or task within the grid, or undefined when no sample of it lies there; the
 * same object for the same points. Series and statistics are computed when they are looked at: of ten thousand rows
 * a screen shows forty.
 */
export function entityOf(tracked: Tracked, grid: Grid): UsageEntity | undefined {
	const known = entities.get(tracked);
	if (known && isSameGrid(known.grid, grid)) {
		return known.entity;
	}

	const entity = madeOf(tracked, grid);
	entities.set(tracked, {grid, entity});
	return entity;
}

// A memory of a pure function, by the data that it was computed from.
const entities = new WeakMap<Tracked, {readonly grid: Grid; readonly entity: UsageEntity | undefined}>();

function isSameGrid(one: Grid, other: Grid): boolean {
	return one.first === other.first && one.count === other.count && one.stepMs === other.stepMs;
}

function madeOf({identity, track}: Tracked, grid: Grid): UsageEntity | undefined {
	const times = sampleTimes(track, grid);
	const [firstAt] = times;
	const lastAt = times.at(-1);
	if (firstAt === undefined || lastAt === undefined) {
		return undefined;
	}

	const series = new TrackSeries(track, grid);
	return {
		...identity,
		lastAt,
		samples: times.length,
		spanMinutes: Math.round((lastAt - firstAt) / 60_000) + 1,
		restarts: restartsIn(track, grid),
		series,
		stats: new SeriesStats(series, Math.floor(lastAt / track.stepMs) - grid.first),
	};
}

function sampleTimes(track: Track, {first, count}: Grid): readonly number[] {
	const times: number[] = [];
	for (let slot = Math.max(first, track.newest - slotsKept + 1); slot < first + count; slot++) {
		const at = sampledAt(track, slot);
		if (at !== undefined) {
			times.push(at);
		}
	}

	return times;
}

type SeriesByMetric = {readonly [metric in UsageMetric]: UsageSeries};

/** The series of one track, each made anew when it is asked for: what draws keeps what it needs. */
class TrackSeries implements SeriesByMetric {
	readonly #track: Track;
	readonly #grid: Grid;

	constructor(track: Track, grid: Grid) {
		this.#track = track;
		this.#grid = grid;
	}

	get cpu(): UsageSeries {
		return this.#gauge('cpu');
	}

	get memory(): UsageSeries {
		return this.#gauge('memory');
	}

	get rx(): UsageSeries {
		return this.#gauge('rx');
	}

	get tx(): UsageSeries {
		return this.#gauge('tx');
	}

	get read(): UsageSeries {
		return this.#series(ratesOf(this.#track, 'read', this.#grid));
	}

	get write(): UsageSeries {
		return this.#series(ratesOf(this.#track, 'written', this.#grid));
	}

	#gauge(name: 'cpu' | 'memory' | 'rx' | 'tx'): UsageSeries {
		const {first, count} = this.#grid;
		const points = new Float32Array(count);
		for (let index = 0; index < count; index++) {
			points[index] = gaugeAt(this.#track, name, first + index);
		}

		return this.#series(points);
	}

	#series(points: Float32Array): UsageSeries {
		const {first, stepMs} = this.#grid;
		return {from: first * stepMs, stepMs, points};
	}
}

type StatsByMetric = {readonly [metric in UsageMetric]: UsageStats};

/** The statistics of series, each computed once. `newest` is the index of the newest sample. */
class SeriesStats implements StatsByMetric {
	readonly #series: SeriesByMetric;
	readonly #newest: number;
	readonly #known: {[metric in UsageMetric]?: UsageStats} = {};

	constructor(series: SeriesByMetric, newest: number) {
		this.#series = series;
		this.#newest = newest;
	}

	get cpu(): UsageStats {
		return this.#of('cpu');
	}

	get memory(): UsageStats {
		return this.#of('memory');
	}

	get rx(): UsageStats {
		return this.#of('rx');
	}

	get tx(): UsageStats {
		return this.#of('tx');
	}

	get read(): UsageStats {
		return this.#of('read');
	}

	get write(): UsageStats {
		return this.#of('write');
	}

	#of(metric: UsageMetric): UsageStats {
		const known = this.#known[metric];
		if (known) {
			return known;
		}

		const {points} = this.#series[metric];
		const stats = statsOf(points, points[this.#newest] ?? Number.NaN);
		this.#known[metric] = stats;
		return stats;
	}
}
