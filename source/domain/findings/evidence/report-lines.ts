import {isoTime} from '../../age.js';
import {codeSpan} from './markdown.js';

/** A fact of a list; what is undefined or empty is left out. */
export type ReportFact = readonly [name: string, value: string | undefined];

/** Returns a section, or nothing when it has no lines. */
export function section(title: string, lines: readonly string[]): readonly string[] {
	return lines.length === 0 ? [] : [`## ${title}`, '', ...lines];
}

/** Returns facts as a list. A name that is not the console's own, or not plain, stands in code like the value. */
export function factLines(facts: readonly ReportFact[]): readonly string[] {
	return facts.flatMap(([name, value]) =>
		value === undefined || value === '' ? [] : [`- ${nameText(name)}: ${codeSpan(value)}`],
	);
}

function nameText(name: string): string {
	return /^[A-Za-z][A-Za-z0-9 -]{0,80}$/.test(name) ? name : codeSpan(name);
}

/** Returns a time as ISO 8601 in UTC. */
export function timeText(at: number | undefined): string | undefined {
	return at === undefined ? undefined : isoTime(at);
}
