import {constants} from 'node:fs';
import {type FileHandle, open} from 'node:fs/promises';
import path from 'node:path';
import {type Answer} from '../domain/account.js';
import {type Failure} from '../domain/failure.js';
import {makeDirectory} from './directory.js';
import {type JournalEntry} from './journal.js';
import {type RecallFrom, recallJournal} from './journal-recall.js';

/** Keeps the journal of actions. Writes are queued: entries land whole and in the order they were given. */
export type JournalWriter = {
	/** Resolves once the line is on the disk, with undefined, or with why it is not; never rejects. */
	append(entry: JournalEntry): Promise<Failure | undefined>;
	/** Answers with the last lines of all sessions, the newest first, as far as they are on the disk; never rejects. */
	recall(): Promise<Answer<readonly JournalEntry[]>>;
	/** Resolves when everything that was given is on the disk and the file is closed. */
	close(): Promise<void>;
};

/** Read as well, to see how the last line ended; O_NONBLOCK so that a planted FIFO can't hang the console. */
const flags =
	constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const newline = 0x0a;

/**
 * Returns a journal in a file: JSON lines, append-only, mode 0600 in a directory that is made 0700.
 * A file that others could read is tightened to 0600 (the journal names identities and resources); one that
 * can't be tightened, a symbolic link or a special file is refused. The file is opened by the first line,
 * so a session that changes nothing leaves nothing behind. `since`: only lines from then on are recalled.
 */
export function createJournal({path: file, since}: RecallFrom): JournalWriter {
	let handle: FileHandle | undefined;
	let queue: Promise<unknown> = Promise.resolve();

	async function write(entry: JournalEntry): Promise<Failure | undefined> {
		try {
			handle = await stillThere(handle);
			handle ??= await openPrivate(file);
			await writeLine(handle, lineOf(entry));
			return undefined;
		} catch (error) {
			const gone = handle;
			handle = undefined;
			// Opened anew next time; what closing says adds nothing to the failure that is reported.
			await gone?.close().catch(() => undefined);
			return failureOf(error, file);
		}
	}

	return {
		append(entry) {
			const written = queue.then(() => write(entry));
			queue = written;
			return written;
		},
		async recall() {
			await queue;
			return recallJournal({path: file, since});
		},
		async close() {
			await queue;
			const open = handle;
			handle = undefined;
			// Every line was synced when it was written: a close that fails loses nothing.
			await open?.close().catch(() => undefined);
		},
	};
}

/** Returns the handle, or undefined once its file was deleted: lines must not go where nobody finds them. */
async function stillThere(handle: FileHandle | undefined): Promise<FileHandle | undefined> {
	if (handle === undefined || (await handle.stat()).nlink > 0) {
		return handle;
	}

	await handle.close();
	return undefined;
}

async function openPrivate(file: string): Promise<FileHandle> {
	await makeDirectory(path.dirname(file));
	const handle = await open(file, flags, 0o600);
	try {
		const facts = await handle.stat();
		if (!facts.isFile()) {
			throw new Error('it is not a regular file');
		}

		if ((facts.mode & 0o077) !== 0) {
			await handle.chmod(0o600);
		}

		return handle;
	} catch (error) {
		await handle.close();
		throw error;
	}
}

/** Appends in one write, so that a signal can't leave half a line of ours; fsync before anybody is told. */
async function writeLine(handle: FileHandle, line: string): Promise<void> {
	const bytes = Buffer.from((await endsTorn(handle)) ? `\n${line}` : line);
	const {bytesWritten} = await handle.write(bytes);
	if (bytesWritten < bytes.length) {
		throw new Error('the disk took only a part of the line');
	}

	await handle.datasync();
}

/** True when the last line has no end: a full disk or a power cut tore it, and the next must not join it. */
async function endsTorn(handle: FileHandle): Promise<boolean> {
	const {size} = await handle.stat();
	if (size === 0) {
		return false;
	}

	const last = Buffer.alloc(1);
	await handle.read(last, 0, 1, size - 1);
	return last[0] !== newline;
}

/** What JSON leaves bare and a terminal or an editor obeys: DEL, C1, zero-width, bidi, line separators. */
const unsafe = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function lineOf(entry: JournalEntry): string {
	const escaped = JSON.stringify(entry).replace(
		unsafe,
		character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return `${escaped}\n`;
}

function failureOf(error: unknown, file: string): Failure {
	const code = error instanceof Error && 'code' in error ? String(error.code) : 'EJOURNAL';
	const why = error instanceof Error ? error.message : String(error);
	return {kind: 'rejected', code, message: `cannot write the journal ${file}: ${reasons[code] ?? why}`};
}

const reasons: {readonly [code: string]: string} = {
	ENOENT: 'no directory can be made there',
	EACCES: 'permission denied',
	EPERM: 'permission denied; it must be yours, with mode 0600',
	EROFS: 'the file system is read-only',
	ENOSPC: 'no space left on the disk',
	EDQUOT: 'the disk quota is used up',
	EISDIR: 'it is a directory',
	// From mkdir, when a file stands where a directory should.
	EEXIST: 'a part of its path is not a directory',
	ENOTDIR: 'a part of its path is not a directory',
	ELOOP: 'it is a symbolic link',
	ENXIO: 'it is not a regular file',
};
