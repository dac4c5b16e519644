import {readFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {clean} from '../../source/aws/border.js';
import {finding} from '../../source/aws/operations/guardduty/finding/finding.js';
import {consoleLink} from '../../source/domain/console-link.js';
import {createFileNames, evidenceFolderName} from '../../source/domain/findings/evidence/file-name.js';
import {manifestJson} from '../../source/domain/findings/evidence/manifest.js';
import {evidenceReport} from '../../source/domain/findings/evidence/report.js';
import {type Finding} from '../../source/domain/findings/finding.js';
import {lineageTree} from '../../source/domain/findings/lineage.js';
import {plainWords} from '../../source/domain/findings/plain-words.js';
import {suppressionFilter} from '../../source/domain/findings/suppression.js';
import {findingMoments, signalMoments} from '../../source/domain/findings/timeline.js';
import {explainType} from '../../source/domain/findings/types.js';

type Wire = {readonly [member: string]: unknown};

const samples = path.resolve(import.meta.dirname, '../samples');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(samples, name), 'utf8'));
const wires = [
	...(read('findings/derived-runtime-findings.wire.json') as {findings: Wire[]}).findings.slice(0, 1),
	read('findings/odd-members.json') as Wire,
	read('findings/attack-sequence.json') as Wire,
	read('findings/malware.json') as Wire,
];
const naughty = (read('hostile/blns.json') as string[]).filter(text => text !== '');

/** What terminals obey, and what looks like something else (domain.md §5.5). */
const attacks = [
	'\u001B[2J\u001B[31mred',
	'\u001B]8;;https://evil.example\u0007click\u001B]8;;\u0007',
	'\u001B]52;c;ZXZpbA==\u0007',
	'\u009B31m\u009D0;title\u009C',
	'a\u202Egpj.exe',
	'a\u2066b\u2069c',
	'zero\u200Bwidth\uFEFF',
	'line\u2028para\u2029end',
	'new\nline\r\ncarriage\ttab\u0000nul\u007Fdel',
	`/${'x'.repeat(4095)}`,
	'../../etc/passwd',
	"'; rm -rf / #",
	'$(id) `id` "quoted" \\',
	'```\n# heading\n```',
	'``a` b',
	'<script>alert(1)</script>',
	'[click](https://evil.example) ![x](y) https://evil.example www.evil.example a@evil.example',
	'| a | b |\n|---|---|',
];

/** The same finding with one text in the place of every text and of every member's name of its own making. */
function poisoned(value: unknown, text: string): unknown {
	if (Array.isArray(value)) {
		return value.map(element => poisoned(element, text));
	}

	if (typeof value === 'object' && value !== null) {
		return {
			...Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, poisoned(inner, text)])),
			[text]: text,
		};
	}

	return typeof value === 'string' ? text : value;
}

function stringsIn(value: unknown): readonly string[] {
	if (typeof value === 'string') {
		return [value];
	}

	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, inner]) => [name, ...stringsIn(inner)])
		: [];
}

/** Whatever the console would draw of a finding, and what it would write to a file. */
function drawn(parsed: Finding): readonly string[] {
	const {meaning, advice} = explainType(parsed.type);
	return [
		...plainWords(parsed),
		meaning,
		...advice,
		...lineageTree(parsed.process).map(({process}) => process.name ?? ''),
		...[...findingMoments(parsed), ...signalMoments(parsed)].map(({text}) => text),
	];
}

