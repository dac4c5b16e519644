import {type BudgetMeter} from './snapshot.js';

/** True when the second meter is worth drawing after the first: pace by a fifth, waiting or not, throttled. */
export function isNewPace(before: BudgetMeter, after: BudgetMeter): boolean {
	const step = Math.max(1, after.allowedPerSecond / 5);
	return (
		(before.perSecond === 0) !== (after.perSecond === 0) ||
		Math.abs(before.perSecond - after.perSecond) >= step ||
		(before.queued === 0) !== (after.queued === 0) ||
		before.throttled !== after.throttled ||
		before.allowedPerSecond !== after.allowedPerSecond
	);
}
