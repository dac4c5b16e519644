import {type Clock} from '../domain/clock.js';
import {isOldNews} from './news.js';
import {type Read} from './read.js';

/** What one read holds for its parameters. */
export type Holding = {
	readonly key: string;
	readonly value: unknown;
	readonly weight: number;
	/** When listeners were last told about it. */
	readonly toldAt: number;
	/** When it was last known to be wanted. */
	readonly wantedAt: number;
};

export type Holdings = {
	get<Params, T>(read: Read<Params, T>, params: Params): T;
	set<Params, T>(read: Read<Params, T>, params: Params, value: T): void;
	/** Drops what nobody needs: lists after some minutes, small things only when there are very many. */
	tidy(isNeeded: (key: string) => boolean, onDrop: (key: string) => void): void;
	/** All values by key; a copy that no later change touches. */
	values(): ReadonlyMap<string, unknown>;
};

/** News that are only a later date are told this seldom, so that ages on screen get right. */
const agesToldEveryMs = 60_000;

const keepUnwantedMs = 300_000;
/** Resources in lists that nobody wants, kept for a quick way back; a service or task takes a few kB. */
const unwantedWeight = 10_000;
const unwantedCount = 2000;

/** The key of a read with its parameters, over all reads. */
export function keyOf<Params, T>(read: Read<Params, T>, params: Params): string {
	return `${read.id} ${read.key(params)}`;
}

/** Returns the place where the store keeps what was read; `onChange` is told whether it is worth drawing. */
export function createHoldings(clock: Clock, onChange: (isNews: boolean) => void): Holdings {
	const held = new Map<string, Holding>();

	return {
		get(read, params) {
			return valueIn(held.get(keyOf(read, params)), read);
		},
		set(read, params, value) {
			const key = keyOf(read, params);
			const before = held.get(key);
			const now = clock.now();
			const isNews =
				before === undefined || now - before.toldAt >= agesToldEveryMs || !isOldNews(before.value, value);
			const weight = read.weight?.(value) ?? 1;
			held.set(key, {
				key,
				value,
				weight,
				toldAt: before && !isNews ? before.toldAt : now,
				wantedAt: before?.wantedAt ?? now,
			});
			onChange(isNews);
		},
		tidy(isNeeded, onDrop) {
			const now = clock.now();
			const unneeded: Holding[] = [];
			for (const [key, holding] of held) {
				if (isNeeded(key)) {
					held.set(key, {...holding, wantedAt: now});
				} else {
					unneeded.push(holding);
				}
			}

			for (const {key} of surplus(unneeded, now)) {
				held.delete(key);
				onDrop(key);
			}
		},
		values: () => new Map([...held].map(([key, {value}]) => [key, value])),
	};
}

/** Returns what is held for that read, as its own type, or its initial value. */
export function valueIn<Params, T>(holding: {readonly value: unknown} | undefined, read: Read<Params, T>): T {
	// Only `set` puts values under a read's key, and there they have the read's type.
	return holding ? (holding.value as T) : read.initial;
}

/** Returns what is to be dropped, of what nobody needs: the longest unwanted first. */
function surplus(unneeded: readonly Holding[], now: number): readonly Holding[] {
	const latestFirst = [...unneeded].sort((one, other) => other.wantedAt - one.wantedAt);
	let weight = 0;
	let count = 0;
	return latestFirst.filter(holding => {
		if (holding.weight > 1 && now - holding.wantedAt >= keepUnwantedMs) {
			return true;
		}

		weight += holding.weight;
		count += 1;
		return weight > unwantedWeight || count > unwantedCount;
	});
}
