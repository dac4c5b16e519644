import {isoTime} from '../domain/age.js';
import {type Failure} from '../domain/failure.js';
import {failureLine} from '../domain/failure-text.js';
import {heldValue} from '../domain/fetched.js';
import {type Json} from '../domain/resources.js';
import {identityRead} from '../store/reads/identity.js';
import {type Snapshot} from '../store/snapshot.js';
import {csvText} from './csv.js';
import {type ListStatus, type ListView} from './view.js';

/** Raised when a member changes its meaning or goes; new members do not raise it. */
export const schemaVersion = 1;

/** A list as scripts read it. */
export type Report<Row> = {
	readonly view: ListView<Row>;
	readonly rows: readonly Row[];
	readonly status: ListStatus;
	readonly snapshot: Snapshot;
	readonly now: number;
};

/** Returns the list as one JSON document; docs/scripting.md says what its members mean. */
export function jsonReport<Row>({view, rows, status, snapshot, now}: Report<Row>): string {
	const document = {
		schemaVersion,
		view: view.id,
		generatedAt: isoTime(now),
		account: heldValue(snapshot.get(identityRead, undefined))?.account ?? null,
		region: snapshot.scope.region,
		partial: status.isPartial,
		errors: status.errors.map(({what, failure}) => ({
			what,
			...(failure.kind === 'denied' ? {action: failure.action} : {}),
			message: failureDetail(failure),
		})),
		rows: rows.map(row => recordOf(view, row, snapshot)),
	};
	return `${JSON.stringify(document, null, 2)}\n`;
}

/** Returns fact, remedy and what AWS or the network said to it, as one line. */
export function failureDetail(failure: Failure): string {
	const line = failureLine(failure);
	const {message} = failure;
	return message === '' || line.includes(message) ? line : `${line} (${message})`;
}

/** Returns the list as CSV with a heading. */
export function csvReport<Row>({
	view,
	rows,
	snapshot,
}: Pick<Report<Row>, 'view' | 'rows' | 'snapshot'>): string {
	return csvText(
		['verdict', ...view.members],
		rows.map(row => recordOf(view, row, snapshot)),
	);
}

function recordOf<Row>(view: ListView<Row>, row: Row, snapshot: Snapshot): {readonly [member: string]: Json} {
	return {verdict: view.verdict(row), ...view.record(row, snapshot)};
}
