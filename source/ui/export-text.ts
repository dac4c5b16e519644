import {type Snapshot} from '../store/snapshot.js';
import {csvReport, jsonReport} from '../views/report.js';
import {type Listing} from './state/context.js';

/** Returns the rows shown, in their order, as the commands print them: JSON, or CSV for a name that ends in .csv. */
export function exportText(
	{view, model: {rows}, status}: Listing,
	{path, snapshot, now}: {readonly path: string; readonly snapshot: Snapshot; readonly now: number},
): string {
	return /\.csv$/i.test(path)
		? csvReport({view, rows, snapshot})
		: jsonReport({view, rows, status, snapshot, now});
}
