/** A stream of chance that is the same for the same seed, so that a whole account can be made twice. */
export type Random = {
	/** At least 0, below 1. */
	fraction(): number;
	/** A whole number from low to high, both included. */
	integer(low: number, high: number): number;
	pick<T>(items: readonly T[]): T;
	hex(length: number): string;
	uuid(): string;
	digits(length: number): string;
	letters(length: number): string;
	/** An independent stream; the same name gives the same stream whatever else was drawn. */
	child(name: string): Random;
};

const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The stream that belongs to these words. */
export function createRandom(seed: string): Random {
	const next = streamOf(seed);
	const text = (length: number, alphabet: string): string => {
		let made = '';
		for (let index = 0; index < length; index++) {
			made += alphabet[(next() >>> 8) % alphabet.length];
		}

		return made;
	};

	const random: Random = {
		fraction: () => next() / 2 ** 32,
		integer: (low, high) => low + Math.floor(random.fraction() * (high - low + 1)),
		pick<T>(items: readonly T[]): T {
			const item = items[random.integer(0, items.length - 1)];
			if (item === undefined) {
				throw new Error('nothing to pick from');
			}

			return item;
		},
		hex(length) {
			let made = '';
			while (made.length < length) {
				made += next().toString(16).padStart(8, '0');
			}

			return made.slice(0, length);
		},
		uuid: () => `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
		digits: length => text(1, '123456789') + text(length - 1, '0123456789'),
		letters: length => text(length, alphanumerics),
		child: name => createRandom(`${seed}/${name}`),
	};
	return random;
}

// 128 bits of state from the words (a multiply-xor hash), then the small fast counting generator.
function streamOf(words: string): () => number {
	let a = 0x9e3779b9;
	let b = 0x243f6a88;
	let c = 0xb7e15162;
	for (let index = 0; index < words.length; index++) {
		const code = words.charCodeAt(index);
		a = Math.imul(a ^ code, 0x85ebca6b) ^ (b >>> 13);
		b = Math.imul(b ^ code, 0xc2b2ae35) ^ (c >>> 11);
		c = Math.imul(c ^ code, 0x27d4eb2f) ^ (a >>> 15);
	}

	let count = 1;
	const next = (): number => {
		const sum = (((a + b) | 0) + count) | 0;
		count = (count + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + sum) | 0;
		return sum >>> 0;
	};

	for (let round = 0; round < 12; round++) {
		next();
	}

	return next;
}
