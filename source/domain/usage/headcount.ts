import {type ClusterArn} from '../arn.js';
import {type CountName, type CountRing, countAt, emptyRing, withCounts} from './count-ring.js';
import {type UsageRecord} from './record.js';
import {type Counted, type Headcount, type Said, type UsageSeries} from './usage.js';
import {type Grid} from './windows.js';

/** What is held of one service or cluster: what its newest record says, and the last 60 points. */
export type HeldHeadcount = {
	readonly who: Counted;
	readonly newest: Said;
	readonly points: CountRing;
	/** The fewest that ran, where the query engine told it. */
	readonly least?: number;
};

export type HeadcountsByKey = ReadonlyMap<string, HeldHeadcount>;

/** Returns the key of a service's, or without one of the cluster's, own record. Cleaned texts have no line breaks. */
export function headcountKey(cluster: ClusterArn, service?: string): string {
	return service === undefined ? cluster : `${cluster}\n${service}`;
}

/** Returns whose own record it is, or undefined when it is of a task, a container, or of no service that it names. */
export function countedIn(cluster: ClusterArn, {type, service}: UsageRecord): Counted | undefined {
	if (type === 'Cluster') {
		return {key: headcountKey(cluster), kind: 'cluster', cluster};
	}

	return type === 'Service' && service !== undefined
		? {key: headcountKey(cluster, service), kind: 'service', cluster, service}
		: undefined;
}

/**
 * Returns what was held and what these records add, in whatever order and however often they come; records of
 * containers and tasks add nothing. What nothing is added to stays the object that it was.
 */
export function withHeadcounts(
	held: HeadcountsByKey,
	cluster: ClusterArn,
	{records, stepMs}: {readonly records: readonly UsageRecord[]; readonly stepMs: number},
): HeadcountsByKey {
	const fresh = new Map<string, {readonly who: Counted; readonly records: UsageRecord[]}>();
	for (const record of records) {
		const who = countedIn(cluster, record);
		if (who) {
			const same = fresh.get(who.key) ?? {who, records: []};
			same.records.push(record);
			fresh.set(who.key, same);
		}
	}

	if (fresh.size === 0) {
		return held;
	}

	const result = new Map(held);
	for (const [key, {who, records: own}] of fresh) {
		const before = held.get(key);
		const newest = own.map(said).reduce(later, before?.newest ?? said(own[0]));
		const points = withCounts(before?.points ?? emptyRing(stepMs), own.map(sampleOf));
		if (before?.newest !== newest || before.points !== points) {
			result.set(key, {who, newest, points});
		}
	}

	return result;
}

function said(record: UsageRecord | undefined): Said {
	const {at = 0, counts = {}, cpu, memory, reservedCpu, reservedMemory} = record ?? {};
	return {at, counts, spent: {cpu, memory, reservedCpu, reservedMemory}};
}

function sampleOf({at, counts}: UsageRecord) {
	return {at, running: counts?.running, desired: counts?.desired};
}

/** The later one, and only what it says: what it leaves out may have changed. Of two at once each member's larger. */
function later(one: Said, other: Said): Said {
	if (one.at !== other.at) {
		return one.at > other.at ? one : other;
	}

	const joined = {
		at: one.at,
		counts: largest(one.counts, other.counts),
		spent: largest(one.spent, other.spent),
	};
	return isSaidBy(one, joined) ? one : joined;
}

type Numbers = {readonly [member: string]: number | undefined};

function largest<Members extends Numbers>(one: Members, other: Members): Members {
	const names = [...Object.keys(one), ...Object.keys(other)];
	// Every member of either, and no other.
	return Object.fromEntries(names.map(name => [name, larger(one[name], other[name])])) as Members;
}

function larger(one: number | undefined, other: number | undefined): number | undefined {
	return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

function isSaidBy(one: Said, joined: Said): boolean {
	const isSame = (some: Numbers, all: Numbers) => Object.keys(all).every(name => some[name] === all[name]);
	return isSame(one.counts, joined.counts) && isSame(one.spent, joined.spent);
}

/** Returns those that told something at `earliest` or later. */
export function headcountsSince(held: HeadcountsByKey, earliest: number): HeadcountsByKey {
	const kept = [...held].filter(([, {newest}]) => newest.at >= earliest);
	return kept.length === held.size ? held : new Map(kept);
}

/**
 * Returns what is known of a service or a cluster in the window of the grid; undefined when its newest record is older
 * than that. `points` are its own, or those that were asked for apart. The same object for the same data.
 */
export function headcountOf(held: HeldHeadcount, points: CountRing, grid: Grid): Headcount | undefined {
	if (held.newest.at < grid.first * grid.stepMs) {
		return undefined;
	}

	const known = headcounts.get(held);
	if (known && known.points === points && isSameGrid(known.grid, grid)) {
		return known.headcount;
	}

	const running = seriesOf(points, 'running', grid);
	const headcount = {
		...held.who,
		...held.newest,
		running,
		desired: seriesOf(points, 'desired', grid),
		leastRunning: held.least ?? leastOf(running.points),
	};
	headcounts.set(held, {points, grid, headcount});
	return headcount;
}

// A memory of a pure function, by the data that it was computed from.
const headcounts = new WeakMap<
	HeldHeadcount,
	{readonly points: CountRing; readonly grid: Grid; readonly headcount: Headcount}
>();

function isSameGrid(one: Grid, other: Grid): boolean {
	return one.first === other.first && one.count === other.count && one.stepMs === other.stepMs;
}

function seriesOf(ring: CountRing, name: CountName, {first, count, stepMs}: Grid): UsageSeries {
	const points = new Float32Array(count);
	for (let index = 0; index < count; index++) {
		points[index] = countAt(ring, name, first + index);
	}

	return {from: first * stepMs, stepMs, points};
}

function leastOf(points: Float32Array): number | undefined {
	// NaN sorts last.
	const [least] = points.toSorted();
	return least === undefined || Number.isNaN(least) ? undefined : least;
}
