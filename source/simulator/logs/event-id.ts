import {type LogEvent} from './log-event.js';

/** Digits of an event's key, which is below 2^42. */
const keyDigits = 13;

/** 56 digits, as AWS's ids have, that grow with time. */
export function eventId({at, key}: {readonly at: number; readonly key: number}): string {
	return `${at}${String(key).padStart(keyDigits, '0')}`.padStart(56, '0');
}

export type Mark = {readonly at: number; readonly key: number};

/** The time and key of an id; undefined where it is none. */
export function markOf(id: string): Mark | undefined {
	if (!/^\d{56}$/.test(id)) {
		return undefined;
	}

	return {at: Number(id.slice(0, -keyDigits)), key: Number(id.slice(-keyDigits))};
}

/** Whether an event comes after a mark. */
export function isAfter(event: LogEvent, mark: Mark): boolean {
	return event.at > mark.at || (event.at === mark.at && event.key > mark.key);
}
