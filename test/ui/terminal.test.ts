import {describe, expect, test} from 'vitest';
import {clipboardSequence, link, stopUntilContinued} from '../../source/ui/terminal.js';

describe('clipboardSequence', () => {
	test.each([
		{multiplexer: undefined, sequence: '\u{1B}]52;c;YXJu\u{7}'},
		{multiplexer: 'tmux', sequence: '\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YXJu\u{7}\u{1B}\\'},
		{multiplexer: 'screen', sequence: '\u{1B}P\u{1B}]52;c;YXJu\u{7}\u{1B}\\'},
	] as const)('under $multiplexer it is handed through', ({multiplexer, sequence}) => {
		expect(clipboardSequence('arn', multiplexer)).toBe(sequence);
	});

	test('screen gets it in parts that it takes', () => {
		const sequence = clipboardSequence('x'.repeat(3000), 'screen') ?? '';
		const parts = sequence.split('\u{1B}\\').slice(0, -1);
		expect(parts.length).toBeGreaterThan(4);
		expect(Math.max(...parts.map(part => part.length))).toBeLessThan(768);
		const payload = parts
			.map(part => part.replace('\u{1B}P', ''))
			.join('')
			.replace('\u{1B}]52;c;', '')
			.replace('\u{7}', '');
		expect(Buffer.from(payload, 'base64').toString()).toBe('x'.repeat(3000));
	});

	test('what is too long for a terminal is refused', () => {
		expect(clipboardSequence('x'.repeat(75_001))).toBeUndefined();
	});
});

test('a link is its text where OSC 8 is not known', () => {
	expect(link('https://a.example/', 'a')).toBe('\u{1B}]8;;https://a.example/\u{1B}\\a\u{1B}]8;;\u{1B}\\');
});

describe('stopUntilContinued', () => {
	function signals() {
		const listeners = new Map<string, () => void>();
		const sent: string[] = [];
		return {
			sent,
			listeners,
			kill: (pid: number, signal: string) => sent.push(`${pid} ${signal}`),
			once: (event: string, listener: () => void) => listeners.set(event, listener),
			removeListener: (event: string) => listeners.delete(event),
		};
	}

	test('stops the whole process group, and goes on when it is continued', async () => {
		const fake = signals();
		const stopped = stopUntilContinued(fake);
		expect(fake.sent).toEqual(['0 SIGTSTP']);
		fake.listeners.get('SIGCONT')?.();
		await stopped;
		expect(fake.listeners.size).toBe(0);
	});

	test('goes on by itself where nothing could stop it', async () => {
		const fake = signals();
		await stopUntilContinued(fake);
		expect(fake.listeners.size).toBe(0);
	});
});
