import {createStore} from '../../source/store/create-store.js';
import {createDrivenClock} from './driven-clock.js';
import {createFakeAccount, type Script} from './fake-account.js';
import {memoryJournal} from './memory-journal.js';

/** Returns a store over a scripted account, on a driven clock, with everything a test may want to look at. */
export function aStore(script: Script, {isReadOnly = false, latencyMs = 20} = {}) {
	const clock = createDrivenClock();
	const account = createFakeAccount({clock, script, latencyMs});
	const journal = memoryJournal();
	const store = createStore({account, clock, isReadOnly, journal, random: () => 0.5});
	return {clock, account, journal, store};
}
