import {type Answer} from '../../domain/account.js';
import {type Collection, emptyCollection} from '../../domain/fetched.js';
import {type Page} from '../../domain/operations.js';
import {type Call, type Read, type ReadContext} from '../read.js';
import {allPages} from './all-pages.js';
import {createBatcher} from './listing.js';
import {createPool} from './pool.js';
import {createRows} from './rows.js';

/** What AWS said of an id: there it is, or (without `found`) it knows none. */
export type Looked<T> = {readonly found?: T};

/** EC2 takes at most 200 values in a filter. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html */
const batchSize = 200;

export type LookupReadParts<Params, T> = {
	readonly id: string;
	key(params: Params): string;
	ids(params: Params): readonly string[];
	ask(call: Call, ids: readonly string[], nextToken: string | undefined): Promise<Answer<Page<T>>>;
	idOf(found: T): string;
};

/**
 * Returns a read of things whose ids are known, in full batches side by side; rows are shown as they come. A row
 * without value was not looked for yet; one whose batch failed says why.
 */
export function lookupRead<Params, T>(
	parts: LookupReadParts<Params, T>,
): Read<Params, Collection<Looked<T>>> {
	return {
		id: parts.id,
		key: params => parts.key(params),
		initial: emptyCollection,
		weight: collection => collection.rows.length,
		load: (context, params) => load(context, parts, parts.ids(params)),
	};
}

async function load<Params, T>(
	context: ReadContext<Collection<Looked<T>>>,
	parts: LookupReadParts<Params, T>,
	ids: readonly string[],
): Promise<void> {
	const rows = createRows(context.held());
	const pool = createPool();
	const batcher = createBatcher<string>(batchSize, batch => {
		pool.add(async () => {
			const answer = await allPages<T>(nextToken => parts.ask(context.call, batch, nextToken));
			if (answer.ok) {
				const found = new Map(answer.value.map(thing => [parts.idOf(thing), thing]));
				for (const id of batch) {
					const thing = found.get(id);
					rows.described(id, thing === undefined ? {} : {found: thing}, context.now());
				}
			} else if (answer.failure.kind !== 'cancelled') {
				for (const id of batch) {
					rows.failed(id, answer.failure);
				}
			}

			context.publish(rows.collection());
		});
	});
	const wanted = rows.list(ids);
	rows.listed(context.now(), undefined);
	batcher.add(wanted);
	batcher.end();
	await pool.done();
	context.publish(rows.end());
}
