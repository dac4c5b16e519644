import {type Answer} from '../../domain/account.js';
import {type Failure} from '../../domain/failure.js';
import {type Described, type Page} from '../../domain/operations.js';

/** Asks for one page; undefined asks for the first. */
export type Listing<Arn> = (nextToken: string | undefined) => Promise<Answer<Page<Arn>>>;

/** One kind of resource that AWS lists in pages of ARNs and describes in batches. */
export type Source<Arn extends string, T> = {
	/** Listed one after the other; their rows follow each other in this order. */
	readonly listings: readonly Listing<Arn>[];
	describe(arns: readonly Arn[]): Promise<Answer<Described<T>>>;
	/** What AWS takes in one describe call, domain.md §6.1. */
	readonly batchSize: number;
	key(resource: T): string;
};

/** Takes a page, and may end its listing there: with a failure, or because that is enough. */
type OnPage<Arn> = (arns: readonly Arn[]) => undefined | Promise<Failure | 'enough' | undefined>;

/**
 * Walks all pages of all listings and hands each page to `onPage`; a listing whose page fails ends there, the
 * next is still tried. Returns the first failure, or undefined when every page was read that was wanted.
 */
export async function eachPage<Arn>(
	listings: readonly Listing<Arn>[],
	onPage: OnPage<Arn>,
): Promise<Failure | undefined> {
	let failure: Failure | undefined;
	for (const listing of listings) {
		const failed = await pagesOf(listing, onPage);
		failure ??= failed;
	}

	return failure;
}

async function pagesOf<Arn>(listing: Listing<Arn>, onPage: OnPage<Arn>): Promise<Failure | undefined> {
	const seen = new Set<string>();
	let token: string | undefined;
	do {
		const answer = await listing(token);
		if (!answer.ok) {
			return answer.failure;
		}

		const end = await onPage(answer.value.items);
		if (end) {
			return end === 'enough' ? undefined : end;
		}

		token = answer.value.nextToken;
		if (token !== undefined && seen.has(token)) {
			return {kind: 'malformed', message: 'the listing handed out the same page token twice'};
		}

		seen.add(token ?? '');
	} while (token !== undefined && token !== '');
	return undefined;
}

/** Collects single ARNs into batches of a size, across pages, so that no describe call goes out half empty. */
export function createBatcher<Arn>(size: number, onBatch: (arns: readonly Arn[]) => void) {
	let rest: Arn[] = [];
	return {
		add(arns: readonly Arn[]): void {
			rest.push(...arns);
			while (rest.length >= size) {
				onBatch(rest.slice(0, size));
				rest = rest.slice(size);
			}
		},
		/** Sends what is left as a last, smaller batch. */
		end(): void {
			if (rest.length > 0) {
				onBatch(rest);
				rest = [];
			}
		},
	};
}
