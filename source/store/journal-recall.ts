import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {type Answer} from '../domain/account.js';
import {type Json} from '../domain/resources.js';
import {type JournalEntry} from './journal.js';

/** Only the end of the file is read: a line takes some 500 bytes, so these are a thousand lines or more. */
const tailBytes = 1_048_576;

/** O_NONBLOCK so that a planted FIFO can't hang the console. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads the last lines of a journal's file, the newest first; none where there is no file. Lines that are none of ours
 * are left out. Never rejects.
 */
export async function recallJournal(file: string): Promise<Answer<readonly JournalEntry[]>> {
	try {
		const text = await tailOf(file);
		return {ok: true, value: text.split('\n').flatMap(entryIn).reverse()};
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'EJOURNAL';
		if (code === 'ENOENT') {
			return {ok: true, value: []};
		}

		const why = error instanceof Error ? error.message : String(error);
		return {ok: false, failure: {kind: 'rejected', code, message: `cannot read the journal ${file}: ${why}`}};
	}
}

async function tailOf(file: string): Promise<string> {
	const handle = await open(file, flags);
	try {
		const facts = await handle.stat();
		if (!facts.isFile()) {
			throw new Error('it is not a regular file');
		}

		const length = Math.min(facts.size, tailBytes);
		const bytes = Buffer.alloc(length);
		const {bytesRead} = await handle.read(bytes, 0, length, facts.size - length);
		const text = bytes.toString('utf8', 0, bytesRead);
		// The first line of a part is only the end of one.
		return facts.size > length ? text.slice(text.indexOf('\n') + 1) : text;
	} finally {
		await handle.close();
	}
}

function entryIn(line: string): readonly JournalEntry[] {
	try {
		const value: unknown = JSON.parse(line);
		return isEntry(value) ? [value] : [];
	} catch (error) {
		if (error instanceof SyntaxError) {
			// The empty end of the file, or a line that a full disk tore.
			return [];
		}

		throw error;
	}
}

const texts = ['time', 'identity', 'region', 'action', 'run', 'call', 'target', 'result'] as const;

function isEntry(value: unknown): value is JournalEntry {
	return (
		typeof value === 'object' &&
		value !== null &&
		texts.every(
			name => name in value && typeof (value as {readonly [member: string]: Json})[name] === 'string',
		)
	);
}
