import {isoTime} from '../../age.js';
import {shortName} from '../../arn.js';
import {type FindingSummary} from '../finding.js';
import {type Moment} from '../timeline.js';
import {type EvidenceManifest} from './manifest.js';
import {codeSpan} from './markdown.js';
import {
	deedsSection,
	othersSection,
	seenText,
	severityFact,
	timelineSection,
	timesFact,
} from './report-around.js';
import {findingSections, whatHappened} from './report-finding.js';
import {filesSection, logsSection, missingSection} from './report-folder.js';
import {factLines, type ReportFact} from './report-lines.js';
import {type TaskOfReport, taskSections} from './report-task.js';

/** What the folder knows; what is undefined was not collected, and the manifest says why. */
export type EvidenceFacts = TaskOfReport & {
	/** What the list of findings had of it: all there is where the whole one could not be read. */
	readonly summary?: FindingSummary;
	/** Other open findings about the same task. */
	readonly others: readonly FindingSummary[];
	readonly moments: readonly Moment[];
	/** Those of the moments that onduty made. */
	readonly deeds: readonly Moment[];
	readonly manifest: EvidenceManifest;
};

/**
 * Returns the readable report in Markdown, for somebody who was not there. Every text that is not the console's own
 * stands in code, where it can neither format, link nor end anything.
 */
export function evidenceReport(facts: EvidenceFacts): string {
	const {finding, manifest} = facts;
	const sections = [
		heading(facts),
		...(finding ? [whatHappened(finding)] : []),
		deedsSection(facts.deeds),
		...taskSections(facts),
		...(finding ? findingSections(finding) : []),
		othersSection(facts.others),
		timelineSection(facts.moments),
		logsSection(manifest),
		filesSection(manifest),
		missingSection(manifest),
	].filter(section => section.length > 0);
	return `${sections.map(section => section.join('\n')).join('\n\n')}\n`;
}

function heading(facts: EvidenceFacts): readonly string[] {
	const {task, manifest} = facts;
	const finding = facts.finding ?? facts.summary;
	const subject =
		finding === undefined ? `task ${codeSpan(task?.id ?? '')}` : `finding ${codeSpan(finding.id)}`;
	return [
		`# Evidence of ${subject}`,
		'',
		...(finding?.isSample === true ? ['**This is a sample finding, made for a drill.**', ''] : []),
		...factLines(subjectFacts(facts)),
		...collectedLines(manifest),
	];
}

function subjectFacts({task, taskState, ...facts}: EvidenceFacts): readonly ReportFact[] {
	const finding = facts.finding ?? facts.summary;
	return [
		...(finding
			? [
					['type', finding.type] as const,
					['severity', severityFact(finding.severity)] as const,
					['seen', seenText(finding.firstSeenAt, finding.lastSeenAt)] as const,
					['how often', timesFact(finding.count)] as const,
				]
			: []),
		['cluster', nameOf(finding?.clusterArn ?? task?.clusterArn) ?? finding?.clusterName],
		['service', task?.serviceName ?? finding?.serviceName],
		['task', task?.id ?? finding?.taskId ?? finding?.taskArn],
		['task when this was collected', taskState],
		['container', finding?.containerName],
		['image', finding?.image],
	];
}

function nameOf(arn: string | undefined): string | undefined {
	return arn === undefined ? undefined : shortName(arn);
}

function collectedLines(manifest: EvidenceManifest): readonly string[] {
	const {startedAt, endedAt, identity, account, region, toolVersion} = manifest;
	return [
		`- collected ${isoTime(startedAt)} to ${isoTime(endedAt)} by ${codeSpan(identity ?? 'unknown')}`,
		`- account ${codeSpan(account ?? 'unknown')}, Region ${codeSpan(region)}, onduty ${codeSpan(toolVersion)}`,
		'- all times are UTC; characters that can not be shown stand as marks (`␛`, `⟨U+202E⟩`); long texts end with `…`',
	];
}
