import {type Failure} from '../domain/failure.js';
import {clean} from './border.js';
import {failureOf} from './errors.js';
import {fields} from './fields.js';

/** What the SDK's credential providers say, by what it means for the operator; the first match wins. */
const meanings: readonly (readonly [RegExp, 'expired' | 'bad-profile' | 'no-credentials'])[] = [
	[/multi-factor|\bMFA\b/i, 'no-credentials'],
	[
		/expired|aws sso login|Session token not found or invalid|re-?authenticate|refresh.*token|token.*refresh/i,
		'expired',
	],
	[
		/could not be found in shared credentials file|Could not resolve credentials using profile|missing required property|Detected a cycle|Unsupported credential source|Profile is configured with invalid SSO/i,
		'bad-profile',
	],
];

/**
 * Returns the failure of a credential lookup: an expired login, a broken profile, no credentials at all,
 * or, when a role could not be assumed, what STS or the network said.
 */
export function credentialFailure(thrown: unknown): Failure {
	const {name, message, $metadata} = fields(thrown);
	const text = clean(
		(typeof message === 'string' ? message : String(thrown)).replaceAll(/\s*\n\s*/g, ' '),
		500,
	);
	const isProviderError = typeof name === 'string' && /ProviderError$/.test(name);
	if (!isProviderError) {
		const failure = failureOf(thrown, 'sts:AssumeRole');
		// No request was made and no network failed: then it is the lookup itself that failed.
		return failure.kind === 'rejected' && $metadata === undefined
			? {kind: 'no-credentials', message: text}
			: failure;
	}

	const kind = meanings.find(([pattern]) => pattern.test(text))?.[1] ?? 'no-credentials';
	return {kind, message: isMfa.test(text) ? withoutPrompt(text) : text};
}

const isMfa = /multi-factor/i;

/** A console that redraws the screen can't ask for a code in the middle of a request. */
function withoutPrompt(text: string): string {
	const profile = /Profile (\S+) requires/.exec(text)?.[1];
	const subject = profile === undefined ? 'this profile' : `profile ${profile}`;
	return `${subject} wants an MFA code, which can't be asked for here: log in first and use a profile of that session`;
}
