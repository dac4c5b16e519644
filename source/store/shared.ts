import {type Clock} from '../domain/clock.js';
import {type Call} from './call.js';

/** What all loads of a store's reads share beyond what is held: who runs queries, what was spent on them. */
export type Shared = {
	/** Drops what nobody has used for some time. */
	tidy(now: number): void;
	/** Puts away what would go on at AWS after the end; resolves when that is done, or soon. */
	close(): Promise<void>;
};

export type SharedParts = {
	readonly clock: Clock;
	/** Asks also when no reader waits any more: for what must be put away. */
	readonly call: Call;
};

/** Returns the one that `make` makes for this store, made on first use. */
export type Sharing = <T extends Shared>(make: (parts: SharedParts) => T) => T;

export type SharedThings = {readonly get: Sharing; tidy(now: number): void; close(): Promise<void>};

/** Returns the place where a store keeps what its reads share; nothing is made before it is used. */
export function createSharedThings(parts: SharedParts): SharedThings {
	const made = new Map<unknown, Shared>();
	return {
		get<T extends Shared>(make: (parts: SharedParts) => T): T {
			// The map holds under each maker only what this very maker made.
			const held = made.get(make) as T | undefined;
			const thing = held ?? make(parts);
			made.set(make, thing);
			return thing;
		},
		tidy(now) {
			for (const thing of made.values()) {
				thing.tidy(now);
			}
		},
		async close() {
			await Promise.all([...made.values()].map(thing => thing.close()));
		},
	};
}
