import {describe, expect, test} from 'vitest';
import {item, screenOf, start} from './fakes.js';
import {cursorName, open, text, three, type} from './pressing.js';

const blank = (lines: number): readonly string[] => Array.from({length: lines}, () => '');
const boxed = (line: string): string => `│ ${line.padEnd(76)} │`;

describe('whole frames at 80x24', () => {
	test('the list: one line lower than the terminal, faults told without a key', () => {
		const {session} = open();
		expect(screenOf(session)).toEqual([
			' onduty  account unknown  eu-west-1                     live  budget ok  12:04Z',
			' 1 Clusters 1!                                                          clusters',
			'─'.repeat(80),
			'   NAME▴            AGENTS   TASKS',
			'▸  api                 1/1       1',
			'   checkout       41/44 !3      44',
			'   payments-prod       1/1       7',
			...blank(14),
			'                                                                1 at fault  1/3',
			' T tag  R redeploy  ↵ open  x describe  / filter  f faults only  Space…  ? help',
		]);
	});

	test('the row of the cursor says the same as without it, also where the columns fill the line', () => {
		const {session} = open([item('a'.repeat(40)), item('b')]);
		for (let columns = 60; columns <= 100; columns++) {
			session.resize({columns, rows: 24});
			const row = () => (screenOf(session).find(line => line.includes('aaa')) ?? '').slice(3).trimEnd();
			type(session, 'g');
			const under = row();
			type(session, 'j');
			expect(under).toBe(row());
		}
	});

	test('the plan: everything that will be sent, before anything is', () => {
		const {session} = open();
		type(session, 'j', 'T', 'enter');
		expect(screenOf(session)).toEqual([
			' onduty  account unknown  eu-west-1                     live  budget ok  12:04Z',
			' 1 Clusters 1!                                                          clusters',
			'─'.repeat(80),
			'┌─ Set the tag GuardDutyManaged ───────────────────────────────────────────────┐',
			boxed('y does it, Esc leaves everything as it is'),
			boxed(''),
			boxed('Changes'),
			boxed('  checkout: GuardDutyManaged becomes true'),
			boxed(''),
			boxed('Warnings'),
			boxed('  looks managed by Terraform: the next apply may remove the tag'),
			boxed(''),
			boxed('Stays'),
			boxed('  running tasks keep running'),
			boxed(''),
			boxed('API calls (1)'),
			boxed('  ecs:TagResource'),
			boxed('  {'),
			boxed('    "resourceArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/checkout",'),
			boxed('    "tags": ['),
			'└─────────────────────────────────────────────────────────────────────── ↓ 11 ─┘',
			'',
			' y yes, do it  Shift-Tab question before  c copy the AWS CLI lines  Esc back',
		]);
	});

	test('a detail, its small table drawn by ink-table', () => {
		const {session} = open();
		type(session, 'enter');
		expect(screenOf(session)).toEqual([
			' onduty  account unknown  eu-west-1                     live  budget ok  12:04Z',
			' 1 Clusters 1!                                                    clusters › api',
			'─'.repeat(80),
			' Task',
			' arn   arn:aws:ecs:eu-west-1:123456789012:cluster/api',
			' rows  3',
			'',
			' Containers',
			' ┌───────────────────────┬───────┐',
			' │ NAME                  │ ROLE  │',
			' ├───────────────────────┼───────┤',
			' │ api                   │ app   │',
			' │ aws-guardduty-agent-1 │ agent │',
			' └───────────────────────┴───────┘',
			'',
			' Log',
			' line 1',
			' line 2',
			' line 3',
			' line 4',
			'',
			`${' '.repeat(75)}↓ 36`,
			' / filter  d describe  y raw JSON  : command  Esc back                   ? help',
		]);
	});

	test('without Unicode every sign is ASCII', () => {
		const {session} = open([item('a'.repeat(200)), ...three], {isAscii: true});
		expect(text(session)).toMatch(/^[\n -~]*$/);
		type(session, '?');
		expect(text(session)).toMatch(/^[\n -~]*$/);
		type(session, 'esc', 'enter');
		expect(text(session)).toMatch(/^[\n -~]*$/);
		type(session, 'esc', 'space', 'T', 'enter');
		expect(text(session)).toMatch(/^[\n -~]*$/);
		type(session, 'esc');
		expect(text(session)).toMatch(/^[\n -~]*$/);
	});
});

