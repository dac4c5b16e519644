import {type Json, type JsonObject} from '../json.js';
import {type LogEvent, type Series} from '../logs/log-event.js';
import {type Oddity} from '../world/telemetry.js';
import {noise} from './noise.js';

const minuteMs = 60_000;

/** What one entity (a container, a task, a service …) tells every minute. */
export type Entity = {
	readonly type: 'Container' | 'Task' | 'Service' | 'Cluster' | 'Volume';
	readonly stream: string;
	readonly key: number;
	readonly from: number;
	readonly to: number;
	/** The members that stay, in AWS's order: those before the time, and those at the end. */
	readonly head: () => JsonObject;
	readonly tail?: () => JsonObject;
	/** False in a minute without a record. */
	readonly isTold: (at: number) => boolean;
	/** The members that change, in a minute with a record. */
	readonly moving: (at: number) => JsonObject;
	/** Whether AWS writes CPU with a decimal point even where it is whole, as it does on EC2. */
	readonly hasDecimals?: boolean;
	/** What is wrong with its records. */
	readonly odd?: Oddity;
};

/** The records of an entity, one on each whole minute of its life, visible 80 to 140 s later. */
export function recordsOf(entity: Entity): Series {
	const known = remembered(entity);
	const {stream, key, from, to} = entity;
	return {
		stream,
		key,
		from,
		to,
		visit(begin, end, push) {
			const last = Math.min(end - 1, to);
			for (let at = Math.ceil(Math.max(begin, from) / minuteMs) * minuteMs; at <= last; at += minuteMs) {
				if (entity.isTold(at)) {
					push(new RecordEvent(known, at));
				}
			}
		},
	};
}

/** The parts of an entity that are made once. */
type Known = {readonly entity: Entity; fixed(): JsonObject; bytes(event: RecordEvent): number};

function remembered(entity: Entity): Known {
	let fixed: JsonObject | undefined;
	let bytes: number | undefined;
	return {
		entity,
		fixed() {
			fixed ??= {...entity.head(), ...entity.tail?.()};
			return fixed;
		},
		// The numbers of one record are about as long as those of the next.
		bytes(event) {
			bytes ??= Buffer.byteLength(event.message());
			return bytes;
		},
	};
}

class RecordEvent implements LogEvent {
	#moving: JsonObject | undefined;

	constructor(
		private readonly known: Known,
		readonly at: number,
	) {}

	get stream(): string {
		return this.known.entity.stream;
	}

	get key(): number {
		return this.known.entity.key;
	}

	get ingestedAt(): number {
		return this.at + lagMs(this.key, this.at);
	}

	get bytes(): number {
		return this.known.bytes(this);
	}

	message(): string {
		const {head, tail, hasDecimals} = this.known.entity;
		const text = JSON.stringify({...head(), ...this.#told(), ...tail?.()});
		return hasDecimals ? text.replaceAll(/"(Cpu(?:Utilized|Reserved))":(\d+)(?=,)/g, '"$1":$2.0') : text;
	}

	field(name: string): Json | undefined {
		if (name === 'Type') {
			return this.known.entity.type;
		}

		// What stays is looked at first: filters are mostly about that, and the rest need not be made for them.
		const fixed = this.known.fixed();
		const owner = Object.hasOwn(fixed, name) ? fixed : this.#told();
		return Object.hasOwn(owner, name) ? owner[name] : undefined;
	}

	#told(): JsonObject {
		this.#moving ??= this.known.entity.moving(this.at);
		return this.#moving;
	}
}

// What is told of a task comes together; keys of one task share all but the last six bits.
function lagMs(key: number, at: number): number {
	return 80_000 + Math.floor(60_000 * noise(Math.floor(key / 64), at / minuteMs) ** 2);
}
