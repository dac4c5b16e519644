import {type Leak} from '../world/telemetry.js';
import {noise} from './noise.js';

/** How long a container is down between two lives. */
const downMs = 90_000;
const hourMs = 3_600_000;

/** One life of a container: it began at `from`, and ends at `to` if it does. */
export type Life = {readonly from: number; readonly to: number};

/** The times at which a container that begins anew by itself ends. */
export type Rhythm = {readonly endsAt: number; readonly everyMs: number};

/** Every five to nine hours. */
export function restarting(seed: number): Rhythm {
	const everyMs = Math.round((5 + 4 * noise(seed, 1)) * hourMs);
	return {endsAt: Math.round(noise(seed, 2) * everyMs), everyMs};
}

export function leaking({limitAt, everyMs}: Leak): Rhythm {
	return {endsAt: limitAt, everyMs};
}

/** The life that a container which first began at `startedAt` is in; undefined while it is down. */
export function lifeAt(at: number, startedAt: number, rhythm: Rhythm | undefined): Life | undefined {
	if (!rhythm) {
		return {from: startedAt, to: Number.POSITIVE_INFINITY};
	}

	const {endsAt, everyMs} = rhythm;
	const lastEnd = endsAt + Math.floor((at - endsAt) / everyMs) * everyMs;
	if (lastEnd <= startedAt) {
		return {from: startedAt, to: lastEnd + everyMs};
	}

	const from = lastEnd + downMs;
	return at < from ? undefined : {from, to: lastEnd + everyMs};
}
