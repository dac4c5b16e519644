import {describe, expect, test} from 'vitest';
import {chartLines} from '../../../source/ui/lines/chart.js';
import {draw, plainText, widthOf} from '../../../source/ui/lines/spans.js';
import {createTheme} from '../../../source/ui/theme.js';
import {type Chart} from '../../../source/views/chart.js';
import {text} from '../../views/build.js';

const from = Date.UTC(2026, 10, 23, 11, 4);
const chart: Chart = {points: [], from, stepMs: 60_000, unit: 'MB', height: 4};
const drawn = (facts: Partial<Chart>, width = 24) =>
	chartLines({...chart, ...facts}, width)
		.map(line => plainText(line).trimEnd())
		.join('\n');

describe('a chart', () => {
	test('has its axis, the limit as a line above what is below it, the times and the words', () => {
		expect(
			drawn({
				points: [16, 32, 48, 64, 80, 96, 112, 128].map(one => one / 2),
				limit: {value: 128, label: 'limit'},
			}),
		).toBe(
			text(`
				   128 │────────────────
				       │
				       │          ▁▁▂▂▃▃
				     0 │▁▁▂▂▃▃▅▅████████
				        11:04Z    11:12Z
				now 64 MB  min 8.0 MB
				max 64 MB  limit 128 MB
				(50% of it)
			`).replace(/^\t+/gm, ''),
		);
	});

	test('what is over its limit is above the line', () => {
		const lines = drawn({points: [64, 256], limit: {value: 128, label: 'limit'}}, 16).split('\n');
		expect(lines.slice(0, 4)).toEqual([
			'   256 │    ████',
			'   128 │────████',
			'       │    ████',
			'     0 │████████',
		]);
	});

	test('what is to be reached is a line as well, and what gets there is no fault', () => {
		const goal = {value: 4, label: 'desired'};
		const facts = {points: [4, 2, 4], unit: 'tasks', goal, note: 'desired were 2 to 4'} as const;
		expect(drawn(facts, 14).split('\n')).toEqual([
			'     4 │──────',
			'       │██  ██',
			'       │██▃▃██',
			'     0 │██████',
			'        11:07Z',
			'now 4 tasks',
			'min 2 tasks',
			'max 4 tasks',
			'desired 4',
			'tasks  desired',
			'were 2 to 4',
		]);
		const tones = chartLines({...chart, ...facts}, 14)
			.slice(0, 4)
			.flatMap(line => line.map(({tone}) => tone));
		expect(tones).not.toContain('fault');
		expect(tones).not.toContain('warning');
	});

	test('a gap is blank down to the axis, next to nothing is not', () => {
		const lines = drawn({points: [8, NaN, 0, 8], height: 2}, 12).split('\n');
		expect(lines.slice(0, 2)).toEqual(['   8.0 │█  █', '     0 │█ ▁█']);
	});

	test('without any record only the words are left', () => {
		expect(drawn({points: [NaN, NaN]})).toBe('no record tells it');
	});

	test('of more than a day the date is told', () => {
		const lines = drawn({points: [1, 2, 3], stepMs: 86_400_000}, 40).split('\n');
		expect(lines.at(-2)).toBe('        11-23 11:04          11-26 11:04');
	});

	test.each([10, 24, 60, 140])('is never wider than %d cells', width => {
		for (const line of chartLines(
			{...chart, points: [1, NaN, 3], limit: {value: 4, label: 'limit'}},
			width,
		)) {
			expect(widthOf(line)).toBeLessThanOrEqual(width);
		}
	});

	test('near its limit it has another tone, and without Unicode other signs', () => {
		const near = chartLines({...chart, points: [20, 120], limit: {value: 128, label: 'limit'}}, 12);
		expect(near[2]?.map(({tone}) => tone)).toContain('fault');
		const ascii = createTheme({hasColour: false, isAscii: true});
		expect(near.map(line => draw(ascii, line, 12)).join('\n')).toMatch(/^[\n -~\u{1B}]*$/u);
	});
});
