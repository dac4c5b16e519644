import {type Frame} from './lines/frame.js';

/**
 * Returns `now` with the parts of `before` that read the same, or `before` itself when nothing differs: what stays the
 * same is not handed to React, and Ink, which lays out the whole screen for any change, is left alone.
 */
export function keptFrame(before: Frame, now: Frame): Frame {
	const header = keptLines(before.header, now.header);
	const body = keptLines(before.body, now.body);
	const footer = keptLines(before.footer, now.footer);
	return header === before.header && body === before.body && footer === before.footer
		? before
		: {header, body, footer};
}

function keptLines(before: readonly string[], now: readonly string[]): readonly string[] {
	return before.length === now.length && before.every((line, index) => line === now[index]) ? before : now;
}
