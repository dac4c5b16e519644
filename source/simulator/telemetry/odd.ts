import {type Json, type JsonObject} from '../json.js';
import {type LogEvent, type Series, TextEvent} from '../logs/log-event.js';
import {type Oddity} from '../world/telemetry.js';
import {noise} from './noise.js';

const minuteMs = 60_000;

/** By how many minutes the clock of the one who tells is wrong. */
const clockMinutes: Partial<Record<Oddity, number>> = {'clock ahead': 7, 'clock behind': -6};

const numbers = /^(?:Cpu|Memory|Storage|Network|Ephemeral|EBS)|Count$/;
const counters = /^(?:Storage.*Bytes|Network.*Packets)$/;

/** The same records, with something wrong in them. */
export function odd(series: Series, oddity: Oddity): Series {
	const shiftMs = (clockMinutes[oddity] ?? 0) * minuteMs;
	return {
		...series,
		from: series.from + shiftMs,
		to: series.to + shiftMs,
		visit(from, to, push) {
			series.visit(from - shiftMs, to - shiftMs, event => {
				for (const made of oddEvents(event, {oddity, shiftMs})) {
					push(made);
				}
			});
		},
	};
}

function oddEvents(
	event: LogEvent,
	{oddity, shiftMs}: {oddity: Oddity; shiftMs: number},
): readonly LogEvent[] {
	const chance = noise(event.key, event.at / minuteMs);
	const lateMs = oddity === 'late' ? Math.round((6 + 19 * chance) * minuteMs) : 0;
	const text = oddText(event, oddity, chance, shiftMs);
	const at = event.at + shiftMs;
	const made = new TextEvent(at, event.ingestedAt + lateMs, event.stream, event.key, text);
	return oddity === 'told twice'
		? [made, new TextEvent(at, event.ingestedAt + 9000, event.stream, event.key + 2 ** 39, text)]
		: [made];
}

function oddText(event: LogEvent, oddity: Oddity, chance: number, shiftMs: number): string {
	// A record is a JSON object.
	const record = JSON.parse(event.message()) as JsonObject;
	if (oddity === 'not JSON') {
		const text = event.message();
		return chance < 0.4 ? text.slice(0, Math.floor(text.length * chance)) || 'stats: no data' : text;
	}

	const members = Object.entries(record).flatMap(([name, value], index) => {
		const changed = oddMember({name, value, chance: (chance * (index + 3)) % 1}, oddity, shiftMs);
		return changed === undefined ? [] : [[name, changed] as const];
	});
	return JSON.stringify(Object.fromEntries(members));
}

type Member = {readonly name: string; readonly value: Json | undefined; readonly chance: number};

/** The member's new value; undefined leaves it out. */
function oddMember({name, value, chance}: Member, oddity: Oddity, shiftMs: number): Json | null | undefined {
	switch (oddity) {
		case 'members missing':
			return name !== 'Type' && chance < 0.25 ? undefined : value;
		case 'texts for numbers':
			return numbers.test(name) ? String(value) : value;
		case 'escapes in names':
			return name === 'ContainerName' || name === 'Image' ? `${String(value)}${escapes}` : value;
		case 'counters backwards':
			return counters.test(name) && chance < 0.3 ? Math.floor(Number(value) * chance) : value;
		case 'nothing reserved':
			return name.endsWith('Reserved') ? 0 : value;
		case 'nulls':
			return numbers.test(name) && chance < 0.4 ? null : value;
		case 'clock ahead':
		case 'clock behind':
			return name === 'Timestamp' ? Number(value) + shiftMs : value;
		case 'late':
		case 'told twice':
		case 'not JSON':
			return value;
	}
}

const escapes = '\u001b[31m\u001b]0;owned\u0007\u202e\u200b\u009b2J';
