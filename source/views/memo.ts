/**
 * Returns `compute` with a memory: the same answer while all inputs are the same objects.
 * One answer is kept per first input, and dies with it, so old data is never held back from the collector.
 * `isSameRest` may overlook what is in the other inputs and not in the answer, such as a later date of reading.
 */
export function memoBy<First extends object, Rest extends readonly unknown[], Out>(
	compute: (first: First, ...rest: Rest) => Out,
	isSameRest: (before: Rest, now: Rest) => boolean = isSame,
): (first: First, ...rest: Rest) => Out {
	const memory = new WeakMap<First, {readonly rest: Rest; readonly out: Out}>();
	return (first, ...rest) => {
		const kept = memory.get(first);
		if (kept && isSameRest(kept.rest, rest)) {
			return kept.out;
		}

		const out = compute(first, ...rest);
		memory.set(first, {rest, out});
		return out;
	};
}

/**
 * Returns a way to keep an array's identity: the array given before while it holds the same objects in the same
 * order. For inputs that are many values at once, such as the census of each cluster.
 */
export function keepSame<T>(): (items: readonly T[]) => readonly T[] {
	let kept: readonly T[] = [];
	return items => {
		if (!isSame(kept, items)) {
			kept = items;
		}

		return kept;
	};
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
	return some.length === others.length && some.every((input, index) => input === others[index]);
}
