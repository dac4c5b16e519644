import {type Json} from '../domain/resources.js';

/** Process paths may have 4,096 characters; nothing that a person reads is longer (domain.md §5.5). */
const textLimit = 4096;

// Emoji keep U+FE0F, which string-width knows; everything else here is invisible or moves the cursor:
// controls (C0, DEL, C1), format characters (bidi, zero-width, tags, soft hyphen), line and paragraph separators,
// lone surrogates, noncharacters, and letters that Unicode calls ignorable by default (fillers, variation selectors).
const invisible =
	/(?!(?<=\p{Extended_Pictographic})\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

const plain = /^[\x20-\x7E]*$/;

/**
 * The border: every text from AWS passes here before it can reach a row, a file or the clipboard.
 * C0 and DEL become control pictures (`␛`, `␊`), all else that is invisible becomes `⟨U+202E⟩`, so that a sequence
 * is read and not obeyed, and two names that differ look different. The answer has at most `limit` UTF-16 units,
 * cut with `…` and never inside a grapheme. Cleaning twice changes nothing.
 */
export function clean(text: string, limit = textLimit): string {
	// Marks are never shorter than what they stand for, so what lies far beyond the limit can't come back.
	const head = text.length > limit + 64 ? text.slice(0, limit + 64) : text;
	const visible = plain.test(head) ? head : head.replace(invisible, mark);
	return visible.length > limit ? cut(visible, limit) : visible;
}

function mark(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	if (code < 0x20) {
		return String.fromCodePoint(0x24_00 + code);
	}

	return code === 0x7f ? '␡' : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

function cut(text: string, limit: number): string {
	if (limit < 1) {
		return '';
	}

	const room = limit - 1;
	// A segmenter sees a boundary only with what follows it; a few more units than fit are enough.
	const graphemes = new Intl.Segmenter('en', {granularity: 'grapheme'}).segment(text.slice(0, room + 64));
	const last = graphemes.containing(room);
	return `${text.slice(0, last?.index ?? 0)}…`;
}

/** What a raw answer may hold at most: enough for 100 described tasks, little enough to draw. */
const jsonLimits = {depth: 40, values: 200_000, text: 32_768};

/**
 * Returns a JSON tree in which every string and every member name has passed `clean`.
 * Dates become ISO strings; undefined members are left out; what JSON has no word for becomes a visible text.
 * Beyond 40 levels or 200,000 values the rest is replaced by `…`, never left out silently.
 */
export function cleanJson(value: unknown): Json {
	let valuesLeft = jsonLimits.values;

	function branch(node: unknown, depth: number): Json {
		valuesLeft -= 1;
		if (typeof node !== 'object' || node === null || node instanceof Date) {
			return leaf(node);
		}

		if (node instanceof Uint8Array) {
			return `⟨${node.length} bytes⟩`;
		}

		if (depth >= jsonLimits.depth || valuesLeft <= 0) {
			return '…';
		}

		return Array.isArray(node) ? list(node, depth) : record(node, depth);
	}

	function list(nodes: readonly unknown[], depth: number): Json {
		const kept: Json[] = [];
		for (const [index, node] of nodes.entries()) {
			if (valuesLeft <= 0) {
				kept.push(`… ${nodes.length - index} more`);
				break;
			}

			kept.push(node === undefined ? null : branch(node, depth + 1));
		}

		return kept;
	}

	function record(node: object, depth: number): Json {
		// A map and fromEntries: a member named __proto__ must stay a member.
		const members = new Map<string, Json>();
		for (const [name, member] of Object.entries(node)) {
			if (member === undefined) {
				continue;
			}

			if (valuesLeft <= 0) {
				members.set('…', '…');
				break;
			}

			members.set(freeName(members, clean(name, 256)), branch(member, depth + 1));
		}

		return Object.fromEntries(members);
	}

	return branch(value, 0);
}

function leaf(node: unknown): Json {
	switch (typeof node) {
		case 'string':
			return clean(node, jsonLimits.text);
		case 'boolean':
			return node;
		case 'number':
			return Number.isFinite(node) ? node : String(node);
		default:
			if (node instanceof Date) {
				return Number.isNaN(node.getTime()) ? 'invalid date' : node.toISOString();
			}

			return node === null || node === undefined ? null : clean(String(node), jsonLimits.text);
	}
}

/** Two names may become one by cleaning or by cutting; the second gets a number, so that nothing is lost. */
function freeName(members: ReadonlyMap<string, Json>, name: string): string {
	if (!members.has(name)) {
		return name;
	}

	let number = 2;
	while (members.has(`${name} (${number})`)) {
		number += 1;
	}

	return `${name} (${number})`;
}
