import {describe, expect, test} from 'vitest';
import {
	createFileNames,
	evidenceFolderName,
	safeFileName,
} from '../../../source/domain/findings/evidence/file-name.js';
import {
	checksums,
	type EvidenceManifest,
	manifestJson,
	missingBecause,
} from '../../../source/domain/findings/evidence/manifest.js';
import {codeBlock, codeSpan} from '../../../source/domain/findings/evidence/markdown.js';
import {evidenceReport} from '../../../source/domain/findings/evidence/report.js';
import {aTask, taskArn} from '../build.js';
import {aFinding, findingArn, findingId} from './build.js';

const at = Date.UTC(2026, 10, 28, 12, 4, 5, 678);

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

const manifest: EvidenceManifest = {
	toolVersion: '0.1.0',
	startedAt: at,
	endedAt: at + 2000,
	identity: 'arn:aws:sts::111122223333:assumed-role/oncall/me',
	account: '111122223333',
	region: 'eu-west-1',
	finding: {id: findingId, arn: findingArn, type: 'Execution:Runtime/ReverseShell'},
	taskArn,
	files: [
		{name: 'task.json', what: 'the task', bytes: 20, sha256: 'b'.repeat(64)},
		{name: 'finding.json', what: 'the finding', bytes: 10, sha256: 'a'.repeat(64)},
	],
	missing: [missingBecause('logs of web', {kind: 'denied', action: 'logs:GetLogEvents', message: ''})],
};

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

describe('the report', () => {
	const report = evidenceReport({
		finding: aFinding({
			context: [{name: 'scriptPath', value: '/tmp/x`y'}],
			threats: [{list: 'Amazon', names: ['C&C']}],
		}),
		task: aTask({containers: [{name: 'web', image: 'web:1.4', imageDigest: 'sha256:1'}]}),
		taskState: 'stopped',
		interfaces: [{id: 'eni-1', privateIp: '10.0.0.1', ipv6Addresses: [], securityGroups: ['sg-1']}],
		groups: [{id: 'sg-1', name: 'web', inbound: [], outbound: []}],
		moments: [
			{at, source: 'task', text: 'task runs'},
			{source: 'event', text: 'event'},
		],
		manifest,
	});

	test.each([
		'# Evidence of finding `257527e79a30730d87ad1b9051b194d3`',
		'- collected 2026-11-28T12:04:05.678Z to 2026-11-28T12:04:07.678Z by `arn:aws:sts::111122223333:assumed-role/oncall/me`',
		'/usr/bin/bash, started by node, gave a shell to 203.0.113.7:4444 (container web, service api, cluster shop).',
		'- `severity`: `8 (high)`',
		'- `action remoteIp`: `203.0.113.7`',
		'- `scriptPath`: ``/tmp/x`y``',
		'- threat list `Amazon`: `C&C`',
		'    /usr/bin/bash pid 42  <- this one',
		'- `state`: `stopped`',
		'- container `web`: image `web:1.4`, digest `sha256:1`',
		'- interface `eni-1`: private `10.0.0.1`, public –, groups `sg-1`',
		'2026-11-28T12:04:05.678Z  task runs',
		'time unknown  event',
		`- \`task.json\`: \`the task\`, 20 bytes, SHA-256 \`${'b'.repeat(64)}\``,
		'## What could not be collected',
	])('has the line %s', line => {
		expect(report.split('\n')).toContain(line);
	});

	test('of a task alone, with nothing missing', () => {
		const bare = evidenceReport({
			task: aTask(),
			interfaces: [],
			groups: [],
			moments: [],
			manifest: {...manifest, identity: undefined, missing: []},
		});
		expect(bare).toMatch(/^# Evidence of task `0123456789abcdef0123456789abcdef`\n/);
		expect(bare).toContain('by `unknown`');
		expect(bare).toContain('Nothing is missing of what onduty collects.');
		expect(bare).not.toMatch(/## (?:What happened|Finding|Network|Timeline|Process)/);
	});

	test('of a sample says so at once', () => {
		const sample = evidenceReport({
			finding: aFinding({isSample: true}),
			interfaces: [],
			groups: [],
			moments: [],
			manifest,
		});
		expect(sample.split('\n')[2]).toMatch(/sample finding/);
	});
});
