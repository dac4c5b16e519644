import {describe, expect, test} from 'vitest';
import {
	createFileNames,
	evidenceFolderName,
	safeFileName,
} from '../../../source/domain/findings/evidence/file-name.js';
import {checksums, manifestJson, missingBecause} from '../../../source/domain/findings/evidence/manifest.js';
import {codeBlock, codeSpan} from '../../../source/domain/findings/evidence/markdown.js';
import {taskArn} from '../build.js';
import {aFinding} from './build.js';
import {at, manifest} from './evidence-manifest.js';

describe('names of files', () => {
	test.each([
		['web', 'web'],
		['Execution:Runtime/ReverseShell', 'Execution-Runtime-ReverseShell'],
		['../../etc/passwd', 'etc-passwd'],
		['..\\..\\x', 'x'],
		['.hidden', 'hidden'],
		['-rf', 'rf'],
		['a..b', 'a.b'],
		['a\u0000b\nc', 'a-b-c'],
		['naïve', 'nai-ve'],
		['日本', 'unnamed'],
		['', 'unnamed'],
		['...', 'unnamed'],
		['CON.', 'CON'],
		['x'.repeat(300), 'x'.repeat(80)],
		[`${'x'.repeat(79)}.${'y'.repeat(9)}`, 'x'.repeat(79)],
	])('%j becomes %j', (text, name) => {
		expect(safeFileName(text)).toBe(name);
	});

	test('of a folder say when, what and which, in an order that sorts by time', () => {
		expect(evidenceFolderName(aFinding(), at)).toBe(
			'20261128T120405Z-Execution-Runtime-ReverseShell-257527e79a30',
		);
		expect(evidenceFolderName({id: '/../', type: 'x'.repeat(200)}, at)).toBe(
			`20261128T120405Z-${'x'.repeat(48)}-unnamed`,
		);
	});

	test('never meet, also where the case of letters does not count', () => {
		const name = createFileNames();
		const names = [
			['logs', 'a/b'],
			['logs', 'a-b'],
			['LOGS', 'A-B'],
			['logs', 'a-b-2'],
		].map(parts => name(parts, 'txt'));
		expect(names).toEqual(['logs-a-b.txt', 'logs-a-b-2.txt', 'LOGS-A-B-3.txt', 'logs-a-b-2-2.txt']);
		expect(createFileNames()(['finding'], 'json')).toBe('finding.json');
	});
});

describe('the manifest', () => {
	test('names every file by its hash, who collected when, and what is missing', () => {
		expect(JSON.parse(manifestJson(manifest))).toEqual({
			schemaVersion: 1,
			tool: 'onduty',
			toolVersion: '0.1.0',
			startedAt: '2026-11-28T12:04:05.678Z',
			endedAt: '2026-11-28T12:04:07.678Z',
			identity: manifest.identity,
			account: '111122223333',
			region: 'eu-west-1',
			finding: manifest.finding,
			taskArn,
			isComplete: false,
			files: [manifest.files[1], manifest.files[0]],
			logs: [
				{container: 'web', file: null, why: 'denied'},
				{
					container: 'side',
					file: 'log-side.log',
					events: 2,
					from: '2026-11-28T12:03:05.678Z',
					to: '2026-11-28T12:04:05.678Z',
					why: 'older ones are left out',
				},
				{container: 'aws-guardduty-agent-x', file: null, why: 'injected'},
			],
			missing: [
				{
					what: 'logs of web',
					why: expect.stringContaining('needs logs:GetLogEvents') as unknown,
					permission: 'logs:GetLogEvents',
				},
			],
		});
		expect(JSON.parse(manifestJson({...manifest, missing: []}))).toMatchObject({isComplete: true});
	});

	test('has a list that sha256sum reads', () => {
		expect(checksums(manifest.files)).toBe(`${'a'.repeat(64)}  finding.json\n${'b'.repeat(64)}  task.json\n`);
	});

	test('of what failed without a permission names none', () => {
		expect(missingBecause('x', {kind: 'timeout', message: ''})).not.toHaveProperty('permission');
	});
});

// spec.commonmark.org/0.31.2/#code-spans and #fenced-code-blocks
describe('code in Markdown', () => {
	test.each([
		['web', '`web`'],
		['a`b', '``a`b``'],
		['a``b', '```a``b```'],
		['`a`', '`` `a` ``'],
		[' a ', '`  a  `'],
		['a\nb', '`a b`'],
		['', '–'],
		['  ', '` `'],
	])('%j is the span %s', (text, span) => {
		expect(codeSpan(text)).toBe(span);
	});

	test.each([
		[
			['a', 'b'],
			['```text', 'a', 'b', '```'],
		],
		[
			['```', 'x'],
			['````text', '```', 'x', '````'],
		],
		[['a\r\n`````'], ['``````text', 'a', '`````', '``````']],
	])('%j is the block %j', (lines, block) => {
		expect(codeBlock(lines)).toEqual(block);
	});
});
