import {type FargateSize, sizeText} from '../../domain/usage/fargate-sizes.js';
import {confidenceText} from '../../domain/usage/size-confidence.js';
import {hasAgent, isFull, type SizeVerdict} from '../../domain/usage/size-terms.js';
import {memoryText, percentText} from '../amounts.js';
import {cut} from '../fit.js';
import {symbols} from '../symbols.js';
import {type Cell, type RowVerdict} from '../view.js';
import {gapText} from './gap-text.js';
import {adviceOf, type FamilyRow, type SizeRow} from './size-rows.js';
import {longestName} from './usage-words.js';

/** True where GuardDuty's agent is a container of the task: of other tasks there is no size to advise. */
export function hasSidecar({launchType}: FamilyRow): boolean {
	return launchType === undefined || launchType === 'FARGATE';
}

/**
 * A size that keeps less than the margin free is at fault: the margin is what the operator asked for. One that keeps
 * it by what was seen in too short a time is unknown.
 */
export function sizeVerdict(row: SizeRow): RowVerdict {
	if (row.kind === 'gap') {
		return 'unknown';
	}

	if (!hasSidecar(row)) {
		return 'ok';
	}

	const {verdict, confidence} = adviceOf(row);
	switch (verdict) {
		case 'too-small':
		case 'tight':
			return 'fault';
		case 'unknown':
			return 'unknown';
		case 'fits':
			return confidence === 'low' ? 'unknown' : 'ok';
	}
}

const verdictCells: {readonly [verdict in SizeVerdict]: Cell} = {
	'too-small': {text: `${symbols.fault} too small`, tone: 'fault'},
	tight: {text: `${symbols.warning} tight`, tone: 'warning'},
	unknown: {text: `${symbols.unknown} unknown`, tone: 'warning'},
	fits: {text: `${symbols.good} fits`, tone: 'good'},
};

/** Returns whether the size will do with the agent at its limit, as symbol and word. */
export function verdictCell(row: FamilyRow): Cell {
	if (!hasSidecar(row)) {
		return {text: `${symbols.none} no sidecar`, tone: 'dim'};
	}

	if (row.unmeasured === 'awaited') {
		return {text: `${symbols.unknown} asking`, tone: 'accent'};
	}

	const {verdict, confidence} = adviceOf(row);
	return verdict === 'fits' && confidence === 'low'
		? {text: `${symbols.unknown} fits so far`, tone: 'warning'}
		: verdictCells[verdict];
}

/** Returns why nothing tells what a family used, as one sentence. */
export function unmeasuredText(why: NonNullable<FamilyRow['unmeasured']>): string {
	return why === 'awaited' ? 'CloudWatch Logs is being asked what it used' : gapText(why);
}

/** Returns the answer in one sentence: whether the size will do, and which would. */
export function sizeHint(row: SizeRow): Cell {
	const name = cut(row.name, longestName);
	if (row.kind === 'gap') {
		return {text: `${name}: ${gapText(row.gap)}`, tone: 'warning'};
	}

	if (!hasSidecar(row)) {
		return {
			text: `${name} runs on ${row.launchType}: there the agent lives on the instance, not in the task`,
		};
	}

	const {verdict, why, headroomAfter, smallest, confidence} = adviceOf(row);
	const {size, samples, spanMinutes} = row.input;
	if (row.unmeasured) {
		return {
			text: `${name}: ${unmeasuredText(row.unmeasured)}`,
			tone: row.unmeasured === 'awaited' ? 'plain' : 'warning',
		};
	}

	if (verdict === 'unknown' || !size) {
		return {text: `${name}: ${why}, so nobody can tell whether its size will do`, tone: 'warning'};
	}

	const when = hasAgent(row.input) ? 'with the agent at its limit' : 'after opting in';
	const advised = isSame(smallest, size)
		? 'it is the smallest that keeps the margin'
		: smallest
			? `${sizeText(smallest)} is the smallest that keeps the margin`
			: 'no size of Fargate keeps the margin';
	return {
		text: `${name} at ${sizeText(size)}: ${freeText(headroomAfter.memory, size)} ${when}; ${advised}${isFull(row.input) ? ' of what was seen, but its task was full and may want more' : ''}; confidence ${confidence} (${confidenceText(samples, spanMinutes)})`,
		tone: verdict === 'fits' ? 'plain' : 'fault',
	};
}

function freeText(free: number | undefined, {memoryMiB}: FargateSize): string {
	if (free === undefined) {
		return 'nobody can tell what is free';
	}

	return free < 0
		? `${memoryText(-free)} too little`
		: `${memoryText(free)} (${percentText(free / memoryMiB)}) free`;
}

/** True for two sizes that are one. */
export function isSame(one: FargateSize | undefined, other: FargateSize | undefined): boolean {
	return one?.cpuUnits === other?.cpuUnits && one?.memoryMiB === other?.memoryMiB;
}
