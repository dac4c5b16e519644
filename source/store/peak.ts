/** The largest of the values that were added within a time, as the needle of a level meter that stays up for a while. */
export type Peak = {
	add(now: number, value: number): void;
	/** Returns the largest value of the time before `now`, 0 when there was none. */
	most(now: number): number;
};

/** Returns a peak that holds each value for so long, in milliseconds. */
export function createPeak(holdMs: number): Peak {
	/** In order of time, each smaller than the one before: what a later and larger value outdid is not kept. */
	let kept: {readonly at: number; readonly value: number}[] = [];

	return {
		add(now, value) {
			kept = [...kept.filter(one => one.value > value), {at: now, value}];
		},
		most(now) {
			// A machine's clock may be set back: what then lies ahead is let go.
			kept = kept.filter(({at}) => at > now - holdMs && at <= now);
			return kept[0]?.value ?? 0;
		},
	};
}
