import {age} from '../../domain/age.js';
import {type MemoryOutlook} from '../../domain/usage/memory-outlook.js';
import {amountText, memoryText, percentText} from '../amounts.js';
import {cut} from '../fit.js';
import {symbols} from '../symbols.js';
import {type Cell, type RowVerdict} from '../view.js';
import {gapText} from './gap-text.js';
import {belowText, partText, untoldText} from './headcount-words.js';
import {barText} from './spark.js';
import {
	type EntityRow,
	isUntold,
	limitShare,
	normalLagMs,
	outlookOf,
	type UsageLimit,
	type UsageRow,
} from './usage-row.js';

/** A row is at fault when it is near its limit, or grows so that it will be; without a limit nobody can tell. */
export function usageVerdict(row: UsageRow): RowVerdict {
	if (row.kind === 'gap') {
		return 'unknown';
	}

	switch (outlookOf(row).kind) {
		case 'near':
		case 'growing':
			return 'fault';
		case 'unknown':
			return 'unknown';
		case 'fine':
			return 'ok';
	}
}

const barWidth = 8;

/** Returns a row's memory against its limit: a bar and a percent, with a sign where that is a fault, unsure or old. */
export function limitCell(row: EntityRow, now: number): Cell {
	const share = limitShare(row);
	const outlook = outlookOf(row);
	if (share === undefined) {
		const why = row.limit.memoryMiB === undefined && !isUntold(row) ? 'no limit' : 'no record';
		return {text: `${symbols.unknown} ${why}`, tone: 'warning'};
	}

	const sign = signOf(outlook, row, now);
	const text = `${barText(share, barWidth)} ${percentText(share).padStart(4)}${sign}`;
	return {text: text.trimEnd(), tone: toneOf(outlook, row)};
}

/** Where the column of ages has no room, this alone tells that a number is no longer of now. */
function signOf({kind}: MemoryOutlook, {entity, isOver}: EntityRow, now: number): string {
	switch (kind) {
		case 'near':
		case 'growing':
			return symbols.warning;
		case 'unknown':
			return symbols.unknown;
		case 'fine':
			return isOver || now - entity.lastAt > normalLagMs ? symbols.old : '';
	}
}

function toneOf({kind}: MemoryOutlook, {isOver}: EntityRow): Cell['tone'] {
	if (isOver) {
		return 'dim';
	}

	return kind === 'near' || kind === 'growing' ? 'fault' : 'plain';
}

/** Names have up to 255 characters, and what is to be said of them must not be pushed off the screen. */
export const longestName = 48;

/** Returns what is to be said of a row in one line: what is wrong, or how it stands. */
export function usageHint(row: UsageRow): Cell {
	if (row.kind === 'gap') {
		return {text: `${cut(row.name, longestName)}: ${gapText(row.gap)}`, tone: 'warning'};
	}

	const {entity, limit, members, own} = row;
	const outlook = outlookOf(row);
	const who = cut(entity.containerName ?? row.name, longestName);
	if (isUntold(row) && own) {
		return {text: `${who}: ${untoldText(own)}`, tone: 'warning'};
	}

	const worst = members.filter(member => outlookOf(member).kind === outlook.kind);
	const about = worst.length > 0 && outlook.kind !== 'fine' ? ofMembers(worst) : who;
	switch (outlook.kind) {
		case 'near':
			return {
				text: `${about}: ${percentText(outlook.share)} of its memory limit${limitOfText(worst[0]?.limit ?? limit)}; beyond it the kernel ends it`,
				tone: 'fault',
			};
		case 'growing':
			return {text: `${about}: ${growthText(outlook, worst[0]?.limit ?? limit)}`, tone: 'fault'};
		case 'unknown':
			return {text: `${about}: ${outlook.why}, so how near it is can not be told`, tone: 'warning'};
		case 'fine':
			return fineHint(row, who);
	}
}

/** A sum that is not whole, or of too few tasks, is not what it seems: that is said first. */
function fineHint(row: EntityRow, who: string): Cell {
	const but = [row.own && belowText(row.own), partText(row)].filter(text => text !== undefined);
	return but.length === 0
		? {text: `${who}: ${fineText(row)}`}
		: {text: `${who}: ${[...but, fineText(row)].join('; ')}`, tone: 'warning'};
}

function ofMembers(members: readonly EntityRow[]): string {
	const [first] = members;
	const name = cut(first?.entity.containerName ?? first?.entity.taskId?.slice(0, 8) ?? '', longestName);
	return members.length === 1 ? name : `${name} and ${members.length - 1} more`;
}

function limitOfText({memoryMiB}: UsageLimit): string {
	return memoryMiB === undefined ? '' : ` of ${memoryText(memoryMiB)}`;
}

/** Returns how fast memory grows and when it gets there: `grows 30 MB an hour, reaches 128 MB in about 1h`. */
export function growthText(
	{mbPerHour, reachesInMs}: MemoryOutlook & {kind: 'growing'},
	{memoryMiB}: UsageLimit,
): string {
	const limit = memoryMiB === undefined ? 'its limit' : memoryText(memoryMiB);
	return `grows ${amountText(mbPerHour, 'MB')} MB an hour, reaches ${limit} in about ${age(reachesInMs)}`;
}

function fineText({entity, limit}: EntityRow): string {
	const {now, max} = entity.stats.memory;
	const used =
		now === undefined
			? ''
			: `${memoryText(now)} now${max === undefined ? '' : `, ${memoryText(max)} at most`}`;
	const bound = limitText(limit);
	return `${used}${bound === undefined ? '' : `, limit ${bound}`}`;
}

/** Returns a limit and who says so: `128 MB (set by GuardDuty in the task)`; undefined where there is none. */
export function limitText({source, memoryMiB}: UsageLimit): string | undefined {
	return memoryMiB === undefined ? undefined : `${memoryText(memoryMiB)} (${limitSources[source]})`;
}

const limitSources: {readonly [source in UsageLimit['source']]: string} = {
	override: 'set by GuardDuty in the task',
	table: "GuardDuty's table for the task's size",
	container: 'of the container',
	task: "the task's memory",
	sum: 'the memory of its tasks',
	unknown: 'not known',
};
