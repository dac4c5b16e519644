import {type Answer} from '../../domain/account.js';
import {type Fetched, failedAfter, waiting} from '../../domain/fetched.js';
import {type Read, type ReadContext} from '../read.js';
import {shared} from '../sharing.js';

/** What is needed to say how one value is read; `fetch` answers with the first failure that it meets. */
export type FetchedReadParts<Params, T> = {
	readonly id: string;
	key(params: Params): string;
	fetch(
		context: Pick<ReadContext<Fetched<T>>, 'call' | 'raw' | 'journal'>,
		params: Params,
	): Promise<Answer<T>>;
};

/** Returns a read of one value: fresh when it was answered, else the failure beside the last good value. */
export function fetchedRead<Params, T>(parts: FetchedReadParts<Params, T>): Read<Params, Fetched<T>> {
	return {
		id: parts.id,
		key: params => parts.key(params),
		initial: waiting,
		async load(context, params) {
			const answer = await parts.fetch(context, params);
			if (answer.ok) {
				context.publish(freshAfter(context.held(), answer.value, context.now()));
			} else if (answer.failure.kind !== 'cancelled') {
				context.publish(failedAfter(context.held(), answer.failure, context.now()));
			}
		},
	};
}

/** Returns the value as read now; one that says the same as the held one is the held one, with a new date. */
export function freshAfter<T>(held: Fetched<T>, value: T, at: number): Fetched<T> {
	const kept = held.status === 'fresh' || held.status === 'stale' ? shared(held.value, value) : value;
	return {status: 'fresh', value: kept, at};
}

/** The key of a read that exists once per account and Region. */
export const single = (): string => '';
