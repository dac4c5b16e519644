/** Writes a text and resolves once it was handed over: a pipe takes it later, and an exit would cut it. */
export async function printLine(stream: NodeJS.WriteStream, text: string): Promise<void> {
	await new Promise<void>(resolve => {
		// A reader that has gone away (`| head`) is no error of ours; there is nobody left to tell.
		stream.once('error', () => resolve());
		stream.write(text, () => resolve());
	});
}
