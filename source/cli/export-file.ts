import {writeFile} from 'node:fs/promises';
import path from 'node:path';

/** Writes a new file, mode 0600; one that is already there is left alone. Resolves with what went wrong, in words. */
export async function exportFile(file: string, text: string): Promise<string | undefined> {
	try {
		await writeFile(path.resolve(file), text, {flag: 'wx', mode: 0o600});
		return undefined;
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? 'error';
		const reason = code === 'EEXIST' ? 'is already there; choose another name' : `can't be written (${code})`;
		return `${file} ${reason}`;
	}
}
