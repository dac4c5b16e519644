// Stands in for `string-width` inside the bundle, also for the copies that Ink's packages bring along.
// That package compiles an expression over all emoji when it is imported, which takes longer than the rest of its
// file does in a day: here it is loaded when a text first needs it.

/**
 * Texts of these letters, signs and symbols take one cell for each UTF-16 unit: none of them is wide, ignored,
 * a mark or half of a character, and none joins with another. test/scripts/bundled.test.ts compares each of them.
 */
const narrow =
	/^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u2199\u21A0-\u21FF\u2400-\u2426\u2500-\u25FC\u2713-\u2718\u27E8\u27E9]*$/;

const colours = /\u001B\[[\d;]*m/g;

/** Returns how many cells a text takes, as string-width says it. */
// biome-ignore lint/style/noDefaultExport: the package's own shape
export default function stringWidth(text, options) {
	if (typeof text === 'string' && options?.ambiguousIsNarrow !== false) {
		const isColoured = !options?.countAnsiEscapeCodes && text.includes('\u001B');
		const shown = isColoured ? text.replace(colours, '') : text;
		if (narrow.test(shown)) {
			return shown.length;
		}
	}

	// esbuild makes a module that is required one that runs when it is first asked for.
	return require('string-width').default(text, options);
}
