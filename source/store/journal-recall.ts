import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {type Answer} from '../domain/account.js';
import {type Json} from '../domain/resources.js';
import {type JournalEntry} from './journal.js';

/** Only the end of the file is read: a line takes some 500 bytes, so these are a thousand lines or more. */
const tailBytes = 1_048_576;

/** O_NONBLOCK so that a planted FIFO can't hang the console. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Where a journal is, and from when on (epoch ms) its lines count; all of them when absent. */
export type RecallFrom = {readonly path: string; readonly since?: number | undefined};

/**
 * Reads the last lines of a journal's file, the newest first; none where there is no file. Lines that are none of ours
 * are left out, and what is invisible in the others is made visible: a file that several operators share may have been
 * written by somebody else. Never rejects.
 */
export async function recallJournal({
	path: file,
	since = 0,
}: RecallFrom): Promise<Answer<readonly JournalEntry[]>> {
	try {
		const text = await tailOf(file);
		const entries = text.split('\n').flatMap(entryIn);
		const counting = since === 0 ? entries : entries.filter(({time}) => Date.parse(time) >= since);
		return {ok: true, value: counting.reverse()};
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

/** Nothing in a line of ours is longer, or has one of these: it passed the border before it was written. */
const longestText = 32_768;
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function entryIn(line: string): readonly JournalEntry[] {
	try {
		const value: unknown = JSON.parse(line, (_member, part: unknown) =>
			typeof part === 'string' ? part.slice(0, longestText).replace(invisible, '\uFFFD') : part,
		);
		return isEntry(value) ? [value] : [];
	} catch (error) {
		if (error instanceof SyntaxError) {
			// The empty end of the file, or a line that a full disk tore.
			return [];
		}

		throw error;
	}
}

const optionalTexts = ['account', 'requestId', 'detail'] as const;
const texts = ['time', 'identity', 'region', 'action', 'run', 'call', 'target', 'result'] as const;

function isEntry(value: unknown): value is JournalEntry {
	if (typeof value !== 'object' || value === null) {
		return false;
	}

	// A member that is not there reads as undefined.
	const members = value as {readonly [member: string]: Json | undefined};
	return (
		texts.every(name => typeof members[name] === 'string') &&
		optionalTexts.every(name => members[name] === undefined || typeof members[name] === 'string') &&
		members.parameters !== undefined
	);
}
