import {type Account} from '../../../source/domain/account.js';
import {type Clock} from '../../../source/domain/clock.js';
import {type OperationName} from '../../../source/domain/operations.js';
import {createStore} from '../../../source/store/create-store.js';
import {type Store} from '../../../source/store/store.js';
import {memoryJournal} from '../memory-journal.js';

/** A store over real requests on driven time, which goes on only when no request is under way. */
export type DrivenStore = {
	readonly store: Store;
	readonly sent: readonly {readonly name: OperationName; readonly input: unknown; readonly at: number}[];
	advance(ms: number): Promise<void>;
};

/** Returns a store on an account; `time` is what its clock shows, and is moved by `advance`. */
export function drivenStore(real: Account, time: {now: number}): DrivenStore {
	const timers = new Set<{at: number; callback: () => void}>();
	const clock: Clock = {
		now: () => time.now,
		after(delayMs, callback) {
			const timer = {at: time.now + delayMs, callback};
			timers.add(timer);
			return () => {
				timers.delete(timer);
			};
		},
	};
	const underWay = new Set<Promise<unknown>>();
	const sent: {name: OperationName; input: unknown; at: number}[] = [];
	const account: Account = {
		...real,
		call(name, input, callOptions) {
			sent.push({name, input, at: time.now});
			const answer = real.call(name, input, callOptions);
			underWay.add(answer);
			void answer.then(() => underWay.delete(answer));
			return answer;
		},
	};

	async function idle(): Promise<void> {
		do {
			await Promise.all(underWay);
			await new Promise(resolve => {
				setImmediate(resolve);
			});
		} while (underWay.size > 0);
	}

	return {
		store: createStore({account, clock, isReadOnly: true, journal: memoryJournal(), random: () => 0.5}),
		sent,
		async advance(ms) {
			const until = time.now + ms;
			await idle();
			for (;;) {
				const [next] = [...timers].sort((one, other) => one.at - other.at);
				if (!next || next.at > until) {
					break;
				}

				timers.delete(next);
				time.now = Math.max(time.now, next.at);
				next.callback();
				await idle();
			}

			time.now = until;
		},
	};
}
