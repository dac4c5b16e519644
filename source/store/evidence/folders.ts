import {constants} from 'node:fs';
import {type FileHandle, lstat, mkdir, open, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {type Answer} from '../../domain/account.js';
import {type Failure} from '../../domain/failure.js';
import {makeDirectory} from '../directory.js';

/** Writes folders of files, each whole or not at all; the only part of an action that touches the disk. */
export type EvidenceFolders = {
	/**
	 * Makes a folder with these files (name to text) in a directory, which is made when it is not there: folder 0700,
	 * files 0600. Answers with its path. Until all is on the disk it is called `….partial`; when it can't be finished, or
	 * the signal is aborted before, nothing is left of it. A name that is taken gets a number; never rejects.
	 */
	write(folder: NewFolder, signal: AbortSignal): Promise<Answer<string>>;
};

export type NewFolder = {
	/** Absolute. */
	readonly directory: string;
	/** A plain name, without a separator. */
	readonly name: string;
	readonly files: ReadonlyMap<string, string>;
};

/** Names that are tried before it is given up: so many folders of one second there are not. */
const attempts = 100;

/** Returns what writes folders to the disk. */
export function createEvidenceFolders(): EvidenceFolders {
	return {
		async write(folder, signal) {
			let made: string | undefined;
			try {
				mustBePlain([folder.name, ...folder.files.keys()]);
				await makeDirectory(folder.directory);
				const target = await freeName(folder);
				made = `${target}.partial`;
				await mkdir(made, {mode: 0o700});
				for (const [name, text] of folder.files) {
					signal.throwIfAborted();
					await writeFile(path.join(made, name), text);
				}

				await sync(made);
				signal.throwIfAborted();
				await rename(made, target);
				made = undefined;
				await sync(folder.directory);
				return {ok: true, value: target};
			} catch (error) {
				await discard(made);
				return {ok: false, failure: failureOf(error, folder.directory, signal)};
			}
		},
	};
}

/** Whoever makes the names makes them safe; one that is not is a bug, and must not reach the disk. */
function mustBePlain(names: readonly string[]): void {
	const wrong = names.find(name => !/^[A-Za-z0-9_][A-Za-z0-9._-]{0,200}$/.test(name));
	if (wrong !== undefined) {
		throw new Error(`not a plain name: ${JSON.stringify(wrong)}`);
	}
}

async function freeName({directory, name}: NewFolder): Promise<string> {
	for (let number = 1; number <= attempts; number += 1) {
		const target = path.join(directory, number === 1 ? name : `${name}-${number}`);
		if (!(await isTaken(target)) && !(await isTaken(`${target}.partial`))) {
			return target;
		}
	}

	throw new Error(`there are ${attempts} folders called ${name}`);
}

async function isTaken(file: string): Promise<boolean> {
	try {
		await lstat(file);
		return true;
	} catch (error) {
		if (codeOf(error) === 'ENOENT') {
			return false;
		}

		throw error;
	}
}

/** A new file, never one that is there and never through a link, on the disk before the next. */
async function writeFile(file: string, text: string): Promise<void> {
	const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
	const handle = await open(file, flags, 0o600);
	try {
		await handle.writeFile(text);
		await handle.datasync();
	} finally {
		await handle.close();
	}
}

/** Brings the names in a directory to the disk, where its file system can do that. */
async function sync(directory: string): Promise<void> {
	let handle: FileHandle | undefined;
	try {
		handle = await open(directory, 'r');
		await handle.sync();
	} catch (error) {
		if (!['EINVAL', 'EISDIR', 'EPERM', 'ENOTSUP'].includes(codeOf(error))) {
			throw error;
		}
	} finally {
		await handle?.close();
	}
}

async function discard(folder: string | undefined): Promise<void> {
	if (folder !== undefined) {
		// What can't be removed is called partial, and the failure that is told says that nothing was kept.
		await rm(folder, {recursive: true, force: true}).catch(() => undefined);
	}
}

function failureOf(error: unknown, directory: string, signal: AbortSignal): Failure {
	if (signal.aborted) {
		return {kind: 'cancelled', message: 'stopped before all was written: nothing was kept'};
	}

	const why = error instanceof Error ? error.message : String(error);
	const code = codeOf(error) || 'EEVIDENCE';
	return {
		kind: 'rejected',
		code,
		message: `cannot write in ${directory}: ${reasons[code] ?? why}; nothing was kept`,
	};
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const reasons: {readonly [code: string]: string} = {
	ENOENT: 'no directory can be made there',
	EACCES: 'permission denied',
	EPERM: 'permission denied',
	EROFS: 'the file system is read-only',
	ENOSPC: 'no space left on the disk',
	EDQUOT: 'the disk quota is used up',
	EEXIST: 'a part of its path is not a directory',
	ENOTDIR: 'a part of its path is not a directory',
	ELOOP: 'a part of its path is a symbolic link that leads nowhere',
};
