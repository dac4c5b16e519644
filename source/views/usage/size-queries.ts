import {type ConsoleLink} from '../../domain/insights-link.js';
import {type Snapshot} from '../../store/snapshot.js';
import {type CopiedText, type Place} from '../view.js';
import {queryLink, queryTexts, type Subject} from './row-queries.js';
import {sizeUsageOf} from './size-hour.js';
import {type SizeRow} from './size-rows.js';

/** Returns the page of what the numbers of a family were asked with, or of the query about it alone. */
export function sizeLink(row: SizeRow, place: Place, snapshot: Snapshot): ConsoleLink | undefined {
	const usage = sizeUsageOf(snapshot, place, row.cluster);
	return row.kind === 'family' && usage ? queryLink(subjectOf(row), usage) : undefined;
}

/** Returns those queries, to be copied. */
export function sizeQueryTexts(row: SizeRow, place: Place, snapshot: Snapshot): readonly CopiedText[] {
	const usage = sizeUsageOf(snapshot, place, row.cluster);
	return row.kind === 'family' && usage ? queryTexts(subjectOf(row), usage) : [];
}

function subjectOf({cluster, name}: SizeRow): Subject {
	return {cluster, entity: {kind: 'family', family: name}};
}
