import {type JsonObject} from '../json.js';

/** What a finding tells beside when, how often and by whom it was seen; wire members, camelCase. */
export type FindingContent = {
	readonly title: string;
	readonly description: string;
	readonly resource: JsonObject;
	/** The members of `service` that differ by type: action, evidence, runtimeDetails, detection … */
	readonly service: JsonObject;
};

/** A finding as GuardDuty keeps it. Times are epoch milliseconds of simulated time. */
export type Finding = {
	/** 32 hexadecimal digits. */
	readonly id: string;
	readonly accountId: string;
	readonly detectorId: string;
	readonly type: string;
	readonly resourceType: string;
	/** What it is about in the statistics by resource. */
	readonly resourceId: string;
	readonly isSample: boolean;
	readonly createdAt: number;
	readonly firstSeenAt: number;
	severity: number;
	updatedAt: number;
	lastSeenAt: number;
	/** How often it was seen. */
	count: number;
	isArchived: boolean;
	feedback?: 'USEFUL' | 'NOT_USEFUL';
	/** The id of the attack sequence that it is a signal of. */
	sequenceId?: string;
	/** Made when it is asked for, so that ten thousand findings cost little; a repeat replaces it. */
	content: () => FindingContent;
	/** What becomes of it on the wire, in the scenario of what is odd. */
	readonly distort?: (json: JsonObject) => JsonObject;
};
