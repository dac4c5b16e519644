import {spawnSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {suppressionFilter} from '../../../source/domain/findings/suppression.js';
import {aFinding, detectorId} from './build.js';

const scope = {region: 'eu-west-1', profile: 'my prod'};

/** What a POSIX shell makes of a line: one word each. */
function wordsOf(line: string): readonly string[] {
	const {stdout} = spawnSync('sh', ['-c', `printf '%s\\0' ${line}`], {encoding: 'utf8'});
	return stdout.split('\0').slice(0, -1);
}

const fieldsOf = (facts: Parameters<typeof aFinding>[0]) =>
	suppressionFilter(aFinding(facts), scope)?.conditions.map(({field}) => field);

// The fields that a filter takes: docs.aws.amazon.com/guardduty/latest/ug/guardduty_filter-findings.html
const cluster = 'resource.ecsClusterDetails.name';
const taskImage = 'resource.ecsClusterDetails.taskDetails.containers.image';
const path = 'service.runtimeDetails.process.executablePath';

describe('a suppression rule', () => {
	test('is for this type on this resource, as a line that a shell takes as it is', () => {
		const rule = suppressionFilter(aFinding(), scope)!;
		expect(wordsOf(rule.line)).toEqual([
			'aws',
			'guardduty',
			'create-filter',
			'--detector-id',
			detectorId,
			'--name',
			'onduty-Execution-Runtime-ReverseShell-shop',
			'--action',
			'ARCHIVE',
			'--finding-criteria',
			JSON.stringify(rule.criteria),
			'--region',
			'eu-west-1',
			'--profile',
			'my prod',
		]);
		expect(rule.criteria).toEqual({
			Criterion: {
				type: {Equals: ['Execution:Runtime/ReverseShell']},
				accountId: {Equals: ['111122223333']},
				[cluster]: {Equals: ['shop']},
				[taskImage]: {Equals: ['web:1.4']},
				[path]: {Equals: ['/usr/bin/bash']},
			},
		});
		expect(rule.notes.join(' ')).toMatch(/administrator.*high severity/);
	});

	test.each([
		[
			'a container outside of ECS',
			{task: undefined, container: {image: 'web:2', mounts: []}},
			['resource.containerDetails.image', path],
		],
		[
			'an instance',
			{task: undefined, container: undefined, instance: {imageId: 'ami-1', interfaces: [], tags: []}},
			['resource.instanceDetails.imageId', path],
		],
		['a process alone', {task: undefined}, [path]],
	] as const)('of %s goes by what there is', (_title, facts, fields) => {
		expect(fieldsOf(facts)).toEqual(['type', 'accountId', ...fields]);
	});

	test.each([
		['nothing but its type', {task: undefined, process: undefined}],
		['no detector', {detectorId: undefined}],
		['a detector that is none', {detectorId: "x'; id #"}],
		['a type that is not shown as it is', {type: 'a:b/c␛'}],
	])('is none for a finding with %s', (_title, facts) => {
		expect(suppressionFilter(aFinding(facts), scope)).toBeUndefined();
	});

	test('leaves out what is not shown as it is, and says that it is wider', () => {
		const rule = suppressionFilter(
			aFinding({process: {path: '/tmp/⟨U+202E⟩x', lineage: []}, severity: 5}),
			scope,
		)!;
		expect(rule.conditions.map(({field}) => field)).not.toContain(path);
		expect(rule.notes.at(-1)).toMatch(/wider/);
		expect(rule.notes.join(' ')).not.toContain('high severity');
	});

	test.each([
		"/tmp/it's",
		'/tmp/"q"',
		'/tmp/$(id)',
		'/tmp/`id`',
		'/tmp/\\',
		'/tmp/é日\u{1F4A5}',
		'/tmp/!x',
		'file:///etc/passwd',
	])('says %j to AWS and nothing to the shell', value => {
		const rule = suppressionFilter(aFinding({process: {path: value, lineage: []}}), scope)!;
		const json = wordsOf(rule.line)[10]!;
		expect(rule.line).toMatch(/^[\x20-\x7E]+$/);
		expect(JSON.parse(json)).toEqual(rule.criteria);
		expect(JSON.parse(json)).toMatchObject({Criterion: {[path]: {Equals: [value]}}});
	});

	test('has a name that AWS takes, however long the cluster is called', () => {
		const {name} = suppressionFilter(aFinding({clusterName: 'x'.repeat(255)}), scope)!;
		expect(name).toMatch(/^[A-Za-z0-9_.-]{3,64}$/);
	});
});
