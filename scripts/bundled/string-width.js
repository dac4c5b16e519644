// Stands in for `string-width` inside the bundle, also for the copies that Ink's packages bring along.
// That package compiles an expression over all emoji when it is imported, which takes longer than the rest of its
// file does in a day: here it is loaded when a text first needs it.

import {narrow} from './narrow.js';

const isNarrow = new RegExp(`^[${narrow}]*$`);

const colours = /\u001B\[[\d;]*m/g;

/** Returns how many cells a text takes, as string-width says it. */
// biome-ignore lint/style/noDefaultExport: the package's own shape
export default function stringWidth(text, options) {
	if (typeof text === 'string' && options?.ambiguousIsNarrow !== false) {
		const isColoured = !options?.countAnsiEscapeCodes && text.includes('\u001B');
		const shown = isColoured ? text.replace(colours, '') : text;
		if (isNarrow.test(shown)) {
			return shown.length;
		}
	}

	// esbuild makes a module that is required one that runs when it is first asked for.
	return require('string-width').default(text, options);
}
