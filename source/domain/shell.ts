const plain = /^[A-Za-z0-9_/:=.,@%+-]+$/;

/** Returns a text as one word of a POSIX shell line; what is plain stays bare. */
export function shellQuote(text: string): string {
	return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
