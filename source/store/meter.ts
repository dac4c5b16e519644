import {type BudgetMeter} from './snapshot.js';

/** Percent of the budget: less of a change is not worth drawing. */
export const paceStep = 20;

/** True when the second meter is worth drawing after the first: a fifth of the budget, or throttled. */
export function isNewPace(before: BudgetMeter, after: BudgetMeter): boolean {
	return Math.abs(before.usedPercent - after.usedPercent) >= paceStep || before.throttled !== after.throttled;
}