/** What is left of a report without its code: the words of the console alone. */
function outsideCode(markdown: string): string {
	const withoutBlocks: string[] = [];
	let fence: string | undefined;
	for (const line of markdown.split('\n')) {
		const opened = /^(`{3,})/.exec(line)?.[1];
		if (fence === undefined) {
			fence = opened !== undefined && line === `${opened}text` ? opened : undefined;
			withoutBlocks.push(fence === undefined ? line : '');
		} else if (line.startsWith(fence)) {
			fence = undefined;
		}
	}

	return withoutBlocks.map(line => line.replaceAll(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '')).join('\n');
}

function report(parsed: Finding): string {
	const {id, arn, type} = parsed;
	return evidenceReport({
		finding: parsed,
		interfaces: [],
		groups: [{id: 'sg-1', name: parsed.title, inbound: [], outbound: []}],
		isolation: parsed.title,
		others: [parsed],
		deeds: [{source: 'journal', text: parsed.title}],
		moments: [...findingMoments(parsed), ...signalMoments(parsed)],
		manifest: {
			toolVersion: '0.1.0',
			startedAt: 0,
			endedAt: 1000,
			identity: parsed.title,
			region: parsed.region,
			finding: {id, arn, type},
			files: [{name: 'finding.json', what: parsed.title, bytes: 1, sha256: 'a'.repeat(64)}],
			logs: [
				{container: parsed.title, file: 'log.log', events: 1, isReadable: true},
				{container: parsed.title, why: parsed.description, isReadable: false},
			],
			missing: [{what: parsed.title, why: parsed.description}],
		},
	});
}

const harmless = report(finding({...wires[0], id: 'x', title: 'x', description: 'x', region: 'x'})).length;

function expectHarmless(text: string, among: readonly Wire[] = wires): void {
	for (const wire of among) {
		const parsed = finding({...(poisoned(wire, text) as Wire), id: text});
		// Cleaning again changes nothing: it was clean. One expectation for all, since each costs more than the cleaning.
		const dirty = [...stringsIn(parsed), ...drawn(parsed)].filter(
			string => clean(string, Number.MAX_SAFE_INTEGER) !== string,
		);
		expect(dirty).toEqual([]);

		const link = consoleLink(parsed.arn);
		expect(link === undefined || /^[\x21-\x7E]+$/.test(link)).toBe(true);

		const folder = evidenceFolderName(parsed, 0);
		const file = createFileNames()(['logs', parsed.containerName ?? '', parsed.taskId ?? ''], 'txt');
		for (const name of [folder, file]) {
			expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,90}$/);
			expect(name).not.toContain('..');
		}

		const markdown = report(parsed);
		expect(clean(markdown.replaceAll('\n', ''), Number.MAX_SAFE_INTEGER)).toBe(markdown.replaceAll('\n', ''));
		const strange = outsideCode(markdown)
			.split('\n')
			.filter(line => !/^(?:##? |- |\*\*)?[\w ,;:.–()/-]*(?:\*\*)?$/.test(line));
		expect(strange).toEqual([]);
		expect(markdown.length).toBeGreaterThan(harmless / 4);

		const manifest = manifestJson({
			toolVersion: text,
			startedAt: 0,
			endedAt: 0,
			region: clean(text),
			files: [],
			logs: [],
			missing: [],
		});
		expect(JSON.parse(manifest)).toMatchObject({isComplete: true});

		const filter = suppressionFilter(
			{...parsed, detectorId: parsed.detectorId ?? 'd1'},
			{region: 'eu-west-1'},
		);
		expect(filter === undefined || /^[\x20-\x7E]+$/.test(filter.line)).toBe(true);
		expect(filter === undefined || /^[A-Za-z0-9_.-]{3,64}$/.test(filter.name)).toBe(true);
	}
}

describe('whatever an attacker writes into a finding is harmless', () => {
	test.each(attacks)('%j', text => {
		expectHarmless(text);
	});

	test('every naughty string', () => {
		for (const text of naughty) {
			// Odd members have every kind of member, the sequence what else there is; all four would take seconds.
			expectHarmless(text, wires.slice(1, 3));
		}
	});

	test('and any other', () => {
		const any = fc.oneof(
			fc.string({unit: 'binary', maxLength: 40}),
			fc.string({unit: 'grapheme', maxLength: 40}),
			fc.stringMatching(/^[`#\n\r|<>[\]()*_~ -]{1,30}$/),
		);
		fc.assert(
			fc.property(any, text => {
				expectHarmless(text === '' ? 'x' : text);
			}),
			{numRuns: 60},
		);
	});

	test('is shown, not hidden', () => {
		const [first] = plainWords(finding(poisoned(wires[0], '\u001B[2J') as Wire));
		expect(first).toContain('␛[2J');
	});
});
