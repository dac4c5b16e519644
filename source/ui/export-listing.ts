import {csvReport, jsonReport} from '../views/report.js';
import {type Cell} from '../views/view.js';
import {type Host} from './host.js';
import {type Context, type Listing} from './state/context.js';

/**
 * Writes the rows shown, as the commands print them, in the format of the file's name, and returns what to tell of it;
 * undefined where no list is on screen.
 */
export async function exportListing(
	{listing, snapshot}: Pick<Context, 'listing' | 'snapshot'>,
	path: string,
	{clock, exportFile}: Pick<Host, 'clock' | 'exportFile'>,
): Promise<Required<Cell> | undefined> {
	if (!listing) {
		return undefined;
	}

	const problem = await exportFile(path, exportText(listing, {path, snapshot, now: clock.now()}));
	return problem === undefined
		? {text: `${listing.model.rows.length} rows written to ${path}`, tone: 'plain'}
		: {text: `not exported: ${problem}`, tone: 'fault'};
}

function exportText(
	{view, model, status}: Listing,
	{path, snapshot, now}: {path: string; snapshot: Context['snapshot']; now: number},
): string {
	const {rows} = model;
	return /\.csv$/i.test(path)
		? csvReport({view, rows, snapshot})
		: jsonReport({view, rows, status, snapshot, now});
}
