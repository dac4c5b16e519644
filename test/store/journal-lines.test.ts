import {expect, test} from 'vitest';
import {type JournalEntry} from '../../source/store/journal.js';
import {journalLines, linesAbout} from '../../source/store/journal-lines.js';
import {journalRead} from '../../source/store/reads/journal.js';
import {aSnapshot, fresh, holding} from '../views/build.js';

function line(minute: number, change: Partial<JournalEntry> = {}): JournalEntry {
	return {
		time: new Date(Date.UTC(2026, 10, 23, 12, minute)).toISOString(),
		identity: 'ana',
		region: 'eu-west-1',
		action: 'task.stop',
		run: 'r1',
		call: 'ecs:StopTask',
		target: 't1',
		parameters: {},
		result: 'ok',
		...change,
	};
}

const callsIn = (session: readonly JournalEntry[], file?: readonly JournalEntry[]) =>
	journalLines(aSnapshot(file ? [holding(journalRead, undefined, fresh(file))] : [], {journal: session})).map(
		({run, call, time}) => `${time.slice(14, 16)} ${run} ${call}`,
	);

test('the lines of the session and of the file are one list, each once, the newest first', () => {
	const begin = line(5, {call: 'begin'});
	const stop = line(6);
	const end = line(7, {call: 'end'});
	const other = line(6, {run: 'r9'});
	const older = line(1, {run: 'r0'});
	expect(callsIn([end, stop, begin], [stop, other, begin, older])).toEqual([
		'07 r1 end',
		'06 r1 ecs:StopTask',
		'06 r9 ecs:StopTask',
		'05 r1 begin',
		'01 r0 ecs:StopTask',
	]);
	expect(callsIn([stop])).toEqual(['06 r1 ecs:StopTask']);
});

test('the list is the same one while neither changes', () => {
	const session = [line(6)];
	const file = fresh([line(1)]);
	const lines = () => journalLines(aSnapshot([holding(journalRead, undefined, file)], {journal: session}));
	expect(lines()).toBe(lines());
});

test('a line is about its target, and about each finding that its call named', () => {
	const lines = [
		line(1, {target: 't1'}),
		line(2, {target: 'first', parameters: {DetectorId: 'd', FindingIds: ['f1', 'f2']}}),
		line(3, {target: 'stop task t1', call: 'begin'}),
		line(4, {target: 'other', parameters: null}),
		line(5, {target: 'other', parameters: {FindingIds: 'f2'}}),
	];
	const about = (...subjects: readonly (string | undefined)[]) =>
		linesAbout(lines, subjects).map(({time}) => Number(time.slice(14, 16)));
	expect(about('t1', undefined)).toEqual([1]);
	expect(about('f2')).toEqual([2]);
	expect(about(undefined, '')).toEqual([]);
});
