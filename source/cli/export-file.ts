import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {type Failure} from '../domain/failure.js';

/** Writes a new file, mode 0600; one that is already there is left alone. Resolves with what went wrong. */
export async function exportFile(file: string, text: string): Promise<Failure | undefined> {
	try {
		await writeFile(path.resolve(file), text, {flag: 'wx', mode: 0o600});
		return undefined;
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? 'error';
		const reason = code === 'EEXIST' ? 'is already there; choose another name' : `can't be written (${code})`;
		return {kind: 'rejected', code, message: `${file} ${reason}`};
	}
}
