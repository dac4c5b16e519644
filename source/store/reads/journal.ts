import {type JournalEntry} from '../journal.js';
import {fetchedRead, single} from './fetched-read.js';

/** The last lines of the journal's file, the newest first: of this session and of those before. */
export const journalRead = fetchedRead<undefined, readonly JournalEntry[]>({
	id: 'journal',
	key: single,
	fetch: ({journal}) => journal(),
});
