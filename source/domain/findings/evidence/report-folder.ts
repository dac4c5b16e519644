import {type EvidenceLog, type EvidenceManifest} from './manifest.js';
import {codeSpan} from './markdown.js';
import {section, timeText} from './report-lines.js';

/** Returns of each container where its log is, or why there is none. */
export function logsSection({logs}: EvidenceManifest): readonly string[] {
	return section('Logs', logs.map(logLine));
}

function logLine({container, file, events, from, to, why}: EvidenceLog): string {
	const told =
		file === undefined
			? `none: ${codeSpan(why ?? 'not told')}`
			: `${codeSpan(file)}, ${events ?? 0} events${from === undefined ? '' : `, ${timeText(from)} to ${timeText(to)}`}${why === undefined ? '' : ` (${why})`}`;
	return `- container ${codeSpan(container)}: ${told}`;
}

/** Returns the files of the folder, and how it is checked that nobody changed them. */
export function filesSection({files}: EvidenceManifest): readonly string[] {
	return section('Files', [
		...files.map(
			({name, what, bytes, sha256}) =>
				`- ${codeSpan(name)}: ${codeSpan(what)}, ${bytes} bytes, SHA-256 ${codeSpan(sha256)}`,
		),
		'',
		'`sha256sum -c SHA256SUMS` in the folder tells whether a file was changed since; the sums of this report and of `manifest.json` are there too.',
	]);
}

/** Returns what is not in the folder: what could not be read, and what onduty never collects. */
export function missingSection({missing, logs}: EvidenceManifest): readonly string[] {
	const logless = logs.some(({file, isReadable}) => file === undefined && !isReadable);
	return section('What could not be collected', [
		...(missing.length === 0
			? [
					`Nothing is missing of what can be read${logless ? '; of which container there is no log to read, stands under Logs' : ''}.`,
				]
			: missing.map(({what, why}) => `- ${codeSpan(what)}: ${codeSpan(why)}`)),
		'',
		'Not collected by onduty at all: the memory and the files of the container, VPC flow logs, CloudTrail.',
	]);
}
