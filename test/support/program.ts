import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {openTerminal, type Terminal} from './terminal.js';

export const root = path.resolve(import.meta.dirname, '../..');

/** The program under test: the built one, never the sources. */
export const program = path.join(root, 'dist/onduty.js');

/** Throws when the program was not built: a test that found nothing to test must not pass. */
export function requireBuild(): void {
	if (!existsSync(program)) {
		throw new Error('dist/onduty.js is missing: run npm run build first');
	}
}

/** A home folder of its own, with nothing in it: no configuration, no login, no journal. */
export type Home = {
	readonly directory: string;
	readonly env: {readonly [name: string]: string};
	/** The lines of the journal file, parsed; empty when there is none. */
	journal(): readonly JournalLine[];
	remove(): void;
};

export type JournalLine = {readonly [member: string]: unknown};

/** Makes a home folder, and an environment that knows only it: nothing of the machine's AWS set-up gets in. */
export function makeHome(): Home {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'onduty-home-'));
	return {
		directory,
		env: {
			// dirname of this very Node first, so that `node` in a wrapper is the pinned one.
			PATH: [path.dirname(process.execPath), process.env.PATH ?? ''].join(path.delimiter),
			HOME: directory,
			TMPDIR: os.tmpdir(),
			LANG: 'C.UTF-8',
			// What Node has compiled once: not to be compiled anew by each of a hundred starts.
			XDG_CACHE_HOME: path.join(root, 'node_modules/.cache'),
			TERM: 'xterm-256color',
			COLORTERM: 'truecolor',
			// Off EC2 the metadata service costs two seconds of silence; tests of that set it otherwise.
			AWS_EC2_METADATA_DISABLED: 'true',
		},
		journal: () => journalUnder(path.join(directory, '.local/state')),
		remove: () => rmSync(directory, {recursive: true, force: true}),
	};
}

function journalUnder(directory: string): readonly JournalLine[] {
	if (!existsSync(directory)) {
		return [];
	}

	return readdirSync(directory, {recursive: true, encoding: 'utf8'})
		.filter(name => name.endsWith('.jsonl'))
		.flatMap(name => readFileSync(path.join(directory, name), 'utf8').split('\n'))
		.filter(line => line !== '')
		.map(line => JSON.parse(line) as JournalLine);
}

export type OpenOptions = {
	readonly args?: readonly string[];
	readonly home: Home;
	readonly env?: {readonly [name: string]: string};
	readonly columns?: number;
	readonly rows?: number;
};

/** Starts the built program in a terminal. */
export function openProgram(options: OpenOptions): Terminal {
	return openTerminal({
		file: process.execPath,
		args: [program, ...(options.args ?? [])],
		env: {...options.home.env, ...options.env},
		cwd: options.home.directory,
		columns: options.columns,
		rows: options.rows,
	});
}

/**
 * Starts the built program under a shell that says afterwards how it ended and how it left the terminal:
 * the line `[ended N]`, then what `stty -a` prints. The program's process id is in `pidFile`.
 */
export function openUnderShell(options: OpenOptions): Terminal & {readonly pidFile: string} {
	const pidFile = path.join(options.home.directory, 'pid');
	const script = '(echo $BASHPID >"$0"; exec "$@"); printf "[ended %s]\\n" $?; stty -a; printf "[done]\\n"';
	const terminal = openTerminal({
		file: 'bash',
		args: ['-c', script, pidFile, process.execPath, program, ...(options.args ?? [])],
		env: {...options.home.env, ...options.env},
		cwd: options.home.directory,
		columns: options.columns,
		rows: options.rows,
	});
	return {...terminal, pidFile};
}

/** Returns what is not as it was before the program took the terminal; empty when all was handed back. */
export function residue(terminal: Terminal): readonly string[] {
	const text = terminal.text();
	const output = terminal.output();
	return [
		...(terminal.isAlternate() ? ['the alternate screen is still shown'] : []),
		...(terminal.isCursorShown() ? [] : ['the cursor is hidden']),
		...['icanon', 'echo', 'isig', 'icrnl', 'opost']
			.filter(mode => !new RegExp(`(^|\\s)${mode}(?=[\\s;])`).test(text))
			.map(mode => `the terminal is left without ${mode}`),
		...[
			['?1000', 'mouse reports'],
			['?1002', 'mouse reports'],
			['?1003', 'mouse reports'],
			['?2004', 'bracketed paste'],
			['?1004', 'focus reports'],
			['?7', 'no line wrap'],
		]
			.filter(([mode]) => lastSwitch(output, mode!) === (mode === '?7' ? 'l' : 'h'))
			.map(([, what]) => `${what} left on`),
	];
}

function lastSwitch(output: string, mode: string): string | undefined {
	return [...output.matchAll(new RegExp(`\\u001B\\[\\${mode}([hl])`, 'g'))].at(-1)?.[1];
}
