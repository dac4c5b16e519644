import {type Counter, counterAt, gaugeAt, sampledAt, type Track} from './track.js';
import {type Grid, slotsKept} from './windows.js';

/**
 * Returns bytes per second at each point of the grid, from a counter that only grows: the growth since the sample
 * before, over the time between the two, however long that gap. A counter that went backwards began anew at 0. NaN
 * where no sample told, and for the first sample of all.
 */
export function ratesOf(track: Track, name: Counter, {first, count}: Grid): Float32Array {
	const rates = new Float32Array(count).fill(Number.NaN);
	let before: {readonly value: number; readonly at: number} | undefined;
	for (let slot = track.newest - slotsKept + 1; slot <= track.newest; slot++) {
		const value = counterAt(track, name, slot);
		const at = sampledAt(track, slot);
		if (at === undefined || Number.isNaN(value)) {
			continue;
		}

		if (before && slot >= first && slot < first + count) {
			const grown = value < before.value ? value : value - before.value;
			rates[slot - first] = grown / ((at - before.at) / 1000);
		}

		before = {value, at};
	}

	return rates;
}

/**
 * Returns how often the container began anew within the grid: samples at which any counter was lower than before, or
 * the count of restarts that records tell, where that says more. At least that often: two restarts between two
 * samples look like one.
 */
export function restartsIn(track: Track, {first, count}: Grid): number {
	let before = {read: Number.NaN, written: Number.NaN, packets: Number.NaN, told: Number.NaN};
	let restarts = 0;
	for (let slot = Math.max(0, track.newest - slotsKept + 1); slot <= track.newest; slot++) {
		if (sampledAt(track, slot) === undefined) {
			continue;
		}

		const read = counterAt(track, 'read', slot);
		const written = counterAt(track, 'written', slot);
		const packets = counterAt(track, 'packets', slot);
		const told = gaugeAt(track, 'restartCount', slot);
		if (slot >= first && slot < first + count) {
			const hasFallen = read < before.read || written < before.written || packets < before.packets;
			restarts += Math.max(hasFallen ? 1 : 0, told > before.told ? told - before.told : 0);
		}

		before = {
			read: known(read, before.read),
			written: known(written, before.written),
			packets: known(packets, before.packets),
			told: known(told, before.told),
		};
	}

	return restarts;
}

function known(value: number, before: number): number {
	return Number.isNaN(value) ? before : value;
}
