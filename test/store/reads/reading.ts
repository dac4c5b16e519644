import {type Answer} from '../../../source/domain/account.js';
import {type Read} from '../../../source/store/read.js';
import {createSharedThings} from '../../../source/store/shared.js';
import {createDrivenClock} from '../driven-clock.js';
import {createFakeAccount, type FakeAccount, type Script} from '../fake-account.js';

/** Loads one read again and again against a script, and keeps what it published. */
export type Reading<Params, T> = {
	load(params: Params, how?: How): Promise<T>;
	/** Begins a load and breaks it off after that many milliseconds. */
	loadFor(params: Params, ms: number): Promise<T>;
	held(): T;
	/** Everything that was published, oldest first. */
	readonly published: readonly T[];
	readonly account: FakeAccount;
	readonly now: () => number;
};

/** Why it is loaded, when it is not only time for it. */
type How = {readonly isByHand?: boolean; readonly isAfterAction?: boolean};

const longest = 600_000;

/** Returns a reading whose requests take 20 ms each and are neither budgeted nor retried. */
export function readingOf<Params, T>(read: Read<Params, T>, script: Script): Reading<Params, T> {
	const clock = createDrivenClock();
	const account = createFakeAccount({clock, script});
	const published: T[] = [];
	let held = read.initial;
	const shared = createSharedThings({
		clock,
		call: (name, input) => account.call(name, input, {signal: new AbortController().signal}),
	});

	async function run(params: Params, how: How, breakOffAfterMs?: number): Promise<T> {
		const controller = new AbortController();
		const sent = new AbortController();
		let isDone = false;
		const refused: Answer<never> = {ok: false, failure: {kind: 'cancelled', message: 'aborted'}};
		const load = read
			.load(
				{
					call: (name, input) =>
						controller.signal.aborted
							? Promise.resolve(refused)
							: account.call(name, input, {signal: sent.signal}),
					raw: (name, input) => account.raw(name, input, {signal: sent.signal}),
					signal: controller.signal,
					isByHand: false,
					isAfterAction: false,
					...how,
					journal: async () => ({ok: true, value: []}),
					shared: shared.get,
					now: () => clock.now(),
					held: () => held,
					publish(value) {
						held = value;
						published.push(value);
					},
				},
				params,
			)
			.then(() => {
				isDone = true;
			});
		if (breakOffAfterMs !== undefined) {
			await clock.advance(breakOffAfterMs);
			controller.abort();
		}

		await clock.advanceUntil(() => isDone, longest);
		await load;
		// Two loads never happen in the same millisecond.
		await clock.advance(1000);
		return held;
	}

	return {
		load: (params, how = {}) => run(params, how),
		loadFor: (params, ms) => run(params, {}, ms),
		held: () => held,
		published,
		account,
		now: () => clock.now(),
	};
}
