import {type Failure} from '../../domain/failure.js';
import {type Collection, emptyCollection} from '../../domain/fetched.js';
import {type Described} from '../../domain/operations.js';
import {type Read, type ReadContext} from '../read.js';
import {createBatcher, eachPage, type Source} from './listing.js';
import {createPool} from './pool.js';
import {publishing} from './publishing.js';
import {createRows, type Rows} from './rows.js';

export type CollectionReadParts<Params, Arn extends string, T> = {
	readonly id: string;
	key(params: Params): string;
	source(context: Pick<ReadContext<Collection<T>>, 'call'>, params: Params): Source<Arn, T>;
	/** False for what AWS still describes but would not list, such as an INACTIVE cluster. */
	isShown?(resource: T): boolean;
	/** Takes off what the list does not need, to stay small. */
	slim?(resource: T): T;
};

/** Returns a read of a list: all pages, full describe batches side by side, rows shown as they come. */
export function collectionRead<Params, Arn extends string, T>(
	parts: CollectionReadParts<Params, Arn, T>,
): Read<Params, Collection<T>> {
	return {
		id: parts.id,
		key: params => parts.key(params),
		initial: emptyCollection,
		weight: collection => collection.rows.length,
		load: (context, params) => load(context, parts, parts.source(context, params)),
	};
}

async function load<Params, Arn extends string, T>(
	context: ReadContext<Collection<T>>,
	parts: CollectionReadParts<Params, Arn, T>,
	source: Source<Arn, T>,
): Promise<void> {
	const rows = createRows(context.held());
	const pool = createPool();
	const publish = publishing(context, () => rows.collection());
	const batcher = createBatcher<Arn>(source.batchSize, arns => {
		pool.add(async () => {
			await describeBatch({context, parts, source, rows}, arns);
			publish();
		});
	});

	const failure = await eachPage(source.listings, arns => {
		batcher.add(rows.list(arns));
		publish();
	});
	batcher.end();
	// A reading that was broken off says nothing about what it did not come to.
	if (failure?.kind !== 'cancelled') {
		rows.listed(context.now(), failure);
		publish();
	}

	await pool.done();
	context.publish(rows.end());
}

type Batch<Params, Arn extends string, T> = {
	readonly context: ReadContext<Collection<T>>;
	readonly parts: CollectionReadParts<Params, Arn, T>;
	readonly source: Source<Arn, T>;
	readonly rows: Rows<T>;
};

async function describeBatch<Params, Arn extends string, T>(
	batch: Batch<Params, Arn, T>,
	arns: readonly Arn[],
): Promise<void> {
	const {context, source, rows} = batch;
	const answer = await source.describe(arns);
	if (answer.ok) {
		take(batch, arns, answer.value);
		return;
	}

	if (answer.failure.kind === 'cancelled' || context.signal.aborted) {
		return;
	}

	for (const arn of arns) {
		rows.failed(arn, answer.failure);
	}
}

function take<Params, Arn extends string, T>(
	{context, parts, source, rows}: Batch<Params, Arn, T>,
	arns: readonly Arn[],
	described: Described<T>,
): void {
	const resources = new Map(described.items.map(resource => [source.key(resource), resource]));
	const missing = new Map(described.missing.map(({arn, reason}) => [arn, reason]));
	for (const arn of arns) {
		const resource = resources.get(arn);
		const reason = missing.get(arn);
		if (resource !== undefined && parts.isShown?.(resource) !== false) {
			rows.described(arn, parts.slim?.(resource) ?? resource, context.now());
		} else if (resource !== undefined || reason === 'MISSING') {
			rows.drop(arn);
		} else {
			rows.failed(arn, undescribed(reason));
		}
	}
}

/** AWS answered the batch, but not about this one. */
function undescribed(reason: string | undefined): Failure {
	return reason === undefined
		? {kind: 'malformed', message: 'the answer says nothing about this resource'}
		: {kind: 'rejected', code: reason, message: `AWS could not describe it: ${reason}`};
}
