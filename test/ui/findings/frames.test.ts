import {describe, expect, test} from 'vitest';
import {type Finding} from '../../../source/domain/findings/finding.js';
import {catalog} from '../../../source/ui/run-console.js';
import {createSession} from '../../../source/ui/session.js';
import {aSnapshot, now} from '../../views/build.js';
import {aFinding, aFindingLike, found} from '../../views/findings/build.js';
import {shopHoldings} from '../../views/shop.js';
import {createRig, type Rig, screenOf} from '../fakes.js';
import {type} from '../pressing.js';

const calm = aFindingLike('f2', {
	severity: 2,
	isSample: true,
	type: 'Execution:Runtime/SuspiciousTool',
	lastSeenAt: now - 60_000,
});

function open(
	findings: readonly Finding[],
	{
		columns = 80,
		rows = 24,
		...settings
	}: {columns?: number; rows?: number} & Partial<Rig['host']['settings']> = {},
) {
	const rig = createRig([], settings);
	const session = createSession({...rig.host, size: {columns, rows}}, catalog);
	show(rig, findings);
	return {rig, session};
}

function show({stores}: Rig, findings: readonly Finding[]): void {
	const {get, seenTask} = aSnapshot([...shopHoldings, ...found(findings)]);
	stores[0]?.change({get, seenTask});
}

const blank = (lines: number): readonly string[] => Array.from({length: lines}, () => '');

