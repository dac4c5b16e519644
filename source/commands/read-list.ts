import {type Snapshot} from '../store/snapshot.js';
import {type Store} from '../store/store.js';
import {headerWants} from '../views/header.js';
import {type ListStatus, type ListView, type Place} from '../views/view.js';

export type Reading = {
	readonly store: Store;
	/** Epoch ms; asked again after waiting. */
	now(): number;
	/** After this many milliseconds what was read by then is printed, and said to be partial. */
	readonly deadlineMs: number;
};

export type ReadList<Row> = {
	readonly snapshot: Snapshot;
	readonly rows: readonly Row[];
	readonly status: ListStatus;
};

/** Reads all that a list is made of, or as much as there is time for. */
export async function readList<Row>(
	view: ListView<Row>,
	place: Place,
	{store, now, deadlineMs}: Reading,
): Promise<ReadList<Row>> {
	const startedAt = now();
	await store.settle(() => [...view.wants(place, store.snapshot()), ...headerWants()], deadlineMs);
	const snapshot = store.snapshot();
	const status = view.status(snapshot, place);
	const isCutOff = now() - startedAt >= deadlineMs;
	return {
		snapshot,
		rows: view.rows(snapshot, place),
		status: isCutOff ? cutOff(status, deadlineMs) : status,
	};
}

function cutOff(status: ListStatus, deadlineMs: number): ListStatus {
	const what = `not everything was read within ${Math.round(deadlineMs / 1000)} s, with --cluster it would be less`;
	return {
		...status,
		isPartial: true,
		errors: [...status.errors, {what, failure: {kind: 'cancelled', message: ''}}],
	};
}
