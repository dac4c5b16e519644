import {type Clock} from '../../domain/clock.js';
import {type Failure, isTransient} from '../../domain/failure.js';
import {type StepContext, type StepEnd} from './action.js';

/** Resolves after that time, or at once when the signal aborts. */
export function pauseFor(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		if (signal.aborted) {
			resolve();
			return;
		}

		const finish = () => {
			cancel();
			signal.removeEventListener('abort', finish);
			resolve();
		};
		const cancel = clock.after(delayMs, finish);
		signal.addEventListener('abort', finish, {once: true});
	});
}

/** What one look at AWS showed. */
export type Look =
	| {readonly status: 'ended'; readonly end: StepEnd}
	/** Still going. `mark` changes whenever something moved: as long as it does, it is no stall. */
	| {readonly status: 'going'; readonly mark: string; readonly detail: string}
	| {readonly status: 'unread'; readonly failure: Failure};

export type Watch = {
	/** Reads once. */
	look(): Promise<Look>;
	readonly everyMs: number;
	/** How long nothing may move before the watching (not the thing watched) is given up. */
	readonly stallMs: number;
	/** The end when nothing moved for that long; `detail` is the last look's, or why it could not be read. */
	stalled(detail: string, failure?: Failure): StepEnd;
	/** The end when the operator stopped the action; says what was sent and what goes on. */
	aborted(): StepEnd;
	/** The end when AWS will not let it be read: denied, login gone. */
	unreadable(failure: Failure): StepEnd;
};

/**
 * Looks again and again until there is an end; always ends: by the watched, by a stall, or by hand.
 * What was read back is in the journal; what was broken off was not read back, the run's end tells it.
 */
export async function watch(context: StepContext, watched: Watch): Promise<StepEnd> {
	const end = await lookUntilEnd(context, watched);
	if (end.status !== 'aborted') {
		context.verified(end.detail, end.status === 'done');
	}

	return end;
}

async function lookUntilEnd(context: StepContext, watched: Watch): Promise<StepEnd> {
	let mark: string | undefined;
	let movedAt = context.now();
	for (;;) {
		const look = await watched.look();
		if (look.status === 'ended') {
			return look.end;
		}

		if (context.signal.aborted) {
			return watched.aborted();
		}

		// Nothing waits for a login: after a new one no write of a later wave may fire by itself.
		if (look.status === 'unread' && !isTransient(look.failure)) {
			return watched.unreadable(look.failure);
		}

		if (look.status === 'going' && look.mark !== mark) {
			mark = look.mark;
			movedAt = context.now();
		}

		if (context.now() - movedAt >= watched.stallMs) {
			return look.status === 'going'
				? watched.stalled(look.detail)
				: watched.stalled(look.failure.message, look.failure);
		}

		await context.pause(watched.everyMs);
		if (context.signal.aborted) {
			return watched.aborted();
		}
	}
}
