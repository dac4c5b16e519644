import {type Want} from '../store/read.js';
import {isEqual} from '../store/sharing.js';

/** Returns whether two screens need the same kept fresh, in the same order and at the same pace. */
export function isSameWants(some: readonly Want[], other: readonly Want[]): boolean {
	return some.length === other.length && some.every((want, index) => isSameWant(want, other[index]));
}

function isSameWant(some: Want, other: Want | undefined): boolean {
	return (
		other !== undefined &&
		some.read.id === other.read.id &&
		some.everyMs === other.everyMs &&
		some.priority === other.priority &&
		keyOf(some) === keyOf(other) &&
		// Parameters may say more than the key: which interfaces, since when.
		isEqual(some.params, other.params)
	);
}

function keyOf({read, params}: Want): string {
	// `want()` in store/read.ts has checked that the parameters fit their read, and then forgot the type.
	return read.key(params as never);
}
