import {describe, expect, test} from 'vitest';
import {createSession, type Session} from '../../source/ui/session.js';
import {createRig, fakeCatalog, type Item, item, type Rig, screenOf, start} from './fakes.js';

const three: readonly Item[] = [
	item('checkout', {isFault: true, agents: '41/44 !3', tasks: 44}),
	item('api'),
	item('payments-prod', {tasks: 7}),
];

function open(items: readonly Item[] = three, settings = {}): {rig: Rig; session: Session} {
	const rig = createRig(items, settings);
	return {rig, session: createSession(rig.host, fakeCatalog)};
}

/** Each key in a read of its own, as a person types. */
function type(session: Session, ...keys: readonly string[]): void {
	for (const key of keys) {
		session.press([key]);
	}
}

const cursorLine = (session: Session): string =>
	(screenOf(session).find(line => line.startsWith('▸')) ?? '').split(/\s+/)[1] ?? '';
const footer = (session: Session): string => screenOf(session).at(-1) ?? '';
const text = (session: Session): string => screenOf(session).join('\n');
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
			' T tag  R redeploy  ↵ open  / filter  f faults only  Space mark  d des…  ? help',
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
			boxed('Warnings'),
			boxed('  looks managed by Terraform: the next apply may remove the tag'),
			boxed(''),
			boxed('Changes'),
			boxed('  checkout: GuardDutyManaged becomes true'),
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
			'',
			' / filter  d describe  y raw JSON  : command  Esc back                   ? help',
		]);
	});

	test('without Unicode every sign is ASCII', () => {
		const {session} = open(three, {isAscii: true});
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
		expect(cursorLine(session)).toBe('api');
		expect(screenOf(session)[20]).toContain('the AWS login has expired');
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

	test('a resize while a plan is open keeps the plan', () => {
		const {session} = open();
		type(session, 'T', 'enter');
		session.resize({columns: 120, rows: 40});
		expect(text(session)).toContain('Set the tag GuardDutyManaged');
		expect(text(session)).toContain('aws ecs tag-resource');
	});
});

describe('acting', () => {
	test('two keys and y opt a cluster in', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'y');
		expect(rig.stores[0]?.started).toMatchObject([{action: 'cluster.tag', answers: {value: 'true'}}]);
		expect(footer(session)).toContain('X stop');
	});

	test('the chosen answer is what is sent', () => {
		const {rig, session} = open();
		type(session, 'T', 'j', 'enter', 'y');
		expect(rig.stores[0]?.started[0]?.answers).toEqual({value: 'false'});
	});

	test('Enter alone never confirms', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'enter', 'enter', 'space');
		expect(rig.stores[0]?.started).toEqual([]);
	});

	test('Esc leaves everything as it is', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'esc', 'y');
		expect(rig.stores[0]?.started).toEqual([]);
	});

	test('a y that came in the same read as the keys before it can’t mean a plan nobody has seen', () => {
		const {rig, session} = open();
		session.press(['T', 'enter', 'y']);
		expect(rig.stores[0]?.started).toEqual([]);
		expect(text(session)).toContain('read the plan first');
		type(session, 'y');
		expect(rig.stores[0]?.started).toHaveLength(1);
	});

	test('a protected cluster asks for its name, and y is only a letter of it', () => {
		const {rig, session} = open();
		type(session, 'G', 'T', 'enter', 'y', 'enter');
		expect(rig.stores[0]?.started).toEqual([]);
		expect(text(session)).toContain('type payments-prod to confirm');
		type(session, 'ctrl-u', ...'payments-prod', 'enter');
		expect(rig.stores[0]?.started).toHaveLength(1);
	});

	test('marked rows are acted on together, also those that a filter hides', () => {
		const {rig, session} = open();
		type(session, 'space', 'space', '/', ...'api', 'enter');
		expect(text(session)).toContain('2 marked (1 hidden)');
		type(session, 'R', 'enter', 'y');
		expect(rig.stores[0]?.started[0]?.plan.steps.map(({label}) => label)).toEqual(['checkout', 'api']);
	});

	test('a wrong number is named and not taken', () => {
		const {session} = open();
		type(session, 'R', 'ctrl-u', '9', '9', 'enter');
		expect(text(session)).toContain('a whole number from 1 to 10');
	});

	test('read-only: the keys stay in sight, and say why they do nothing', () => {
		const {rig, session} = open();
		rig.stores[0]?.change({isReadOnly: true});
		expect(screenOf(session)[0]).toContain('READ-ONLY');
		expect(footer(session)).toContain('T tag');
		type(session, 'T');
		expect(footer(session)).toBe(' tag: started read-only: nothing can be changed');
		expect(rig.stores[0]?.started).toEqual([]);
	});

	test('c copies the plan as AWS CLI lines', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'c');
		const copied = Buffer.from(
			rig.written[0]?.replace(/^.*;c;(.*)\u{7}$/su, '$1') ?? '',
			'base64',
		).toString();
		expect(copied).toMatch(/^aws ecs tag-resource .*--region eu-west-1/);
	});

	test('the run stays in reach after Esc, and X stops it', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'y', 'esc', '@', 'enter', 'X');
		expect(rig.stores[0]?.calls).toContain('abort run-1');
	});

	test('the end of a run that nobody watches is told', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'y', 'esc');
		const [run] = rig.stores[0]?.snapshot().runs ?? [];
		rig.stores[0]?.change({runs: run ? [{...run, status: 'done', finishedAt: start}] : []});
		expect(footer(session)).toBe(' Set the tag GuardDutyManaged: done; @ tells more');
	});
});

