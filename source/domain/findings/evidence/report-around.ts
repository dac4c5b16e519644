import {type FindingSummary} from '../finding.js';
import {severityBand} from '../severity.js';
import {type Moment} from '../timeline.js';
import {codeBlock, codeSpan} from './markdown.js';
import {section, timeText} from './report-lines.js';

/** Returns what was done about it with onduty; that nothing was, is told as well. */
export function deedsSection(deeds: readonly Moment[]): readonly string[] {
	return section(
		'What was done with onduty',
		deeds.length === 0
			? ['Nothing, by the journal of the machine that collected this.']
			: codeBlock(deeds.map(momentLine)),
	);
}

/** Returns the other open findings about the same task, as the list of findings has them. */
export function othersSection(others: readonly FindingSummary[]): readonly string[] {
	return section(
		'Other open findings about the same task',
		others.map(
			({id, type, severity, firstSeenAt, lastSeenAt, count}) =>
				`- ${severityFact(severity)}: ${codeSpan(type)}, seen ${seenText(firstSeenAt, lastSeenAt)}, ${timesFact(count)}, id ${codeSpan(id)}`,
		),
	);
}

/** Returns how grave something is, with AWS's number. */
export function severityFact(severity: number | undefined): string {
	return severity === undefined ? 'severity not told' : `${severityBand(severity)} (${severity})`;
}

/** Returns how often something was seen. */
export function timesFact(count: number | undefined): string {
	return count === undefined ? 'how often is not told' : count === 1 ? 'once' : `${count} times`;
}

/** Returns since when and until when something was seen. */
export function seenText(first: number | undefined, last: number | undefined): string {
	const from = timeText(first) ?? 'at a time that is not told';
	return last === undefined || last === first ? from : `${from} to ${timeText(last)}`;
}

/** Returns all moments in one list, the oldest first. */
export function timelineSection(moments: readonly Moment[]): readonly string[] {
	return section('Timeline', moments.length === 0 ? [] : codeBlock(moments.map(momentLine)));
}

function momentLine({at, text}: Moment): string {
	return `${timeText(at) ?? 'time unknown'}  ${text}`;
}
