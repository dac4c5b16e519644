/** What to count in a cluster that has not been filled. */
export type Counts = {
	readonly running: number;
	readonly pending: number;
	readonly services: number;
	readonly instances: number;
	readonly runningFargate: number;
	readonly pendingFargate: number;
	readonly fargateServices: number;
};

/** What GuardDuty finds in a cluster that has not been filled. */
export type PromisedIssues = {readonly issues: readonly string[]; readonly newestTaskAt: number};
