import {failureLine} from '../domain/failure-text.js';
import {type Collection} from '../domain/fetched.js';

/** Returns why a list is empty: it is still being read, it could not be read, or there is nothing. */
export function emptyText(collection: Collection<unknown>, whenNone: string): string {
	if (collection.failure) {
		return failureLine(collection.failure);
	}

	return collection.isComplete ? whenNone : 'reading …';
}
