import {isoTime} from '../domain/age.js';
import {failureLine} from '../domain/failure-text.js';
import {type Json} from '../domain/resources.js';
import {type Listing} from './state/context.js';

/** The version of the shape that `:export` writes; the same as that of the commands. */
const schemaVersion = 1;

/** Returns the rows shown, in their order, as JSON or (for a name that ends in .csv) as CSV. */
export function exportText(listing: Listing, path: string, now: number): string {
	const {view, model, status} = listing;
	const records = model.rows.map(row => view.record(row));
	if (/\.csv$/i.test(path)) {
		const lines = [
			view.members.join(','),
			...records.map(record => view.members.map(member => field(record[member])).join(',')),
		];
		return `${lines.join('\r\n')}\r\n`;
	}

	const document = {
		schemaVersion,
		view: view.id,
		at: isoTime(now),
		partial: status.isPartial,
		errors: status.errors.map(({what, failure}) => `${what}: ${failureLine(failure)}`),
		rows: records,
	};
	return `${JSON.stringify(document, undefined, 2)}\n`;
}

function field(value: Json | undefined): string {
	const text =
		value === undefined || value === null
			? ''
			: typeof value === 'object'
				? JSON.stringify(value)
				: String(value);
	// A spreadsheet would run a cell that starts so as a formula; AWS names can be chosen by an attacker.
	const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
