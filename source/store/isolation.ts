import {parseArn} from '../domain/arn.js';
import {heldValue} from '../domain/fetched.js';
import {
	type IsolationRecord,
	isolationRecords,
	type SeenInterface,
	type TaskIsolation,
	taskIsolation,
} from '../domain/findings/isolation-record.js';
import {type JournalEntry} from './journal.js';
import {journalLines} from './journal-lines.js';
import {type Want, want} from './read.js';
import {identityRead} from './reads/identity.js';
import {journalRead} from './reads/journal.js';
import {networkInterfaceRead} from './reads/network-interface.js';
import {isEqual} from './sharing.js';
import {type Snapshot} from './snapshot.js';

/** The journal's file changes by other sessions; the interfaces of isolated tasks by somebody in the EC2 console. */
const everyMs = 60_000;

/** Returns what keeps fresh which tasks are isolated; interfaces are read of those only that the journal says are. */
export function isolationsWants(snapshot: Snapshot): readonly Want[] {
	const interfaces = [...recordsIn(snapshot)].flatMap(([arn, {kind, networkInterfaceId}]) =>
		kind === 'released' || networkInterfaceId === undefined || !isHere(snapshot, arn)
			? []
			: [networkInterfaceId],
	);
	return [
		want(journalRead, undefined, {everyMs, priority: 2}),
		...interfaces
			.filter(id => !hasEnded(snapshot, id))
			.slice(0, mostInterfaces)
			.map(id => want(networkInterfaceRead, id, {everyMs, priority: 2})),
	];
}

/** At a time: those of tasks that have ended are asked for once, and then make room for older ones. */
const mostInterfaces = 10;

/** The journal has what was done in other accounts and Regions too. */
function isHere(snapshot: Snapshot, arn: string): boolean {
	const parts = parseArn(arn);
	const account = heldValue(snapshot.get(identityRead, undefined))?.account;
	return parts?.region === snapshot.scope.region && (account === undefined || parts.account === account);
}

/** An interface that EC2 does not know any more never comes back. */
function hasEnded(snapshot: Snapshot, eniId: string): boolean {
	const seen = seenIn(snapshot, eniId);
	return seen !== undefined && seen.networkInterface === undefined;
}

/** Returns what is known of the isolation of one task; its interface, where ECS tells it, is looked at as well. */
export function isolationOf(
	snapshot: Snapshot,
	task: {readonly arn: string; readonly eniId?: string | undefined},
): TaskIsolation | undefined {
	const record = recordsIn(snapshot).get(task.arn);
	return taskIsolation(record, seenIn(snapshot, task.eniId ?? record?.networkInterfaceId));
}

/** Returns what the journal tells last of a task's isolation. */
export function isolationRecordOf(snapshot: Snapshot, taskArn: string): IsolationRecord | undefined {
	return recordsIn(snapshot).get(taskArn);
}

/**
 * Returns by ARN the tasks that the journal says are isolated, and of which EC2 has not said otherwise since. The same
 * map while that stays.
 */
export function isolationsIn(snapshot: Snapshot): ReadonlyMap<string, TaskIsolation> {
	const records = recordsIn(snapshot);
	const found = new Map(
		[...records].flatMap(([arn]) => {
			const isolation = isolationOf(snapshot, {arn});
			return isolation ? [[arn, withoutDate(isolation)] as const] : [];
		}),
	);
	const before = isolations.get(records);
	if (before && isEqual([...before], [...found])) {
		return before;
	}

	isolations.set(records, found);
	return found;
}

/** Rows are made of these: that EC2 said so once more is no news. */
function withoutDate(isolation: TaskIsolation): TaskIsolation {
	if (isolation.kind === 'unsure') {
		return isolation;
	}

	const {seenAt: _, ...rest} = isolation;
	return rest;
}

// Memories of pure functions, by the data that they were computed from.
const isolations = new WeakMap<Records, ReadonlyMap<string, TaskIsolation>>();
const recordsOf = new WeakMap<readonly JournalEntry[], Records>();

type Records = ReadonlyMap<string, IsolationRecord>;

function recordsIn(snapshot: Snapshot): Records {
	const lines = journalLines(snapshot);
	const known = recordsOf.get(lines);
	if (known) {
		return known;
	}

	const records = isolationRecords(lines);
	recordsOf.set(lines, records);
	return records;
}

function seenIn(snapshot: Snapshot, eniId: string | undefined): SeenInterface | undefined {
	const fetched = eniId === undefined ? undefined : snapshot.get(networkInterfaceRead, eniId);
	return fetched && (fetched.status === 'fresh' || fetched.status === 'stale')
		? {at: fetched.at, ...(fetched.value && {networkInterface: fetched.value})}
		: undefined;
}
