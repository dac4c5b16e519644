import {type ClusterArn} from '../arn.js';
import {type Failure} from '../failure.js';
import {type RecordCounts} from './record.js';

// What Container Insights' performance logs tell of agents, containers, tasks, services and clusters (domain.md §4).
// All text has passed the border function of aws/. All times are epoch milliseconds.

/** How far back one looks. The first two are held minute by minute, the others are aggregated by the query engine. */
export const usageWindows = ['15m', '1h', '6h', '24h', '7d'] as const;

export type UsageWindow = (typeof usageWindows)[number];

/** What is measured. CPU in units (1024 = 1 vCPU), memory in MiB as the logs' MB, the others in bytes per second. */
export const usageMetrics = ['cpu', 'memory', 'rx', 'tx', 'read', 'write'] as const;

export type UsageMetric = (typeof usageMetrics)[number];

/**
 * What a row of usage is about; `agent` is GuardDuty's container in one task, `container` any other. The read tells
 * of these and of tasks; the others are sums of such rows (domain/usage/roll-up.ts).
 */
export type UsageKind = 'agent' | 'container' | 'task' | 'service' | 'family' | 'cluster';

/** One metric over time: `points[i]` belongs to `from + i * stepMs`; NaN where no record told. */
export type UsageSeries = {
	readonly from: number;
	readonly stepMs: number;
	readonly points: Float32Array;
};

/** One metric over the window; a member is undefined when no record told it. `now` is the newest record's. */
export type UsageStats = {
	readonly now?: number;
	readonly average?: number;
	readonly p95?: number;
	readonly max?: number;
};

export type UsageEntity = {
	/** Unique within a `Usage`. */
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
	/** ContainerKnownStatus or KnownStatus. */
	readonly status?: string;
	/** CpuReserved and MemoryReserved as told; not to be trusted for the agent (domain.md §4.2). */
	readonly reservedCpu?: number;
	readonly reservedMemory?: number;
	/** Time of the newest record. */
	readonly lastAt: number;
	/** How many rows are in a sum; undefined for what is no sum. */
	readonly members?: number;
	/** Minutes with a record, and minutes from the first record to the newest: how sure one can be. */
	readonly samples: number;
	readonly spanMinutes: number;
	/** How often a cumulative counter went backwards or the record said so: the container began anew. */
	readonly restarts: number;
	readonly stats: {readonly [metric in UsageMetric]: UsageStats};
	readonly series: {readonly [metric in UsageMetric]?: UsageSeries};
};

/** Whose own record it is. */
export type Counted = {
	readonly key: string;
	readonly kind: 'service' | 'cluster';
	readonly cluster: ClusterArn;
	readonly service?: string;
};

/** What one record of a service or a cluster says. */
export type Said = {
	readonly at: number;
	readonly counts: RecordCounts;
	/**
	 * CpuUtilized and the like, in units and MB: AWS documents them in records of tasks and containers only
	 * (domain.md §4.2), so as a rule there are none.
	 */
	readonly spent: Spent;
};

export type Spent = {
	readonly cpu?: number;
	readonly memory?: number;
	readonly reservedCpu?: number;
	readonly reservedMemory?: number;
};

/** What AWS's own record of a service or a cluster counts, in a window. */
export type Headcount = Counted &
	Said & {
		readonly running: UsageSeries;
		readonly desired: UsageSeries;
		/** The fewest tasks that ran at one time; undefined when no record told. */
		readonly leastRunning?: number;
	};

/** Why a cluster has no (or not all) data; each is drawn with its remedy. */
export type UsageGap =
	/** Container Insights is off: `I` turns it on. */
	| {readonly kind: 'insights-off'}
	/** On, but no group yet: it comes with the first task that starts. */
	| {readonly kind: 'no-log-group'}
	| {readonly kind: 'no-records'}
	/** Tasks that run and have no record: they started before insights were enabled. */
	| {readonly kind: 'tasks-without-records'; readonly tasks: number}
	/** Logs Insights can't query groups of this class (it can STANDARD and INFREQUENT_ACCESS). */
	| {readonly kind: 'log-class'; readonly logClass: string}
	| {readonly kind: 'query-failed'; readonly status: string}
	| {readonly kind: 'failure'; readonly failure: Failure}
	/** Queries are refused, and nothing else can answer for so long a window. */
	| {readonly kind: 'no-queries'; readonly failure: Failure}
	/** The endpoint answered every record whatever was asked: numbers are filtered here, or not shown at all. */
	| {readonly kind: 'query-ignored'}
	/** More records than a query may answer with: what is beyond them is not known. */
	| {readonly kind: 'cut'; readonly rows: number}
	/** The ceiling of the configuration is reached: nothing is asked until then (epoch ms). */
	| {readonly kind: 'ceiling'; readonly spentBytes: number; readonly until: number};

/** What asking has cost. Bytes are those that Logs Insights said it scanned. */
export type UsageBill = {
	readonly lastBytes: number;
	/** Within the last 60 minutes, and since the start of this session. */
	readonly hourBytes: number;
	readonly sessionBytes: number;
	readonly queries: number;
	/** Bytes that FilterLogEvents answered, which has no documented scan charge. */
	readonly filteredBytes: number;
};

/** The query that was asked last, to see and to copy. */
export type UsageQueryText = {
	readonly text: string;
	readonly logGroups: readonly string[];
	readonly from: number;
	readonly to: number;
	/** Which call answered. */
	readonly by: 'logs:StartQuery' | 'logs:FilterLogEvents';
};

/** What is known of the usage of some clusters in one window. */
export type Usage = {
	readonly window: UsageWindow;
	readonly entities: readonly UsageEntity[];
	/** What AWS's own records of services and clusters count, by `headcountKey`; one without such a record is not in it. */
	readonly headcounts: ReadonlyMap<string, Headcount>;
	readonly gaps: ReadonlyMap<ClusterArn, UsageGap>;
	/** Time of the newest record of all; how far behind it is, is the lag. */
	readonly newestAt?: number;
	/** When the last answer came, and until when (both epoch ms) records were asked for. */
	readonly readAt?: number;
	readonly askedTo?: number;
	/** Set where FilterLogEvents answers: of how many clusters, and what keeps StartQuery from it. */
	readonly byEvents?: {readonly clusters: number; readonly failure: Failure};
	/** True while not every cluster's window was asked for from end to end: statistics are then of what came so far. */
	readonly isPartial: boolean;
	readonly bill: UsageBill;
	readonly query?: UsageQueryText;
};
