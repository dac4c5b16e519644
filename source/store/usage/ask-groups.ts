import {shortName} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {type QueryRow} from '../../domain/usage/usage-operations.js';
import {type GroupState} from './group-state.js';
import {type Query, type QueryEnd, type QueryOffice, type Reader} from './query-office.js';

/** StartQuery takes at most 50 log groups (domain.md §4.5). */
const groupsPerQuery = 50;

export type GroupsQuery = Omit<Query, 'logGroups' | 'onRows'> & {
	/** Told of the rows of one group; rows that belong to none of the asked groups are told to nobody. */
	take(state: GroupState, rows: readonly QueryRow[]): void;
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
): Promise<ReadonlyMap<GroupState, QueryEnd>> {
	const ends = await Promise.all(batches(states).map(batch => askBatch(parts, batch, query)));
	return new Map(ends.flatMap(map => [...map]));
}

/** Groups of different classes can't be in one query. docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData_Classes.html */
function batches(states: readonly GroupState[]): readonly (readonly GroupState[])[] {
	const classOf = ({logClass = 'STANDARD'}: GroupState) => logClass;
	return [...new Set(states.map(classOf))].flatMap(logClass => {
		const same = states.filter(state => classOf(state) === logClass);
		return Array.from({length: Math.ceil(same.length / groupsPerQuery)}, (_, index) =>
			same.slice(index * groupsPerQuery, (index + 1) * groupsPerQuery),
		);
	});
}

async function askBatch(
	parts: AskParts,
	states: readonly GroupState[],
	query: GroupsQuery,
): Promise<ReadonlyMap<GroupState, QueryEnd>> {
	const end = await askTogether(parts, states, query);
	const isOnesFault = end.kind === 'failed' && mayBeOnesFault(end.failure);
	return isOnesFault && states.length > 1
		? askApart(parts, states, query)
		: new Map(states.map(state => [state, end]));
}

function askTogether(
	{office, reader}: AskParts,
	states: readonly GroupState[],
	{take, ...query}: GroupsQuery,
): Promise<QueryEnd> {
	return office.run(
		{
			...query,
			logGroups: states.map(({logGroup}) => logGroup),
			onRows(rows) {
				for (const [state, own] of rowsByGroup(rows, states)) {
					take(state, own);
				}
			},
		},
		reader,
	);
}

/** Of fifty groups that are all refused two tell; only where those two differ is each asked by itself. */
async function askApart(
	parts: AskParts,
	states: readonly GroupState[],
	query: GroupsQuery,
): Promise<ReadonlyMap<GroupState, QueryEnd>> {
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

/** By the group that the row says it is from, else by the cluster; an answer about one group is all that group's. */
function rowsByGroup(
	rows: readonly QueryRow[],
	states: readonly GroupState[],
): ReadonlyMap<GroupState, readonly QueryRow[]> {
	const byGroup = new Map(states.map(state => [state.logGroup, state]));
	const byCluster = new Map(states.map(state => [shortName(state.cluster), state]));
	const only = states.length === 1 ? states[0] : undefined;
	const sorted = new Map<GroupState, QueryRow[]>();
	for (const row of rows) {
		// AWS says `123456789012:/aws/ecs/…`.
		const group = row.get('@log')?.replace(/^\d+:/, '');
		const cluster = row.get('ClusterName');
		const state =
			group === undefined && cluster === undefined
				? only
				: (byGroup.get(group ?? '') ?? byCluster.get(cluster ?? ''));
		if (state) {
			const own = sorted.get(state);
			if (own) {
				own.push(row);
			} else {
				sorted.set(state, [row]);
			}
		}
	}

	return sorted;
}
