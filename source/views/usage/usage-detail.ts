import {want} from '../../store/read.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {linesBlock} from '../blocks.js';
import {clustersWant} from '../clusters/cluster-facts.js';
import {pace} from '../pace.js';
import {type Block, type DetailView, type Place} from '../view.js';
import {gapText} from './gap-text.js';
import {windowAt, withNextWindow} from './level.js';
import {queryLink, queryTexts} from './row-queries.js';
import {sizeBlocks} from './size-blocks.js';
import {familyRow} from './size-rows.js';
import {askingBlocks, usageBlocks} from './usage-blocks.js';
import {usagePivots, usageTarget} from './usage-pivots.js';
import {usageIn, usageSettingsIn, usageWants} from './usage-query.js';
import {type EntityRow} from './usage-row.js';
import {usageRowAt} from './usage-rows.js';
import {usageStatus} from './usage-status.js';

/** One row of usage: charts, facts, numbers, the size advice of its family, the query and what it cost. */
export const usageDetailView: DetailView = {
	kind: 'detail',
	id: 'usage-of',
	title: place => `${nameIn(place)} ${windowAt(place)}`,
	wants(place, snapshot) {
		const row = usageRowAt(snapshot, listPlace(place));
		return [
			clustersWant(pace.addedMs, 0),
			...usageWants(snapshot, place),
			...(row ? [want(tasksRead, row.cluster, {everyMs: pace.addedMs, priority: 1})] : []),
		];
	},
	status: (snapshot, place) => usageStatus(snapshot, listPlace(place)),
	blocks: blocksOf,
	pivots(place, snapshot) {
		const row = usageRowAt(snapshot, listPlace(place));
		return row ? usagePivots(row, place) : {};
	},
	turn: (turn, place) => (turn === 'window' ? withNextWindow(place) : place),
	link(place, snapshot) {
		const row = usageRowAt(snapshot, listPlace(place));
		const usage = usageIn(snapshot, place);
		return row?.kind === 'usage' && usage ? queryLink(row, usage) : undefined;
	},
	target(place, snapshot) {
		const row = usageRowAt(snapshot, listPlace(place));
		return row && usageTarget(row);
	},
	actions: ['cluster.insights', 'service.redeploy', 'task.replace', 'task.stop'],
	remedies(place, snapshot) {
		const row = usageRowAt(snapshot, listPlace(place));
		const usage = usageIn(snapshot, place);
		return row?.kind === 'usage' && usage ? queryTexts(row, usage) : [];
	},
};

function blocksOf(snapshot: Snapshot, place: Place, now: number): readonly Block[] {
	const row = usageRowAt(snapshot, listPlace(place));
	const usage = usageIn(snapshot, place);
	if (!row || !usage) {
		return [linesBlock('Usage', [], absentText(place, usage?.isPartial !== false))];
	}

	return row.kind === 'gap'
		? [linesBlock('Usage', [{text: gapText(row.gap), tone: 'warning'}], '')]
		: [
				...usageBlocks(row, usage, now),
				...adviceBlocks(snapshot, place, row),
				...askingBlocks(usage, usageSettingsIn(snapshot)),
			];
}

function absentText(place: Place, isPartial: boolean): string {
	return isPartial
		? `reading the last ${windowAt(place)} of ${nameIn(place)} …`
		: `${nameIn(place)} has no record in the last ${windowAt(place)}`;
}

/** What was seen in the window on screen; the size view looks at a day. */
function adviceBlocks(snapshot: Snapshot, place: Place, {cluster, entity}: EntityRow): readonly Block[] {
	const {family} = entity;
	const row = family === undefined ? undefined : familyRow(snapshot, listPlace(place), {cluster, family});
	return row ? sizeBlocks(row) : [];
}

function listPlace(place: Place): Place {
	return {...place, view: 'usage'};
}

/** What the row is called: the container, else the beginning of the task's id, else the name of the sum. */
function nameIn({item = ''}: Place): string {
	const parts = item.slice(item.indexOf(':') + 1).split('/');
	const last = parts.at(-1) ?? '';
	return /^[0-9a-f-]{32,36}$/.test(last) ? last.slice(0, 8) : last;
}
