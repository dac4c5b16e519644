import {isObject, type Json} from '../json.js';
import {type LogEvent} from '../logs/log-event.js';
import {Instant, type Value} from './values.js';

/** What a command works on: an event with what was computed of it, or a line of statistics without one. */
export type Row = {
	readonly event?: LogEvent;
	/** The group that the event is of. */
	readonly group?: GroupNames;
	/** What `fields`, `parse` and `stats` made, by name. */
	readonly made?: ReadonlyMap<string, Value>;
};

export type GroupNames = {readonly account: string; readonly name: string};

/** A field of a row: made, built in, or a member of the message's JSON, dotted where it is nested. */
export function fieldOf(row: Row, name: string): Value {
	const {made, event} = row;
	if (made?.has(name)) {
		return made.get(name);
	}

	if (event === undefined) {
		return undefined;
	}

	return name.startsWith('@') ? builtIn(event, row.group, name) : scalar(memberOf(event, name));
}

function builtIn(event: LogEvent, group: GroupNames | undefined, name: string): Value {
	switch (name) {
		case '@timestamp':
			return new Instant(event.at);
		case '@ingestionTime':
			return new Instant(event.ingestedAt);
		case '@message':
			return event.message();
		case '@logStream':
			return event.stream;
		case '@log':
			return group && `${group.account}:${group.name}`;
		case '@ptr':
			return pointer(event, group);
		default:
			return scalar(memberOf(event, name));
	}
}

/** What leads back to the event; opaque to whoever gets it. */
function pointer(event: LogEvent, group: GroupNames | undefined): string {
	return Buffer.from(`${group?.account}:${group?.name}|${event.stream}|${event.at}|${event.key}`).toString(
		'base64',
	);
}

function memberOf(event: LogEvent, name: string): Json | undefined {
	const whole = event.field(name);
	if (whole !== undefined || !name.includes('.')) {
		return whole;
	}

	const [first = '', ...rest] = name.split('.');
	return rest.reduce<Json | undefined>((value, part) => childOf(value, part), event.field(first));
}

function childOf(value: Json | undefined, part: string): Json | undefined {
	if (Array.isArray(value)) {
		return (value as readonly Json[])[Number(part)];
	}

	return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}

// Objects and arrays are no values; their members are.
function scalar(value: Json | undefined): Value {
	return typeof value === 'object' ? undefined : value;
}
