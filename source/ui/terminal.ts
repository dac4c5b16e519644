import {type Multiplexer} from './host.js';

const escapeSign = '\u{1B}';
const stringEnd = `${escapeSign}\\`;

/** A terminal may drop what is longer; xterm's own limit is higher, tmux's buffers are not. */
const longestCopied = 75_000;

/**
 * Returns the sequence that puts a text on the clipboard (OSC 52), or undefined when the text is too long.
 * tmux and screen eat it unless it is handed through (tmux: with `set -g set-clipboard on` or allow-passthrough).
 */
export function clipboardSequence(text: string, multiplexer?: Multiplexer): string | undefined {
	if (text.length > longestCopied) {
		return undefined;
	}

	const sequence = `${escapeSign}]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u{7}`;
	switch (multiplexer) {
		case 'tmux':
			// Inside the passthrough every ESC is doubled.
			return `${escapeSign}Ptmux;${sequence.replaceAll(escapeSign, escapeSign + escapeSign)}${stringEnd}`;
		case 'screen':
			// screen takes at most 768 bytes of a device control string at a time.
			return (sequence.match(/.{1,700}/gsu) ?? []).map(part => `${escapeSign}P${part}${stringEnd}`).join('');
		case undefined:
			return sequence;
	}
}

/** Returns a text that links to a URL where the terminal knows OSC 8, and is the plain text elsewhere. */
export function link(url: string, text: string): string {
	return `${escapeSign}]8;;${url}${stringEnd}${text}${escapeSign}]8;;${stringEnd}`;
}

type Signals = {
	kill(pid: number, signal: string): unknown;
	once(event: string, listener: () => void): unknown;
	removeListener(event: string, listener: () => void): unknown;
};

/** A process group without a shell above it can't be stopped; then nobody would ever continue it. */
const notStoppedMs = 300;

/**
 * Stops this process and those started with it, as the terminal does on ctrl-z, and resolves when the shell's `fg`
 * has continued it. It also resolves when nothing stopped it (an orphaned process group ignores SIGTSTP).
 */
export async function stopUntilContinued(signals: Signals): Promise<void> {
	await new Promise<void>(resolve => {
		const timer = setTimeout(done, notStoppedMs);
		function done(): void {
			clearTimeout(timer);
			signals.removeListener('SIGCONT', done);
			resolve();
		}

		signals.once('SIGCONT', done);
		// 0 is the whole process group: npm and its shell are stopped with us, else the prompt would not come back.
		signals.kill(0, 'SIGTSTP');
	});
}
