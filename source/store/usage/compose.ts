import {type ClusterArn} from '../../domain/arn.js';
import {entityOfTotal} from '../../domain/usage/aggregate.js';
import {countAt} from '../../domain/usage/count-ring.js';
import {entityOf} from '../../domain/usage/entity.js';
import {headcountKey, headcountOf} from '../../domain/usage/headcount.js';
import {
	type Headcount,
	type Usage,
	type UsageEntity,
	type UsageGap,
	type UsageQueryText,
	type UsageWindow,
} from '../../domain/usage/usage.js';
import {type Grid, gridOf, windowSpans} from '../../domain/usage/windows.js';
import {type UsageDesk} from './desk.js';
import {type GroupState} from './group-state.js';
import {windowOf} from './load-totals.js';

export type UsageView = {
	readonly clusters: readonly ClusterArn[];
	readonly window: UsageWindow;
	readonly ceilingBytesPerHour?: number;
};

/** Returns what is known now of these clusters in that window, out of what the desk holds. */
export function composeUsage(desk: UsageDesk, view: UsageView, now: number): Usage {
	const {clusters, window} = view;
	const states = clusters.flatMap(cluster => desk.group(cluster) ?? []);
	const newestSlots = states.flatMap(({minutes}) => [...minutes.values()].map(({track}) => track.newest));
	const grid = gridOf(window, now, newestSlots);
	const entitiesByCluster = new Map(
		states.map(state => [state.cluster, entitiesIn(state, {window, grid, now})]),
	);
	const gaps = new Map<ClusterArn, UsageGap>();
	for (const cluster of clusters) {
		const gap = gapOf(desk, view, {cluster, now, entities: entitiesByCluster.get(cluster) ?? []});
		if (gap) {
			gaps.set(cluster, gap);
		}
	}

	return {
		window,
		entities: [...entitiesByCluster.values()].flat(),
		headcounts: new Map(
			states.flatMap(state => headcountsIn(state, {window, grid, now})).map(one => [one.key, one]),
		),
		gaps,
		// Within the window: a clock that is ahead of all others says nothing of how late records are.
		newestAt: latest([...entitiesByCluster.values()].flat().map(({lastAt}) => lastAt)),
		readAt: latest(states.map(({readAt}) => readAt)),
		askedTo: latest(states.map(state => askedTo(state, window, now))),
		isPartial: states.some(state => state.exists && isQueryable(state) && !isWhole(state, window, now)),
		bill: desk.office.bill(),
		...byEvents(states, window),
		query: queryOf(states, window, now),
	};
}

type Looking = {readonly window: UsageWindow; readonly grid: Grid; readonly now: number};

function entitiesIn(state: GroupState, {window, grid, now}: Looking): readonly UsageEntity[] {
	if (windowSpans[window].isMinutes) {
		return [...state.minutes.values()].flatMap(tracked => entityOf(tracked, grid) ?? []);
	}

	const {totals, bins} = windowOf(state, window, now);
	const earliest = now - windowSpans[window].ms;
	return [...totals.values()]
		.filter(({lastAt}) => lastAt >= earliest)
		.map(total => entityOfTotal(total, bins, grid));
}

function headcountsIn(state: GroupState, {window, grid, now}: Looking): readonly Headcount[] {
	if (windowSpans[window].isMinutes) {
		return [...state.headcounts.values()].flatMap(held => headcountOf(held, held.points, grid) ?? []);
	}

	const {headcounts, headcountBins} = windowOf(state, window, now);
	return [...headcounts.values()].flatMap(
		held => headcountOf(held, headcountBins.get(held.who.key)?.points ?? held.points, grid) ?? [],
	);
}

function byEvents(states: readonly GroupState[], window: UsageWindow): Pick<Usage, 'byEvents'> {
	const read = windowSpans[window].isMinutes
		? states.filter(({query, refused, shut}) => refused && !shut && query?.by === 'logs:FilterLogEvents')
		: [];
	const failure = read[0]?.refused?.failure;
	return failure ? {byEvents: {clusters: read.length, failure}} : {};
}

function askedTo(state: GroupState, window: UsageWindow, now: number): number | undefined {
	return windowSpans[window].isMinutes ? state.coverage.askedAt : windowOf(state, window, now).askedAt;
}

const minuteMs = 60_000;

