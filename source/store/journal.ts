import {type Json} from '../domain/resources.js';

/** One line of the journal: one call that changes AWS (or tried to), or the end of an action. */
export type JournalEntry = {
	/** ISO 8601, UTC. */
	readonly time: string;
	/** The caller's ARN, or 'unknown' when STS would not say. */
	readonly identity: string;
	readonly account?: string;
	readonly region: string;
	/** The action, e.g. `cluster.tag`, and the run that the line belongs to. */
	readonly action: string;
	readonly run: string;
	/** The call, e.g. `ecs:TagResource`; `note` for what an undoing needs to know, `verify` for a reading back, `end` for the end of an action. */
	readonly call: string;
	readonly target: string;
	readonly parameters: Json;
	readonly requestId?: string;
	readonly result: 'ok' | 'failed' | 'aborted';
	/** What was read back, or why it failed; one line. */
	readonly detail?: string;
};
