import {type Json} from '../domain/resources.js';

/**
 * Returns records as CSV by RFC 4180: a heading, CRLF, quotes where they are needed. Null is an empty field, a list
 * is joined with `;`. A text that a spreadsheet would run as a formula gets a `'` before it: names and tags can be
 * chosen by an attacker. owasp.org/www-community/attacks/CSV_Injection
 */
export function csvText(
	members: readonly string[],
	records: readonly {readonly [member: string]: Json}[],
): string {
	const lines = [members, ...records.map(record => members.map(member => record[member] ?? null))];
	return lines.map(fields => `${fields.map(csvField).join(',')}\r\n`).join('');
}

function csvField(value: Json): string {
	const text = guarded(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function guarded(value: Json): string {
	if (value === null) {
		return '';
	}

	if (typeof value === 'number' || typeof value === 'boolean') {
		return String(value);
	}

	const text = typeof value === 'string' ? value : listText(value);
	return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function listText(value: Exclude<Json, string | number | boolean | null>): string {
	const isFlat = Array.isArray(value) && value.every(item => typeof item !== 'object');
	return isFlat ? value.join(';') : JSON.stringify(value);
}
