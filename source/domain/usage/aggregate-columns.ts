import {type UsageWindow} from './usage.js';
import {windowSpans} from './windows.js';

// The aggregating queries and the readers of their answers share these tables: one line is one column.

/** What groups the rows: who a container or task is. A member that its records lack is not in the row. */
export const identityColumns = [
	'ClusterName',
	'Type',
	'TaskId',
	'ContainerName',
	'ServiceName',
	'TaskDefinitionFamily',
	'TaskDefinitionRevision',
	'Image',
] as const;

/** Of gauges the engine tells these; the 95th percentile is the engine's own. */
export const gaugeColumns = {
	cpu: 'CpuUtilized',
	memory: 'MemoryUtilized',
	rx: 'NetworkRxBytes',
	tx: 'NetworkTxBytes',
} as const;

/** Names of statistics, and how the engine computes them of a field. */
export const gaugeStatistics = {
	now: (field: string) => `latest(${field})`,
	average: (field: string) => `avg(${field})`,
	p95: (field: string) => `pct(${field}, 95)`,
	max: (field: string) => `max(${field})`,
} as const;

export const wholeColumns = {
	samples: 'count(*)',
	firstAt: 'min(Timestamp)',
	lastAt: 'max(Timestamp)',
	containerStatus: 'latest(ContainerKnownStatus)',
	taskStatus: 'latest(KnownStatus)',
	launchType: 'latest(LaunchType)',
	reservedCpu: 'latest(CpuReserved)',
	reservedMemory: 'latest(MemoryReserved)',
} as const;

/**
 * What one point of a coarse series is: the average of what rises and falls, but the most memory, since a limit is
 * about that; of counters the last, which is the largest unless the container began anew.
 */
export const binColumns = {
	cpu: 'avg(CpuUtilized)',
	memory: 'max(MemoryUtilized)',
	rx: 'avg(NetworkRxBytes)',
	tx: 'avg(NetworkTxBytes)',
	read: 'latest(StorageReadBytes)',
	written: 'latest(StorageWriteBytes)',
} as const;

/** What records of services and clusters tell besides, and the fewest tasks that ran; as `RecordCounts`. */
export const countColumns = {
	running: 'latest(RunningTaskCount)',
	leastRunning: 'min(RunningTaskCount)',
	desired: 'latest(DesiredTaskCount)',
	pending: 'latest(PendingTaskCount)',
	deployments: 'latest(DeploymentCount)',
	taskSets: 'latest(TaskSetCount)',
	tasks: 'latest(TaskCount)',
	leastTasks: 'min(TaskCount)',
	services: 'latest(ServiceCount)',
	instances: 'latest(ContainerInstanceCount)',
} as const;

/** Of a stretch of time the fewest that ran, and the most that were to: so the chart shows each time they fell short. */
export const countBinColumns = {
	running: 'min(RunningTaskCount)',
	desired: 'max(DesiredTaskCount)',
	tasks: 'min(TaskCount)',
} as const;

/** Returns how the engine cuts time for the series of a window, such as `bin(10m)`. */
export function binOf(window: UsageWindow): string {
	return `bin(${windowSpans[window].stepMs / 60_000}m)`;
}

/** Returns the alias of one statistic of one gauge, such as `cpuP95`. */
export function gaugeAlias(gauge: string, statistic: string): string {
	return `${gauge}${statistic.charAt(0).toUpperCase()}${statistic.slice(1)}`;
}
