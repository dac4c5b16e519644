import {shortName} from '../../domain/arn.js';
import {sizeText} from '../../domain/usage/fargate-sizes.js';
import {confidenceText} from '../../domain/usage/size-confidence.js';
import {differenceText} from '../../domain/usage/size-derivation.js';
import {memoryText, percentText} from '../amounts.js';
import {type Fact, factsBlock, linesBlock} from '../blocks.js';
import {type Block} from '../view.js';
import {adviceOf, type FamilyRow} from './size-rows.js';
import {hasSidecar, sizeHint, verdictCell} from './size-words.js';

/** Returns the advice on a family: the answer, its numbers, and how each came about. */
export function sizeBlocks(row: FamilyRow): readonly Block[] {
	if (!hasSidecar(row)) {
		return [linesBlock('Task size', [sizeHint(row)], '')];
	}

	return [
		linesBlock('Task size', [verdictCell(row), sizeHint(row)], ''),
		factsBlock('Advice', factsOf(row)),
		linesBlock(
			'How it was computed',
			[
				...adviceOf(row).derivation.map(text => ({text})),
				...(row.sizes > 1
					? [{text: `its tasks have ${row.sizes} sizes; this is about the most frequent`}]
					: []),
			],
			'',
		),
	];
}

function factsOf(row: FamilyRow): readonly Fact[] {
	const {name, cluster, input} = row;
	const {app, agent, size, tasks, samples, spanMinutes} = input;
	const advice = adviceOf(row);
	const {headroomNow, headroomAfter, smallest, next, confidence} = advice;
	return [
		['family', name],
		['cluster', shortName(cluster)],
		['tasks running', tasks],
		['size now', size && sizeText(size)],
		['app memory', pairText(app.memory.p95, app.memory.max)],
		['agent memory', pairText(agent.memory.p95, agent.memory.max)],
		['agent may use', megabytes(advice.agentLimit)],
		['free now', freeText(headroomNow.memory, size?.memoryMiB)],
		['free at its limit', freeText(headroomAfter.memory, size?.memoryMiB)],
		['the same, at p95', freeText(headroomAfter.memoryP95, size?.memoryMiB)],
		['smallest to do', smallest && sizeText(smallest) + monthlyText(advice.smallestMonthly)],
		['next size up', next && sizeText(next) + monthlyText(advice.nextMonthly)],
		['confidence', `${confidence}: ${confidenceText(samples, spanMinutes)}`],
	];
}

function pairText(p95: number | undefined, max: number | undefined): string | undefined {
	return max === undefined
		? undefined
		: `${p95 === undefined ? '' : `p95 ${memoryText(p95)}, `}max ${memoryText(max)}`;
}

function megabytes(mb: number | undefined): string | undefined {
	return mb === undefined ? undefined : memoryText(mb);
}

function freeText(mb: number | undefined, all: number | undefined): string | undefined {
	return mb === undefined || !all ? undefined : `${memoryText(mb)} (${percentText(mb / all)})`;
}

function monthlyText(amount: number | undefined): string {
	return amount === undefined ? '' : `, ${differenceText(amount)} a month`;
}
