import {type Clock} from '../domain/clock.js';
import {type Failure} from '../domain/failure.js';
import {type ErrorLog} from './error-log.js';
import {type Holdings, keyOf} from './holdings.js';
import {type JournalWriter} from './journal-file.js';
import {failureIn, withFailure} from './news.js';
import {type Read} from './read.js';
import {type Job} from './scheduled.js';
import {type Sharing} from './shared.js';
import {type Spend} from './spend.js';

export type LoadParts = {
	readonly clock: Clock;
	readonly spend: Spend;
	readonly holdings: Holdings;
	readonly errors: ErrorLog;
	readonly shared: Sharing;
	readonly journal: Pick<JournalWriter, 'recall'>;
};

/** Returns the job that loads a read with its parameters and holds what it brings. */
export function jobOf<Params, T>(parts: LoadParts, read: Read<Params, T>, params: Params): Job {
	const {clock, spend, holdings, errors, shared, journal} = parts;
	return {
		key: keyOf(read, params),
		...(read.keepsPace && {keepsPace: true}),
		...(read.pacesItself && {pacesItself: true}),
		...(read.lacks && {lacks: () => read.lacks?.(holdings.get(read, params), params)}),
		async load(spender) {
			try {
				await read.load(
					{
						call: (name, input) => spend.read(name, input, spender),
						raw: (name, input) => spend.raw(name, input, spender),
						signal: spender.signal,
						isByHand: spender.isByHand,
						isAfterAction: spender.isAfterAction,
						shared,
						journal: () => journal.recall(),
						now: () => clock.now(),
						held: () => holdings.get(read, params),
						publish: value => holdings.set(read, params, value),
					},
					params,
				);
			} catch (error) {
				const failure = bugIn(read.id, error);
				errors.add(clock.now(), read.id, failure);
				// withFailure returns the shape that it was given.
				holdings.set(read, params, withFailure(holdings.get(read, params), failure, clock.now()) as T);
			}

			return failureIn(holdings.get(read, params)) === undefined;
		},
	};
}

/** Reads never reject; one that does is a bug of ours, and is told instead of waiting for ever. */
function bugIn(read: string, error: unknown): Failure {
	const why = error instanceof Error ? error.message : String(error);
	return {kind: 'malformed', message: `a bug in onduty: reading ${read} broke: ${why}`};
}
