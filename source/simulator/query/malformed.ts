/** Why a query can't be understood, and where; offsets count characters from 0. */
export class Malformed extends Error {
	constructor(
		message: string,
		readonly start: number,
		readonly end: number,
	) {
		super(message);
	}
}

/** In AWS's words. */
export function unexpected(
	text: string,
	{start, end}: {readonly start: number; readonly end: number},
): Malformed {
	const before = text.slice(0, start);
	const line = before.split('\n').length;
	const position = start - (before.lastIndexOf('\n') + 1) + 1;
	const found = start >= text.length ? '<EOF>' : text.slice(start, end);
	return new Malformed(
		`unexpected symbol found ${found} at line ${line} and position ${position}`,
		start,
		end,
	);
}
