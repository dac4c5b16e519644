import {type ClusterArn} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {type Total} from '../../domain/usage/aggregate.js';
import {type Coverage} from '../../domain/usage/ask-plan.js';
import {type UsageRecord} from '../../domain/usage/record.js';
import {type TrackedByKey} from '../../domain/usage/tracked.js';
import {type UsageGap, type UsageQueryText, type UsageWindow} from '../../domain/usage/usage.js';

/** One aggregated window of a cluster. */
export type WindowState = {
	totals: ReadonlyMap<string, Total>;
	/** The points of the series. */
	bins: TrackedByKey;
	/** Until when bins were asked for. */
	binsTo?: number;
	askedAt?: number;
	triedAt?: number;
	gap?: UsageGap;
	query?: UsageQueryText;
	touchedAt: number;
};

/** All that is held of one cluster's log group. What is published of it is never changed, only replaced. */
export type GroupState = {
	readonly cluster: ClusterArn;
	readonly logGroup: string;
	logClass?: string;
	/** False once AWS said that there is no such group. */
	exists: boolean;
	coverage: Coverage;
	minutes: TrackedByKey;
	/** Newest first; how many tasks run by the cluster's own record, of the last minutes. */
	taskCounts: readonly {readonly at: number; readonly tasks: number}[];
	/** Records that a minute has, to know how many minutes fit in one answer. */
	recordsPerMinute: number;
	/** Why the last asking for minutes brought not all. */
	gap?: UsageGap;
	/** When and why StartQuery was last refused; it is asked again some time later. */
	refused?: {readonly at: number; readonly failure: Failure};
	query?: UsageQueryText;
	readAt?: number;
	/** The load that works on its minutes right now. */
	busy?: Promise<void>;
	readonly windows: Map<UsageWindow, WindowState>;
	touchedAt: number;
};

export function createGroupState(cluster: ClusterArn, logGroup: string, now: number): GroupState {
	return {
		cluster,
		logGroup,
		exists: true,
		coverage: {},
		minutes: new Map(),
		taskCounts: [],
		recordsPerMinute: 0,
		windows: new Map(),
		touchedAt: now,
	};
}

const countsKept = 6;

/** Takes the cluster's own records: the newest counts of its running tasks. */
export function takeTaskCounts(state: GroupState, records: readonly UsageRecord[]): void {
	const told = new Map(state.taskCounts.map(({at, tasks}) => [at, tasks]));
	for (const {type, at, tasks} of records) {
		if (type === 'Cluster' && tasks !== undefined) {
			told.set(at, tasks);
		}
	}

	state.taskCounts = [...told]
		.map(([at, tasks]) => ({at, tasks}))
		.sort((one, other) => other.at - one.at)
		.slice(0, countsKept);
}
