import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';

/** Exit code of a bug in the program, EX_SOFTWARE of sysexits.h. */
export const bugCode = 70;

/**
 * Keeps what is known of a bug in a file of its own (mode 0600) and returns the one line for the operator:
 * a stack trace on an incident's terminal helps nobody.
 */
export function crashLine(error: unknown, {directory, now, version}: CrashPlace): string {
	const summary = (error instanceof Error ? error.message : String(error)).replaceAll(/[\p{Cc}\s]+/gu, ' ');
	const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
	const file = path.join(directory, `crash-${new Date(now).toISOString().replaceAll(':', '')}.txt`);
	try {
		mkdirSync(directory, {recursive: true, mode: 0o700});
		writeFileSync(file, `onduty ${version}, Node ${process.versions.node}\n${stack}\n`, {mode: 0o600});
		return `onduty: stopped by a bug of its own: ${summary}; please report it with ${file}\n`;
	} catch {
		// A full or read-only disk must not hide the bug itself.
		return `onduty: stopped by a bug of its own: ${summary}\n`;
	}
}

type CrashPlace = {readonly directory: string; readonly now: number; readonly version: string};

/** Returns whether an error only says that the terminal is gone, as after a lost SSH connection: no bug of ours. */
export function isHangup(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return code === 'EIO' || code === 'EPIPE';
}