/** Sums have their averages and maxima of the series alone, so without those a window is not whole. */
function isWhole(state: GroupState, window: UsageWindow, now: number): boolean {
	const {ms, isMinutes} = windowSpans[window];
	if (isMinutes) {
		const {heldFrom} = state.coverage;
		return heldFrom !== undefined && heldFrom <= now - ms + minuteMs;
	}

	const {askedAt, totals, hasBins} = windowOf(state, window, now);
	return askedAt !== undefined && (hasBins === true || totals.size === 0);
}

function gapOf(
	desk: UsageDesk,
	{window, ceilingBytesPerHour = Number.POSITIVE_INFINITY}: UsageView,
	{
		cluster,
		now,
		entities,
	}: {readonly cluster: ClusterArn; readonly now: number; readonly entities: readonly UsageEntity[]},
): UsageGap | undefined {
	const state = desk.group(cluster);
	const {hourBytes} = desk.office.bill();
	if (!state) {
		return {kind: 'failure', failure: {kind: 'malformed', message: 'no log group has such a name'}};
	}

	if (!isQueryable(state)) {
		return {kind: 'log-class', logClass: state.logClass ?? ''};
	}

	if (hourBytes >= ceilingBytesPerHour) {
		const until = desk.office.belowAt(ceilingBytesPerHour);
		return {kind: 'ceiling', spentBytes: hourBytes, until};
	}

	const isOff = desk.directory.insights(cluster) === 'disabled';
	if (!state.exists) {
		return {kind: isOff ? 'insights-off' : 'no-log-group'};
	}

	const {isMinutes} = windowSpans[window];
	const gap = isMinutes ? state.gap : longGap(state, window, now);
	if (gap) {
		return gap;
	}

	if (entities.length === 0) {
		return isWhole(state, window, now) ? {kind: isOff ? 'insights-off' : 'no-records'} : undefined;
	}

	return isMinutes ? untold(state) : undefined;
}

/** Of an hour every event may be read instead; of more nobody would wait for them. */
function longGap(state: GroupState, window: UsageWindow, now: number): UsageGap | undefined {
	const {refused, shut} = state;
	if (!refused) {
		return windowOf(state, window, now).gap;
	}

	return {kind: shut ? 'failure' : 'no-queries', failure: refused.failure};
}

/** The engine reads groups of two classes; DELIVERY, and what may come, it does not. */
export function isQueryable({logClass}: GroupState): boolean {
	return logClass === undefined || logClass === 'STANDARD' || logClass === 'INFREQUENT_ACCESS';
}

const countsNeeded = 3;
const recentMinutes = 6;
/** Tasks whose records are late, or whose clocks are behind, are no tasks without records. */
const lateMs = 15 * minuteMs;

/** The cluster's own records count every task; one that started minutes ago has no record of its own yet. */
function untold({cluster, headcounts, minutes}: GroupState): UsageGap | undefined {
	const own = headcounts.get(headcountKey(cluster));
	if (!own) {
		return undefined;
	}

	const {points, newest} = own;
	const counts = Array.from({length: recentMinutes}, (_, ago) =>
		countAt(points, 'running', points.newest - ago),
	).filter(count => !Number.isNaN(count));
	if (counts.length < countsNeeded) {
		return undefined;
	}

	const told = new Set(
		[...minutes.values()].flatMap(({identity, toldAt}) =>
			toldAt > newest.at - lateMs && identity.taskId !== undefined ? [identity.taskId] : [],
		),
	);
	const tasks = Math.min(...counts) - told.size;
	return tasks > 0 ? {kind: 'tasks-without-records', tasks} : undefined;
}

/** The query that was asked last, with all groups that it was asked of. */
function queryOf(
	states: readonly GroupState[],
	window: UsageWindow,
	now: number,
): UsageQueryText | undefined {
	const queries = states.flatMap(state =>
		windowSpans[window].isMinutes ? (state.query ?? []) : (windowOf(state, window, now).query ?? []),
	);
	const last = queries.reduce(
		(newest: UsageQueryText | undefined, query) => (newest && newest.to >= query.to ? newest : query),
		undefined,
	);
	return (
		last && {
			...last,
			logGroups: queries.flatMap(query =>
				query.from === last.from && query.to === last.to && query.by === last.by ? query.logGroups : [],
			),
		}
	);
}

function latest(times: readonly (number | undefined)[]): number | undefined {
	return times.reduce(
		(most, at) => (at === undefined ? most : Math.max(at, most ?? at)),
		undefined as number | undefined,
	);
}
