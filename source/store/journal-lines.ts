import {type Json} from '../domain/resources.js';
import {type JournalEntry} from './journal.js';
import {journalRead} from './reads/journal.js';
import {type Snapshot} from './snapshot.js';

const none: readonly JournalEntry[] = [];

/**
 * Returns the lines of this session and, as far as they were read, those of the journal's file, the newest first; each
 * once. The same array while neither changes.
 */
export function journalLines(snapshot: Pick<Snapshot, 'get' | 'journal'>): readonly JournalEntry[] {
	const fetched = snapshot.get(journalRead, undefined);
	const file = 'value' in fetched ? fetched.value : none;
	const known = merged.get(file);
	if (known?.session === snapshot.journal) {
		return known.lines;
	}

	const lines = merge(snapshot.journal, file);
	merged.set(file, {session: snapshot.journal, lines});
	return lines;
}

// A memory of a pure function, by the data that it was computed from.
const merged = new WeakMap<
	readonly JournalEntry[],
	{readonly session: readonly JournalEntry[]; readonly lines: readonly JournalEntry[]}
>();

/** A line that can't be written is in the session only; one of another session is in the file only. */
function merge(session: readonly JournalEntry[], file: readonly JournalEntry[]): readonly JournalEntry[] {
	const byIdentity = new Map([...session, ...file].map(line => [identityOf(line), line]));
	// ISO 8601 in UTC sorts as text; lines of the same millisecond stay in their order.
	return [...byIdentity.values()].sort((one, other) =>
		one.time < other.time ? 1 : one.time > other.time ? -1 : 0,
	);
}

function identityOf({time, run, call, target, result, detail}: JournalEntry): string {
	return JSON.stringify([time, run, call, target, result, detail]);
}

/** Returns the lines that are about one of these: it is their target, or one of the findings that the call named. */
export function linesAbout<Line extends Pick<JournalEntry, 'target' | 'parameters'>>(
	lines: readonly Line[],
	subjects: readonly (string | undefined)[],
): readonly Line[] {
	const asked = new Set(subjects.filter(subject => subject !== undefined && subject !== ''));
	return lines.filter(
		({target, parameters}) => asked.has(target) || findingIdsIn(parameters).some(id => asked.has(id)),
	);
}

function findingIdsIn(parameters: Json): readonly string[] {
	const ids =
		typeof parameters === 'object' && parameters !== null && 'FindingIds' in parameters
			? parameters.FindingIds
			: [];
	return Array.isArray(ids) ? ids.map(String) : [];
}
