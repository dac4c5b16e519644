import {shortName} from '../../domain/arn.js';
import {type Snapshot} from '../../store/snapshot.js';
import {linesBlock} from '../blocks.js';
import {type Block, type DetailView, type Place} from '../view.js';
import {gapText, refusalText} from './gap-text.js';
import {windowAt, withNextWindow} from './level.js';
import {sizeView} from './size.js';
import {sizeBlocks} from './size-blocks.js';
import {sizeHourIn, sizeUsageOf} from './size-hour.js';
import {sizeLink, sizeQueryTexts} from './size-queries.js';
import {adviceOf, type FamilyRow, sizeRowAt} from './size-rows.js';
import {askingBlocks} from './usage-blocks.js';
import {usageSettingsIn} from './usage-query.js';

/** The advice on one family, every number with how it came about. */
export const sizeDetailView: DetailView = {
	kind: 'detail',
	id: 'size-of',
	title: place => `size of ${nameIn(place)} ${windowAt(place)}`,
	wants: (place, snapshot) => sizeView.wants(listPlace(place), snapshot),
	status: (snapshot, place) => sizeView.status(snapshot, listPlace(place)),
	blocks: blocksOf,
	pivots(place, snapshot) {
		const row = sizeRowAt(snapshot, listPlace(place));
		return row ? sizeView.pivots(row, place) : {};
	},
	turn: (turn, place) => (turn === 'window' ? withNextWindow(place) : place),
	target(place, snapshot) {
		const row = sizeRowAt(snapshot, listPlace(place));
		return row && sizeView.target(row);
	},
	actions: ['cluster.tag', 'cluster.insights'],
	link(place, snapshot) {
		const row = sizeRowAt(snapshot, listPlace(place));
		return row && sizeLink(row, listPlace(place), snapshot);
	},
	remedies(place, snapshot) {
		const row = sizeRowAt(snapshot, listPlace(place));
		return row?.kind === 'family'
			? [
					{label: 'size advice', text: adviceOf(row).derivation.join('\n')},
					...sizeQueryTexts(row, listPlace(place), snapshot),
				]
			: [];
	},
};

function blocksOf(snapshot: Snapshot, place: Place): readonly Block[] {
	const row = sizeRowAt(snapshot, listPlace(place));
	const usage = row && sizeUsageOf(snapshot, listPlace(place), row.cluster);
	if (!row) {
		return [linesBlock('Task size', [], `reading the last ${windowAt(place)} of ${nameIn(place)} …`)];
	}

	return row.kind === 'gap'
		? [linesBlock('Task size', [{text: gapText(row.gap), tone: 'warning'}], '')]
		: [
				...hourBlocks(snapshot, place, row),
				...sizeBlocks(row),
				...(usage ? askingBlocks(usage, usageSettingsIn(snapshot)) : []),
			];
}

/** What stands in for a day must say so. */
function hourBlocks(snapshot: Snapshot, place: Place, {cluster}: FamilyRow): readonly Block[] {
	const hour = sizeHourIn(snapshot, place);
	return hour?.clusters.has(cluster)
		? [
				linesBlock(
					'By one hour alone',
					[
						{
							text: `the last ${windowAt(place)} needs queries: ${refusalText(hour.failure)}; so this is what the last 1h tells, event by event, and the confidence is low`,
							tone: 'warning',
						},
					],
					'',
				),
			]
		: [];
}

function listPlace(place: Place): Place {
	return {...place, view: sizeView.id};
}

/** The last part of the row's key: the family. */
function nameIn({item = ''}: Place): string {
	return shortName(item);
}
