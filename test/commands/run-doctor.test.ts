import {describe, expect, test} from 'vitest';
import {type DoctorCommand, doctorExitCode, runDoctor} from '../../source/commands/run-doctor.js';
import {type DoctorReport, type VerdictCounts} from '../../source/domain/doctor/doctor.js';
import {type VerdictStatus} from '../../source/domain/doctor/verdict.js';
import {verdictMembers} from '../../source/views/doctor/doctor-record.js';
import {aDetector, app} from '../domain/build.js';
import {failed, ok, type Script} from '../store/fake-account.js';
import {aTask, clusterArn, describeOf, emptyWorld, scriptOf, type World} from '../store/fake-world.js';
import {run} from './run.js';

const world: World = {
	...emptyWorld,
	clusters: ['checkout', 'search'],
	services: cluster => (cluster === 'checkout' ? ['api'] : []),
	running: cluster => (cluster === 'checkout' ? ['a1', 'a2', 'b1'] : []),
};

/** One task of checkout has no agent. */
const script: Script = {
	...scriptOf(world),
	'guardduty:GetDetector': () => ok(aDetector({auto: true})),
	'guardduty:ListCoverage': () => ok({items: []}),
	'ecs:DescribeTasks': ({cluster, tasks}) =>
		ok(
			describeOf(tasks, arn => {
				const id = arn.slice(arn.lastIndexOf('/') + 1);
				return aTask(cluster.slice(cluster.lastIndexOf('/') + 1), id, {
					serviceName: 'api',
					group: 'service:api',
					...(id === 'a2' ? {containers: [app]} : {}),
				});
			}),
		),
};

function doctor(options: Partial<DoctorCommand>, own: Script = script, deadlineMs?: number) {
	return run(
		own,
		reading =>
			runDoctor({
				cluster: undefined,
				service: undefined,
				task: undefined,
				output: 'table',
				isAscii: false,
				...reading,
				...options,
			}),
		deadlineMs === undefined ? {} : {deadlineMs},
	);
}

describe('the report as text', () => {
	test('is about one cluster where one is named, and a fault is exit code 1', async () => {
		const {text, errorText, exitCode} = await doctor({cluster: 'checkout'});
		expect(text).toMatch(/^Doctor: cluster checkout\noutcome +✗ \d+ checks? failed/);
		expect(text).toContain('the task was started without it');
		expect(text).not.toContain('cluster search');
		expect(errorText).toBe('');
		expect(exitCode).toBe(1);
	});

	test('is about every cluster where none is named, one after the other', async () => {
		const {text} = await doctor({});
		expect(text.match(/^Doctor: .*$/gm)).toEqual(['Doctor: cluster checkout', 'Doctor: cluster search']);
		expect(text).toMatch(/\n\nDoctor: cluster search\n/);
	});

	test('has ASCII alone when asked', async () => {
		const {text} = await doctor({cluster: 'checkout', isAscii: true});
		expect(text).toMatch(/^outcome +x /m);
		expect(text).not.toMatch(/[✗✓–]/);
	});
});

describe('whom it is about', () => {
	test.each([
		[{cluster: 'checkout', service: 'api'}, 'service api'],
		[{cluster: 'checkout', task: 'a2'}, 'task a2'],
		[{cluster: 'checkout', task: 'b'}, 'task b1'],
		[{cluster: clusterArn('checkout')}, 'cluster checkout'],
		[{task: clusterArn('checkout').replace('cluster/checkout', 'task/checkout/a2')}, 'task a2'],
		[{cluster: 'checkout', service: 'api', task: 'a2'}, 'task a2'],
	])('%j', async (named, subject) => {
		const {text} = await doctor(named);
		expect(text.split('\n')[0]).toBe(`Doctor: ${subject}`);
	});

	test.each([
		[{service: 'api'}, '--service needs --cluster, or an ARN'],
		[{task: 'a2'}, '--task needs --cluster, or an ARN'],
		[{cluster: 'nowhere'}, 'no cluster named nowhere in eu-west-1; there are checkout, search'],
		[{cluster: 'checkout', service: 'web'}, 'no service web in cluster checkout'],
		[{cluster: 'checkout', task: 'a'}, '2 tasks of checkout begin with a'],
		[{cluster: 'checkout', task: 'zz'}, 'no task zz in cluster checkout'],
	])('%j is the caller’s mistake', async (named, problem) => {
		expect(await doctor(named)).toMatchObject({text: '', errorText: `onduty: ${problem}\n`, exitCode: 2});
	});

	test('services that can not be listed are no mistake of the caller', async () => {
		const denied = failed({kind: 'denied', action: 'ecs:ListServices', message: ''});
		const {errorText, exitCode} = await doctor(
			{cluster: 'checkout', service: 'api'},
			{...script, 'ecs:ListServices': () => denied},
		);
		expect(errorText).toMatch(
			/^onduty: cannot list the services of checkout: access denied: needs ecs:ListServices/,
		);
		expect(exitCode).toBe(2);
	});
});

test('JSON has the reports in the order of the clusters, with verdicts and what they ask for', async () => {
	const {text, exitCode} = await doctor({output: 'json'});
	const report = JSON.parse(text);
	expect(report).toMatchObject({
		schemaVersion: 1,
		view: 'doctor',
		account: '123456789012',
		region: 'eu-west-1',
		partial: false,
	});
	expect(report.reports.map(({subject}: {subject: {name: string}}) => subject.name)).toEqual([
		'checkout',
		'search',
	]);
	const [first] = report.reports;
	expect(first.overall).toBe('fail');
	expect(first.verdicts[0]).toMatchObject({status: 'fail', subjects: [{kind: 'task', name: 'a2'}]});
	expect(exitCode).toBe(1);
});

test('CSV has one line for each verdict', async () => {
	const {text} = await doctor({output: 'csv', cluster: 'checkout'});
	const [heading, ...lines] = text.trim().split('\r\n');
	expect(heading).toBe(verdictMembers.join(','));
	expect(lines.length).toBeGreaterThan(10);
	expect(lines[0]).toMatch(/^fail,cluster,checkout,/);
});

test('what is not there in time is said, and is no pass', async () => {
	const {errorText, exitCode, text} = await doctor(
		{cluster: 'search'},
		{...script, 'guardduty:ListDetectors': () => new Promise(() => {})},
		2000,
	);
	expect(text).toContain('outcome');
	expect(errorText).toBe('onduty: not everything was read within 2 s; one report may lack verdicts\n');
	expect(exitCode).toBe(2);
});

describe('the exit code', () => {
	const withCounts = (counts: Partial<VerdictCounts>, overall: VerdictStatus = 'pass'): DoctorReport => ({
		subject: {kind: 'cluster', arn: clusterArn('a'), clusterArn: clusterArn('a'), name: 'a'},
		verdicts: [],
		causes: [],
		overall,
		missingPermissions: [],
		counts: {pass: 3, fail: 0, warn: 0, unknown: 0, 'not-applicable': 1, ...counts},
	});

	test.each([
		['no report', [], false, 0],
		['all passed', [withCounts({})], false, 0],
		['a warning alone', [withCounts({warn: 1})], false, 0],
		['one unknown', [withCounts({}), withCounts({unknown: 1})], false, 2],
		['a failure beside an unknown', [withCounts({unknown: 1}), withCounts({fail: 1})], false, 1],
		['not all read', [withCounts({})], true, 2],
		['a failure, not all read', [withCounts({fail: 1})], true, 1],
	])('%s', (_what, reports, isPartial, code) => {
		expect(doctorExitCode(reports, isPartial)).toBe(code);
	});
});
