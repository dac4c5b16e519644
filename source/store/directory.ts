import {mkdir, stat} from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a directory of mode 0700 together with those above it that are missing; one that is there is left as it is.
 * Rejects with the error of the file system. Node's own `recursive` never comes back where the one above is there and
 * none can be made in it, as in `/proc`: it tries for ever in a thread that no signal ends (seen with Node 24).
 */
export async function makeDirectory(directory: string): Promise<void> {
	try {
		await mkdir(directory, {mode: 0o700});
	} catch (error) {
		const above = path.dirname(directory);
		if (await isDirectory(directory)) {
			return;
		}

		if (codeOf(error) !== 'ENOENT' || above === directory || (await isDirectory(above))) {
			throw error;
		}

		await makeDirectory(above);
		await makeDirectory(directory);
	}
}

async function isDirectory(file: string): Promise<boolean> {
	try {
		return (await stat(file)).isDirectory();
	} catch {
		// Whatever hides it: making it has failed already, and that error is the one that is told.
		return false;
	}
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
