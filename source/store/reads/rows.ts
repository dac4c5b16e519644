import {type Failure} from '../../domain/failure.js';
import {type Collection, type Held} from '../../domain/fetched.js';
import {isEqual, shared} from '../sharing.js';

/** A collection while it is being read again, over what was held before. */
export type Rows<T> = {
	/** Rows that AWS lists, in its order; returns those that it had not listed before in this reading. */
	list<Arn extends string>(arns: readonly Arn[]): readonly Arn[];
	described(key: string, value: T, at: number): void;
	/** The row could not be described: what was held stays, beside the failure. */
	failed(key: string, failure: Failure): void;
	/** The row is gone: deleted since it was listed. */
	drop(key: string): void;
	/** The listing ended: whole, or with the failure that keeps the old rows where they were. */
	listed(at: number, failure: Failure | undefined): void;
	/** The collection as it is now. */
	collection(): Collection<T>;
	/** The collection once nothing more comes. */
	end(): Collection<T>;
};

/** Returns the rows of a new reading. Nothing that was held is lost until AWS lists all that there is. */
export function createRows<T>(held: Collection<T>): Rows<T> {
	const before = new Map(held.rows.map(row => [row.key, row]));
	const listed = new Set<string>();
	const read = new Map<string, Held<T>>();
	const dropped = new Set<string>();
	let settled = 0;
	let listing: {readonly at: number; readonly failure?: Failure} | undefined;

	function rows(): readonly Held<T>[] {
		const now = [...listed].filter(key => !dropped.has(key));
		const known = now.map(key => read.get(key) ?? before.get(key) ?? {key});
		if (listing && !listing.failure) {
			return known;
		}

		const rest = held.rows.filter(row => !listed.has(row.key));
		const failure = listing?.failure;
		return [...known, ...(failure ? rest.map(row => marked(row, failure)) : rest)];
	}

	function facts(): Omit<Collection<T>, 'rows'> {
		if (!listing) {
			const {isComplete, listedAt, failure} = held;
			return {isComplete, listedAt, failure};
		}

		return listing.failure
			? {isComplete: held.isComplete, listedAt: held.listedAt, failure: listing.failure}
			: {isComplete: true, listedAt: listing.at};
	}

	function settle(key: string, row: Held<T>): void {
		settled += read.has(key) ? 0 : 1;
		read.set(key, row);
	}

	return {
		list(arns) {
			const fresh = new Set(arns.filter(arn => !listed.has(arn)));
			for (const arn of fresh) {
				listed.add(arn);
			}

			return [...fresh];
		},
		described(key, value, at) {
			const old = before.get(key)?.value;
			settle(key, {key, value: old === undefined ? value : shared(old, value), at});
		},
		failed(key, failure) {
			settle(key, marked(read.get(key) ?? before.get(key) ?? {key}, failure));
		},
		drop(key) {
			settled += read.has(key) ? 0 : 1;
			dropped.add(key);
		},
		listed(at, failure) {
			listing = {at, failure};
		},
		collection() {
			// Only a first reading says how far it is: later ones go on behind rows that are all there.
			const progress = held.isComplete ? undefined : {done: settled, of: listed.size};
			return {...facts(), rows: rows(), progress};
		},
		end: () => ({...facts(), rows: rows()}),
	};
}

/** A row that failed the same way before stays the same row. */
function marked<T>(row: Held<T>, failure: Failure): Held<T> {
	return isEqual(row.failure, failure) ? row : {...row, failure};
}