describe('moving', () => {
	test('several keys of one read are several keys', () => {
		const {session} = open();
		session.press(['j', 'j']);
		expect(cursorLine(session)).toBe('payments-prod');
	});

	test('Esc closes the overlay, then clears the filter, then shows all rows, then goes up', () => {
		const {session} = open();
		type(session, 'f', '/', ...'check', 'esc');
		expect(text(session)).toContain('/check');
		type(session, 'esc');
		expect(text(session)).not.toContain('/check');
		expect(text(session)).toContain('faults only');
		type(session, 'esc', 'enter', 'esc');
		expect(text(session)).toContain('1/3');
	});

	test('the cursor stays on its resource through filter, sort and refresh', () => {
		const {rig, session} = open();
		type(session, 'j', '>', ',', 'f', 'esc');
		rig.stores[0]?.set([...three.toReversed(), item('aaa'), item('zzz')]);
		expect(cursorLine(session)).toBe('checkout');
	});

	test('a resource that vanished is named, and the cursor is on its neighbour', () => {
		const {rig, session} = open();
		type(session, 'j');
		rig.stores[0]?.set(three.slice(1));
		expect(cursorLine(session)).toBe('payments-prod');
		expect(footer(session)).toBe(' checkout is gone; the cursor is on its neighbour');
	});

	test('- goes to the view before, and back', () => {
		const {session} = open();
		type(session, 'enter', '-');
		expect(cursorLine(session)).toBe('api');
		type(session, '-');
		expect(text(session)).toContain('Containers');
	});

	test('an empty filter result says what hides the rows', () => {
		const {session} = open();
		type(session, '/', ...'nothere');
		expect(text(session)).toContain('no row matches “nothere”; 3 are hidden. Esc shows them again.');
	});

	test('a wrong filter is named, and hides nothing', () => {
		const {session} = open();
		type(session, '/', ...'nosuch:x');
		expect(text(session)).toContain('no column “nosuch”');
		expect(text(session)).toContain('payments-prod');
	});

	test('/ in a detail goes to the text, n to the next', () => {
		const {session} = open();
		type(session, 'enter', '/', ...'line 3', 'enter');
		expect(screenOf(session)[3]).toBe(' line 3');
		type(session, 'n');
		expect(screenOf(session)[3]).toBe(' line 24');
	});

	test('pasted text is never read as keys', () => {
		const {rig, session} = open();
		session.paste('T\ry');
		expect(text(session)).toContain('pasted text is ignored here');
		type(session, '/');
		session.paste('check\n');
		expect(text(session)).toContain('/check▏');
		expect(rig.stores[0]?.started).toEqual([]);
	});
});

