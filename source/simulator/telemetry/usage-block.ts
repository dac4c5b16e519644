import {type JsonObject} from '../json.js';
import {type Usage} from './usage.js';

export type Reserved = {readonly cpu: number; readonly memory: number; readonly hasNetwork: boolean};

/**
 * The members that records of containers and tasks share. Storage and packets are counters since the start,
 * network bytes are rates. docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-logs-ECS.html
 */
export function usageBlock(usage: Usage, {cpu, memory, hasNetwork}: Reserved): JsonObject {
	return {
		CpuUtilized: usage.cpu,
		CpuReserved: cpu,
		MemoryUtilized: usage.memory,
		MemoryReserved: memory,
		StorageReadBytes: usage.read,
		StorageWriteBytes: usage.written,
		// Host networking has no numbers of its own.
		...(hasNetwork && {
			NetworkRxBytes: usage.received,
			NetworkRxDropped: 0,
			NetworkRxErrors: 0,
			NetworkRxPackets: usage.receivedPackets,
			NetworkTxBytes: usage.sent,
			NetworkTxDropped: 0,
			NetworkTxErrors: 0,
			NetworkTxPackets: usage.sentPackets,
		}),
	};
}

/** What several containers spend together. */
export function sum(usages: readonly Usage[]): Usage {
	const total = {
		cpu: 0,
		memory: 0,
		read: 0,
		written: 0,
		received: 0,
		sent: 0,
		receivedPackets: 0,
		sentPackets: 0,
	};
	for (const usage of usages) {
		total.cpu += usage.cpu;
		total.memory += usage.memory;
		total.read += usage.read;
		total.written += usage.written;
		total.received += usage.received;
		total.sent += usage.sent;
		total.receivedPackets += usage.receivedPackets;
		total.sentPackets += usage.sentPackets;
	}

	return total;
}
