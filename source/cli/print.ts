/**
 * Writes a text and resolves once it was handed over: a pipe takes it later, and an exit would cut it. Answers with what
 * kept it from being written whole, such as a full disk; undefined when nothing did.
 */
export async function printLine(stream: NodeJS.WriteStream, text: string): Promise<string | undefined> {
	return new Promise(resolve => {
		const end = (error: unknown): void => resolve(reasonOf(error));
		stream.once('error', end);
		stream.write(text, end);
	});
}

/** A reader that has gone away (`| head`) is no error of ours; there is nobody left to tell. */
function reasonOf(error: unknown): string | undefined {
	if (!(error instanceof Error)) {
		return undefined;
	}

	const code = 'code' in error ? String(error.code) : '';
	return code === 'EPIPE' ? undefined : code === 'ENOSPC' ? 'no space left on the disk' : error.message;
}
