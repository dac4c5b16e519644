import {type QueryRow} from './usage-operations.js';

/**
 * What one performance record tells. A member that is missing, misspelt or no number is undefined, never 0: the
 * record then says nothing of it. CPU in units, memory in MB, rx and tx in bytes per second; `read`, `written` and
 * `packets` are counters since the container began (domain.md §4.2).
 */
export type UsageRecord = {
	/** Container, Task, Cluster, Service, Volume, …; an open string. */
	readonly type: string;
	readonly at: number;
	readonly clusterName?: string;
	readonly taskId?: string;
	readonly containerName?: string;
	readonly service?: string;
	readonly family?: string;
	readonly revision?: string;
	readonly image?: string;
	readonly launchType?: string;
	readonly status?: string;
	readonly reservedCpu?: number;
	readonly reservedMemory?: number;
	readonly cpu?: number;
	readonly memory?: number;
	readonly rx?: number;
	readonly tx?: number;
	readonly read?: number;
	readonly written?: number;
	/** Received and sent; undefined unless both are told. */
	readonly packets?: number;
	readonly restartCount?: number;
	/** Of a record of a service or a cluster alone. */
	readonly counts?: RecordCounts;
};

/** What the record of a service or a cluster counts; what is missing or no whole number is undefined, never 0. */
export type RecordCounts = {
	/** RunningTaskCount of a service, TaskCount of a cluster. */
	readonly running?: number;
	readonly desired?: number;
	readonly pending?: number;
	readonly deployments?: number;
	readonly taskSets?: number;
	/** Services and container instances in a cluster. */
	readonly services?: number;
	readonly instances?: number;
};

type Members = {readonly [name: string]: unknown};

/**
 * Returns the record in one row of an answer: its `@message` when that was asked for, else its fields. Undefined
 * when there is none in it, or when nothing says of which time it is.
 */
export function recordInRow(row: QueryRow): UsageRecord | undefined {
	const message = row.get('@message');
	const at = timeOf(row.get('@timestamp'));
	return message === undefined ? recordOf(Object.fromEntries(row), at) : recordInMessage(message, at);
}

/** Returns the record in a log event that came at `at`, or undefined when the event is something else. */
export function recordInMessage(message: string, at: number | undefined): UsageRecord | undefined {
	const members = parsed(message);
	return members && recordOf(members, at);
}

function parsed(message: string): Members | undefined {
	if (!message.startsWith('{')) {
		return undefined;
	}

	try {
		return JSON.parse(message) as Members;
	} catch {
		// A log group holds whatever was written to it; what is no JSON is no record.
		return undefined;
	}
}

function recordOf(members: Members, eventAt: number | undefined): UsageRecord | undefined {
	const taskId = text(members.TaskId);
	const containerName = text(members.ContainerName);
	const type =
		text(members.Type) ?? (taskId === undefined ? undefined : containerName ? 'Container' : 'Task');
	const at = recordTime(number(members.Timestamp), eventAt);
	if (type === undefined || at === undefined) {
		return undefined;
	}

	return {
		type,
		at,
		clusterName: text(members.ClusterName),
		taskId,
		containerName,
		service: text(members.ServiceName),
		family: text(members.TaskDefinitionFamily),
		revision: text(members.TaskDefinitionRevision),
		image: text(members.Image),
		launchType: text(members.LaunchType),
		status: text(members.ContainerKnownStatus) ?? text(members.KnownStatus),
		reservedCpu: number(members.CpuReserved),
		reservedMemory: number(members.MemoryReserved),
		cpu: number(members.CpuUtilized),
		memory: number(members.MemoryUtilized),
		rx: number(members.NetworkRxBytes),
		tx: number(members.NetworkTxBytes),
		read: number(members.StorageReadBytes),
		written: number(members.StorageWriteBytes),
		packets: total(number(members.NetworkRxPackets), number(members.NetworkTxPackets)),
		restartCount: number(members.RestartCount),
		counts: countsIn(type, members),
	};
}

function countsIn(type: string, members: Members): RecordCounts | undefined {
	switch (type) {
		case 'Service':
			return {
				running: whole(members.RunningTaskCount),
				desired: whole(members.DesiredTaskCount),
				pending: whole(members.PendingTaskCount),
				deployments: whole(members.DeploymentCount),
				taskSets: whole(members.TaskSetCount),
			};
		case 'Cluster':
			return {
				running: whole(members.TaskCount),
				services: whole(members.ServiceCount),
				instances: whole(members.ContainerInstanceCount),
			};
		default:
			return undefined;
	}
}

/** Whoever wrote the record may have a clock that is wrong by minutes; by more than this it is no time at all. */
const believableMs = 900_000;

/** The record's own time, unless it is far from that of the event; either alone will do. */
function recordTime(own: number | undefined, event: number | undefined): number | undefined {
	return own === undefined || (event !== undefined && Math.abs(own - event) > believableMs) ? event : own;
}

/**
 * Returns the epoch milliseconds of a time in an answer. AWS says `2026-11-28 10:05:00.000`, always UTC; emulators,
 * and statistics of the records' own Timestamp, say a number.
 */
export function timeOf(sent: string | undefined): number | undefined {
	if (sent === undefined) {
		return undefined;
	}

	const at = /^\d{4}-\d\d-\d\d[ T]/.test(sent)
		? Date.parse(`${sent.replace(' ', 'T').replace(/Z$/, '')}Z`)
		: (number(sent) ?? Number.NaN);
	return Number.isNaN(at) ? undefined : at;
}

/** Returns a number that measures something: none of them can be negative. Also from text, as Logs Insights answers. */
export function number(value: unknown): number | undefined {
	const parsedValue =
		typeof value === 'string' && /^\d+(\.\d*)?(e[+-]?\d+)?$/i.test(value) ? Number(value) : value;
	return typeof parsedValue === 'number' && Number.isFinite(parsedValue) && parsedValue >= 0
		? parsedValue
		: undefined;
}

/** Returns a number of things. */
export function whole(value: unknown): number | undefined {
	const count = number(value);
	return Number.isSafeInteger(count) ? count : undefined;
}

/** Returns a text that says something; numbers are taken as text. */
export function text(value: unknown): string | undefined {
	if (typeof value === 'number') {
		return String(value);
	}

	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A sum of which a part is missing would look like a counter that fell. */
function total(one: number | undefined, other: number | undefined): number | undefined {
	return one === undefined || other === undefined ? undefined : one + other;
}
