import * as pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {bytesOfKey} from './keys.js';

/** A child process in a real pseudo-terminal, and the screen that a person would see. */
export type Terminal = {
	/** Sends keys by name, in one write each: `press('j', 'enter', 'ctrl-d')`. */
	press(...keys: readonly string[]): void;
	/** Sends the text in one write, as a paste or coalesced key presses over SSH. */
	type(text: string): void;
	/** The lines on screen, without trailing blanks. */
	screen(): readonly string[];
	/** The screen as one text. */
	text(): string;
	/**
	 * Resolves with the screen as soon as it holds the text, matches, or satisfies the predicate: now, or after
	 * any output. Rejects with the screen after `timeoutMs`, or when the program has ended without it.
	 */
	waitFor(what: Awaited, timeoutMs?: number): Promise<readonly string[]>;
	/** Resolves with the next output after this call. */
	nextOutput(timeoutMs?: number): Promise<void>;
	resize(columns: number, rows: number): void;
	/** Bytes that the program has written so far. */
	bytes(): number;
	/** All that it has written, escape sequences included. */
	output(): string;
	readonly pid: number;
	kill(signal: NodeJS.Signals): void;
	readonly exit: Promise<{readonly code: number; readonly signal: number}>;
	isAlternate(): boolean;
	isCursorShown(): boolean;
	/** The cells on screen with their looks, for pictures. */
	cells(): readonly (readonly ScreenCell[])[];
	/** Ends the child, if it still runs. */
	dispose(): Promise<void>;
};

export type Awaited = string | RegExp | ((screen: readonly string[]) => boolean);

/** A colour as the program named it; the palette is the picture's business. */
export type CellColour = {readonly palette: number} | {readonly rgb: number} | undefined;

export type ScreenCell = {
	readonly text: string;
	/** 0 behind a wide character. */
	readonly width: number;
	readonly foreground: CellColour;
	readonly background: CellColour;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isInverse: boolean;
	readonly isUnderlined: boolean;
};

export type TerminalOptions = {
	readonly file: string;
	readonly args: readonly string[];
	readonly env: {readonly [name: string]: string};
	readonly cwd: string;
	readonly columns?: number;
	readonly rows?: number;
};

const patienceMs = 20_000;

/** Starts a program in a pseudo-terminal of its own. */
export function openTerminal(options: TerminalOptions): Terminal {
	const {columns = 80, rows = 24} = options;
	const emulator = new xterm.Terminal({cols: columns, rows, scrollback: 2000, allowProposedApi: true});
	const child = pty.spawn(options.file, [...options.args], {
		name: 'xterm-256color',
		cols: columns,
		rows,
		cwd: options.cwd,
		env: {...options.env},
	});
	const watchers = new Set<() => void>();
	const chunks: string[] = [];
	let byteCount = 0;
	let hasEnded = false;
	let isCursorShown = true;

	const notify = () => {
		for (const watcher of watchers) {
			watcher();
		}
	};
	child.onData(data => {
		chunks.push(data);
		byteCount += Buffer.byteLength(data);
		for (const [, letter] of data.matchAll(/\u001B\[\?25([hl])/g)) {
			isCursorShown = letter === 'h';
		}

		emulator.write(data, notify);
	});
	// What the program asks of the terminal (cursor position, colours) is answered, as a real one does.
	emulator.onData(answer => child.write(answer));
	const exit = new Promise<{code: number; signal: number}>(resolve => {
		child.onExit(({exitCode, signal}) => {
			// The last bytes may still be on their way through the emulator.
			emulator.write('', () => {
				hasEnded = true;
				notify();
				resolve({code: exitCode, signal: signal ?? 0});
			});
		});
	});

	const screen = () => {
		const {active} = emulator.buffer;
		return Array.from(
			{length: emulator.rows},
			(_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
		);
	};
	const waitUntil = async (isMet: () => boolean, timeoutMs: number, what: string) =>
		new Promise<void>((resolve, reject) => {
			const end = (act: () => void) => {
				clearTimeout(timer);
				watchers.delete(look);
				act();
			};
			const look = () => {
				if (isMet()) {
					end(resolve);
				} else if (hasEnded) {
					end(() => reject(new Error(`the program ended before ${what}; screen:\n${framed(screen())}`)));
				}
			};
			const timer = setTimeout(() => {
				end(() => reject(new Error(`no ${what} within ${timeoutMs} ms; screen:\n${framed(screen())}`)));
			}, timeoutMs);
			watchers.add(look);
			look();
		});

	return {
		press(...keys) {
			for (const key of keys) {
				child.write(bytesOfKey(key));
			}
		},
		type: text => child.write(text),
		screen,
		text: () => screen().join('\n'),
		async waitFor(what, timeoutMs = patienceMs) {
			await waitUntil(() => isSeen(what, screen()), timeoutMs, describe(what));
			return screen();
		},
		async nextOutput(timeoutMs = patienceMs) {
			const before = byteCount;
			await waitUntil(() => byteCount > before, timeoutMs, 'output');
		},
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			child.resize(newColumns, newRows);
		},
		bytes: () => byteCount,
		output: () => chunks.join(''),
		pid: child.pid,
		kill: signal => child.kill(signal),
		exit,
		isAlternate: () => emulator.buffer.active.type === 'alternate',
		isCursorShown: () => isCursorShown,
		cells: () => cellsOf(emulator),
		async dispose() {
			if (!hasEnded) {
				child.kill('SIGKILL');
				await exit;
			}

			emulator.dispose();
		},
	};
}

function isSeen(what: Awaited, screen: readonly string[]): boolean {
	if (typeof what === 'function') {
		return what(screen);
	}

	const text = screen.join('\n');
	return typeof what === 'string' ? text.includes(what) : what.test(text);
}

function describe(what: Awaited): string {
	return typeof what === 'function' ? `screen with ${what.toString()}` : `screen with ${String(what)}`;
}

function framed(screen: readonly string[]): string {
	return screen.map(line => `  |${line}`).join('\n');
}

function cellsOf(emulator: xterm.Terminal): readonly (readonly ScreenCell[])[] {
	const {active} = emulator.buffer;
	return Array.from({length: emulator.rows}, (_, row) => {
		const line = active.getLine(active.viewportY + row);
		return Array.from({length: emulator.cols}, (__, column) => cellAt(line?.getCell(column)));
	});
}

type BufferCell = NonNullable<ReturnType<NonNullable<ReturnType<xterm.IBuffer['getLine']>>['getCell']>>;

function cellAt(cell: BufferCell | undefined): ScreenCell {
	return {
		text: cell?.getChars() ?? '',
		width: cell?.getWidth() ?? 1,
		foreground: cell && colour(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor()),
		background: cell && colour(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor()),
		isBold: Boolean(cell?.isBold()),
		isDim: Boolean(cell?.isDim()),
		isInverse: Boolean(cell?.isInverse()),
		isUnderlined: Boolean(cell?.isUnderline()),
	};
}

function colour(isRgb: boolean, isPalette: boolean, value: number): CellColour {
	if (isRgb) {
		return {rgb: value};
	}

	return isPalette ? {palette: value} : undefined;
}
