import {type Read} from '../read.js';
import {type Snapshot} from '../snapshot.js';

/** What a computation may look at. */
export type Held = Pick<Snapshot, 'get'>;

type Taken = {readonly read: Read<never, unknown>; readonly params: unknown; readonly value: unknown};

type Memory<Out> = {readonly taken: readonly Taken[]; readonly out: Out};

/**
 * Returns `compute` with a memory: while everything that it took from the snapshot is the same, so is its answer.
 * One answer is kept per subject, and dies with the object that `anchor` names.
 */
export function remembering<Subject, Out>(parts: {
	anchor(held: Held, subject: Subject): object;
	key(subject: Subject): string;
	compute(held: Held, subject: Subject): Out;
}): (held: Held, subject: Subject) => Out {
	const memories = new WeakMap<object, Map<string, Memory<Out>>>();
	return (held, subject) => {
		const anchor = parts.anchor(held, subject);
		const bySubject = memories.get(anchor) ?? new Map<string, Memory<Out>>();
		memories.set(anchor, bySubject);
		const key = parts.key(subject);
		const before = bySubject.get(key);
		if (before?.taken.every(({read, params, value}) => held.get(read, params as never) === value)) {
			return before.out;
		}

		const taken: Taken[] = [];
		const out = parts.compute(
			{
				get(read, params) {
					const value = held.get(read, params);
					// Compared and asked again only: its type is not needed any more.
					taken.push({read: read as unknown as Read<never, unknown>, params, value});
					return value;
				},
			},
			subject,
		);
		bySubject.set(key, {taken, out});
		return out;
	};
}
