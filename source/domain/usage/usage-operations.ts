import {type Page} from '../page.js';

export type LogGroup = {
	readonly name: string;
	/** STANDARD, INFREQUENT_ACCESS, DELIVERY; an open string, undefined when not told. */
	readonly logClass?: string;
	readonly storedBytes?: number;
	readonly retentionDays?: number;
	readonly createdAt?: number;
};

/** One row of an answer: field names as the query names them; every value is a text. */
export type QueryRow = ReadonlyMap<string, string>;

export type QueryAnswer = {
	/** Scheduled, Running, Complete, Failed, Cancelled, Timeout, Unknown; an open string. */
	readonly status: string;
	readonly rows: readonly QueryRow[];
	readonly nextToken?: string;
	readonly statistics?: {
		readonly recordsMatched: number;
		readonly recordsScanned: number;
		readonly bytesScanned: number;
	};
};

export type FilteredEvent = {readonly at?: number; readonly logStreamName?: string; readonly message: string};

export type LogEvent = {readonly at?: number; readonly message: string};

/** The requests to CloudWatch Logs that usage and evidence make; one entry is one HTTP request, as in operations.ts. Limits: domain.md §4.5. */
export type UsageOperations = {
	'logs:DescribeLogGroups': {
		input: {readonly prefix: string; readonly nextToken?: string};
		output: Page<LogGroup>;
	};
	/** Answers with the query's id. `from` and `to` are epoch ms and sent as seconds, `to` inclusive. At most 50 groups. */
	'logs:StartQuery': {
		input: {
			readonly logGroups: readonly string[];
			readonly query: string;
			readonly from: number;
			readonly to: number;
			readonly limit: number;
		};
		output: string;
	};
	/** Pages of at most 2,000 rows; partial while it runs. A row's `@message` that is JSON has every text in it cleaned. */
	'logs:GetQueryResults': {
		input: {readonly queryId: string; readonly nextToken?: string};
		output: QueryAnswer;
	};
	/** Undefined when there was nothing left to stop. */
	'logs:StopQuery': {input: {readonly queryId: string}; output: undefined};
	/** An empty page with a token is normal. `from` and `to` are epoch ms. A message that is JSON has every text in it cleaned. */
	'logs:FilterLogEvents': {
		input: {
			readonly logGroup: string;
			readonly pattern: string;
			readonly from: number;
			readonly to: number;
			readonly nextToken?: string;
		};
		output: Page<FilteredEvent>;
	};
	/** The last events of one stream, oldest first. Undefined when the group or the stream is not there. */
	'logs:GetLogEvents': {
		input: {readonly logGroupName: string; readonly logStreamName: string; readonly limit: number};
		output: readonly LogEvent[] | undefined;
	};
};
