import {shortName} from '../../domain/arn.js';
import {withHeadcounts} from '../../domain/usage/headcount.js';
import {recordInRow, type UsageRecord} from '../../domain/usage/record.js';
import {withRecords} from '../../domain/usage/tracked.js';
import {type QueryRow} from '../../domain/usage/usage-operations.js';
import {windowSpans} from '../../domain/usage/windows.js';
import {type GroupState} from './group-state.js';

/** What one group told while it was asked once. */
export type Told = {
	/** Rows, and those of them that held a whole event. */
	readonly rows: number;
	readonly messages: number;
	readonly newestAt?: number;
	readonly oldestAt?: number;
	/** Records in each minute, on average. */
	readonly perMinute: number;
};

export type Intake = {
	takeRows(state: GroupState, rows: readonly QueryRow[]): void;
	/** Rows that will come again: held, but not counted. */
	takeEarlyRows(state: GroupState, rows: readonly QueryRow[]): void;
	takeRecords(state: GroupState, records: readonly UsageRecord[]): void;
	told(state: GroupState): Told;
};

const nothingTold: Told = {rows: 0, messages: 0, perMinute: 0};
const {stepMs} = windowSpans['1h'];

/**
 * Returns what takes the records of one asking into what is held. Records of other clusters are left out, whoever
 * put them into this group; a record that comes twice counts once.
 */
export function createIntake(onNews: () => void): Intake {
	const all = new Map<GroupState, Told>();

	function note(state: GroupState, records: readonly UsageRecord[], more: Pick<Told, 'rows' | 'messages'>) {
		const before = all.get(state) ?? nothingTold;
		const times = records.map(({at}) => at);
		const rows = before.rows + more.rows;
		const newestAt = extreme(Math.max, before.newestAt, times);
		const oldestAt = extreme(Math.min, before.oldestAt, times);
		all.set(state, {
			rows,
			messages: before.messages + more.messages,
			newestAt,
			oldestAt,
			perMinute:
				newestAt === undefined || oldestAt === undefined
					? 0
					: rows / (Math.floor(newestAt / stepMs) - Math.floor(oldestAt / stepMs) + 1),
		});
	}

	function hold(state: GroupState, records: readonly UsageRecord[]): void {
		const name = shortName(state.cluster);
		const own = records.filter(({clusterName = name}) => clusterName === name);
		if (own.length > 0) {
			state.minutes = withRecords(state.minutes, state.cluster, {records: own, stepMs});
			state.headcounts = withHeadcounts(state.headcounts, state.cluster, {records: own, stepMs});
			onNews();
		}
	}

	return {
		takeRows(state, rows) {
			const records = rows.flatMap(row => recordInRow(row) ?? []);
			const messages = rows.filter(row => row.has('@message')).length;
			note(state, records, {rows: rows.length, messages: Math.max(messages, records.length)});
			hold(state, records);
		},
		takeEarlyRows(state, rows) {
			hold(
				state,
				rows.flatMap(row => recordInRow(row) ?? []),
			);
		},
		takeRecords(state, records) {
			note(state, records, {rows: records.length, messages: records.length});
			hold(state, records);
		},
		told: state => all.get(state) ?? nothingTold,
	};
}

function extreme(
	pick: (one: number, other: number) => number,
	before: number | undefined,
	times: readonly number[],
): number | undefined {
	return times.reduce((most: number | undefined, at) => (most === undefined ? at : pick(most, at)), before);
}
