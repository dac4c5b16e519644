import {type Collection} from '../../domain/fetched.js';

/** Partial results are shown this often, in milliseconds, however fast the batches come. */
const publishEveryMs = 50;
/** And of a long list less often: 50,000 rows once a second, since to list them takes a tenth of that. */
const rowsPerMs = 50;

/** Returns what publishes a list while it is read, not more often than it may be drawn. */
export function publishing<List extends Collection<unknown>>(
	context: {now(): number; publish(list: List): void},
	listNow: () => List,
): () => void {
	let publishedAt: number | undefined;
	let everyMs = publishEveryMs;
	return () => {
		const now = context.now();
		if (publishedAt === undefined || now - publishedAt >= everyMs) {
			const list = listNow();
			publishedAt = now;
			everyMs = Math.max(publishEveryMs, list.rows.length / rowsPerMs);
			context.publish(list);
		}
	};
}
