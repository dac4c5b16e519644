import {deniedExplanation} from './access-denied.js';
import {type Failure} from './failure.js';
import {shellQuote} from './shell.js';

export type FailureText = {
	/** A lower-case fact. */
	readonly what: string;
	/** What to do or to type. */
	readonly remedy: string;
};

/** What is known of the login, so that a remedy can be typed as it stands. */
export type LoginHint = {readonly profile?: string};

/** Returns what went wrong and what mends it; `failure.message` can be shown beside it for the detail. */
export function failureText(failure: Failure, {profile}: LoginHint = {}): FailureText {
	switch (failure.kind) {
		case 'denied':
			return {what: `access denied: needs ${failure.action}`, remedy: deniedExplanation(failure)};
		case 'no-credentials':
			return {
				what: 'no AWS credentials found',
				remedy: `log in with \`${ssoLogin(profile)}\`, name a profile with --profile, or set AWS_PROFILE`,
			};
		case 'expired':
			return {what: 'the AWS login has expired', remedy: `log in again: \`${ssoLogin(profile)}\``};
		case 'bad-credentials':
			return {
				what: 'AWS does not accept these credentials',
				remedy: 'check the key, the clock of this machine, and that the Region is enabled for the account',
			};
		case 'bad-profile':
			return {
				what:
					profile === undefined
						? 'the AWS profile is not usable'
						: `the AWS profile ${profile} is not usable`,
				remedy: 'see `aws configure list-profiles`, and check it in ~/.aws/config',
			};
		case 'throttled':
			return {what: 'AWS throttles requests', remedy: 'wait; it is asked less often and tried again'};
		case 'timeout':
			return {what: 'no answer from AWS in time', remedy: 'check the network and the proxy, then try again'};
		case 'unreachable':
			return {
				what: 'AWS can not be reached',
				remedy: 'check the network, the proxy, the Region and any --endpoint-url, then try again',
			};
		case 'server':
			return {what: `AWS had an error (HTTP ${failure.status})`, remedy: 'wait and try again'};
		case 'not-offered':
			return {
				what: `this endpoint does not offer ${failure.operation}`,
				remedy: 'nothing to do; what depends on it stays unknown',
			};
		case 'absent':
			return {what: 'it does not exist (any more)', remedy: 'go back and refresh the list'};
		case 'rejected':
			return {
				what: `AWS rejected the request (${failure.code})`,
				remedy: failure.message === '' ? 'AWS gives no reason' : failure.message,
			};
		case 'malformed':
			return {
				what: 'the answer is not as AWS documents it',
				remedy: 'check --endpoint-url and any proxy; what depends on it stays unknown',
			};
		case 'read-only':
			return {what: 'read-only: nothing was sent', remedy: 'start without --read-only to change AWS'};
		case 'cancelled':
			return {what: 'cancelled', remedy: 'ask again when it is needed'};
		default:
			return failure satisfies never;
	}
}

/** Returns fact and remedy as one line. */
export function failureLine(failure: Failure, hint: LoginHint = {}): string {
	const {what, remedy} = failureText(failure, hint);
	return `${what}; ${remedy}`;
}

/** Returns the failure in one or two words, for a cell or a parenthesis: `denied`, `login expired`. */
export function failureWord(failure: Failure): string {
	return words[failure.kind];
}

const words: {readonly [kind in Failure['kind']]: string} = {
	denied: 'denied',
	'no-credentials': 'no login',
	expired: 'login expired',
	'bad-credentials': 'bad login',
	'bad-profile': 'bad profile',
	throttled: 'throttled',
	timeout: 'timed out',
	unreachable: 'unreachable',
	server: 'server error',
	'not-offered': 'not offered',
	absent: 'gone',
	rejected: 'rejected',
	malformed: 'malformed',
	'read-only': 'read-only',
	cancelled: 'cancelled',
};

/** `aws sso login` is right for SSO profiles; others see at once that it is not theirs. */
function ssoLogin(profile: string | undefined): string {
	return profile === undefined ? 'aws sso login' : `aws sso login --profile ${shellQuote(profile)}`;
}
