import {type QueryFault} from '../world/telemetry.js';
import {type Series} from './log-event.js';

/** A log group as CloudWatch Logs knows it. Times are epoch milliseconds. */
export type LogGroup = {
	readonly name: string;
	readonly groupClass: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY';
	readonly createdAt: number;
	/** Undefined: for ever. */
	readonly retentionDays?: number;
	readonly queryFault?: QueryFault;
	/** An estimate, as AWS's own number is. */
	readonly storedBytes: () => number;
	/** All that write to it, in their order; made anew each time. */
	readonly series: () => readonly Series[];
	/** Those that write to one stream, which need not exist. */
	readonly seriesOf: (stream: string) => readonly Series[];
};
