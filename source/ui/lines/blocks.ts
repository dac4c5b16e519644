import {cells, pad} from '../../views/fit.js';
import {type Block, type Cell} from '../../views/view.js';
import {type DrawTable} from '../static-table.js';
import {chartLines} from './chart.js';
import {type Line, wrap} from './spans.js';

/** Labels are wrapped beyond this part of the width: beside a list “container instances” still has one line. */
const labelShare = 0.45;

/** Returns a detail as lines of at most `width` cells; long texts are wrapped, never lost. */
export function blockLines(drawTable: DrawTable, blocks: readonly Block[], width: number): readonly Line[] {
	return blocks.flatMap((block, index) => [
		...(index > 0 ? [[]] : []),
		...(block.heading === '' ? [] : [[{text: block.heading, tone: 'accent'} satisfies Cell]]),
		...linesOf(drawTable, block, width),
	]);
}

function linesOf(drawTable: DrawTable, block: Block, width: number): readonly Line[] {
	switch (block.kind) {
		case 'facts': {
			const labels = Math.min(
				Math.floor(width * labelShare),
				Math.max(0, ...block.facts.map(({label}) => cells(label))),
			);
			return block.facts.flatMap(({label, value}) =>
				sideBySide({label: wrap(label, labels), labels, value}, width),
			);
		}
		case 'lines':
			return block.lines.flatMap(line => wrap(line.text, width).map(text => [{...line, text}]));
		case 'chart':
			return chartLines(block.chart, width);
		case 'table':
			return drawTable({columns: block.columns, rows: block.rows}, width).map(text => [{text}]);
	}
}

/** The value beside its label, the further lines of both under their first. */
function sideBySide(
	{label, labels, value}: {readonly label: readonly string[]; readonly labels: number; readonly value: Cell},
	width: number,
): readonly Line[] {
	const texts = wrap(value.text, width - labels - 2);
	return Array.from(
		{length: Math.max(label.length, texts.length, 1)},
		(_, index): Line => [
			{text: `${pad(label[index] ?? '', labels)}  `, tone: 'dim'},
			{...value, text: texts[index] ?? ''},
		],
	);
}
