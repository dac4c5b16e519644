import {type Series} from '../logs/log-event.js';
import {type LogQuery} from '../logs/query-state.js';

/** From when on Container Insights had this value. */
export type InsightsChange = {readonly at: number; readonly value: 'disabled' | 'enabled' | 'enhanced'};

/** How an application spends what it has. */
export type AppPattern =
	| 'steady'
	/** Up and down with the day. */
	| 'wave'
	| 'spiky'
	/** Fills the memory of its task. */
	| 'full'
	| 'idle'
	/** Ends and begins anew every few hours. */
	| 'restarting'
	/** No record for some minutes now and then, though it runs. */
	| 'gappy';

/** An agent whose memory climbs until it is killed at its limit and begins anew. */
export type Leak = {
	/** One of the times at which it is killed, past or to come. */
	readonly limitAt: number;
	readonly everyMs: number;
};

export type AgentPattern = 'steady' | 'near limit' | 'restarting' | 'gappy' | Leak;

/** What is wrong with the records of a task. */
export type Oddity =
	| 'members missing'
	| 'texts for numbers'
	| 'escapes in names'
	| 'counters backwards'
	| 'nothing reserved'
	| 'clock ahead'
	| 'clock behind'
	| 'late'
	| 'told twice'
	| 'not JSON'
	| 'nulls';

export type UsagePlan = {
	readonly app?: AppPattern;
	readonly agent?: AgentPattern;
	readonly odd?: Oddity;
};

/** How queries end that go wrong. */
export type QueryFault = 'fail' | 'timeout' | 'hang';

/** How the performance logs of a cluster are kept. */
export type LogsPlan = {
	/** STANDARD when none is given. */
	readonly groupClass?: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY';
	/** AWS creates these groups with one day; most companies keep more. */
	readonly retentionDays?: number;
	readonly queryFault?: QueryFault;
};

/** What CloudWatch Logs knows beside what follows from the world. */
export type LogsState<Teller> = {
	/** When each performance group was born, once it has been seen. */
	readonly births: Map<string, number>;
	/** By id, oldest first. */
	readonly queries: Map<string, LogQuery>;
	/** What tasks tell, as made for the last question, while the task stays as it is. */
	readonly told: Map<Teller, {readonly version: number; readonly series: readonly Series[]}>;
	/** How many queries were ever started. */
	started: number;
	/** What the fault options make of every query. */
	fault?: QueryFault | undefined;
};
