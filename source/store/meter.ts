import {type BudgetMeter} from './snapshot.js';

/** True when the second meter is worth drawing after the first: a fifth of the budget, waiting or not, throttled. */
export function isNewPace(before: BudgetMeter, after: BudgetMeter): boolean {
	return (
		(before.perSecond === 0) !== (after.perSecond === 0) ||
		Math.abs(before.usedPercent - after.usedPercent) >= 20 ||
		(before.queued === 0) !== (after.queued === 0) ||
		before.throttled !== after.throttled
	);
}
