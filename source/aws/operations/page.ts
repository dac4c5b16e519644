/**
 * Returns the token of the next page, where there is one. It is handed back to AWS as it came and shown nowhere, so
 * it is not cleaned.
 */
export function next(nextToken: unknown): {readonly nextToken?: string} {
	return typeof nextToken === 'string' && nextToken !== '' ? {nextToken} : {};
}
