import {slotsKept} from './windows.js';

/** What one point in time of one container or task is: as in `UsageRecord`. */
export type Sample = {
	readonly at: number;
	readonly cpu?: number;
	readonly memory?: number;
	readonly rx?: number;
	readonly tx?: number;
	readonly read?: number;
	readonly written?: number;
	readonly packets?: number;
	readonly restartCount?: number;
};

/** The rows of `gauges`. `offset` is the sample's time within its slot, plus 1; 0 where there is no sample. */
const gaugeNames = ['cpu', 'memory', 'rx', 'tx', 'restartCount'] as const;
const counterNames = ['read', 'written', 'packets'] as const;
const offsetRow = gaugeNames.length;
const gaugeRows = {cpu: 0, memory: 1, rx: 2, tx: 3, restartCount: 4} as const;
const counterRows = {read: 0, written: 1, packets: 2} as const;

export type Gauge = (typeof gaugeNames)[number];
export type Counter = (typeof counterNames)[number];

/**
 * The last 60 points of one container or task: a ring, since the place of a point follows from its time. Never
 * changed once made: what was published stays what it was. It takes the same 3 kB whatever is in it; counters need
 * 64 bits, for a difference of terabytes must be exact to the byte.
 */
export type Track = {
	readonly stepMs: number;
	/** Number of the newest slot since the epoch; -1 when nothing is held. */
	readonly newest: number;
	readonly gauges: Float32Array;
	readonly counters: Float64Array;
};

/** Returns a track that holds nothing; `stepMs` is the length of a slot. */
export function emptyTrack(stepMs: number): Track {
	return {stepMs, newest: -1, gauges: new Float32Array(0), counters: new Float64Array(0)};
}

/**
 * Returns the track with these samples in it, in whatever order they come and however often. Of several samples of
 * one slot the latest counts; of two at the very same time each member's larger one. What is older than the ring
 * reaches is left out. The same track when nothing is new.
 */
export function merged(track: Track, samples: readonly Sample[]): Track {
	const {stepMs} = track;
	const newest = samples.reduce((most, {at}) => Math.max(most, Math.floor(at / stepMs)), track.newest);
	const isEmpty = track.newest < 0;
	const gauges = isEmpty
		? new Float32Array((offsetRow + 1) * slotsKept).fill(Number.NaN, 0, offsetRow * slotsKept)
		: track.gauges.slice();
	const counters = isEmpty
		? new Float64Array(counterNames.length * slotsKept).fill(Number.NaN)
		: track.counters.slice();
	const result = {stepMs, newest, gauges, counters};
	if (!isEmpty) {
		for (let slot = Math.max(track.newest + 1, newest - slotsKept + 1); slot <= newest; slot++) {
			clear(result, slot % slotsKept);
		}
	}

	let isNew = newest !== track.newest;
	for (const sample of samples) {
		isNew = put(result, sample) || isNew;
	}

	return isNew ? result : track;
}

function clear({gauges, counters}: Track, index: number): void {
	for (let row = 0; row < offsetRow; row++) {
		gauges[row * slotsKept + index] = Number.NaN;
	}

	gauges[offsetRow * slotsKept + index] = 0;
	for (let row = 0; row < counterNames.length; row++) {
		counters[row * slotsKept + index] = Number.NaN;
	}
}

/** True when the sample told something that was not held. */
function put(track: Track, sample: Sample): boolean {
	const {stepMs, newest, gauges, counters} = track;
	const slot = Math.floor(sample.at / stepMs);
	if (slot <= newest - slotsKept || slot < 0) {
		return false;
	}

	const index = slot % slotsKept;
	const offset = Math.fround(sample.at - slot * stepMs + 1);
	const held = gauges[offsetRow * slotsKept + index] ?? 0;
	if (offset < held) {
		return false;
	}

	if (offset > held) {
		clear(track, index);
		gauges[offsetRow * slotsKept + index] = offset;
	}

	let isNew = offset > held;
	for (const [row, name] of gaugeNames.entries()) {
		isNew = raise(gauges, row * slotsKept + index, sample[name]) || isNew;
	}

	for (const [row, name] of counterNames.entries()) {
		isNew = raise(counters, row * slotsKept + index, sample[name]) || isNew;
	}

	return isNew;
}

function raise(points: Float32Array | Float64Array, index: number, value: number | undefined): boolean {
	const held = points[index] ?? Number.NaN;
	if (value === undefined || !(Number.isNaN(held) || value > held)) {
		return false;
	}

	points[index] = value;
	return !Object.is(points[index], held);
}

/** True for a slot that the ring reaches. */
function reaches(track: Track, slot: number): boolean {
	return slot <= track.newest && slot > track.newest - slotsKept && track.newest >= 0;
}

/** Returns when the sample of a slot was taken (epoch ms), or undefined when there is none. */
export function sampledAt(track: Track, slot: number): number | undefined {
	const offset = reaches(track, slot) ? track.gauges[offsetRow * slotsKept + (slot % slotsKept)] : undefined;
	return offset ? slot * track.stepMs + offset - 1 : undefined;
}

/** Returns what a gauge was in a slot; NaN when no sample told. */
export function gaugeAt(track: Track, name: Gauge, slot: number): number {
	return reaches(track, slot)
		? (track.gauges[gaugeRows[name] * slotsKept + (slot % slotsKept)] ?? Number.NaN)
		: Number.NaN;
}

/** Returns where a counter stood in a slot; NaN when no sample told. */
export function counterAt(track: Track, name: Counter, slot: number): number {
	return reaches(track, slot)
		? (track.counters[counterRows[name] * slotsKept + (slot % slotsKept)] ?? Number.NaN)
		: Number.NaN;
}
