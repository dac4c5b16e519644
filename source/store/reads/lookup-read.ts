import {type Answer} from '../../domain/account.js';
import {type Collection, emptyCollection} from '../../domain/fetched.js';
import {type Page} from '../../domain/operations.js';
import {type Call} from '../call.js';
import {type Read, type ReadContext} from '../read.js';
import {allPages} from './all-pages.js';
import {createBatcher} from './listing.js';
import {createPool} from './pool.js';
import {createRows} from './rows.js';

/** What AWS said of an id: there it is, or (without `found`) it knows none. */
export type Looked<T> = {readonly found?: T};

/** EC2 takes at most 200 values in a filter. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html */
const filterSize = 200;
/** By their ids more can be asked for at once; 1,000 is the largest page that EC2 has. */
const wholeSize = 1000;

export type LookupReadParts<Params, T> = {
	readonly id: string;
	key(params: Params): string;
	ids(params: Params): readonly string[];
	/** How many ids `ask` takes at once; 200 when left out. */
	readonly batchSize?: number;
	ask(
		call: Call,
		ids: readonly string[],
		nextToken: string | undefined,
		params: Params,
	): Promise<Answer<Page<T>>>;
	/** Asks for more than `ask` may at once; answers undefined when one of them is gone. */
	askForAll?(call: Call, ids: readonly string[]): Promise<Answer<readonly T[] | undefined>>;
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
		lacks: (held, params) => missingKeys(held, parts.ids(params)),
		load: (context, params) => load(context, parts, params),
	};
}

async function load<Params, T>(
	context: ReadContext<Collection<Looked<T>>>,
	parts: LookupReadParts<Params, T>,
	params: Params,
): Promise<void> {
	const {ask, askForAll, idOf, batchSize = filterSize} = parts;
	const rows = createRows(context.held());
	const pool = createPool();

	function told(batch: readonly string[], answer: Answer<readonly T[]>): void {
		if (answer.ok) {
			const found = new Map(answer.value.map(thing => [idOf(thing), thing]));
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
	}

	function lookUp(batch: readonly string[]): void {
		pool.add(async () =>
			told(batch, await allPages<T>(nextToken => ask(context.call, batch, nextToken, params))),
		);
	}

	function lookUpWhole(batch: readonly string[]): void {
		pool.add(async () => {
			const answer = await askForAll?.(context.call, batch);
			const found = answer?.ok ? (answer.value ?? []) : [];
			if (!answer || (answer.ok && found.length < batch.length)) {
				inBatches(batch, batchSize, lookUp);
				return;
			}

			told(batch, answer.ok ? {...answer, value: found} : answer);
		});
	}

	const wanted = rows.list(parts.ids(params));
	rows.listed(context.now(), undefined);
	if (askForAll && wanted.length > batchSize) {
		inBatches(wanted, wholeSize, lookUpWhole);
	} else {
		inBatches(wanted, batchSize, lookUp);
	}

	await pool.done();
	context.publish(rows.end());
}

function inBatches(ids: readonly string[], size: number, onBatch: (batch: readonly string[]) => void): void {
	const batcher = createBatcher<string>(size, onBatch);
	batcher.add(ids);
	batcher.end();
}

/** Returns the ids without a row as one text; undefined when each has one. A row may say why there is no more. */
export function missingKeys({rows}: Collection<unknown>, ids: readonly string[]): string | undefined {
	const held = new Set(rows.map(({key}) => key));
	const missing = ids.filter(id => !held.has(id));
	return missing.length === 0 ? undefined : missing.join(' ');
}
