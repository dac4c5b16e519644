import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type JournalEntry} from '../../source/store/journal.js';
import {createJournal} from '../../source/store/journal-file.js';

let directory: string;
beforeEach(() => {
	directory = mkdtempSync(path.join(os.tmpdir(), 'onduty-journal-'));
});
afterEach(() => {
	chmodSync(directory, 0o700);
	rmSync(directory, {recursive: true});
});

function entry(change: Partial<JournalEntry> = {}): JournalEntry {
	return {
		time: '2026-11-23T08:21:00.000Z',
		identity: 'arn:aws:sts::123456789012:assumed-role/oncall/ana',
		account: '123456789012',
		region: 'eu-west-1',
		action: 'cluster.tag',
		run: 'run-1',
		call: 'ecs:TagResource',
		target: 'arn:aws:ecs:eu-west-1:123456789012:cluster/checkout',
		parameters: {tags: [{key: 'GuardDutyManaged', value: 'true'}]},
		requestId: 'r-1',
		result: 'ok',
		...change,
	};
}

const fileIn = (...parts: readonly string[]) => path.join(directory, ...parts);
const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n');

describe('the journal file', () => {
	test('is not made by a session that changes nothing', async () => {
		const journal = createJournal({path: fileIn('state', 'journal.jsonl')});
		await journal.close();
		expect(existsSync(fileIn('state'))).toBe(false);
	});

	test('is 0600 in a directory that is made 0700, one whole JSON line for each entry', async () => {
		const file = fileIn('state', 'onduty', 'journal.jsonl');
		const journal = createJournal({path: file});
		expect(await journal.append(entry())).toBeUndefined();
		expect(await journal.append(entry({call: 'end', detail: '1 done'}))).toBeUndefined();
		await journal.close();
		expect([mode(file), mode(path.dirname(file)), mode(fileIn('state'))]).toEqual(['600', '700', '700']);
		const lines = linesOf(file);
		expect(lines.pop()).toBe('');
		expect(lines.map(line => JSON.parse(line))).toEqual([entry(), entry({call: 'end', detail: '1 done'})]);
	});

	test('keeps the order of entries that are given at once', async () => {
		const file = fileIn('journal.jsonl');
		const journal = createJournal({path: file});
		const runs = Array.from({length: 40}, (_, index) => `run-${index}`);
		for (const run of runs) {
			void journal.append(entry({run}));
		}

		await journal.close();
		const written = linesOf(file).slice(0, -1);
		expect(written.map(line => JSON.parse(line).run)).toEqual(runs);
	});

	test('is appended to by the next session', async () => {
		const file = fileIn('journal.jsonl');
		for (const run of ['first', 'second']) {
			const journal = createJournal({path: file});
			await journal.append(entry({run}));
			await journal.close();
		}

		expect(linesOf(file).length).toBe(3);
	});

	test('is tightened when others could read it', async () => {
		const file = fileIn('journal.jsonl');
		writeFileSync(file, '');
		chmodSync(file, 0o644);
		const journal = createJournal({path: file});
		expect(await journal.append(entry())).toBeUndefined();
		await journal.close();
		expect(mode(file)).toBe('600');
	});

	test('never joins a line to one that was torn before', async () => {
		const file = fileIn('journal.jsonl');
		writeFileSync(file, '{"time":"2026-11-2');
		const journal = createJournal({path: file});
		await journal.append(entry());
		await journal.close();
		const [torn, whole, end] = linesOf(file);
		expect(torn).toBe('{"time":"2026-11-2');
		expect(JSON.parse(whole!)).toEqual(entry());
		expect(end).toBe('');
	});

	test('escapes what a terminal or an editor would obey, and gives it back unchanged', async () => {
		const file = fileIn('journal.jsonl');
		const hostile = 'a\u001b[2J\u009b1m\u202egnp.exe\u2028b\u200bc\ufeff\u007f\n"\\é漢🦊';
		const journal = createJournal({path: file});
		await journal.append(entry({detail: hostile}));
		await journal.close();
		const [line, end] = linesOf(file);
		expect(end).toBe('');
		expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b\u2028\u202e\ufeff]/);
		expect(line).toContain('é漢🦊');
		expect(JSON.parse(line!).detail).toBe(hostile);
	});

	test('is made anew when it was deleted under the console, so that no line goes nowhere', async () => {
		const file = fileIn('journal.jsonl');
		const journal = createJournal({path: file});
		await journal.append(entry({run: 'first'}));
		rmSync(file);
		expect(await journal.append(entry({run: 'second'}))).toBeUndefined();
		await journal.close();
		expect(JSON.parse(linesOf(file)[0]!).run).toBe('second');
	});
});

