import {type Snapshot} from '../store/snapshot.js';
import {memoBy} from './memo.js';
import {type ListView, type Place} from './view.js';

/** Returns the number of faults in a list as `3!`, or undefined when there are none. */
export function listBadge<Row>(view: ListView<Row>, snapshot: Snapshot, place: Place): string | undefined {
	const faults = countFaults(view.rows(snapshot, place), view);
	return faults === 0 ? undefined : `${faults}!`;
}

// Counted once per array of rows, which stays the same until the data changes.
const countFaults = memoBy(
	// The verdict is that of the very view that made the rows.
	(rows: readonly unknown[], view: {verdict(row: never): string}): number =>
		rows.filter(row => view.verdict(row as never) === 'fault').length,
);
