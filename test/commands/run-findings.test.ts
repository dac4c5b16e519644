import {describe, expect, test} from 'vitest';
import {runEvidence} from '../../source/commands/run-evidence.js';
import {runFinding} from '../../source/commands/run-finding.js';
import {type FindingsCommand, runFindings} from '../../source/commands/run-findings.js';
import {type Finding} from '../../source/domain/findings/finding.js';
import {type EvidenceFolders, type NewFolder} from '../../source/store/evidence/folders.js';
import {failed, ok, type Script} from '../store/fake-account.js';
import {emptyWorld, scriptOf} from '../store/fake-world.js';
import {hourMs} from '../views/build.js';
import {aFindingLike} from '../views/findings/build.js';
import {run} from './run.js';

// Seen so long before the clock of these tests begins, in their own terms.
const at = (hoursAgo: number, start: number): Partial<Finding> => ({
	lastSeenAt: start - hoursAgo * hourMs,
	firstSeenAt: start - 9 * hourMs,
});

const findings = (start: number): readonly Finding[] => [
	aFindingLike('f1', {severity: 8, ...at(1, start)}),
	aFindingLike('f2', {
		severity: 5,
		type: 'Execution:Runtime/NewBinaryExecuted',
		clusterName: 'other',
		...at(5, start),
	}),
	aFindingLike('f3', {severity: 9.5, isSample: true, ...at(1, start)}),
];

/** GuardDuty with these open findings, and no archived ones. */
function guardDuty(all: readonly Finding[]): Script {
	return {
		...scriptOf({...emptyWorld, clusters: ['shop']}),
		'guardduty:ListFindings': ({criteria}) =>
			ok({items: criteria?.['service.archived']?.equals?.includes('true') ? [] : all.map(({id}) => id)}),
		'guardduty:GetFindings': ({findingIds}) => ok(all.filter(({id}) => findingIds.includes(id))),
		'guardduty:GetFindingsStatistics': () => ok([]),
	};
}

function print(
	options: Partial<FindingsCommand>,
	change: Script = {},
	pick = (all: readonly Finding[]) => all,
) {
	let all: readonly Finding[] = [];
	return run({...guardDuty([]), ...change, ...lazy(() => all, change)}, reading => {
		all = pick(findings(reading.now()));
		return runFindings({
			cluster: undefined,
			sinceMs: undefined,
			minSeverity: undefined,
			isArchived: false,
			output: 'table',
			width: undefined,
			isAscii: false,
			...reading,
			...options,
		});
	});
}

/** The findings are made once the clock is known. */
function lazy(all: () => readonly Finding[], change: Script): Script {
	return {
		'guardduty:ListFindings': input => guardDuty(all())['guardduty:ListFindings']!(input),
		'guardduty:GetFindings': input => guardDuty(all())['guardduty:GetFindings']!(input),
		...change,
	};
}

describe('onduty findings', () => {
	test('prints the open ones, worst first, and is 1 for an open high one', async () => {
		const {text, exitCode, errorText} = await print({});
		expect(text.split('\n').map(line => line.slice(0, 13).trim())).toEqual([
			'SEVERITY',
			'Critical 9.5',
			'High 8.0',
			'Medium 5.0',
			'',
		]);
		expect([exitCode, errorText]).toEqual([1, '']);
	});

	test('has the ids that the other commands are given, also on a terminal of 120 columns', async () => {
		const {text} = await print({width: 120});
		const lines = text.split('\n');
		expect(lines[0]).toMatch(/ ID$/);
		expect(lines[2]?.endsWith(` ${aFindingLike('f1').id}`)).toBe(true);
	});

	test.each([
		['only what was seen lately', {sinceMs: 2 * hourMs}, ['f3', 'f1'], 1],
		['only from a severity up', {minSeverity: 'high'}, ['f3', 'f1'], 1],
		['only of a cluster', {cluster: 'other'}, ['f2'], 0],
		['a milder severity that is asked for counts', {cluster: 'other', minSeverity: 'medium'}, ['f2'], 1],
		['archived ones instead', {isArchived: true}, [], 0],
	] as const)('%s', async (_what, options, ids, code) => {
		const {text, exitCode} = await print({...options, output: 'json'});
		const rows = (JSON.parse(text) as {rows: {id: string}[]}).rows.map(({id}) => id.slice(0, 2));
		expect([rows, exitCode]).toEqual([ids, code]);
	});

	test('a sample alone is no fault', async () => {
		expect((await print({}, {}, all => all.slice(2))).exitCode).toBe(0);
	});

	test('what could not be read is 2 and said', async () => {
		const {exitCode, errorText} = await print(
			{},
			{
				'guardduty:ListFindings': () =>
					failed({kind: 'denied', action: 'guardduty:ListFindings', message: ''}),
			},
		);
		expect(exitCode).toBe(2);
		expect(errorText).toContain('guardduty:ListFindings');
	});

	test('a cluster that neither ECS nor a finding knows is 2', async () => {
		const {exitCode, errorText} = await print({cluster: 'shp'});
		expect([exitCode, errorText]).toEqual([2, 'onduty: no cluster named shp in eu-west-1; there are shop\n']);
	});

	test('none as asked for is told, and is well', async () => {
		const {exitCode, errorText} = await print({minSeverity: 'critical', sinceMs: 1}, {}, all =>
			all.slice(0, 2),
		);
		expect([exitCode, errorText]).toEqual([0, 'onduty: none of 2 open findings is as asked for\n']);
	});
});

