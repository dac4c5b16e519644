import {createStore} from '../../source/store/create-store.js';
import {type EvidenceFolders} from '../../source/store/evidence/folders.js';
import {createDrivenClock} from './driven-clock.js';
import {createFakeAccount, type Script} from './fake-account.js';
import {memoryJournal} from './memory-journal.js';

type Options = {
	readonly isReadOnly?: boolean;
	readonly latencyMs?: number;
	/** Where evidence goes instead of the disk. */
	readonly folders?: EvidenceFolders;
};

/** Returns a store over a scripted account, on a driven clock, with everything a test may want to look at. */
export function aStore(script: Script, {isReadOnly = false, latencyMs = 20, folders}: Options = {}) {
	const clock = createDrivenClock();
	const account = createFakeAccount({clock, script, latencyMs});
	const journal = memoryJournal();
	const store = createStore({
		account,
		clock,
		isReadOnly,
		journal,
		...(folders && {folders}),
		random: () => 0.5,
	});
	return {clock, account, journal, store};
}
