import {type Answer} from '../../domain/account.js';
import {eachPage, type Listing} from './listing.js';

/** Reads every page of one listing, or answers with the first failure: a part of it would be taken for the whole. */
export async function allPages<T>(listing: Listing<T>): Promise<Answer<readonly T[]>> {
	const items: T[] = [];
	const failure = await eachPage([listing], page => {
		items.push(...page);
	});
	return failure ? {ok: false, failure} : {ok: true, value: items};
}
