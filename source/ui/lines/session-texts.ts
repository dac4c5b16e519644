import {ageSince, clockTime} from '../../domain/age.js';
import {failureText} from '../../domain/failure-text.js';
import {type JournalEntry} from '../../store/journal.js';
import {type Snapshot} from '../../store/snapshot.js';
import {cells} from '../../views/fit.js';
import {counted} from '../../views/plural.js';
import {type Tone} from '../../views/view.js';
import {type Message} from '../state/console-state.js';
import {type Theme} from '../theme.js';
import {type Line, wrap} from './spans.js';

/** Returns the errors of this session and its messages, newest first, each with what mends it. */
export function errorLines(snapshot: Snapshot, messages: readonly Message[], width: number): readonly Line[] {
	const errors = snapshot.errors.map(({at, what, failure, count}) => {
		const text = failureText(failure, {profile: snapshot.scope.profile});
		const times = count > 1 ? ` (${count} times)` : '';
		return {
			at,
			lines: [
				...entry(at, `${what}: ${text.what}${times}`, 'fault', width),
				...note(text.remedy, width),
				...note(failure.message, width),
			],
		};
	});
	const told = messages
		.filter(({tone}) => tone !== 'dim')
		.map(({at, text, tone}) => ({at, lines: entry(at, text, tone, width)}));
	const all = [...errors, ...told].sort((a, b) => b.at - a.at);
	return [
		...throttledLines(snapshot.meter.throttled, width),
		...(all.length === 0
			? [[{text: 'no errors in this session', tone: 'dim'} as const]]
			: all.flatMap(({lines}) => lines)),
	];
}

/** What was throttled was asked again and is no error by itself; the header counts it, so here it is explained. */
function throttledLines(count: number, width: number): readonly Line[] {
	return count === 0
		? []
		: wrap(`AWS throttled ${counted(count, 'request')}: each was asked again, more slowly`, width).map(
				text => [{text, tone: 'warning'}],
			);
}

const stampWidth = 8;

function entry(at: number, text: string, tone: Tone, width: number): readonly Line[] {
	const [first = '', ...more] = wrap(text, Math.max(20, width - stampWidth));
	return [
		[
			{text: clockTime(at).padEnd(stampWidth), tone: 'dim'},
			{text: first, tone},
		],
		...more.map(part => [{text: ' '.repeat(stampWidth)}, {text: part, tone}]),
	];
}

function note(text: string, width: number): readonly Line[] {
	return text === ''
		? []
		: wrap(text, Math.max(20, width - stampWidth)).map(part => [
				{text: ' '.repeat(stampWidth)},
				{text: part, tone: 'dim'},
			]);
}

/** Returns the runs of this session, the one of the cursor pointed at, then the lines of the journal, newest first. */
export function activityLines(
	theme: Theme,
	snapshot: Snapshot,
	{index, now, width}: {index: number; now: number; width: number},
): readonly Line[] {
	const {runs, journal} = snapshot;
	if (runs.length === 0 && journal.length === 0) {
		return [[{text: 'nothing was changed in this session', tone: 'dim'}]];
	}

	const runLines = runs.map((run, line): Line => {
		const done = run.steps.filter(step => step.status === 'done').length;
		const tone: Tone = run.status === 'failed' ? 'fault' : 'plain';
		return [
			{text: `${line === index ? theme.symbols.cursor : ' '} `, tone: 'accent'},
			{text: run.status.padEnd(9), tone},
			{text: `${done}/${run.steps.length}`.padStart(7), tone: 'dim'},
			{text: `  ${run.title}`, tone: line === index ? 'accent' : 'plain'},
			{text: `  ${ageSince(run.startedAt, now)} ago`, tone: 'dim'},
		];
	});
	return [
		...runLines,
		...(runs.length > 0 ? [[]] : []),
		[{text: 'Journal', tone: 'accent'}],
		...journal.flatMap(line => journalLine(line, width)),
	];
}

function journalLine(
	{time, call, target, result, detail, requestId}: JournalEntry,
	width: number,
): readonly Line[] {
	const at = Date.parse(time);
	const told = [call, target, detail, requestId && `request ${requestId}`].filter(Boolean).join('  ');
	const mark = `${result.padEnd(7)} `;
	const [first = '', ...more] = wrap(told, Math.max(20, width - stampWidth - cells(mark)));
	const indent = ' '.repeat(stampWidth + cells(mark));
	return [
		[
			{text: clockTime(at).padEnd(stampWidth), tone: 'dim'},
			{text: mark, tone: result === 'ok' ? 'good' : 'fault'},
			{text: first},
		],
		...more.map(part => [{text: indent}, {text: part}]),
	];
}
