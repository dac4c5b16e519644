import {shortName} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {recordInRow} from '../../domain/usage/record.js';
import {type QueryRow} from '../../domain/usage/usage-operations.js';
import {type GroupState} from './group-state.js';
import {type Query, type QueryEnd, type QueryOffice, type Reader} from './query-office.js';

/** StartQuery takes at most 50 log groups (domain.md §4.5). */
const groupsPerQuery = 50;

export type GroupsQuery = Omit<Query, 'logGroups' | 'onRows' | 'onEarlyRows'> & {
	/** Told of the rows of one group; rows that belong to none of the asked groups are told to nobody. */
	take(state: GroupState, rows: readonly QueryRow[]): void;
	/** The same of rows that come while the query runs, where a part is of use. */
	takeEarly?(state: GroupState, rows: readonly QueryRow[]): void;
};

export type AskParts = {readonly office: QueryOffice; readonly reader: Reader};

/**
 * Asks many groups with as few queries as may be, and returns how it ended for each. Where one group spoils the
 * query for all (it is gone, or not allowed), the others are asked without it.
 */
export async function askGroups(
	parts: AskParts,
	states: readonly GroupState[],
	query: GroupsQuery,
): Promise<Ends> {
	const ends = await Promise.all(batches(states).map(batch => askBatch(parts, batch, query)));
	return new Map(ends.flatMap(map => [...map]));
}

/**
 * Groups of different classes can't be in one query, and one that spoiled the last query stays by itself.
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData_Classes.html
 */
function batches(states: readonly GroupState[]): readonly (readonly GroupState[])[] {
	const classOf = ({logClass = 'STANDARD'}: GroupState) => logClass;
	const sound = states.filter(({isSuspect}) => !isSuspect);
	const suspects = states.filter(({isSuspect}) => isSuspect).map(state => [state]);
	return [
		...[...new Set(sound.map(classOf))].flatMap(logClass => {
			const same = sound.filter(state => classOf(state) === logClass);
			return Array.from({length: Math.ceil(same.length / groupsPerQuery)}, (_, index) =>
				same.slice(index * groupsPerQuery, (index + 1) * groupsPerQuery),
			);
		}),
		...suspects,
	];
}

type Ends = ReadonlyMap<GroupState, QueryEnd>;

async function askBatch(parts: AskParts, states: readonly GroupState[], query: GroupsQuery): Promise<Ends> {
	const end = await askTogether(parts, states, query);
	if (states.length > 1 && end.kind === 'failed' && mayBeOnesFault(end.failure)) {
		return askApart(parts, states, query);
	}

	if (states.length > 1 && end.kind === 'ended') {
		return askInHalves(parts, states, query);
	}

	for (const state of states) {
		state.isSuspect = end.kind === 'ended';
	}

	return new Map(states.map(state => [state, end]));
}

/** A query that did not end well has one group that it fails at, or too many for its time: halves tell. */
async function askInHalves(
	parts: AskParts,
	states: readonly GroupState[],
	query: GroupsQuery,
): Promise<Ends> {
	const middle = Math.ceil(states.length / 2);
	const halves = [states.slice(0, middle), states.slice(middle)];
	const ends = await Promise.all(halves.map(half => askBatch(parts, half, query)));
	return new Map(ends.flatMap(map => [...map]));
}

function askTogether(
	{office, reader}: AskParts,
	states: readonly GroupState[],
	{take, takeEarly, ...query}: GroupsQuery,
): Promise<QueryEnd> {
	const sorted = (rows: readonly QueryRow[]) => [...rowsByGroup(rows, states)];
	return office.run(
		{
			...query,
			logGroups: states.map(({logGroup}) => logGroup),
			onRows(rows) {
				for (const [state, own] of sorted(rows)) {
					take(state, own);
				}
			},
			onEarlyRows(rows) {
				for (const [state, own] of takeEarly ? sorted(rows) : []) {
					takeEarly?.(state, own);
				}
			},
		},
		reader,
	);
}

/** Of fifty groups that are all refused two tell; only where those two differ is each asked by itself. */
async function askApart(parts: AskParts, states: readonly GroupState[], query: GroupsQuery): Promise<Ends> {
	const alone = async (state: GroupState) => [state, await askTogether(parts, [state], query)] as const;
	const first = states.slice(0, 1);
	const last = states.slice(1).slice(-1);
	const between = states.slice(1, -1);
	const told = await Promise.all([...first, ...last].map(alone));
	const [one, other] = told.map(([, end]) => end);
	const isEveryones =
		one?.kind === 'failed' &&
		other?.kind === 'failed' &&
		one.failure.kind === other.failure.kind &&
		one.failure.kind !== 'absent';
	return new Map([
		...told,
		...(isEveryones ? between.map(state => [state, one] as const) : await Promise.all(between.map(alone))),
	]);
}

function mayBeOnesFault({kind}: Failure): boolean {
	return kind === 'absent' || kind === 'denied' || kind === 'rejected';
}

/**
 * By the group that the row says it is from, else by the cluster that it or its record names. A row that names
 * neither shows each group that there was something, and no more than that.
 */
function rowsByGroup(
	rows: readonly QueryRow[],
	states: readonly GroupState[],
): ReadonlyMap<GroupState, readonly QueryRow[]> {
	const stateOf = finder(states);
	const sorted = new Map<GroupState, QueryRow[]>();
	for (const row of rows) {
		const state = stateOf(row);
		for (const owner of state === 'nobody knows' ? states : state ? [state] : []) {
			const own = sorted.get(owner) ?? [];
			own.push(state === 'nobody knows' ? nothing : row);
			sorted.set(owner, own);
		}
	}

	return sorted;
}

const nothing: QueryRow = new Map();

/** Undefined for a row of another group. */
function finder(states: readonly GroupState[]): (row: QueryRow) => GroupState | 'nobody knows' | undefined {
	const byGroup = new Map(states.map(state => [state.logGroup, state]));
	const byCluster = new Map(states.map(state => [shortName(state.cluster), state]));
	const only = states.length === 1 ? states[0] : undefined;
	return row => {
		// AWS says `123456789012:/aws/ecs/…`.
		const group = row.get('@log')?.replace(/^\d+:/, '');
		if (group !== undefined) {
			return byGroup.get(group);
		}

		const cluster = row.get('ClusterName') ?? recordInRow(row)?.clusterName;
		return cluster === undefined ? (only ?? 'nobody knows') : byCluster.get(cluster);
	};
}
