import {type ClusterArn, type ResourceArn} from '../arn.js';

export type VerdictStatus = 'pass' | 'fail' | 'warn' | 'not-applicable' | 'unknown';

/** What a report or a remedy is about; the same shape as the target of an action. */
export type Subject = {
	readonly kind: 'cluster' | 'service' | 'task';
	readonly arn: ResourceArn;
	readonly clusterArn: ClusterArn;
	readonly name: string;
};

/**
 * What a failed check explains: that no agent is wanted, that it is not injected, that its image can't be pulled,
 * that it does not run well, that GuardDuty does not hear of it; or what GuardDuty itself says.
 */
export type CheckStage = 'opt-in' | 'start' | 'pull' | 'run' | 'report' | 'guardduty';

/** The action of the console that applies a fix. */
export type FixAction = {
	readonly id: 'cluster.tag' | 'service.redeploy' | 'task.replace';
	readonly target: Subject;
};

/** A fix that the console can't apply, to copy: a policy statement, a command, a message to somebody. */
export type Remedy = {
	/** What it is, e.g. `IAM statement`. */
	readonly label: string;
	readonly text: string;
};

/** What a check found. All texts are lower-case clauses. */
export type Finding = {
	readonly status: VerdictStatus;
	/** What was seen. */
	readonly seen: string;
	/** What mends it; empty when there is nothing to mend. */
	readonly fix: string;
	/** The IAM action that is missing, when that makes it unknown. */
	readonly missingPermission?: string;
	readonly action?: FixAction;
	readonly remedy?: Remedy;
	/** What it explains, where that is not what its check explains as a rule. */
	readonly stage?: CheckStage;
};

/** The outcome of one check. */
export type Verdict = Finding & {
	readonly checkId: string;
	readonly title: string;
	/** Why it matters. */
	readonly why: string;
};

/** Returns the finding that all is well. */
export function pass(seen: string): Finding {
	return {status: 'pass', seen, fix: ''};
}

/** Returns a fault with what mends it. */
export function fail(
	seen: string,
	fix: string,
	more: Pick<Finding, 'action' | 'remedy' | 'stage'> = {},
): Finding {
	return {status: 'fail', seen, fix, ...more};
}

/** Returns something that may be a fault, or become one. */
export function warn(seen: string, fix: string, more: Pick<Finding, 'action' | 'remedy'> = {}): Finding {
	return {status: 'warn', seen, fix, ...more};
}

/** Returns that the check has nothing to say here. */
export function notApplicable(seen: string): Finding {
	return {status: 'not-applicable', seen, fix: ''};
}

/** Returns that it can't be told, and what would let it be told. */
export function unknown(seen: string, fix = '', missingPermission?: string): Finding {
	return {
		status: 'unknown',
		seen,
		fix: fix === '' && missingPermission !== undefined ? `ask for ${missingPermission}` : fix,
		...(missingPermission !== undefined && {missingPermission}),
	};
}
