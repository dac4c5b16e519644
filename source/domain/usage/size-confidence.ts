/** How sure advice is. */
export type Confidence = 'low' | 'medium' | 'high';

type Level = {readonly confidence: Confidence; readonly hours: number; readonly samples: number};

/** A day has the peaks of a day; a few hours have some of them. Samples are minutes of one task. */
const levels: readonly Level[] = [
	{confidence: 'high', hours: 24, samples: 720},
	{confidence: 'medium', hours: 3, samples: 90},
];

/** Returns how sure one can be by minutes with a record, over all tasks, and minutes from the first to the newest. */
export function confidenceOf(samples: number, spanMinutes: number): Confidence {
	return (
		levels.find(level => samples >= level.samples && spanMinutes >= level.hours * 60 - slackMinutes)
			?.confidence ?? 'low'
	);
}

/** A window of 24 hours never holds its first and its newest minutes both. */
const slackMinutes = 30;

/** Returns the numbers behind it: `1440 minutes with a record over 24 h`. */
export function confidenceText(samples: number, spanMinutes: number): string {
	const span = spanMinutes < 120 ? `${spanMinutes} min` : `${Math.round(spanMinutes / 60)} h`;
	return `${samples} ${samples === 1 ? 'sample' : 'samples'} over ${span}`;
}
