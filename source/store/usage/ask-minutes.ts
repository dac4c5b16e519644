import {type Failure, isRefusal} from '../../domain/failure.js';
import {answered, type Range} from '../../domain/usage/ask-plan.js';
import {minutesPattern, minutesQuery} from '../../domain/usage/query-text.js';
import {type UsageGap, type UsageQueryText} from '../../domain/usage/usage.js';
import {type AskParts, askGroups} from './ask-groups.js';
import {filterEvents} from './filter-events.js';
import {type GroupState, isRefusedAt, takeProgress} from './group-state.js';
import {createIntake, type Intake} from './intake.js';
import {type QueryEnd} from './query-office.js';

export type MinutesParts = AskParts & {
	now(): number;
	/** Something new is held. */
	onNews(): void;
	/** A query was told that a group is gone. */
	onLost(state: GroupState): void;
};

const minuteMs = 60_000;
const deadlineMs = 60_000;

type Job = MinutesParts & {readonly range: Range; readonly startedAt: number; readonly intake: Intake};

/** Asks several groups for one range and takes what comes; returns the groups that answered. */
export async function askMinutes(
	parts: MinutesParts,
	states: readonly GroupState[],
	range: Range,
): Promise<readonly GroupState[]> {
	const job = {...parts, range, startedAt: parts.now(), intake: createIntake(parts.onNews)};
	const work = ask(job, states);
	const over = () => {};
	const busy = work.then(over, over);
	for (const state of states) {
		state.busy = busy;
	}

	try {
		return await work;
	} finally {
		for (const state of states) {
			state.busy = undefined;
		}
	}
}

async function ask(job: Job, states: readonly GroupState[]): Promise<readonly GroupState[]> {
	const {range, startedAt} = job;
	const before = new Map(states.map(state => [state, state.coverage.triedAt]));
	for (const state of states) {
		if (range.part === 'newest') {
			state.coverage = {...state.coverage, triedAt: startedAt};
		}
	}

	// Where events were refused too, queries are tried first again: either may be allowed by now.
	const isRefused = ({refused, shut}: GroupState) => shut === undefined && isRefusedAt(startedAt, refused);
	const [queried, filtered] = await Promise.all([
		query(
			job,
			states.filter(state => !isRefused(state)),
		),
		filterAll(job, states.filter(isRefused)),
	]);
	const good = [...queried, ...filtered];
	if (job.reader.signal.aborted) {
		for (const state of states) {
			// What was broken off was not tried: it is due again as soon as somebody looks.
			state.coverage = good.includes(state)
				? state.coverage
				: {...state.coverage, triedAt: before.get(state)};
		}
	}

	return good;
}

async function query(job: Job, states: readonly GroupState[]): Promise<readonly GroupState[]> {
	const {range, intake, startedAt} = job;
	const text = minutesQuery(range.part === 'newest' ? 'asc' : 'desc');
	for (const state of states) {
		state.query = queryText(state, range, {text, by: 'logs:StartQuery'});
	}

	const ends = await askGroups(job, states, {
		text,
		from: range.from,
		to: range.to,
		deadlineMs,
		take: (state, rows) => intake.takeRows(state, rows),
		takeEarly: (state, rows) => intake.takeEarlyRows(state, rows),
	});
	const good = [...ends].flatMap(([state, end]) => settle(job, state, end));
	const refused = states.filter(state => state.refused?.at === startedAt);
	return [...good, ...(await filterAll(job, refused))];
}

/** Returns the group when it has answered. */
function settle(job: Job, state: GroupState, end: QueryEnd): readonly GroupState[] {
	switch (end.kind) {
		case 'answered':
			state.refused = undefined;
			state.shut = undefined;
			return take(job, state, end.isCut);
		case 'ended':
			state.gap = {kind: 'query-failed', status: end.status};
			return [];
		case 'failed':
			fail(job, state, end.failure);
			return [];
		default:
			return end satisfies never;
	}
}

