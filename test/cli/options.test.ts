import {describe, expect, test} from 'vitest';
import {parseArguments} from '../../source/cli/options.js';

function parse(line: string) {
	return parseArguments(line === '' ? [] : line.split(' '), '1.2.3');
}

const plain = {readOnly: false, demo: false, colour: true, ascii: false};

test.each([
	['', {kind: 'console', flags: plain}],
	[
		'--demo --read-only --ascii',
		{kind: 'console', flags: {...plain, demo: true, readOnly: true, ascii: true}},
	],
	[
		'--profile a --region eu-west-1 --endpoint-url http://127.0.0.1:1 --cluster c --refresh 5 --no-color',
		{
			kind: 'console',
			flags: {
				...plain,
				profile: 'a',
				region: 'eu-west-1',
				endpointUrl: 'http://127.0.0.1:1',
				cluster: 'c',
				refreshSeconds: 5,
				colour: false,
			},
		},
	],
	['clusters', {kind: 'list', view: 'clusters', output: 'table', faultsOnly: false, flags: plain}],
	[
		'tasks --cluster c -o json --faults --demo',
		{
			kind: 'list',
			view: 'tasks',
			output: 'json',
			faultsOnly: true,
			flags: {...plain, cluster: 'c', demo: true},
		},
	],
	[
		'--cluster c services --output csv',
		{kind: 'list', view: 'services', output: 'csv', faultsOnly: false, flags: {...plain, cluster: 'c'}},
	],
	[
		'usage',
		{kind: 'usage', view: 'usage', output: 'table', faultsOnly: false, level: 'agents', flags: plain},
	],
	[
		'usage --by family --since 24h --cluster c -o csv --faults',
		{
			kind: 'usage',
			view: 'usage',
			output: 'csv',
			faultsOnly: true,
			level: 'families',
			window: '24h',
			flags: {...plain, cluster: 'c'},
		},
	],
	[
		'size --since 7d',
		{kind: 'usage', view: 'size', output: 'table', faultsOnly: false, window: '7d', flags: plain},
	],
	[
		'findings --since 2h --min-severity High --archived -o csv --cluster c',
		{
			kind: 'findings',
			output: 'csv',
			sinceMs: 7_200_000,
			minSeverity: 'high',
			isArchived: true,
			flags: {...plain, cluster: 'c'},
		},
	],
	['finding 0ab1 -o json', {kind: 'finding', id: '0ab1', output: 'json', flags: plain}],
	[
		'finding arn:aws:guardduty:eu-west-1:1:detector/d/finding/0ab1',
		{kind: 'finding', id: '0ab1', region: 'eu-west-1', output: 'table', flags: plain},
	],
	['evidence 0ab1 --dir /tmp/x', {kind: 'evidence', id: '0ab1', directory: '/tmp/x', flags: plain}],
	[
		'simulate --port 4567 --seed 7 --scenario demo --scale clusters=2 --latency 20 --fault throttle=0.2 --clock 10',
		{
			kind: 'simulate',
			simulate: {
				port: 4567,
				seed: '7',
				scenario: 'demo',
				scale: 'clusters=2',
				latencyMs: 20,
				fault: 'throttle=0.2',
				clockRate: 10,
			},
		},
	],
])('onduty %s', (line, expected) => {
	expect(parse(line)).toEqual(expected);
});

test.each([
	['--bogus', "unknown option '--bogus'"],
	['--refresh soon', 'from 2 to 3600'],
	['--refresh 0', 'from 2 to 3600'],
	['--endpoint-url ftp://x', 'http or https'],
	['clusters -o yaml', 'table, json, csv'],
	['clusterz', 'unknown command'],
	['simulate --port 99999', 'from 0 to 65535'],
	['--profile', 'argument missing'],
	['clusters extra', 'too many arguments'],
	['evidence 0ab1', "required option '--dir <folder>'"],
	['evidence 0ab1 --dir=', 'it must name a folder'],
	['finding a/b', 'no id and no ARN of a finding'],
	['finding arn:aws:ecs:eu-west-1:1:task/c/0ab1', 'no id and no ARN of a finding'],
])('onduty %s is refused in one line with exit code 2', (line, says) => {
	const said = parse(line);
	expect(said).toMatchObject({kind: 'say', exitCode: 2});
	if (said.kind === 'say') {
		expect(said.text).toContain(says);
		expect(said.text).toMatch(/^onduty: [^\n]+; see onduty --help\n$/);
	}
});

test.each([
	['usage', '1h'],
	['size', '24h'],
])('the help of %s says how far back it looks by itself', (command, usual) => {
	const help = parse(`${command} --help`);
	expect(help).toMatchObject({text: expect.stringContaining(`${usual} when left out`)});
});

test('help and version are answers, not errors', () => {
	expect(parse('--version')).toEqual({kind: 'say', text: '1.2.3\n', exitCode: 0});
	const help = parse('--help');
	expect(help).toMatchObject({kind: 'say', exitCode: 0});
	for (const flag of [
		'--profile',
		'--region',
		'--endpoint-url',
		'--read-only',
		'--demo',
		'--cluster',
		'--refresh',
	]) {
		expect(help).toMatchObject({text: expect.stringContaining(flag)});
	}
});

describe('onduty doctor', () => {
	test.each([
		[['doctor'], {output: 'table', service: undefined, task: undefined}],
		[
			['doctor', '--cluster', 'shop', '--service', 'api', '-o', 'json'],
			{output: 'json', service: 'api', flags: {cluster: 'shop'}},
		],
		[['doctor', '--task', '0f3c', '--cluster', 'shop'], {task: '0f3c', flags: {cluster: 'shop'}}],
	])('%j', (args, invocation) => {
		expect(parseArguments(args, '1.0.0')).toMatchObject({kind: 'doctor', ...invocation});
	});

	test.each([[['doctor', '--task', ' ']], [['doctor', 'shop']], [['doctor', '-o', 'yaml']]])(
		'%j is wrong',
		args => {
			expect(parseArguments(args, '1.0.0')).toMatchObject({kind: 'say', exitCode: 2});
		},
	);
});
