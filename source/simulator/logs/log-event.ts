import {isObject, type Json, type JsonObject} from '../json.js';

/** One event of a log stream. Times are epoch milliseconds. */
export type LogEvent = {
	readonly at: number;
	/** When it becomes visible. */
	readonly ingestedAt: number;
	readonly stream: string;
	/** Tells it from others of the same time and group, and orders them; a whole number below 2^42. */
	readonly key: number;
	/** What CloudWatch Logs counts of it, in bytes. */
	readonly bytes: number;
	/** Members that all events of its series have alike, the same object for all; absent where there is no such thing. */
	readonly fixed?: JsonObject;
	message(): string;
	/** A member of its JSON; undefined where the message is no JSON object or lacks it. */
	field(name: string): Json | undefined;
};

/** The events that one thing writes to one stream. */
export type Series = {
	readonly stream: string;
	/** Orders the series of a group. */
	readonly key: number;
	/** Epoch milliseconds between which there can be events; `to` is infinite while it lasts. */
	readonly from: number;
	readonly to: number;
	/** Hands over its events of `from` and later, before `to`. */
	visit(from: number, to: number, push: (event: LogEvent) => void): void;
};

/** An event that is what its message says. */
export class TextEvent implements LogEvent {
	#parsed: Record<string, unknown> | undefined;

	constructor(
		readonly at: number,
		readonly ingestedAt: number,
		readonly stream: string,
		readonly key: number,
		private readonly text: string,
	) {}

	get bytes(): number {
		return Buffer.byteLength(this.text);
	}

	message(): string {
		return this.text;
	}

	field(name: string): Json | undefined {
		this.#parsed ??= parse(this.text);
		const value = Object.hasOwn(this.#parsed, name) ? this.#parsed[name] : undefined;
		// What JSON.parse gave is JSON, apart from null, which is as good as none.
		return value === null ? undefined : (value as Json | undefined);
	}
}

function parse(text: string): Record<string, unknown> {
	if (!text.trimStart().startsWith('{')) {
		return {};
	}

	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? value : {};
	} catch {
		// A line that begins like JSON and is none has no fields.
		return {};
	}
}
