import {Writable} from 'node:stream';
import {expect, test} from 'vitest';
import {printLine} from '../../source/cli/print.js';

// `onduty findings -o json > report.json` on a full disk must not end as if all had been said.
test.each([
	['ENOSPC', 'no space left on the disk'],
	['EPIPE', undefined],
	['EIO', 'planted'],
	[undefined, undefined],
])('a text that meets %s is answered with %s', async (code, reason) => {
	const error = code === undefined ? null : Object.assign(new Error('planted'), {code});
	const stream = new Writable({write: (_chunk, _encoding, done) => done(error)});
	// A stream of Node's own stands in for the terminal's.
	expect(await printLine(stream as NodeJS.WriteStream, 'rows\n')).toBe(reason);
});
