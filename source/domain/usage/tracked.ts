import {isAgentContainer} from '../agent/agent.js';
import {type ClusterArn} from '../arn.js';
import {type UsageRecord} from './record.js';
import {emptyTrack, merged, type Track} from './track.js';
import {type UsageKind} from './usage.js';

/** Who a track is of, and what its newest record says besides numbers. */
export type Identity = {
	readonly key: string;
	readonly kind: UsageKind;
	readonly cluster: ClusterArn;
	readonly service?: string;
	readonly family?: string;
	readonly revision?: string;
	readonly taskId?: string;
	readonly containerName?: string;
	readonly image?: string;
	readonly launchType?: string;
	readonly status?: string;
	readonly reservedCpu?: number;
	readonly reservedMemory?: number;
};

export type Tracked = {readonly identity: Identity; readonly toldAt: number; readonly track: Track};

/** The containers and tasks of one cluster, by key. */
export type TrackedByKey = ReadonlyMap<string, Tracked>;

type Who = {readonly key: string; readonly taskId: string; readonly containerName?: string};

/** Undefined for a record that is of no container and no task. Cleaned texts have no line breaks in them. */
function whoIn(cluster: ClusterArn, {type, taskId, containerName}: UsageRecord): Who | undefined {
	if (taskId === undefined) {
		return undefined;
	}

	if (type === 'Task') {
		return {key: `${cluster}\n${taskId}`, taskId};
	}

	return type === 'Container' && containerName !== undefined
		? {key: `${cluster}\n${taskId}\n${containerName}`, taskId, containerName}
		: undefined;
}

/** Returns who a record is of, or undefined when it is of no container and no task. */
export function identityOf(cluster: ClusterArn, record: UsageRecord): Identity | undefined {
	const who = whoIn(cluster, record);
	return who && identityFor(cluster, who, record);
}

function identityFor(cluster: ClusterArn, {key, taskId, containerName}: Who, record: UsageRecord): Identity {
	return {
		key,
		kind: kindOf(containerName, record.image),
		cluster,
		service: record.service,
		family: record.family,
		revision: record.revision,
		taskId,
		containerName,
		image: record.image,
		launchType: record.launchType,
		status: record.status,
		reservedCpu: record.reservedCpu,
		reservedMemory: record.reservedMemory,
	};
}

function kindOf(name: string | undefined, image: string | undefined): UsageKind {
	if (name === undefined) {
		return 'task';
	}

	return isAgentContainer({name, image}) ? 'agent' : 'container';
}

type Fresh = {identity: Identity; toldAt: number; readonly samples: UsageRecord[]};

/**
 * Returns what was held and what these records add, in whatever order and however often they come. Records of
 * anything but containers and tasks add nothing; what nothing is added to stays the object that it was, so that
 * whatever was computed from it is still right.
 */
export function withRecords(
	held: TrackedByKey,
	cluster: ClusterArn,
	{records, stepMs}: {readonly records: readonly UsageRecord[]; readonly stepMs: number},
): TrackedByKey {
	const fresh = new Map<string, Fresh>();
	for (const record of records) {
		const who = whoIn(cluster, record);
		if (who) {
			take(fresh, record, {who, cluster, before: held.get(who.key)});
		}
	}

	const result = new Map(held);
	for (const [key, {identity, toldAt, samples}] of fresh) {
		const before = held.get(key);
		const track = merged(before?.track ?? emptyTrack(stepMs), samples);
		if (before?.track !== track || before.identity !== identity) {
			result.set(key, {track, identity, toldAt});
		}
	}

	return result;
}

function take(
	fresh: Map<string, Fresh>,
	record: UsageRecord,
	{who, cluster, before}: {readonly who: Who; readonly cluster: ClusterArn; readonly before?: Tracked},
): void {
	const same = fresh.get(who.key);
	const known = same ?? before;
	const identity = known ? told(known, record) : identityFor(cluster, who, record);
	const toldAt = Math.max(record.at, known?.toldAt ?? record.at);
	if (same) {
		same.identity = identity;
		same.toldAt = toldAt;
		same.samples.push(record);
	} else {
		fresh.set(who.key, {identity, toldAt, samples: [record]});
	}
}

type Told = Pick<Tracked, 'identity' | 'toldAt'>;
type Words = Pick<Identity, (typeof words)[number]>;

/** What records say besides numbers that change. */
const words = [
	'status',
	'image',
	'service',
	'family',
	'revision',
	'launchType',
	'reservedCpu',
	'reservedMemory',
] as const;

/**
 * The later record's word counts; what it leaves out was told before; of two at once the larger text. The same
 * object when the record adds nothing, as nearly none does.
 */
function told({identity, toldAt}: Told, record: UsageRecord): Identity {
	if (words.every(word => record[word] === undefined || record[word] === identity[word])) {
		return identity;
	}

	const isOlder = record.at < toldAt || (record.at === toldAt && rank(record) < rank(identity));
	const joined = {...identity, ...(isOlder ? joinedWords(record, identity) : joinedWords(identity, record))};
	return {...joined, kind: kindOf(joined.containerName, joined.image)};
}

function rank(said: Words): string {
	return JSON.stringify(words.map(word => said[word]));
}

function joinedWords(earlier: Words, later: Words): Words {
	return {
		status: later.status ?? earlier.status,
		image: later.image ?? earlier.image,
		service: later.service ?? earlier.service,
		family: later.family ?? earlier.family,
		revision: later.revision ?? earlier.revision,
		launchType: later.launchType ?? earlier.launchType,
		reservedCpu: later.reservedCpu ?? earlier.reservedCpu,
		reservedMemory: later.reservedMemory ?? earlier.reservedMemory,
	};
}

/** Returns what has a sample in that slot or later: the others have left every window. */
export function without(held: TrackedByKey, olderThan: number): TrackedByKey {
	const kept = [...held].filter(([, {track}]) => track.newest >= olderThan);
	return kept.length === held.size ? held : new Map(kept);
}
