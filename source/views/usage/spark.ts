import {barSymbols, sparkSymbols} from '../symbols.js';

/** What is drawn where there is no record: a gap is not a zero. */
const gap = ' ';

/**
 * Returns points as a line of `width` cells, the newest at the right; where a cell stands for several points it is the
 * largest of them. With a limit the scale goes from nothing to it, so that all lines of a list tell the same; without
 * one from the smallest to the largest point, and over a tenth of the largest at least, so that what is level looks it.
 */
export function sparkText(points: ArrayLike<number>, width: number, limit?: number): string {
	const cells = resampled(points, width);
	const known = cells.filter(value => !Number.isNaN(value));
	if (known.length === 0) {
		return gap.repeat(width);
	}

	const high = Math.max(...known);
	const low = limit === undefined ? Math.min(...known) : 0;
	const span = limit ?? Math.max(high - low, high * leastSpan);
	return cells
		.map(value => (Number.isNaN(value) ? gap : sparkAt(span <= 0 ? 0 : (value - low) / span)))
		.join('');
}

const leastSpan = 0.1;

function sparkAt(share: number): string {
	const index = Math.min(sparkSymbols.length - 1, Math.floor(share * sparkSymbols.length));
	return sparkSymbols[Math.max(0, index)] ?? gap;
}

/** Returns the points as `width` values: the largest of those that fall into one, NaN where none is known. */
export function resampled(points: ArrayLike<number>, width: number): readonly number[] {
	return Array.from({length: width}, (_, cell) => {
		const from = Math.floor((cell * points.length) / width);
		const to = Math.max(from + 1, Math.floor(((cell + 1) * points.length) / width));
		let largest = Number.NaN;
		for (let index = from; index < Math.min(to, points.length); index++) {
			const value = points[index] ?? Number.NaN;
			if (!Number.isNaN(value) && !(value <= largest)) {
				largest = value;
			}
		}

		return largest;
	});
}

/** Returns a share of a whole as a bar of `width` cells; what is something is never empty, and more than the whole is full. */
export function barText(share: number, width: number): string {
	const {full, half, empty} = barSymbols;
	const halves = Math.min(width * 2, Math.max(share > 0 ? 1 : 0, Math.floor(share * width * 2)));
	const whole = Math.floor(halves / 2);
	const rest = halves % 2 === 1 ? half : '';
	return full.repeat(whole) + rest + empty.repeat(width - whole - rest.length);
}
