import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {main} from '../../source/cli/main.js';
import {type Streams} from '../../source/cli/streams.js';

test('a bug before the console stands is one line, its stack is kept in a file, and the terminal is given back', async () => {
	const directory = mkdtempSync(path.join(tmpdir(), 'onduty-main-'));
	let said = '';
	let givenBack = 0;
	const stream = {
		once: () => stream,
		write(text: string, done: () => void) {
			said += text;
			done();
		},
	};
	const streams = {
		argv: [],
		env: {XDG_STATE_HOME: directory, XDG_CONFIG_HOME: directory},
		homeDirectory: directory,
		stdin: {
			get isTTY(): boolean {
				throw new Error('planted');
			},
		},
		stdout: stream,
		stderr: stream,
		process,
		giveBack: () => givenBack++,
	} as unknown as Streams;
	try {
		expect(await main(streams)).toBe(70);
		expect(said).toMatch(/^onduty: stopped by a bug of its own: planted; [^\n]*\n$/);
		expect(givenBack).toBe(1);
		expect(readdirSync(path.join(directory, 'onduty'))).toEqual([expect.stringMatching(/^crash-.*\.txt$/)]);
	} finally {
		rmSync(directory, {recursive: true});
	}
});
