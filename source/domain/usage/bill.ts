import {type UsageBill} from './usage.js';

/** What was scanned and when, of the last hour one by one. */
export type Ledger = {
	readonly entries: readonly {readonly at: number; readonly bytes: number}[];
	readonly lastBytes: number;
	readonly sessionBytes: number;
	readonly queries: number;
	readonly filteredBytes: number;
};

export const emptyLedger: Ledger = {
	entries: [],
	lastBytes: 0,
	sessionBytes: 0,
	queries: 0,
	filteredBytes: 0,
};

const hourMs = 3_600_000;

/** Returns the ledger with a new refresh begun, of which nothing is spent yet. */
export function begun(ledger: Ledger): Ledger {
	return {...ledger, lastBytes: 0};
}

/** Returns the ledger with one query more, that scanned so many bytes. */
export function scanned(ledger: Ledger, at: number, bytes: number): Ledger {
	const recent = ledger.entries.filter(entry => isRecent(entry.at, at));
	return {
		...ledger,
		entries: bytes > 0 ? [...recent, {at, bytes}] : recent,
		lastBytes: ledger.lastBytes + bytes,
		sessionBytes: ledger.sessionBytes + bytes,
		queries: ledger.queries + 1,
	};
}

/** Returns the ledger with so many bytes more that FilterLogEvents answered. */
export function filtered(ledger: Ledger, bytes: number): Ledger {
	return {...ledger, filteredBytes: ledger.filteredBytes + bytes};
}

/** Returns the bill at a moment; the hour is the 60 minutes before it. */
export function billAt({entries, ...ledger}: Ledger, now: number): UsageBill {
	const hourBytes = entries.reduce((sum, {at, bytes}) => sum + (isRecent(at, now) ? bytes : 0), 0);
	return {...ledger, hourBytes};
}

/**
 * Returns when (epoch ms) less than so many bytes will have been scanned within the hour if nothing more is; `now` where
 * that is so already.
 */
export function belowAt({entries}: Ledger, now: number, bytes: number): number {
	const recent = entries.filter(({at}) => isRecent(at, now));
	let left = recent.reduce((sum, entry) => sum + entry.bytes, 0);
	let at = now;
	for (const entry of recent) {
		if (left < bytes) {
			break;
		}

		left -= entry.bytes;
		at = entry.at + hourMs;
	}

	return at;
}

/** A clock that was set back must not keep what was spent for longer than an hour, nor forget it. */
function isRecent(at: number, now: number): boolean {
	return Math.abs(now - at) < hourMs;
}

/** A GB of AWS's bills has 2^30 bytes. */
const bytesPerGb = 1024 ** 3;

/** Returns what so many bytes cost, in the currency of the price per GB scanned. */
export function costOf(bytes: number, pricePerGb: number): number {
	return (bytes / bytesPerGb) * pricePerGb;
}
