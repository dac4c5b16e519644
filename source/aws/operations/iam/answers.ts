import {clean} from '../../border.js';
import {type Fields, jsonText, MalformedAnswer} from '../../fields.js';
import {next} from '../page.js';

/** Returns the marker of the next page; IAM may send one with the last page too. */
export function nextMarker({IsTruncated, Marker}: Fields): {readonly nextToken?: string} {
	return IsTruncated === true ? next(Marker) : {};
}

/** Excuses the error that says that the entity does not exist. */
export function noSuchEntity({name}: Fields): {readonly value: undefined} | undefined {
	return typeof name === 'string' && name.startsWith('NoSuchEntity') ? {value: undefined} : undefined;
}

/**
 * Returns a policy document as JSON text; IAM sends it percent-encoded (RFC 3986), some emulators plain.
 * docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
 */
export function policyDocument(answer: Fields, member: string): string {
	const sent = answer[member];
	const document = typeof sent === 'string' ? jsonText(decoded(sent)) : undefined;
	if (document === undefined) {
		throw new MalformedAnswer(`the answer has no ${member}`);
	}

	return document;
}

function decoded(sent: string): string {
	if (sent.trimStart().startsWith('{')) {
		return sent;
	}

	try {
		return decodeURIComponent(sent);
	} catch (error) {
		if (error instanceof URIError) {
			throw new MalformedAnswer(`a policy document can't be decoded: ${clean(sent, 80)}`);
		}

		throw error;
	}
}
