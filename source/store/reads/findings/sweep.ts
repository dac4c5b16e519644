import {type Failure} from '../../../domain/failure.js';
import {findingCriteria, worstFirstSort} from '../../../domain/findings/criteria.js';
import {type FindingSummary} from '../../../domain/findings/finding.js';
import {createTextPool, summaryOf, type TextPool} from '../../../domain/findings/summary.js';
import {type ReadContext} from '../../read.js';
import {eachPage} from '../listing.js';
import {createPool} from '../pool.js';
import {publishing} from '../publishing.js';
import {createRows, type Rows} from '../rows.js';
import {described, type FindingsAsked, listingOf} from './asked.js';
import {type FindingList} from './finding-list.js';
import {findingBound, inOrder} from './list-rules.js';

type Sweep = {
	readonly context: ReadContext<FindingList>;
	readonly asked: FindingsAsked;
	readonly isArchived: boolean;
	readonly rows: Rows<FindingSummary>;
	readonly texts: TextPool;
	/** False once a page was not described: it is asked for again next time. */
	isWhole: boolean;
};

/**
 * Lists all ids, the worst first, and describes those that are not held. The first page is shown before the second is
 * asked for. What is not listed any more leaves once all were listed.
 */
export async function sweep(
	context: ReadContext<FindingList>,
	{detectorId, isArchived}: {readonly detectorId: string; readonly isArchived: boolean},
	startedAt: number,
): Promise<void> {
	const rows = createRows(context.held());
	const asked = {detectorId, criteria: findingCriteria({isArchived}), sort: worstFirstSort};
	const swept: Sweep = {context, asked, isArchived, rows, texts: createTextPool(), isWhole: true};
	const known = new Map(context.held().rows.map(row => [row.key, row]));
	const pool = createPool();
	let listed = 0;
	let isCapped = false;
	const {sweptAt} = context.held();
	const listNow = (list = rows.collection()): FindingList => ({
		...list,
		isComplete: list.isComplete && !isCapped,
		isCapped,
		...(sweptAt !== undefined && {sweptAt}),
	});
	const publish = publishing(context, listNow);

	const failure = await eachPage([listingOf(context.call, asked)], async ids => {
		if (listed >= findingBound) {
			isCapped = ids.length > 0;
			return 'enough';
		}

		const isFirst = listed === 0;
		const fresh = rows.list(ids).filter(id => {
			const row = known.get(id);
			if (row?.value === undefined || row.failure) {
				return true;
			}

			rows.described(id, row.value, row.at ?? startedAt);
			return false;
		});
		listed += ids.length;
		if (!isFirst) {
			pool.add(async () => {
				await describePage(swept, fresh);
				publish();
			});
			return undefined;
		}

		const failed = await describePage(swept, fresh);
		publish();
		// Who may not read the first page may not read the others: 200 more refusals would tell nothing new.
		return failed?.kind === 'denied' ? failed : undefined;
	});
	await pool.done();
	if (failure?.kind === 'cancelled' || context.signal.aborted) {
		context.publish(listNow(rows.end()));
		return;
	}

	rows.listed(context.now(), failure);
	const list = listNow(rows.end());
	const isSwept = !failure && swept.isWhole;
	context.publish({...list, rows: inOrder(list.rows), ...(isSwept && {sweptAt: startedAt})});
}

async function describePage(sweep: Sweep, ids: readonly string[]): Promise<Failure | undefined> {
	const {context, asked, isArchived, rows, texts} = sweep;
	const answer = await described(context.call, asked, ids);
	if (!answer.ok) {
		sweep.isWhole = false;
		if (answer.failure.kind !== 'cancelled') {
			for (const id of ids) {
				rows.failed(id, answer.failure);
			}
		}

		return answer.failure;
	}

	const found = new Map(answer.value.map(finding => [finding.id, finding]));
	for (const id of ids) {
		const finding = found.get(id);
		const summary = finding && summaryOf(finding, texts);
		if (summary && (summary.isArchived ?? isArchived) === isArchived) {
			rows.described(id, summary, context.now());
		} else {
			// It was archived since it was listed, or GuardDuty has forgotten it: it keeps findings for 90 days.
			rows.drop(id);
		}
	}

	return undefined;
}
