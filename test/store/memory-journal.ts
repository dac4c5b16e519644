import {type JournalEntry} from '../../source/store/journal.js';
import {type JournalWriter} from '../../source/store/journal-file.js';

/** Returns a journal that keeps its lines for the test to read. */
export function memoryJournal(): JournalWriter & {readonly entries: JournalEntry[]} {
	const entries: JournalEntry[] = [];
	return {
		entries,
		async append(entry) {
			entries.push(entry);
			return undefined;
		},
		recall: async () => ({ok: true, value: entries.toReversed()}),
		async close() {},
	};
}