describe('what is recalled of a journal', () => {
	test('are the lines of all sessions, the newest first, after what is being written', async () => {
		const file = fileIn('journal.jsonl');
		const before = createJournal({path: file});
		await before.append(entry({run: 'first'}));
		await before.close();
		const journal = createJournal({path: file});
		const written = journal.append(entry({run: 'second', parameters: {oldGroups: ['sg-1']}}));
		const recalled = await journal.recall();
		await written;
		expect(recalled).toMatchObject({
			ok: true,
			value: [{run: 'second', parameters: {oldGroups: ['sg-1']}}, {run: 'first'}],
		});
		await journal.close();
	});

	test('is nothing where there is no file, and none is made', async () => {
		const journal = createJournal({path: fileIn('journal.jsonl')});
		expect(await journal.recall()).toEqual({ok: true, value: []});
		expect(existsSync(fileIn('journal.jsonl'))).toBe(false);
	});

	test('leaves out torn lines and lines of others', async () => {
		const file = fileIn('journal.jsonl');
		const own = JSON.stringify(entry({run: 'own'}));
		writeFileSync(file, `{"time": "2026\n[]\nnull\n"text"\n{"run": 7}\n${own}\n${own.slice(0, 20)}`);
		expect(await createJournal({path: file}).recall()).toMatchObject({ok: true, value: [{run: 'own'}]});
	});

	test('shows what somebody else hid in a file that is shared', async () => {
		const file = fileIn('journal.jsonl');
		writeFileSync(file, `${JSON.stringify(entry({detail: 'a\u001B[2Jb\u202Ec\u200Bd'}))}\n`);
		expect(await createJournal({path: file}).recall()).toMatchObject({
			value: [{detail: 'a\uFFFD[2Jb\uFFFDc\uFFFDd'}],
		});
	});

	test('leaves out lines whose members are of another kind', async () => {
		const file = fileIn('journal.jsonl');
		const odd = [{detail: {}}, {account: 7}, {parameters: undefined}].map(change =>
			JSON.stringify({...entry(), ...change}),
		);
		writeFileSync(file, `${odd.join('\n')}\n`);
		expect(await createJournal({path: file}).recall()).toEqual({ok: true, value: []});
	});

	test('begins where the session does, for a demo', async () => {
		const file = fileIn('journal.jsonl');
		const times = ['2026-11-23T08:20:59.999Z', '2026-11-23T08:21:00.000Z', 'soon'];
		writeFileSync(file, times.map(time => `${JSON.stringify(entry({time}))}\n`).join(''));
		const recalled = await createJournal({path: file, since: Date.parse(times[1]!)}).recall();
		expect(recalled).toMatchObject({ok: true, value: [{time: times[1]}]});
	});

	test('of a large file is its end, in whole lines', async () => {
		const file = fileIn('journal.jsonl');
		const lines = Array.from({length: 6000}, (_, index) => JSON.stringify(entry({run: `run-${index}`})));
		writeFileSync(file, `${lines.join('\n')}\n`);
		const recalled = await createJournal({path: file}).recall();
		const runs = recalled.ok ? recalled.value.map(({run}) => run) : [];
		expect(runs[0]).toBe('run-5999');
		expect(runs.length).toBeGreaterThan(1000);
		expect(runs.length).toBeLessThan(6000);
	});

	test.each([
		[
			'a symbolic link',
			() => {
				writeFileSync(fileIn('other'), `${JSON.stringify(entry())}\n`);
				symlinkSync(fileIn('other'), fileIn('journal.jsonl'));
			},
		],
		['a directory', () => mkdirSync(fileIn('journal.jsonl'))],
	])('is refused from %s', async (_what, plant) => {
		plant();
		expect(await createJournal({path: fileIn('journal.jsonl')}).recall()).toMatchObject({ok: false});
	});
});

describe('a journal that cannot be written says so', () => {
	test.each([
		['it is a symbolic link', () => symlinkSync('/dev/null', fileIn('journal.jsonl'))],
		['it is a directory', () => mkdirSync(fileIn('journal.jsonl'))],
	])('%s', async (reason, plant) => {
		plant();
		const journal = createJournal({path: fileIn('journal.jsonl')});
		expect(await journal.append(entry())).toEqual({
			kind: 'rejected',
			code: expect.any(String),
			message: `cannot write the journal ${fileIn('journal.jsonl')}: ${reason}`,
		});
		await journal.close();
	});

	test.runIf(process.platform === 'linux')('no directory can be made there', async () => {
		const journal = createJournal({path: '/proc/onduty/journal.jsonl'});
		expect((await journal.append(entry()))?.message).toBe(
			'cannot write the journal /proc/onduty/journal.jsonl: no directory can be made there',
		);
	});

	test('a part of its path is not a directory', async () => {
		writeFileSync(fileIn('state'), '');
		const journal = createJournal({path: fileIn('state', 'journal.jsonl')});
		expect((await journal.append(entry()))?.message).toContain('a part of its path is not a directory');
	});

	test('it is a device', async () => {
		const journal = createJournal({path: '/dev/full'});
		expect((await journal.append(entry()))?.message).toBe(
			'cannot write the journal /dev/full: it is not a regular file',
		);
	});

	test('and is written again once the fault is gone', async () => {
		writeFileSync(fileIn('state'), '');
		const journal = createJournal({path: fileIn('state', 'journal.jsonl')});
		expect(await journal.append(entry({run: 'first'}))).toBeDefined();
		rmSync(fileIn('state'));
		expect(await journal.append(entry({run: 'second'}))).toBeUndefined();
		await journal.close();
		expect(linesOf(fileIn('state', 'journal.jsonl')).length).toBe(2);
	});
});
