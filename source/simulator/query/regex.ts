import {type Token} from './lexer.js';
import {Malformed} from './malformed.js';

/** The regex of a token. Flags in front, as in `(?i)error`, are understood. Throws `Malformed`. */
export function regexOf({value, start, end}: Token): RegExp {
	const flags = /^\(\?([ims]+)\)/.exec(value);
	// Java names groups as JavaScript does, apart from P in front.
	const source = value.slice(flags?.[0].length ?? 0).replaceAll('(?P<', '(?<');
	try {
		return new RegExp(source, `u${flags?.[1] ?? ''}`);
	} catch {
		// Escapes that are needless are refused under the flag u alone.
		return lenient(source, flags?.[1] ?? '', {start, end});
	}
}

function lenient(
	source: string,
	flags: string,
	{start, end}: {readonly start: number; readonly end: number},
): RegExp {
	try {
		return new RegExp(source, flags);
	} catch (error) {
		throw new Malformed(`Invalid regular expression: ${String(error)}`, start, end);
	}
}

/** The regex of a glob in which each `*` stands for what is wanted. */
export function globOf(glob: string): RegExp {
	const parts = glob.split('*').map(part => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
	// The last one takes all that is left where nothing follows it.
	const source = parts.join('(.*?)');
	return new RegExp(glob.endsWith('*') ? `${source}$` : source, 's');
}
