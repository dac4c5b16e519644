import {commandNames} from './commands.js';

/** What the launcher needs of a terminal's two ends; tests give it plain objects. */
export type TerminalOutput = {
	readonly isTTY?: boolean;
	readonly columns?: number;
	write(text: string): unknown;
};
export type TerminalInput = {readonly isTTY?: boolean; setRawMode?(isRaw: boolean): unknown};

const notConsole = new Set<string>([...commandNames, '-h', '--help', '--version']);

/** Returns whether these arguments open the full screen, as far as can be told before they are parsed. */
export function opensConsole(argv: readonly string[], input: TerminalInput, output: TerminalOutput): boolean {
	return Boolean(input.isTTY && output.isTTY) && !argv.some(argument => notConsole.has(argument));
}

/**
 * Draws the first frame by hand, some 300 ms before Ink can: the operator sees at once that the command was heard.
 * Raw mode first, or keys typed meanwhile would be echoed into the picture; they are kept and read later.
 * Returns the way to hand the terminal back when there is no console after all.
 */
export function paintFirst(input: TerminalInput, output: TerminalOutput): () => void {
	input.setRawMode?.(true);
	const rule = '-'.repeat(Math.max(0, (output.columns ?? 80) - 1));
	output.write(`\u001B[?1049h\u001B[?25l\u001B[2J\u001B[H onduty  starting\r\n${rule}`);
	return () => {
		output.write('\u001B[?1049l\u001B[?25h');
		input.setRawMode?.(false);
	};
}