describe('findings at 80x24', () => {
	test('the list: how grave, what, when, what became of the task, where; the rest in the hint', () => {
		const {session} = open([calm, aFinding()]);
		type(session, '4');
		expect(screenOf(session)).toEqual([
			' onduty  111122223333  eu-west-1  as user/oncall        live  budget ok  12:04Z',
			' 1 Clusters 1!  2 Coverage  3 Usage  4 Findings 1H!                     findings',
			'─'.repeat(80),
			'   SEVERITY▾     TYPE                              LAST  TASK      CLUSTER',
			'▸  High 8.0      Execution:Runtime/ReverseShell      5m  running   shop',
			'   Low 2.0       Execution:Runtime/SuspiciousTool    1m  sample    shop',
			...blank(13),
			' A reverse shell was opened; api; task a1000000 running, agent ✓ running',
			' 1.17.1; t opens it',
			' GuardDuty counts 2 open findings: 1H 1L                        1 at fault  1/2',
			' E evidence  A archive  S stop  ↵ open  x blast radius  t task  s serv…  ? help',
		]);
	});

	test('the finding: what happened and where on the first screen', () => {
		const {session} = open([aFinding()]);
		type(session, '4', 'enter');
		expect(screenOf(session).slice(3, 20)).toEqual([
			' What happened',
			' High 8.0  Execution:Runtime/ReverseShell',
			' /bin/bash, started by sh, gave a shell to 198.51.100.7:4444 (container web,',
			' service api, cluster shop).',
			' Outbound connection over TCP with 198.51.100.7:4444 (Example Hosting).',
			' It ran as root.',
			' It was seen 3 times.',
			' open, first seen 2026-11-23 11:04:00Z (1h ago), last 2026-11-23 11:59:00Z (5m',
			' ago)',
			'',
			' Where',
			' cluster           shop',
			' service           api',
			` task              ${'a1'.padEnd(32, '0')}`,
			' task now          running, agent ✓ running 1.17.1; t opens it',
			' container         web',
			' image             111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:v3',
		]);
	});

	test('the count of the findings stays in sight however long the way is', () => {
		const {session} = open([aFinding()]);
		type(session, '4', 'enter');
		expect(screenOf(session)[1]).toBe(
			' 1 Clusters 1!  2 Coverage  3 Usage  4 Findings 1H!         … f1000000 › finding',
		);
		type(session, 'esc', 'x');
		expect(screenOf(session)[1]).toMatch(/ 4 Findings 1H! +… f1000000 › blast radius$/);
	});

	test('a path of 4,096 characters does not push what matters off the screen', () => {
		const path = '/tmp/'.padEnd(4096, 'x');
		const shell = aFinding();
		const {session} = open([{...shell, process: {...shell.process!, path, name: path}, image: path}]);
		type(session, '4', 'enter');
		expect(screenOf(session).slice(3, 20).join('\n')).toMatch(/Where\n cluster +shop\n service +api/);
	});

	test('no open findings say which key shows what', () => {
		const {session} = open([]);
		type(session, '4');
		const text = screenOf(session).join('\n');
		expect(text).toContain('no open findings in eu-west-1; z shows the archived ones, b where findings');
		expect(text).toContain(' z arc');
	});

	test('in ASCII every sign is ASCII; without colour nothing but bold, dim and inverse', () => {
		const {session} = open([calm, aFinding()], {isAscii: true});
		for (const key of ['4', 'enter', 'pagedown', 'esc', 'x', 'esc', 'v', 'esc', 'b']) {
			type(session, key);
			expect(screenOf(session).join('\n')).toMatch(/^[\n -~]*$/);
		}

		const {header, body, footer} = session.frame();
		expect(
			[...header, ...body, ...footer].join('').replaceAll(/\u001B\[(?:1|2|7|22|27)m/g, ''),
		).not.toContain('\u001B');
	});

	test('in colour the grave ones are red, samples dim', () => {
		const {session} = open([calm, aFindingLike('f3', {severity: 9.2}), aFinding()], {hasColour: true});
		type(session, '4');
		const body = session.frame().body.join('\n');
		expect(body).toContain('\u001B[31mHigh 8.0\u001B[39m');
		expect(body).toContain('\u001B[2mLow 2.0\u001B[22m');
	});
});

test('at 140x40 the finding of the cursor stands beside the list', () => {
	const {session} = open([calm, aFinding()], {columns: 140, rows: 40});
	type(session, '4');
	const text = screenOf(session).join('\n');
	expect(text).toContain('│ What happened');
	expect(text).toMatch(/CLUSTER/);
	expect(screenOf(session)).toHaveLength(39);
});

describe('a finding that arrives', () => {
	const late = aFindingLike('f9', {createdAt: now + 60_000, lastSeenAt: now + 60_000, severity: 9.3});

	test('rings once, is told, and leaves the cursor where it was', () => {
		const {rig, session} = open([calm, aFinding()]);
		type(session, '4', 'j');
		const cursor = () => screenOf(session).find(line => line.startsWith('▸'));
		const before = cursor();
		show(rig, [calm, aFinding(), late]);
		expect(screenOf(session).at(-1)).toBe(
			' new finding: Critical 9.3 Execution:Runtime/ReverseShell in shop; 4 shows it',
		);
		expect(screenOf(session)[1]).toContain('4 Findings 1C 1H!');
		expect(rig.written).toEqual(['\u0007']);
		expect(cursor()?.replace(/\s+/g, ' ')).toBe(before?.replace(/\s+/g, ' '));
		show(rig, [calm, aFinding(), late]);
		expect(rig.written).toEqual(['\u0007']);
	});

	test('is silent where the configuration says so', () => {
		const {rig, session} = open([aFinding()], {rings: false});
		show(rig, [aFinding(), late]);
		expect(screenOf(session).at(-1)).toContain('new finding');
		expect(rig.written).toEqual([]);
	});
});

describe('actions on a finding', () => {
	test('S and N are for its task, A for the finding itself', () => {
		const {session} = open([aFinding()]);
		type(session, '4', 'S');
		expect(screenOf(session).join('\n')).toContain('keep it first');
		type(session, 'esc', 'A');
		expect(screenOf(session).join('\n')).toMatch(/archive/i);
	});

	test('of a finding whose task is gone there is nothing to stop', () => {
		const {session} = open([aFindingLike('f2', {taskArn: undefined, taskId: undefined})]);
		type(session, '4');
		expect(screenOf(session).at(-1)).not.toContain('S stop');
	});
});