function take(job: Job, state: GroupState, isCut: boolean): readonly GroupState[] {
	const {range, startedAt, intake} = job;
	const told = intake.told(state);
	if (told.rows > 0 && told.messages === 0) {
		state.gap = {kind: 'query-ignored'};
		return [];
	}

	const reached = isCut ? (range.part === 'newest' ? told.newestAt : told.oldestAt) : undefined;
	const isStuck =
		reached !== undefined &&
		(range.part === 'newest' ? reached < range.from + minuteMs : reached > range.to - minuteMs);
	const gap: UsageGap | undefined = isStuck ? {kind: 'cut', rows: told.rows} : undefined;
	answer(state, gap, told.perMinute);
	state.coverage = {
		...answered(state.coverage, range, {askedAt: startedAt, ...(!isStuck && {reached})}),
		newestAt: newest(state, told.newestAt),
		slowestAt: takeProgress(state, job.now()),
	};
	state.readAt = job.now();
	return [state];
}

function answer(state: GroupState, gap: UsageGap | undefined, perMinute: number): void {
	state.gap = gap;
	state.recordsPerMinute = Math.max(perMinute, state.recordsPerMinute * 0.9);
}

function newest({coverage}: GroupState, at: number | undefined): number | undefined {
	return at === undefined ? coverage.newestAt : Math.max(at, coverage.newestAt ?? 0);
}

function fail(job: Job, state: GroupState, failure: Failure): void {
	switch (failure.kind) {
		case 'cancelled':
			break;
		case 'absent':
			state.gap = undefined;
			job.onLost(state);
			break;
		case 'denied':
		case 'not-offered':
			state.refused = {at: job.startedAt, failure};
			break;
		default:
			state.gap = {kind: 'failure', failure};
	}
}

/** Reads the events of each group, unless the first and the last may not be read: then none may, and none else is asked. */
async function filterAll(job: Job, states: readonly GroupState[]): Promise<readonly GroupState[]> {
	const [first, ...others] = states;
	const good = first ? await filter(job, first) : [];
	const last = others.at(-1);
	if (!last || !wasShut(job, first)) {
		return [...good, ...(await filterEach(job, others))];
	}

	const lastGood = await filter(job, last);
	const between = others.slice(0, -1);
	if (!wasShut(job, last)) {
		return [...lastGood, ...(await filterEach(job, between))];
	}

	for (const state of between) {
		shut(job, state, last.shut?.failure);
	}

	return [];
}

async function filterEach(job: Job, states: readonly GroupState[]): Promise<readonly GroupState[]> {
	return (await Promise.all(states.map(state => filter(job, state)))).flat();
}

function wasShut({startedAt}: Job, state: GroupState | undefined): boolean {
	return state?.shut?.at === startedAt;
}

/** Queries are the way that it should be, so what they lack is what is told. */
function shut({startedAt}: Job, state: GroupState, failure: Failure | undefined): void {
	if (failure) {
		state.shut = {at: startedAt, failure};
		state.gap = {kind: 'failure', failure: state.refused?.failure ?? failure};
	}
}

/** Where queries are refused, every event of the range is read. */
async function filter(job: Job, state: GroupState): Promise<readonly GroupState[]> {
	const {range, reader, office, intake} = job;
	state.query = queryText(state, range, {text: minutesPattern(), by: 'logs:FilterLogEvents'});
	const failure = await filterEvents(
		{
			logGroup: state.logGroup,
			from: range.from,
			to: range.to,
			onRecords(records, bytes) {
				office.filtered(bytes);
				intake.takeRecords(state, records);
			},
		},
		reader,
	);
	if (!failure) {
		state.shut = undefined;
		return take(job, state, false);
	}

	if (isRefusal(failure)) {
		shut(job, state, failure);
	} else {
		fail(job, state, failure);
	}

	return [];
}

function queryText(
	{logGroup}: GroupState,
	{from, to}: Range,
	{text, by}: Pick<UsageQueryText, 'text' | 'by'>,
): UsageQueryText {
	return {text, by, from, to, logGroups: [logGroup]};
}
