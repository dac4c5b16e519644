import {slotsKept} from './windows.js';

/** How many tasks ran, and how many were to, at one time; a member is undefined when the record did not tell it. */
export type CountSample = {readonly at: number; readonly running?: number; readonly desired?: number};

/** The rows of a ring; `offset` is the sample's time within its slot, plus 1, and 0 where there is no sample. */
const ringRows = {offset: 0, running: 1, desired: 2} as const;

export type CountName = Exclude<keyof typeof ringRows, 'offset'>;

/**
 * The last 60 points of what a service or a cluster counts: a ring, as a `Track` is of containers, in 720 bytes.
 * Never changed once made.
 */
export type CountRing = {
	readonly stepMs: number;
	/** Number of the newest slot since the epoch; -1 when nothing is held. */
	readonly newest: number;
	readonly rows: Float32Array;
};

/** Returns a ring that holds nothing; `stepMs` is the length of a slot. */
export function emptyRing(stepMs: number): CountRing {
	return {stepMs, newest: -1, rows: new Float32Array(0)};
}

/**
 * Returns the ring with these samples in it, in whatever order they come and however often. Of several samples of one
 * slot the latest counts; of two at the very same time each member's larger one. The same ring when nothing is new.
 */
export function withCounts(ring: CountRing, samples: readonly CountSample[]): CountRing {
	const {stepMs} = ring;
	const newest = samples.reduce((most, {at}) => Math.max(most, Math.floor(at / stepMs)), ring.newest);
	const rows =
		ring.newest < 0
			? new Float32Array(3 * slotsKept).fill(Number.NaN, ringRows.running * slotsKept)
			: ring.rows.slice();
	if (ring.newest >= 0) {
		for (let slot = Math.max(ring.newest + 1, newest - slotsKept + 1); slot <= newest; slot++) {
			clear(rows, slot % slotsKept);
		}
	}

	const result = {stepMs, newest, rows};
	let isNew = newest !== ring.newest;
	for (const sample of samples) {
		isNew = put(result, sample) || isNew;
	}

	return isNew ? result : ring;
}

function clear(rows: Float32Array, index: number): void {
	rows[index] = 0;
	rows[ringRows.running * slotsKept + index] = Number.NaN;
	rows[ringRows.desired * slotsKept + index] = Number.NaN;
}

/** True when the sample told something that was not held. */
function put({stepMs, newest, rows}: CountRing, {at, running, desired}: CountSample): boolean {
	const slot = Math.floor(at / stepMs);
	if (slot <= newest - slotsKept || slot < 0) {
		return false;
	}

	const index = slot % slotsKept;
	const offset = Math.fround(at - slot * stepMs + 1);
	const held = rows[index] ?? 0;
	if (offset < held) {
		return false;
	}

	if (offset > held) {
		clear(rows, index);
		rows[index] = offset;
	}

	const isRaised = [
		raise(rows, ringRows.running * slotsKept + index, running),
		raise(rows, ringRows.desired * slotsKept + index, desired),
	].includes(true);
	return isRaised || offset > held;
}

function raise(rows: Float32Array, index: number, value: number | undefined): boolean {
	const held = rows[index] ?? Number.NaN;
	if (value === undefined || !(Number.isNaN(held) || value > held)) {
		return false;
	}

	rows[index] = value;
	return !Object.is(rows[index], held);
}

/** Returns what was counted in a slot; NaN when no sample told. */
export function countAt({newest, rows}: CountRing, name: CountName, slot: number): number {
	return newest >= 0 && slot <= newest && slot > newest - slotsKept && slot >= 0
		? (rows[ringRows[name] * slotsKept + (slot % slotsKept)] ?? Number.NaN)
		: Number.NaN;
}