describe('onduty finding', () => {
	const one = aFindingLike('f1', {clusterArn: undefined, taskArn: undefined});
	const of = (id: string, output: 'table' | 'json') =>
		run(guardDuty([one]), reading => runFinding({...reading, id, output, isAscii: false}));

	test('prints the detail as text, 1 for what is at fault', async () => {
		const {text, exitCode} = await of(one.id, 'table');
		expect(text).toMatch(/^What happened\nHigh 8\.0 {2}Execution:Runtime\/ReverseShell\n/);
		expect(exitCode).toBe(1);
	});

	test('prints all of it as JSON, what the console says and AWS’s own', async () => {
		const document = JSON.parse((await of(one.id, 'json')).text) as Record<string, unknown>;
		expect(document).toMatchObject({
			schemaVersion: 1,
			view: 'finding',
			verdict: 'fault',
			id: one.id,
			band: 'high',
			finding: {type: 'Execution:Runtime/ReverseShell'},
		});
		expect(document.whatHappened).toEqual(
			expect.arrayContaining([expect.stringContaining('gave a shell to')]),
		);
	});

	test('one that GuardDuty does not know is 2', async () => {
		const {exitCode, errorText} = await of('00', 'table');
		expect(exitCode).toBe(2);
		expect(errorText).toBe(
			'onduty: cannot read the finding 00: GuardDuty does not know the finding 00 (any more): it keeps them for 90 days\n',
		);
	});

	test('one of another Region is not looked for in this one', async () => {
		const {text, exitCode, errorText} = await run(guardDuty([one]), reading =>
			runFinding({...reading, id: one.id, region: 'us-east-1', output: 'table', isAscii: false}),
		);
		expect([text, exitCode]).toEqual(['', 2]);
		expect(errorText).toBe(
			'onduty: that finding is in us-east-1, and eu-west-1 is read: add --region us-east-1\n',
		);
	});
});

describe('onduty evidence', () => {
	const one = aFindingLike('f1', {clusterArn: undefined, taskArn: undefined, task: undefined});
	const keep = async (id: string) => {
		const told: string[] = [];
		const written: NewFolder[] = [];
		const folders: EvidenceFolders = {
			async write(folder) {
				written.push(folder);
				return ok(`${folder.directory}/${folder.name}`);
			},
		};
		const printed = await run(
			guardDuty([one]),
			reading =>
				runEvidence({
					...reading,
					id,
					directory: '/var/evidence',
					version: '1',
					onProgress: line => told.push(line),
				}),
			{folders},
		);
		return {...printed, told, written};
	};

	test('prints the folder alone, tells what is missing, and is 2 when something is', async () => {
		const {text, exitCode, errorText, told, written} = await keep(one.id);
		expect(text).toBe(`/var/evidence/${written[0]?.name}\n`);
		expect(written[0]?.files.get('report.md')).toContain('Execution:Runtime/ReverseShell');
		expect(exitCode).toBe(errorText === '' ? 0 : 2);
		expect(told[0]).toBe(`keeping the evidence of Execution:Runtime/ReverseShell (${one.id})`);
	});

	test('of a finding that can’t be read nothing is written', async () => {
		const {text, exitCode, errorText} = await keep('00');
		expect([text, exitCode]).toEqual(['', 2]);
		expect(errorText).toContain('cannot read the finding 00');
	});
});