describe('the command line', () => {
	test.each([
		{line: 'q', shows: 'nothing'},
		{line: 'sort tasks desc', shows: 'checkout'},
		{line: 'sort tasks', shows: 'api'},
	])('“$line”', ({line, shows}) => {
		const {session} = open();
		const exits: string[] = [];
		session.attach({exit: () => exits.push('exit'), suspend: async () => {}});
		type(session, ':', ...line, 'enter');
		const firstRow = (screenOf(session)[4] ?? '').replace('▸', ' ').trim().split(/\s+/)[0];
		expect(shows === 'nothing' ? exits : firstRow).toEqual(shows === 'nothing' ? ['exit'] : shows);
	});

	test('Tab completes, and the arrows bring back what was typed', () => {
		const {session} = open();
		type(session, ':', ...'sor', 'tab', ...'ta', 'tab', 'enter', ':', 'up');
		expect(text(session)).toContain(':sort tasks▏');
	});

	test('an unknown word stays there to be mended', () => {
		const {session} = open();
		type(session, ':', ...'nosuch', 'enter');
		expect(text(session)).toContain(':nosuch▏  no command “nosuch”');
	});

	test('an action may be typed, and shows its plan all the same', () => {
		const {rig, session} = open();
		type(session, ':', ...'tag', 'enter');
		expect(text(session)).toContain('GuardDutyManaged');
		expect(rig.stores[0]?.started).toEqual([]);
	});

	test('export writes the rows shown, in their order', async () => {
		const {rig, session} = open([...three, item('=cmd')]);
		type(session, '/', ...'tasks:1', 'enter', ':', ...'export out.csv', 'enter');
		await Promise.resolve();
		expect(rig.files.get('out.csv')).toBe("name,tasks\r\n'=cmd,1\r\napi,1\r\n");
	});

	test('another Region is another store; the one before is closed', async () => {
		const {rig, session} = open();
		type(session, ':', ...'region us-east-1', 'enter');
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		expect(rig.stores.map(store => store.snapshot().scope.region)).toEqual(['eu-west-1', 'us-east-1']);
		expect(rig.stores[0]?.calls).toContain('close');
		expect(screenOf(session)[0]).toContain('us-east-1');
	});
});

describe('the rest of the keys', () => {
	test('c copies the name, C the ARN, both told in the footer', () => {
		const {rig, session} = open();
		type(session, 'c');
		expect(footer(session)).toBe(' copied: api');
		type(session, 'C');
		expect(footer(session)).toBe(' copied: arn:aws:ecs:eu-west-1:123456789012:cluster/api');
		expect(rig.written).toHaveLength(2);
	});

	test('o shows the link as a link and as text', () => {
		const {session} = open();
		type(session, 'o');
		expect(text(session)).toContain('https://');
		expect(session.frame().body.join('')).toContain('\u{1B}]8;;https://');
	});

	test('help tells every key that works here, and the words of :', () => {
		const {session} = open();
		session.resize({columns: 100, rows: 100});
		type(session, '?');
		expect(text(session)).toMatch(/T +set the tag GuardDutyManaged/);
		expect(text(session)).toMatch(/f +faults only {2}:faults/);
		expect(text(session)).not.toMatch(/^│ 2 /m);
	});

	test('a message leaves the footer after four seconds and stays under !', () => {
		const {rig, session} = open();
		rig.stores[0]?.change({isReadOnly: true});
		type(session, 'T');
		rig.clock.advance(3999);
		expect(footer(session)).toContain('read-only');
		rig.clock.advance(1);
		expect(footer(session)).toContain('? help');
		type(session, '!');
		expect(text(session)).toContain('12:04Z  tag: started read-only');
	});

	test('q leaves at once, but asks while an action runs', () => {
		const {session} = open();
		const exits: string[] = [];
		session.attach({exit: () => exits.push('exit'), suspend: async () => {}});
		type(session, 'T', 'enter', 'y', 'esc', 'q');
		expect(exits).toEqual([]);
		expect(text(session)).toContain('running: Set the tag GuardDutyManaged');
		type(session, 'esc', 'ctrl-c');
		expect(exits).toEqual([]);
		type(session, 'y');
		expect(exits).toEqual(['exit']);
	});

	test('ctrl-z hands the terminal over and stops the process', async () => {
		const {rig, session} = open();
		session.attach({exit: () => {}, suspend: during => during()});
		type(session, 'ctrl-z');
		await Promise.resolve();
		expect(rig.stops).toEqual(['stopped']);
	});
});

describe('an idle screen', () => {
	test('is the same frame while data comes in unchanged, until the minute is over', () => {
		const {rig, session} = open(three.map(one => ({...one, at: start})));
		const before = screenOf(session);
		for (let second = 1; second < 60; second++) {
			rig.clock.advance(1000);
			rig.stores[0]?.set(three, {at: start + second * 1000});
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
