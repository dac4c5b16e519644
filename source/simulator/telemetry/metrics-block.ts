import {type JsonObject} from '../json.js';

/** The units of the metrics that CloudWatch makes of the records. */
const units: Readonly<Record<string, string>> = {
	CpuUtilized: 'None',
	CpuReserved: 'None',
	MemoryUtilized: 'Megabytes',
	MemoryReserved: 'Megabytes',
	StorageReadBytes: 'Bytes/Second',
	StorageWriteBytes: 'Bytes/Second',
	NetworkRxBytes: 'Bytes/Second',
	NetworkTxBytes: 'Bytes/Second',
	EphemeralStorageUtilized: 'Gigabytes',
	EphemeralStorageReserved: 'Gigabytes',
	EBSFilesystemSize: 'Gigabytes',
	// AWS's own spelling, which differs from the member that it is about.
	EBSFilesystemUtilzed: 'Gigabytes',
};

/** The part of a record that tells CloudWatch which metrics to make. */
export function metricsBlock(
	names: readonly string[],
	dimensions: readonly (readonly string[])[],
): JsonObject {
	return {
		CloudWatchMetrics: [
			{
				Namespace: 'ECS/ContainerInsights',
				Metrics: names.map(name => ({Name: name, Unit: units[name] ?? 'Count'})),
				Dimensions: dimensions,
			},
		],
	};
}
