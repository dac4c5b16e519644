import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import xterm, {type Terminal} from '@xterm/headless';

// A terminal of one process: what Ink writes is counted and shown by xterm's own parser.

export type FakeTerminal = {
	readonly stdout: NodeJS.WriteStream;
	readonly stdin: NodeJS.ReadStream;
	/** Bytes written since `forget`. */
	bytes(): number;
	forget(): void;
	/** Raw text written so far. */
	written(): string;
	type(text: string): void;
	resize(columns: number, rows: number): void;
	/** What a person sees, after all that was written is drawn. */
	screen(): Promise<readonly string[]>;
	readonly isRaw: () => boolean;
	readonly xterm: Terminal;
};

export function createFakeTerminal(columns: number, rows: number): FakeTerminal {
	const screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	let count = 0;
	let all = '';
	let isRaw = false;
	const stdout = Object.assign(new EventEmitter(), {
		columns,
		rows,
		isTTY: true,
		writable: true,
		write(text: string, callback?: () => void) {
			count += Buffer.byteLength(text);
			all += text;
			// The line discipline of a cooked or raw terminal turns a line feed into both.
			screen.write(text.replaceAll('\n', '\r\n'), () => callback?.());
			return true;
		},
	});
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		setRawMode(raw: boolean) {
			isRaw = raw;
			return stdin;
		},
		ref: () => stdin,
		unref: () => stdin,
	});
	return {
		// Ink asks no more of its streams than what is here.
		stdout: stdout as unknown as NodeJS.WriteStream,
		stdin: stdin as unknown as NodeJS.ReadStream,
		bytes: () => count,
		forget() {
			count = 0;
		},
		written: () => all,
		type(text) {
			stdin.write(text);
		},
		resize(nextColumns, nextRows) {
			screen.resize(nextColumns, nextRows);
			stdout.columns = nextColumns;
			stdout.rows = nextRows;
			stdout.emit('resize');
		},
		async screen() {
			await new Promise<void>(resolve => {
				screen.write('', resolve);
			});
			const buffer = screen.buffer.active;
			return Array.from({length: screen.rows}, (_, line) =>
				(buffer.getLine(buffer.viewportY + line)?.translateToString(true) ?? '').trimEnd(),
			);
		},
		isRaw: () => isRaw,
		xterm: screen,
	};
}
