/**
 * Returns a text of another's making as a code span, in which Markdown and HTML mean nothing: the fence is longer than
 * any run of backticks within. spec.commonmark.org/0.31.2/#code-spans
 */
export function codeSpan(text: string): string {
	const line = text.replaceAll(/[\r\n]+/g, ' ');
	if (line.trim() === '') {
		return line === '' ? '–' : '` `';
	}

	const fence = '`'.repeat(longestRun(line) + 1);
	// One space on either side is not shown, and keeps the fence apart from a backtick of the text.
	const pad = /^[`\s]|[`\s]$/.test(line) ? ' ' : '';
	return `${fence}${pad}${line}${pad}${fence}`;
}

/** Returns lines of another's making as a code block, which none of them can end. */
export function codeBlock(lines: readonly string[]): readonly string[] {
	const text = lines.flatMap(line => line.split(/\r\n|\r|\n/));
	const fence = '`'.repeat(Math.max(3, longestRun(text.join('\n')) + 1));
	return [`${fence}text`, ...text, fence];
}

function longestRun(text: string): number {
	return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
