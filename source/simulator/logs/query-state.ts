import {type Lines} from '../query/compile-query.js';

export type QueryStatus = 'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled' | 'Timeout';

/** A query that was started, and what has become of it. Times are epoch milliseconds of simulated time. */
export type LogQuery = {
	readonly id: string;
	readonly text: string;
	readonly groupNames: readonly string[];
	readonly createdAt: number;
	status: QueryStatus;
	endedAt?: number;
	readonly statistics: {recordsMatched: number; recordsScanned: number; bytesScanned: number};
	/** The lines so far; all of them once it is complete. */
	lines: () => Lines;
};
