import {type OperationName} from '../../domain/operations.js';
import {type StepContext, type StepEnd} from './action.js';
import {span} from './plan-parts.js';
import {type Look, watch} from './watch.js';
import {explained, type Sent, wroteText} from './write-end.js';

export type ReadBack = {
	readonly call: OperationName;
	readonly everyMs: number;
	/** How long nothing may move before the reading back is given up. */
	readonly patienceMs: number;
	/** What goes on, e.g. `reading back the groups`. */
	readonly doing?: string;
	/** How a text goes on when patience has ended; the time and the last look follow. */
	readonly whenLate: 'not seen yet after' | 'but after' | 'but nothing moved for';
	/** What was not seen when the operator stops the action, e.g. `the groups were not read back yet`. */
	readonly whenAborted: string;
	/** Reads once; `wrote` says how the write went. */
	look(wrote: string): Promise<Look>;
};

/** Ends a step that has sent something: done only once AWS reads as wanted, also when no answer came to the write. */
export async function readBack(
	context: StepContext,
	sent: Sent<unknown>,
	{call, everyMs, patienceMs, doing, whenLate, whenAborted, look}: ReadBack,
): Promise<StepEnd> {
	if (sent.status === 'ended') {
		return sent.end;
	}

	const wrote = wroteText(call, sent);
	context.progress({phase: 'verifying', detail: doing === undefined ? wrote : `${wrote}; ${doing}`});
	return watch(context, {
		everyMs,
		stallMs: patienceMs,
		look: () => look(wrote),
		stalled: (detail, failure) => ({
			status: 'failed',
			detail: `${wrote}, ${whenLate} ${span(patienceMs)}: ${detail}`,
			...(failure && {failure}),
		}),
		aborted: () => ({status: 'aborted', detail: `${wrote}; ${whenAborted}`}),
		unreadable: failure => ({
			status: 'failed',
			detail: `${wrote}, but it can't be read back: ${explained(failure)}`,
			failure,
		}),
	});
}
