import {chartCaption} from '../views/chart.js';
import {cells, pad} from '../views/fit.js';
import {type Block} from '../views/view.js';

/** Returns a detail as text: headings, labels and values, lines; the same words as on screen, not wrapped. */
export function blockText(blocks: readonly Block[]): string {
	return blocks.map(block => `${[block.heading, ...linesOf(block)].join('\n')}\n`).join('\n');
}

function linesOf(block: Block): readonly string[] {
	switch (block.kind) {
		case 'facts': {
			const width = Math.max(0, ...block.facts.map(({label}) => cells(label)));
			return block.facts.map(({label, value}) => `${pad(label, width)}  ${value.text}`);
		}

		case 'lines':
			return block.lines.map(({text}) => text);
		case 'chart':
			return [chartCaption(block.chart)];
		case 'table':
			return [block.columns, ...block.rows].map(row => row.join('  '));
	}
}
