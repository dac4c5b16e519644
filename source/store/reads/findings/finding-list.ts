import {type Collection} from '../../../domain/fetched.js';
import {type FindingSummary} from '../../../domain/findings/finding.js';

export type FindingsQuery = {
	readonly isArchived: boolean;
	/** Spares asking for it, where it is known; the answer is the same, so it is no part of what is held. */
	readonly detectorId?: string;
};

/** Findings by their id, the worst first. */
export type FindingList = Collection<FindingSummary> & {
	/** When the last reading began that listed them all. */
	readonly sweptAt?: number;
	/** True when there are more than are kept: those that are missing are the mildest, and `isComplete` is false. */
	readonly isCapped: boolean;
};
