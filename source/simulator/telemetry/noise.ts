/** Chance as a pure function: at least 0, below 1, always the same for the same seed and index. */
export function noise(seed: number, index: number): number {
	let mixed = Math.imul(seed ^ Math.imul(index, 0x9e3779b1), 0x85ebca6b);
	mixed ^= mixed >>> 13;
	mixed = Math.imul(mixed, 0xc2b2ae35);
	mixed ^= mixed >>> 16;
	return (mixed >>> 0) / 2 ** 32;
}

/** Chance that changes slowly: it has a new value every `period` indices and goes straight from one to the next. */
export function drift(seed: number, index: number, period: number): number {
	const block = Math.floor(index / period);
	const within = index / period - block;
	return noise(seed, block) * (1 - within) + noise(seed, block + 1) * within;
}

/** A number of 32 bits that stands for a text. */
export function seedOf(text: string): number {
	let seed = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		seed = Math.imul(seed ^ text.charCodeAt(index), 0x01000193);
	}

	return seed >>> 0;
}
