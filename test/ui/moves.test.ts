import {describe, expect, test} from 'vitest';
import {item, screenOf} from './fakes.js';
import {cursorName, footer, open, text, three, type} from './pressing.js';

describe('moving', () => {
	test('several keys of one read are several keys', () => {
		const {session} = open();
		session.press(['j', 'j']);
		expect(cursorName(session)).toBe('payments-prod');
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
		expect(cursorName(session)).toBe('checkout');
	});

	test('a resource that was filtered for keeps the cursor when all rows are shown again', () => {
		const {session} = open();
		type(session, '/', ...'payments', 'enter', 'esc');
		expect(cursorName(session)).toBe('payments-prod');
		// One that was only looked at does not.
		type(session, '/', ...'check', 'esc', 'esc');
		expect(cursorName(session)).toBe('payments-prod');
	});

	test('a long name in the way here leaves the panes their place', () => {
		const {session} = open([item('c'.repeat(255))]);
		type(session, 'enter');
		const [, panes = ''] = screenOf(session);
		expect(panes).toMatch(/^ 1 Clusters .*clusters › c+…c+$/);
	});

	test('a resource that vanished is named, and the cursor is on its neighbour', () => {
		const {rig, session} = open();
		type(session, 'j');
		rig.stores[0]?.set(three.slice(1));
		expect(cursorName(session)).toBe('payments-prod');
		expect(footer(session)).toBe(' checkout is gone; the cursor is on its neighbour');
	});

	test('a row that vanished is named without its kind', () => {
		const {rig, session} = open([{...item('shop'), arn: 'gap:shop'}, item('other')]);
		type(session, 'G');
		rig.stores[0]?.set([item('other')]);
		expect(footer(session)).toContain(' shop is gone');
	});

	test('a resource that is missing while rows are still to come is not said to be gone', () => {
		const {rig, session} = open();
		type(session, 'j');
		rig.stores[0]?.set(three.slice(1), {isPartial: true, isUnfinished: true});
		expect(footer(session)).not.toContain('is gone');
		rig.stores[0]?.set(three);
		expect(cursorName(session)).toBe('checkout');
	});

	test('- goes to the view before, and back', () => {
		const {session} = open();
		type(session, 'enter', '-');
		expect(cursorName(session)).toBe('api');
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

	test('a detail says how much of it is above and below', () => {
		const {session} = open();
		type(session, 'enter');
		expect(screenOf(session)[21]).toMatch(/ ↓ 36$/);
		type(session, 'j', 'j');
		expect(screenOf(session)[21]).toMatch(/ ↑ 2 ↓ 34$/);
		type(session, 'G');
		expect(screenOf(session)[21]).toMatch(/ ↑ 36$/);
		session.resize({columns: 80, rows: 80});
		expect(screenOf(session).join('\n')).not.toMatch(/[↑↓] \d/);
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
		expect(rig.files.get('out.csv')).toBe("verdict,name,tasks\r\nok,'=cmd,1\r\nok,api,1\r\n");
	});

	test('an export that can’t be written says why', async () => {
		const {rig, session} = open();
		Object.assign(rig.host, {exportFile: async () => 'out.csv is already there; choose another name'});
		type(session, ':', ...'export out.csv', 'enter');
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		expect(footer(session)).toBe(' not exported: out.csv is already there; choose another name');
	});

	test('requests that the header counts as throttled are explained where errors are', () => {
		const {rig, session} = open();
		const meter = {usedPercent: 0, sent: 9, throttled: 3};
		rig.stores[0]?.change({meter});
		type(session, '!');
		expect(text(session)).toContain('AWS throttled 3 requests: each was asked again, more slowly');
	});

	test('a filter that can’t be read is not taken for one that all rows match', () => {
		const {session} = open();
		type(session, '/', ...'/[/', 'enter');
		expect(text(session)).toContain('not filtered: not a regular expression');
	});

	test('what is typed while the profiles are read is not lost', async () => {
		const {session} = open();
		type(session, 'P', 'o', 'n');
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		expect(text(session)).toContain('> on▏');
		expect(text(session)).toContain('profile  oncall');
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
