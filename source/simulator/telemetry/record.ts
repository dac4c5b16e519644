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

/** A series of records. */
export type RecordSeries = Omit<Series, 'visit'> & {
	visit(from: number, to: number, push: (event: RecordEvent) => void): void;
};

/** The records of an entity, one on each whole minute of its life, visible 80 to 140 s later. */
export function recordsOf(entity: Entity): RecordSeries {
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
type Known = {
	readonly entity: Entity;
	fixed(): JsonObject;
	/** What comes before and after the members that change, and both as they are written. */
	ends(): Ends;
	/** Where each member stands in a record. */
	places(event: RecordEvent): ReadonlyMap<string, number>;
	bytes(event: RecordEvent): number;
};

type Ends = {
	readonly head: JsonObject;
	readonly tail: JsonObject;
	readonly before: string;
	readonly after: string;
};

function remembered(entity: Entity): Known {
	let fixed: JsonObject | undefined;
	let ends: Ends | undefined;
	let places: ReadonlyMap<string, number> | undefined;
	let bytes: number | undefined;
	const known: Known = {
		entity,
		fixed() {
			fixed ??= {...known.ends().head, ...known.ends().tail};
			return fixed;
		},
		ends() {
			ends ??= endsOf(entity.head(), entity.tail?.() ?? {});
			return ends;
		},
		places(event) {
			places ??= new Map(event.members().map(([name], index) => [name, index]));
			return places;
		},
		// The numbers of one record are about as long as those of the next.
		bytes(event) {
			bytes ??= Buffer.byteLength(event.message());
			return bytes;
		},
	};
	return known;
}

function endsOf(head: JsonObject, tail: JsonObject): Ends {
	return {head, tail, before: inner(head), after: inner(tail)};
}

/** The members of an object as JSON, without the braces. */
function inner(members: JsonObject): string {
	return JSON.stringify(members).slice(1, -1);
}

/** A record, of which only what is asked for is made. */
export class RecordEvent implements LogEvent {
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

	/** The members that all records of its entity have alike. */
	get fixed(): JsonObject {
		return this.known.fixed();
	}

	/** All its members in their order. */
	members(): readonly (readonly [name: string, value: Json])[] {
		const {head, tail} = this.known.ends();
		return [head, this.#told(), tail].flatMap(part =>
			Object.entries(part).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
		);
	}

	/** How many members come before that one. */
	placeOf(name: string): number {
		return this.known.places(this).get(name) ?? 0;
	}

	message(): string {
		const {before, after} = this.known.ends();
		const told = inner(this.#told());
		const moving = this.known.entity.hasDecimals ? told.replaceAll(wholeCpu, '"$1":$2.0') : told;
		return `{${[before, moving, after].filter(part => part !== '').join(',')}}`;
	}

	field(name: string): Json | undefined {
		// What stays is looked at first: filters are mostly about that, and the rest need not be made for them.
		const {fixed} = this;
		if (Object.hasOwn(fixed, name)) {
			return fixed[name];
		}

		const told = this.#told();
		return Object.hasOwn(told, name) ? told[name] : undefined;
	}

	#told(): JsonObject {
		this.#moving ??= this.known.entity.moving(this.at);
		return this.#moving;
	}
}

const wholeCpu = /"(Cpu(?:Utilized|Reserved))":(\d+)(?=,)/g;

// What is told of a task comes together; keys of one task share all but the last six bits.
function lagMs(key: number, at: number): number {
	return 80_000 + Math.floor(60_000 * noise(Math.floor(key / 64), at / minuteMs) ** 2);
}
