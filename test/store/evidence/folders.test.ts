import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {createEvidenceFolders} from '../../../source/store/evidence/folders.js';

let root: string;
beforeEach(() => {
	root = mkdtempSync(path.join(tmpdir(), 'onduty-'));
});
afterEach(() => {
	rmSync(root, {recursive: true, force: true});
});

const still = new AbortController().signal;
const files = new Map([
	['finding.json', '{}\n'],
	['report.md', '# Evidence\n'],
]);
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

describe('a folder of evidence', () => {
	test('is 0700 with files of 0600 in a directory that is made 0700, and nothing else is there', async () => {
		const directory = path.join(root, 'deep', 'evidence');
		const answer = await createEvidenceFolders().write({directory, name: 'e-1', files}, still);
		expect(answer).toEqual({ok: true, value: path.join(directory, 'e-1')});
		expect(readdirSync(directory)).toEqual(['e-1']);
		expect(readdirSync(path.join(directory, 'e-1')).sort()).toEqual(['finding.json', 'report.md']);
		expect(readFileSync(path.join(directory, 'e-1', 'report.md'), 'utf8')).toBe('# Evidence\n');
		expect([directory, path.join(directory, 'e-1')].map(modeOf)).toEqual(['700', '700']);
		expect(modeOf(path.join(directory, 'e-1', 'finding.json'))).toBe('600');
	});

	test('gets a number when its name is taken, also by one that is half written', async () => {
		mkdirSync(path.join(root, 'e-1'));
		mkdirSync(path.join(root, 'e-1-2.partial'));
		const answer = await createEvidenceFolders().write({directory: root, name: 'e-1', files}, still);
		expect(answer).toEqual({ok: true, value: path.join(root, 'e-1-3')});
	});

	test.runIf(process.platform === 'linux')(
		'where the system makes no directory, fails with the reason instead of trying for ever',
		async () => {
			const answer = await createEvidenceFolders().write(
				{directory: '/proc/onduty/e', name: 'e-1', files},
				still,
			);
			expect(answer).toMatchObject({
				ok: false,
				failure: {
					message: 'cannot write in /proc/onduty/e: no directory can be made there; nothing was kept',
				},
			});
		},
	);

	test.each(['../evil', 'a/b', '.hidden', '', '-rf', 'a\u001b[31m', 'ü', 'x\n', '..'])(
		'never has a file called %j, and nothing is left of it',
		async name => {
			const answer = await createEvidenceFolders().write(
				{directory: root, name: 'e-1', files: new Map([...files, [name, 'x']])},
				still,
			);
			expect(answer.ok).toBe(false);
			expect(readdirSync(root)).toEqual([]);
			expect((await createEvidenceFolders().write({directory: root, name, files}, still)).ok).toBe(false);
			expect(readdirSync(root)).toEqual([]);
		},
	);

	test('that is stopped in the middle leaves nothing behind', async () => {
		const stop = new AbortController();
		const many = new Map(Array.from({length: 200}, (_, index) => [`file-${index}.json`, 'x'.repeat(10_000)]));
		const written = createEvidenceFolders().write({directory: root, name: 'e-1', files: many}, stop.signal);
		// The folder is on its way as soon as it can be seen.
		while (!readdirSync(root).includes('e-1.partial')) {
			await new Promise(resolve => setImmediate(resolve));
		}

		stop.abort();
		expect(await written).toMatchObject({ok: false, failure: {kind: 'cancelled'}});
		expect(readdirSync(root)).toEqual([]);
	});

	test('is not begun when it was stopped before', async () => {
		const answer = await createEvidenceFolders().write(
			{directory: root, name: 'e-1', files},
			AbortSignal.abort(),
		);
		expect(answer).toMatchObject({ok: false, failure: {kind: 'cancelled'}});
		expect(readdirSync(root)).toEqual([]);
	});

	test('says why it can not be written, and keeps nothing', async () => {
		writeFileSync(path.join(root, 'file'), '');
		const answer = await createEvidenceFolders().write(
			{directory: path.join(root, 'file', 'evidence'), name: 'e-1', files},
			still,
		);
		expect(answer).toMatchObject({
			ok: false,
			failure: {message: expect.stringContaining('a part of its path is not a directory; nothing was kept')},
		});
	});

	test('does not write through a link that waits under its name', async () => {
		symlinkSync('/nowhere', path.join(root, 'e-1'));
		const answer = await createEvidenceFolders().write({directory: root, name: 'e-1', files}, still);
		expect(answer).toEqual({ok: true, value: path.join(root, 'e-1-2')});
	});
});
