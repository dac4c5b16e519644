import {isAgentContainer} from '../agent.js';
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

/** Returns who a record is of, or undefined when it is of no container and no task. */
export function identityOf(cluster: ClusterArn, record: UsageRecord): Identity | undefined {
	const {type, taskId, containerName} = record;
	if (taskId === undefined || (type !== 'Task' && (type !== 'Container' || containerName === undefined))) {
		return undefined;
	}

	const name = type === 'Container' ? containerName : undefined;
	return {
		key: [cluster, taskId, ...(name === undefined ? [] : [name])].join('\n'),
		kind: kindOf(name, record.image),
		cluster,
		service: record.service,
		family: record.family,
		revision: record.revision,
		taskId,
		containerName: name,
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

/**
 * Returns what was held and what these records add, in whatever order and however often they come. Records of
 * anything but containers and tasks add nothing.
 */
export function withRecords(
	held: TrackedByKey,
	cluster: ClusterArn,
	{records, stepMs}: {readonly records: readonly UsageRecord[]; readonly stepMs: number},
): TrackedByKey {
	const fresh = new Map<string, {identity: Identity; toldAt: number; samples: UsageRecord[]}>();
	for (const record of records) {
		const identity = identityOf(cluster, record);
		if (!identity) {
			continue;
		}

		const same = fresh.get(identity.key);
		if (same) {
			same.samples.push(record);
			same.identity = told(same, {identity, toldAt: record.at});
			same.toldAt = Math.max(same.toldAt, record.at);
		} else {
			fresh.set(identity.key, {identity, toldAt: record.at, samples: [record]});
		}
	}

	const result = new Map(held);
	for (const [key, {identity, toldAt, samples}] of fresh) {
		const before = held.get(key);
		const track = merged(before?.track ?? emptyTrack(stepMs), samples);
		const after = {
			track,
			identity: before ? told(before, {identity, toldAt}) : identity,
			toldAt: Math.max(toldAt, before?.toldAt ?? 0),
		};
		// What says nothing new stays the object that it was, so that whatever was computed from it is still right.
		if (before?.track !== track || before.identity !== after.identity) {
			result.set(key, after);
		}
	}

	return result;
}

type Told = Pick<Tracked, 'identity' | 'toldAt'>;

/**
 * The later record's word counts; what it leaves out was told before; of two at once the larger text. The first's
 * own object when the other adds nothing.
 */
function told(one: Told, other: Told): Identity {
	if (hasAllOf(one.identity, other.identity)) {
		return one.identity;
	}

	const isOlder = other.toldAt < one.toldAt || (other.toldAt === one.toldAt && rank(other) < rank(one));
	const [earlier, later] = isOlder ? [other.identity, one.identity] : [one.identity, other.identity];
	const joined: Identity = {
		...earlier,
		service: later.service ?? earlier.service,
		family: later.family ?? earlier.family,
		revision: later.revision ?? earlier.revision,
		image: later.image ?? earlier.image,
		launchType: later.launchType ?? earlier.launchType,
		status: later.status ?? earlier.status,
		reservedCpu: later.reservedCpu ?? earlier.reservedCpu,
		reservedMemory: later.reservedMemory ?? earlier.reservedMemory,
	};
	return {...joined, kind: kindOf(joined.containerName, joined.image)};
}

function rank({identity}: Told): string {
	return JSON.stringify(identity);
}

/** Compared member by member, and not by their texts: this is done for every record that comes. */
function hasAllOf(one: Identity, other: Identity): boolean {
	return (
		says(one.status, other.status) &&
		says(one.image, other.image) &&
		says(one.service, other.service) &&
		says(one.family, other.family) &&
		says(one.revision, other.revision) &&
		says(one.launchType, other.launchType) &&
		says(one.reservedCpu, other.reservedCpu) &&
		says(one.reservedMemory, other.reservedMemory)
	);
}

function says<T>(one: T, other: T): boolean {
	return other === undefined || one === other;
}

/** Returns what has a sample in that slot or later: the others have left every window. */
export function without(held: TrackedByKey, olderThan: number): TrackedByKey {
	const kept = [...held].filter(([, {track}]) => track.newest >= olderThan);
	return kept.length === held.size ? held : new Map(kept);
}
