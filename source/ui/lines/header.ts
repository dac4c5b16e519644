import {type Snapshot} from '../../store/snapshot.js';
import {type HeaderFacts} from '../../views/header.js';
import {type Theme} from '../theme.js';
import {drawSplit, type Line} from './spans.js';

/** Data younger than this is as live as polling is; its age is told from then on, by the minute. */
const freshMs = 60_000;

export type HeaderInput = {
	readonly facts: HeaderFacts;
	readonly snapshot: Snapshot;
	/** When what is on screen was read. */
	readonly dataAt: number | undefined;
	/** How old it gets by itself; a minute when absent. */
	readonly livesMs?: number | undefined;
	/** True when the last try to read it failed, or none is made. */
	readonly isUnread: boolean;
	readonly now: number;
	readonly isDemo: boolean;
};

/**
 * Returns the line at the top: whose account, where, how fresh, how much of the request budget.
 * It changes by the minute, not by the second: an idle screen must not cost a byte.
 */
export function headerLine(theme: Theme, input: HeaderInput, width: number): string {
	return drawSplit(theme, {left: whereCells(input), right: howCells(input)}, width).trimEnd();
}

function whereCells({facts, isDemo}: HeaderInput): Line {
	const {account, identity, region, profile, endpoint} = facts;
	return [
		{text: ' onduty', tone: 'accent'},
		...part(isDemo ? 'demo' : undefined, 'warning'),
		...part(account ?? 'account unknown', account === undefined ? 'dim' : 'plain'),
		...part(region),
		...part(identity && `as ${identity}`),
		...part(profile && `profile ${profile}`, 'dim'),
		...part(isDemo ? undefined : endpoint, 'warning'),
	];
}

function howCells(input: HeaderInput): Line {
	const {facts, snapshot} = input;
	const {credentials, login, throttled, clock, isReadOnly} = facts;
	const running = snapshot.runs.filter(run => run.finishedAt === undefined).length;
	const isSoon = credentials?.isShort === true;
	return [
		...part(isReadOnly ? 'READ-ONLY' : undefined, 'warning'),
		...part(running > 0 ? `@ ${running} running` : undefined, 'accent'),
		...part(login ? 'login failed' : undefined, 'fault'),
		...part(credentials && `login ${credentials.left} left`, isSoon ? 'fault' : 'dim'),
		...freshness(input),
		...part(`budget ${facts.budget}`, facts.budget === 'ok' ? 'dim' : 'accent'),
		...part(throttled > 0 ? `${throttled} throttled` : undefined, 'warning'),
		...part(clock, 'dim'),
		{text: ' '},
	];
}

function freshness({facts, dataAt, livesMs = freshMs, isUnread, now}: HeaderInput): Line {
	if (facts.isPaused) {
		return part(facts.age === undefined ? 'paused' : `paused, ${facts.age} old`, 'warning');
	}

	if (dataAt === undefined || facts.age === undefined) {
		return isUnread ? part('not read', 'warning') : part('reading', 'dim');
	}

	return now - dataAt < livesMs ? part('live', 'dim') : part(`${facts.age} old`, 'warning');
}

function part(text: string | undefined, tone: Line[number]['tone'] = 'plain'): Line {
	return text === undefined ? [] : [{text: '  '}, {text, tone}];
}
