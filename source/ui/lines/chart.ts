import {clockTime, momentText} from '../../domain/age.js';
import {nearShare} from '../../domain/usage/memory-outlook.js';
import {amountText} from '../../views/amounts.js';
import {type Chart, chartCaption} from '../../views/chart.js';
import {cells, pad} from '../../views/fit.js';
import {barSymbols, sparkSymbols} from '../../views/symbols.js';
import {resampled} from '../../views/usage/spark.js';
import {type Cell} from '../../views/view.js';
import {type Line, wrap} from './spans.js';

/** Cells of the labels at the left, and of the line between them and the drawing. */
const labelWidth = 6;
const axis = ' │';

type Scale = {readonly chart: Chart; readonly values: readonly number[]; readonly high: number};

/**
 * Returns a chart in lines of `width` cells: the area under the series, the limit as a line, the axes with their
 * ends, and the same in words. What is not known stays blank. The signs have ASCII twins of the same width.
 */
export function chartLines(chart: Chart, width: number): readonly Line[] {
	const room = Math.max(1, width - labelWidth - axis.length);
	const values = resampled(chart.points, room);
	const known = values.filter(value => !Number.isNaN(value));
	const caption = wrap(chartCaption(chart), width).map((text): Line => [{text, tone: 'dim'}]);
	if (known.length === 0) {
		return caption;
	}

	const scale = {chart, values, high: highestOf(chart, known)};
	const rows = Array.from({length: chart.height}, (_, row) => rowLine(scale, row));
	return [...rows, timeLine(chart, room), ...caption];
}

/** The limit has the top row for itself while nothing is above it: a line must not hide behind what it limits. */
function highestOf(chart: Chart, known: readonly number[]): number {
	const {height} = chart;
	const line = lineOf(chart);
	const most = Math.max(...known);
	const high = line && line.value >= most ? line.value * (height / Math.max(1, height - 1)) : most;
	return high || 1;
}

/** A chart has one of the two at most. */
function lineOf({limit, goal}: Chart): Chart['limit'] {
	return limit ?? goal;
}

function rowLine(scale: Scale, row: number): Line {
	const lineRow = rowOfLine(scale);
	const label = labelOf(scale, row, lineRow);
	const mark = scale.chart.limit ? limitMark : goalMark;
	const marks = scale.values.map(value => markOf(scale, value, row) ?? (row === lineRow ? mark : blank));
	return [{text: pad(label, labelWidth, 'right') + axis, tone: 'dim'}, ...joined(marks)];
}

const limitMark: Cell = {text: '─', tone: 'warning'};
const goalMark: Cell = {text: '─', tone: 'dim'};
const blank: Cell = {text: ' '};

/** Returns the sign of a value in a row, undefined where the value does not reach it. */
function markOf({chart: {height, limit}, high}: Scale, value: number, row: number): Cell | undefined {
	const levels = sparkSymbols.length;
	if (Number.isNaN(value)) {
		return undefined;
	}

	// What is known and next to nothing is drawn as the lowest sign: only the unknown is blank.
	const filled = Math.max(1, Math.round((Math.max(0, value) / high) * height * levels));
	const here = filled - (height - 1 - row) * levels;
	const text = here >= levels ? barSymbols.full : sparkSymbols[here - 1];
	return text === undefined
		? undefined
		: {text, tone: limit && value >= limit.value * nearShare ? 'fault' : 'plain'};
}

/** The row whose lower edge is the line, or that has it within. */
function rowOfLine({chart, high}: Scale): number | undefined {
	const {height} = chart;
	const line = lineOf(chart);
	return line && Math.min(height - 1, Math.max(0, Math.ceil((1 - line.value / high) * height) - 1));
}

function labelOf({chart, high}: Scale, row: number, lineRow: number | undefined): string {
	const line = lineOf(chart);
	if (row === lineRow && line) {
		return amountText(line.value, chart.unit);
	}

	if (row === 0) {
		return amountText(high, chart.unit);
	}

	return row === chart.height - 1 ? '0' : '';
}

/** The first and the last time under the ends of the drawing. */
function timeLine({points, from, stepMs}: Chart, room: number): Line {
	const to = from + points.length * stepMs;
	const isLong = to - from > longMs;
	const text = (at: number) => (isLong ? momentText(at).slice(5, 16) : clockTime(at));
	const gap = room - cells(text(from)) - cells(text(to));
	const times = gap < 1 ? text(to).slice(0, room) : text(from) + ' '.repeat(gap) + text(to);
	return [{text: ' '.repeat(labelWidth + axis.length) + times, tone: 'dim'}];
}

const longMs = 24 * 3_600_000;

/** Neighbours of one tone are one piece: an escape sequence for each cell would cost bytes. */
function joined(marks: readonly Cell[]): Line {
	const line: Cell[] = [];
	for (const mark of marks) {
		const last = line.at(-1);
		if (last && last.tone === mark.tone) {
			line[line.length - 1] = {...last, text: last.text + mark.text};
		} else {
			line.push(mark);
		}
	}

	return line;
}
