import {type ClusterArn} from '../../domain/arn.js';
import {type Usage, type UsageWindow} from '../../domain/usage/usage.js';
import {type Read} from '../read.js';

/** Whose usage, how far back. */
export type UsageQuery = {
	/** Sorted, none twice. */
	readonly clusters: readonly ClusterArn[];
	readonly window: UsageWindow;
	/** Bytes that queries may scan within an hour before nothing more is asked; no part of what is held. */
	readonly ceilingBytesPerHour?: number;
};

/** What containers and tasks of these clusters used, from the performance logs of Container Insights. */
export const usageRead: Read<UsageQuery, Usage> = {
	id: 'usage',
	key: ({clusters, window}) => `${window} ${clusters.join(' ')}`,
	initial: {
		window: '1h',
		entities: [],
		gaps: new Map(),
		bill: {lastBytes: 0, hourBytes: 0, sessionBytes: 0, queries: 0, filteredBytes: 0},
		isPartial: true,
	},
	weight: usage => usage.entities.length,
	async load() {},
};
