import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {runProgram} from '../support/run-program.js';
import {startSession} from '../support/session.js';

const session = startSession();

describe('bad arguments are one line, and exit code 2', () => {
	test.each([
		[['--regoin', 'eu-west-1'], 'unknown option'],
		[['clusterz'], "unknown command 'clusterz'"],
		[['clusters', '-o', 'yaml'], 'table, json, csv'],
		[['--region', 'mars-north-1', 'clusters'], 'mars-north-1'],
		[['--region', '../etc', 'clusters'], 'Region'],
		[['--endpoint-url', 'ftp://x', 'clusters'], 'http'],
		[['--refresh', '0', 'clusters'], '2 to 3600'],
		[['usage', '--since', '2h'], '15m, 1h, 6h, 24h, 7d'],
		[['usage', '--by', 'region'], 'agent, container, task'],
		[['simulate', '--port', '99999'], '65535'],
		[['simulate', '--scale', 'clusters=many'], 'whole number'],
		[['simulate', '--fault', 'flood=1'], 'flood'],
		[['simulate', '--scenario', 'nowhere'], 'nowhere'],
	])('onduty %j', async (args, what) => {
		const {code, stdout, stderr} = await runProgram(session.home(), args);
		expect(stdout).toBe('');
		expect(stderr.trim().split('\n')).toHaveLength(1);
		expect(stderr).toContain(what);
		expect(code).toBe(2);
	});
});

test('--help and --version answer on standard output with exit code 0', async () => {
	const home = session.home();
	const help = await runProgram(home, ['--help']);
	expect(help.code).toBe(0);
	expect(help.stdout).toContain('--read-only');
	const version = await runProgram(home, ['--version']);
	expect(version).toEqual({code: 0, stdout: '0.1.0\n', stderr: ''});
});

test('a broken configuration file is named with its key, and left as it is', async () => {
	const home = session.home();
	const folder = path.join(home.directory, '.config/onduty');
	mkdirSync(folder, {recursive: true});
	const file = path.join(folder, 'config.json');
	const text = '{"refreshSeconds": "often"}';
	writeFileSync(file, text);
	const {code, stderr} = await runProgram(home, ['clusters', '--demo']);
	expect(code).toBe(2);
	expect(stderr).toContain(file);
	expect(stderr).toContain('refreshSeconds');
	expect(stderr.trim().split('\n')).toHaveLength(1);
	expect(readFileSync(file, 'utf8')).toBe(text);
});

describe('without a terminal', () => {
	test('onduty --demo prints its overview as plain text and exits', async () => {
		const {code, stdout} = await runProgram(session.home(), ['--demo']);
		expect(stdout).toContain('OPT-IN');
		expect(stdout).not.toContain('\u001B');
		expect([0, 1]).toContain(code);
	});

	test('no login is said in plain words, with exit code 2 and within the deadline', async () => {
		const {code, stdout, stderr} = await runProgram(session.home(), ['clusters', '--region', 'eu-west-1']);
		expect(code).toBe(2);
		expect(`${stdout}${stderr}`).toMatch(/credentials|login|log in/i);
		expect(`${stdout}${stderr}`).not.toMatch(/^\s+at .*:\d+:\d+/m);
	});

	test('JSON says its version, whether it is whole, and what went wrong', async () => {
		const {code, stdout} = await runProgram(session.home(), ['clusters', '--demo', '-o', 'json']);
		const report: unknown = JSON.parse(stdout);
		expect(report).toMatchObject({schemaVersion: 1, partial: expect.any(Boolean), errors: expect.any(Array)});
		expect([0, 1, 2]).toContain(code);
	});
});
