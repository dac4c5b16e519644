import {type Usage} from '../../../source/domain/usage/usage.js';
import {createStore} from '../../../source/store/create-store.js';
import {want} from '../../../source/store/read.js';
import {type UsageQuery, usageRead} from '../../../source/store/reads/usage.js';
import {createDrivenClock} from '../driven-clock.js';
import {createFakeAccount, type Script} from '../fake-account.js';
import {clusterArn} from '../fake-world.js';
import {memoryJournal} from '../memory-journal.js';
import {type FakeLogs, fakeLogs, someLogs} from './fake-logs.js';

export const checkout: UsageQuery = {clusters: [clusterArn('checkout')], window: '1h'};

/** Returns a store that watches usage, on a driven clock that stands at 10:00:40; what it does shows in `logs`. */
export function aWatch(more: Partial<FakeLogs> = {}, overrides: (script: Script) => Script = () => ({})) {
	const clock = createDrivenClock(Date.UTC(2026, 10, 28, 10, 0, 40));
	const world = someLogs(() => clock.now(), more);
	const logs = fakeLogs(world);
	const account = createFakeAccount({clock, script: {...logs.script, ...overrides(logs.script)}});
	const store = createStore({account, clock, isReadOnly: true, journal: memoryJournal(), random: () => 0.5});

	return {
		clock,
		world,
		logs,
		account,
		store,
		watch(...queries: readonly UsageQuery[]) {
			store.want(queries.map(query => want(usageRead, query, {everyMs: 60_000, priority: 0})));
			// Somebody is at the keys, or polling would slow down.
			store.touch();
		},
		usage: (query: UsageQuery = checkout): Usage => store.snapshot().get(usageRead, query),
		async pass(minutes: number) {
			for (let passed = 0; passed < minutes; passed++) {
				store.touch();
				await clock.advance(60_000);
			}
		},
	};
}
