/**
 * Everything that can be expected to go wrong between the console and AWS, as values that are drawn.
 * `message` is one line of sanitised text from AWS or the SDK; it adds detail, it is never the only explanation.
 */
export type Failure =
	/** AWS refused: `action` is the IAM action that is missing, e.g. `ecs:TagResource`. */
	| {readonly kind: 'denied'; readonly action: string; readonly message: string}
	| {readonly kind: 'no-credentials'; readonly message: string}
	/** The login or the session has expired. */
	| {readonly kind: 'expired'; readonly message: string}
	/** Credentials that AWS does not know (wrong key, wrong signature, disabled Region). */
	| {readonly kind: 'bad-credentials'; readonly message: string}
	/** The profile is not in the AWS configuration, or is broken there. */
	| {readonly kind: 'bad-profile'; readonly message: string}
	| {readonly kind: 'throttled'; readonly message: string}
	/** No answer within the deadline. */
	| {readonly kind: 'timeout'; readonly message: string}
	/** Refused, reset, no route, name not found. */
	| {readonly kind: 'unreachable'; readonly message: string}
	/** 5xx. */
	| {readonly kind: 'server'; readonly status: number; readonly message: string}
	/** The endpoint (an emulator, a partition without the service) does not offer this operation. */
	| {readonly kind: 'not-offered'; readonly operation: string; readonly message: string}
	/** The resource does not exist (any more). */
	| {readonly kind: 'absent'; readonly message: string}
	/** AWS understood and refused the request for another reason; `code` is AWS's error code. */
	| {readonly kind: 'rejected'; readonly code: string; readonly message: string}
	/** The answer came but did not have the documented shape. */
	| {readonly kind: 'malformed'; readonly message: string}
	/** The console's own gate: started with --read-only. */
	| {readonly kind: 'read-only'; readonly message: string}
	/** Nobody waits for this any more. */
	| {readonly kind: 'cancelled'; readonly message: string};

/** Failures that another try a little later may mend. */
export function isTransient(failure: Failure): boolean {
	switch (failure.kind) {
		case 'throttled':
		case 'timeout':
		case 'unreachable':
		case 'server':
			return true;
		default:
			return false;
	}
}

/** Failures that stay until somebody changes a policy or the endpoint: asking again soon is a waste. */
export function isRefusal({kind}: Failure): boolean {
	return kind === 'denied' || kind === 'not-offered';
}

/** Failures of the login: nothing else will work until the operator logs in again. */
export function isLoginFailure(failure: Failure): boolean {
	switch (failure.kind) {
		case 'no-credentials':
		case 'expired':
		case 'bad-credentials':
		case 'bad-profile':
			return true;
		default:
			return false;
	}
}
