/** Where this account's findings flow. docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html */
export type Flow = {
	readonly rules: readonly EventRule[];
	/** None where Security Hub is off. */
	readonly hub?: {readonly products: readonly string[]};
	/** The ids of Detective's behaviour graphs. */
	readonly graphs: readonly string[];
	readonly exports: readonly PublishingDestination[];
};

export type EventRule = {
	readonly name: string;
	readonly state: 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
	readonly description?: string;
	/** JSON text. */
	readonly pattern?: string;
	readonly schedule?: string;
	/** The AWS service that owns the rule. */
	readonly managedBy?: string;
	/** ARNs; `{where}` stands for Region and account. */
	readonly targets: readonly string[];
};

export type PublishingDestination = {
	readonly id: string;
	readonly status:
		| 'PENDING_VERIFICATION'
		| 'PUBLISHING'
		| 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY'
		| 'STOPPED';
	/** Since when it has failed, epoch milliseconds; none where it works. */
	readonly failingSince?: number;
	readonly bucket: string;
	readonly key: string;
};

/** Nothing is connected. */
export const noFlow: Flow = {rules: [], graphs: [], exports: []};