test('what could not be read is not said to be on its way', () => {
	const {rig, session} = open([]);
	rig.stores[0]?.set([], {at: undefined});
	expect(screenOf(session)[0]).toContain('  reading  ');
	rig.stores[0]?.set([], {at: undefined, failure: {kind: 'unreachable', message: ''}});
	expect(screenOf(session)[0]).toContain('  not read  ');
});

describe('a login that failed', () => {
	const login = {kind: 'expired', message: 'The SSO session has expired'} as const;

	test('with nothing read yet: what is wrong, what to type, and r tries again', () => {
		const {rig, session} = open([]);
		rig.stores[0]?.set([], {at: undefined});
		rig.stores[0]?.change({login});
		expect(text(session)).toContain('the AWS login has expired');
		expect(text(session)).toContain('aws sso login');
		type(session, 'r');
		expect(rig.stores[0]?.calls).toContain('refresh');
	});

	test('with data on screen: the data stays, the failure stands under it', () => {
		const {rig, session} = open();
		rig.stores[0]?.change({login});
		expect(cursorName(session)).toBe('api');
		expect(screenOf(session).slice(19, 21)).toEqual([
			' the AWS login has expired; log in again: `aws sso login`; r reads the login',
			' again',
		]);
	});
});

describe('size', () => {
	test.each([
		{columns: 80, rows: 24},
		{columns: 60, rows: 12},
		{columns: 140, rows: 40},
		{columns: 300, rows: 100},
	])('$columns x $rows: one line less than the terminal, none wider than it', ({columns, rows}) => {
		const {session} = open(
			Array.from({length: 200}, (_, index) => item(`cluster-${'日本'.repeat(index % 40)}-${index}`)),
		);
		for (const keys of [
			[],
			['?'],
			['esc', 'T'],
			['enter'],
			['esc', '@'],
			['esc', '!'],
			['esc', 'P'],
			['esc', ':'],
			['esc', 'enter'],
		]) {
			session.resize({columns, rows});
			type(session, ...keys);
			const lines = screenOf(session);
			expect(lines).toHaveLength(rows - 1);
			for (const line of lines) {
				// Wide characters: two cells each, all else in these frames is one.
				expect(line.length + (line.match(/[日本]/g)?.length ?? 0)).toBeLessThanOrEqual(columns);
			}
		}
	});

	test('a terminal that is too small says what it needs', () => {
		const {session} = open();
		session.resize({columns: 50, rows: 10});
		expect(screenOf(session)).toEqual(['onduty needs 60x12 cells; this terminal has 50x10']);
	});

	test('from 140 columns the resource of the cursor is told beside the list', () => {
		const {session} = open();
		session.resize({columns: 140, rows: 24});
		expect(text(session)).toContain('│ Task');
		type(session, 'j');
		expect(text(session)).toContain('ster/checkout');
	});

	test('wide columns take the room beside the list, and give it back', () => {
		const {session} = open();
		session.resize({columns: 140, rows: 24});
		type(session, 'w');
		expect(text(session)).not.toContain('│ Task');
		type(session, 'w');
		expect(text(session)).toContain('│ Task');
	});

	test('a resize while a plan is open keeps the plan', () => {
		const {session} = open();
		type(session, 'T', 'enter');
		session.resize({columns: 120, rows: 40});
		expect(text(session)).toContain('Set the tag GuardDutyManaged');
		expect(text(session)).toContain('aws ecs tag-resource');
	});
});

describe('an idle screen', () => {
	test('is the same frame while data comes in unchanged, until the minute is over', () => {
		const failure = {kind: 'timeout', message: ''} as const;
		const rows = [...three, item('lost', {at: start - 10_000, failure})];
		const {rig, session} = open(rows);
		const before = screenOf(session);
		expect(before.join('\n')).toContain('~10s');
		for (let second = 1; second < 60; second++) {
			rig.clock.advance(1000);
			rig.stores[0]?.set([...rows], {at: start + second * 1000});
			expect(screenOf(session)).toEqual(before);
		}

		rig.clock.advance(1000);
		expect(screenOf(session)[0]).toContain('12:05Z');
	});

	test('a row that could not be read again is told with its age', () => {
		const {rig, session} = open();
		const failure = {kind: 'timeout', message: ''} as const;
		rig.stores[0]?.set([...three, item('lost', {at: start - 180_000, failure})]);
		expect(text(session)).toMatch(/lost .* ~3m/);
	});

	test('asks for the same once only', () => {
		const {rig, session} = open();
		rig.stores[0]?.set(three);
		type(session, 'j', 'k');
		expect(rig.stores[0]?.calls).toEqual([]);
	});
});
