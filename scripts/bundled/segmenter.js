// Stands in for `Intl.Segmenter` inside the bundle: it splits texts in which every character stands for itself
// without asking ICU, which takes 12 ms to load and then most of the time of a frame that is all letters and lines.

import {narrow} from './narrow.js';

/** The escape sequences of colours may be among them: to a segmenter they are an escape and letters. */
const simple = new RegExp(`^[\\u001B${narrow}]*$`);

/** Splits into graphemes, as `Intl.Segmenter` does by default; other granularities are its own. */
export class PlainSegmenter {
	#init;
	#real;

	constructor(...init) {
		this.#init = init;
	}

	segment(text) {
		const [, {granularity = 'grapheme'} = {}] = this.#init;
		if (granularity === 'grapheme' && simple.test(text)) {
			return new PlainSegments(String(text));
		}

		// By another name than the one that the bundle replaces.
		const {Segmenter} = Intl;
		this.#real ??= new Segmenter(...this.#init);
		return this.#real.segment(text);
	}
}

class PlainSegments {
	#text;

	constructor(text) {
		this.#text = text;
	}

	*[Symbol.iterator]() {
		const text = this.#text;
		for (let index = 0; index < text.length; index++) {
			yield {segment: text[index], index, input: text};
		}
	}

	containing(index = 0) {
		const place = Math.trunc(index);
		return place >= 0 && place < this.#text.length
			? {segment: this.#text[place], index: place, input: this.#text}
			: undefined;
	}
}
