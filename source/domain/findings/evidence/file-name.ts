import {isoTime} from '../../age.js';

const lengthLimit = 80;

/**
 * Returns a text as a part of a file's name: letters, digits, `.`, `_`, `-`, at most 80; no separator, no leading dot or
 * dash, no `..`. What has none of these left is called `fallback`.
 */
export function safeFileName(text: string, fallback = 'unnamed'): string {
	const plain = text
		.normalize('NFKD')
		.replaceAll(/[^A-Za-z0-9._-]+/g, '-')
		.replaceAll(/\.{2,}/g, '.')
		.slice(0, lengthLimit)
		.replace(/^[-.]+/, '')
		.replace(/[-.]+$/, '');
	return plain === '' ? fallback : plain;
}

/** Returns the name of an evidence folder: when, which type, and the beginning of the finding's id. */
export function evidenceFolderName(
	finding: {readonly id: string; readonly type: string},
	at: number,
): string {
	const when = isoTime(at).replaceAll(/[-:]|\.\d+/g, '');
	return safeFileName(
		`${when}-${safeFileName(finding.type).slice(0, 48)}-${safeFileName(finding.id).slice(0, 12)}`,
	);
}

/**
 * Returns a function that makes names of files, each different from those before, also where letters' case does not
 * count. `extension` is the console's own word.
 */
export function createFileNames(): (parts: readonly string[], extension: string) => string {
	const used = new Set<string>();
	return (parts, extension) => {
		const base = safeFileName(parts.map(part => safeFileName(part)).join('-'));
		let name = `${base}.${extension}`;
		for (let number = 2; used.has(name.toLowerCase()); number += 1) {
			name = `${base}-${number}.${extension}`;
		}

		used.add(name.toLowerCase());
		return name;
	};
}
