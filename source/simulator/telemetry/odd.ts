import {type Json} from '../json.js';
import {type LogEvent, type Series} from '../logs/log-event.js';
import {type Oddity} from '../world/telemetry.js';
import {noise} from './noise.js';
import {type RecordEvent, type RecordSeries} from './record.js';

const minuteMs = 60_000;

/** By how many minutes the clock of the one who tells is wrong. */
const clockMinutes: Partial<Record<Oddity, number>> = {'clock ahead': 7, 'clock behind': -6};

const numbers = /^(?:Cpu|Memory|Storage|Network|Ephemeral|EBS)|Count$/;
const counters = /^(?:Storage.*Bytes|Network.*Packets)$/;

/** The same records, with something wrong in them. */
export function odd(series: RecordSeries, oddity: Oddity): Series {
	const shiftMs = (clockMinutes[oddity] ?? 0) * minuteMs;
	return {
		...series,
		from: series.from + shiftMs,
		to: series.to + shiftMs,
		visit(from, to, push) {
			series.visit(from - shiftMs, to - shiftMs, record => {
				const event = new OddEvent(record, oddity, {lateMs: lateMsOf(record, oddity), shiftMs, keyShift: 0});
				push(event);
				if (oddity === 'told twice') {
					push(new OddEvent(record, oddity, {lateMs: 9000, shiftMs, keyShift: 2 ** 39}));
				}
			});
		},
	};
}

function chanceOf({key, at}: LogEvent): number {
	return noise(key, at / minuteMs);
}

function lateMsOf(record: RecordEvent, oddity: Oddity): number {
	return oddity === 'late' ? Math.round((6 + 19 * chanceOf(record)) * minuteMs) : 0;
}

type Shift = {readonly lateMs: number; readonly shiftMs: number; readonly keyShift: number};

/** A record that is told wrongly; its text is only made for those who read it. */
class OddEvent implements LogEvent {
	readonly at: number;
	readonly ingestedAt: number;
	readonly stream: string;
	readonly key: number;
	constructor(
		private readonly record: RecordEvent,
		private readonly oddity: Oddity,
		private readonly shift: Shift,
	) {
		this.at = record.at + shift.shiftMs;
		this.ingestedAt = record.ingestedAt + shift.lateMs;
		this.stream = record.stream;
		this.key = record.key + shift.keyShift;
	}

	/** About those of the record as it should be. */
	get bytes(): number {
		return this.record.bytes;
	}

	message(): string {
		return this.#isCut()
			? cutText(this.record.message(), chanceOf(this.record))
			: JSON.stringify(Object.fromEntries(this.record.members().flatMap(member => this.#changed(...member))));
	}

	field(name: string): Json | undefined {
		const value = this.#isCut() ? undefined : this.record.field(name);
		const [changed] = value === undefined ? [] : this.#changed(name, value);
		return changed?.[1] ?? undefined;
	}

	#isCut(): boolean {
		return this.oddity === 'not JSON' && chanceOf(this.record) < 0.4;
	}

	/** The member as it is told; nothing where it is left out. */
	#changed(name: string, value: Json): readonly (readonly [name: string, value: Json | null])[] {
		const chance = (chanceOf(this.record) * (this.record.placeOf(name) + 3)) % 1;
		const changed = oddMember({name, value, chance}, this.oddity, this.shift.shiftMs);
		return changed === undefined ? [] : [[name, changed]];
	}
}

function cutText(text: string, chance: number): string {
	return text.slice(0, Math.floor(text.length * chance)) || 'stats: no data';
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
