import {age} from '../../domain/age.js';
import {type Headcount} from '../../domain/usage/usage.js';
import {cells, cut} from '../fit.js';
import {counted} from '../plural.js';
import {symbols} from '../symbols.js';
import {type Cell} from '../view.js';
import {type EntityRow, isUntold, normalLagMs, overMs} from './usage-row.js';

/** Returns how many tasks run of how many, `3/4`, with its age where that is not of now. */
export function runningCell(own: Headcount, now: number): Cell {
	const {running, desired} = own.counts;
	if (running === undefined && desired === undefined) {
		return aged({text: symbols.unknown, tone: 'warning'}, own, now);
	}

	const isShort = isBelow(own);
	const text = `${running ?? symbols.unknown}/${desired ?? symbols.unknown}${isShort ? symbols.warning : ''}`;
	const isWhole = running !== undefined && desired !== undefined;
	return aged({text, tone: isShort ? 'fault' : isWhole ? 'plain' : 'warning'}, own, now);
}

/** Returns a count, with its age where that is not of now; one that no record told is unknown, not nothing. */
export function countCell(count: number | undefined, own: Headcount, now: number): Cell {
	return aged(
		count === undefined ? {text: symbols.unknown, tone: 'warning'} : {text: String(count)},
		own,
		now,
	);
}

/** Returns true when fewer tasks run than are desired; false where one of the two is not known. */
export function isBelow({counts: {running, desired}}: Headcount): boolean {
	return running !== undefined && desired !== undefined && running < desired;
}

/** Returns how many deployments go on at once: of a blue/green controller its task sets. One is what is normal. */
export function rolloutsOf({counts: {deployments, taskSets}}: Headcount): number | undefined {
	return deployments === undefined ? undefined : Math.max(deployments, taskSets ?? 0);
}

/** Returns true when the newest record is older than records are as a rule. */
export function isOld({at}: Headcount, now: number): boolean {
	return now - at > normalLagMs;
}

/** Returns a cell's text in at most `width` cells: where there is no room for its age the sign of it stays. */
export function withoutAge(text: string, width: number): string {
	return cells(text) <= width ? text : cut(text.replace(/ ~.*$/, symbols.old), width);
}

function aged(cell: Cell, own: Headcount, now: number): Cell {
	return isOld(own, now) ? {text: `${cell.text} ${symbols.old}${age(now - own.at)}`, tone: 'dim'} : cell;
}

/**
 * Returns how many of the tasks that run have no record of their own, and so are not in the sum; 0 where all have,
 * undefined where that can't be told.
 */
export function unmeasured({own, entity}: EntityRow): number | undefined {
	const running = own?.counts.running;
	return own === undefined ||
		running === undefined ||
		entity.members === undefined ||
		Math.abs(own.at - entity.lastAt) > overMs
		? undefined
		: Math.max(0, running - entity.members);
}

/** Returns that fewer tasks run than are desired, undefined where that is not so or not known. */
export function belowText(own: Headcount): string | undefined {
	const {running, desired = 0} = own.counts;
	return isBelow(own) ? `${running} of ${counted(desired, 'desired task')} run` : undefined;
}

/** Returns what is to be said of a sum that is not whole: `3 of 4 running tasks have records`. */
export function partText(row: EntityRow): string | undefined {
	const running = row.own?.counts.running ?? 0;
	const missing = unmeasured(row) ?? 0;
	return missing > 0 && !isUntold(row)
		? `${running - missing} of ${counted(running, 'running task')} ${running === 1 ? 'has' : 'have'} records`
		: undefined;
}

/** Returns why nothing is measured of a service that its own record tells of. */
export function untoldText({counts: {running, desired}}: Headcount): string {
	if (running === 0) {
		const wanted = desired === undefined ? '' : ` of ${counted(desired, 'desired task')}`;
		return `none${wanted} runs, so there is nothing to measure`;
	}

	const tasks =
		running === undefined ? 'tasks may run' : `${counted(running, 'task')} ${running === 1 ? 'runs' : 'run'}`;
	return `${tasks} without records: likely begun before Container Insights was turned on`;
}
