import {isoTime} from '../../age.js';
import {type NetworkInterface, type SecurityGroup} from '../../network.js';
import {type Service, type Task, type TaskDefinition} from '../../resources.js';
import {type Finding} from '../finding.js';
import {processWords} from '../finding-words.js';
import {lineageTree} from '../lineage.js';
import {plainWords} from '../plain-words.js';
import {severityBand} from '../severity.js';
import {type Moment} from '../timeline.js';
import {explainType} from '../types.js';
import {type EvidenceManifest} from './manifest.js';
import {codeBlock, codeSpan} from './markdown.js';

/** What the folder knows; what is undefined was not collected, and the manifest says why. */
export type EvidenceFacts = {
	readonly finding?: Finding;
	readonly task?: Task;
	/** The state of the task when collecting ended, in the console's own words. */
	readonly taskState?: string;
	readonly definition?: TaskDefinition;
	readonly service?: Service;
	readonly interfaces: readonly NetworkInterface[];
	readonly groups: readonly SecurityGroup[];
	readonly moments: readonly Moment[];
	readonly manifest: EvidenceManifest;
};

/**
 * Returns the readable report in Markdown. Every text that is not the console's own stands in code, where it can
 * neither format, link nor end anything.
 */
export function evidenceReport(facts: EvidenceFacts): string {
	const sections = [
		heading(facts),
		whatHappened(facts.finding),
		findingFacts(facts.finding),
		lineage(facts.finding),
		taskFacts(facts),
		network(facts),
		moments(facts.moments),
		files(facts.manifest),
		missing(facts.manifest),
	].filter(section => section.length > 0);
	return `${sections.map(section => section.join('\n')).join('\n\n')}\n`;
}

function heading({finding, task, manifest}: EvidenceFacts): readonly string[] {
	const {startedAt, endedAt, identity, account, region, toolVersion} = manifest;
	const subject =
		finding === undefined ? `task ${codeSpan(task?.id ?? '')}` : `finding ${codeSpan(finding.id)}`;
	return [
		`# Evidence of ${subject}`,
		'',
		...(finding?.isSample === true ? ['**This is a sample finding, made for a drill.**', ''] : []),
		`- collected ${isoTime(startedAt)} to ${isoTime(endedAt)} by ${codeSpan(identity ?? 'unknown')}`,
		`- account ${codeSpan(account ?? 'unknown')}, Region ${codeSpan(region)}, onduty ${codeSpan(toolVersion)}`,
		'- characters that can not be shown stand as marks (`␛`, `⟨U+202E⟩`); long texts end with `…`',
	];
}

function whatHappened(finding: Finding | undefined): readonly string[] {
	if (finding === undefined) {
		return [];
	}

	const {meaning, advice} = explainType(finding.type);
	return [
		'## What happened',
		'',
		...codeBlock(plainWords(finding)),
		'',
		'What this type of finding means, and what to do:',
		'',
		...codeBlock([meaning, ...advice.map(line => `- ${line}`)]),
	];
}

function findingFacts(finding: Finding | undefined): readonly string[] {
	if (finding === undefined) {
		return [];
	}

	const {action} = finding;
	return [
		'## Finding',
		'',
		...facts([
			['type', finding.type],
			['title', finding.title],
			['description', finding.description],
			['severity', `${finding.severity} (${severityBand(finding.severity)})`],
			['ARN', finding.arn],
			['seen first', timeText(finding.firstSeenAt)],
			['seen last', timeText(finding.lastSeenAt)],
			['count', String(finding.count)],
			['archived', finding.isArchived === undefined ? 'not told' : String(finding.isArchived)],
			['cluster', finding.clusterArn ?? finding.clusterName],
			['task', finding.taskArn],
			['container', finding.containerName],
			['image', finding.image],
			['instance', finding.instanceId],
			['attack sequence', finding.sequenceArn],
			['process', finding.process && processWords(finding.process)],
			['SHA-256 of the program', finding.process?.sha256],
		]),
		...facts(action === undefined ? [] : Object.entries(action).flatMap(actionFact)),
		...facts(finding.context.map(({name, value}) => [name, value])),
		...finding.threats.map(
			({list, names}) => `- threat list ${codeSpan(list ?? '')}: ${names.map(codeSpan).join(', ')}`,
		),
	];
}

function actionFact([name, value]: readonly [string, unknown]): readonly (readonly [string, string])[] {
	return typeof value === 'object' || value === undefined ? [] : [[`action ${name}`, String(value)]];
}

function lineage(finding: Finding | undefined): readonly string[] {
	const nodes = lineageTree(finding?.process);
	return nodes.length === 0
		? []
		: [
				'## Process lineage',
				'',
				...codeBlock(
					nodes.map(({process, depth, isSubject}) => {
						const pid = process.pid === undefined ? '' : ` pid ${process.pid}`;
						return `${'  '.repeat(depth)}${processWords(process)}${pid}${isSubject ? '  <- this one' : ''}`;
					}),
				),
			];
}

function taskFacts({task, taskState, definition, service}: EvidenceFacts): readonly string[] {
	if (task === undefined && definition === undefined && service === undefined && taskState === undefined) {
		return [];
	}

	return [
		'## Task',
		'',
		...facts([
			['state', taskState],
			['ARN', task?.arn],
			['status', task?.lastStatus],
			['task definition', definition?.arn ?? task?.taskDefinition],
			['task role', definition?.taskRoleArn],
			['execution role', definition?.executionRoleArn],
			['service', service?.arn],
			['started', timeText(task?.startedAt)],
			['stopped', timeText(task?.stoppedAt)],
			['stopped because', task?.stoppedReason],
		]),
		...(task?.containers ?? []).map(
			({name, image, imageDigest}) =>
				`- container ${codeSpan(name)}: image ${codeSpan(image ?? 'not told')}, digest ${codeSpan(imageDigest ?? 'not told')}`,
		),
	];
}

function network({interfaces, groups}: EvidenceFacts): readonly string[] {
	return interfaces.length === 0 && groups.length === 0
		? []
		: [
				'## Network',
				'',
				...interfaces.map(
					({id, privateIp, publicIp, securityGroups}) =>
						`- interface ${codeSpan(id)}: private ${codeSpan(privateIp ?? '')}, public ${codeSpan(publicIp ?? '')}, groups ${securityGroups.map(codeSpan).join(', ') || '–'}`,
				),
				...groups.map(
					({id, name, inbound, outbound}) =>
						`- security group ${codeSpan(id)} ${codeSpan(name ?? '')}: ${inbound.length} inbound and ${outbound.length} outbound rules`,
				),
			];
}

function moments(all: readonly Moment[]): readonly string[] {
	return all.length === 0
		? []
		: [
				'## Timeline',
				'',
				...codeBlock(all.map(({at, text}) => `${timeText(at) ?? 'time unknown'}  ${text}`)),
			];
}

function files({files: all}: EvidenceManifest): readonly string[] {
	return [
		'## Files',
		'',
		...all.map(
			({name, what, bytes, sha256}) =>
				`- ${codeSpan(name)}: ${codeSpan(what)}, ${bytes} bytes, SHA-256 ${codeSpan(sha256)}`,
		),
	];
}

function missing({missing: all}: EvidenceManifest): readonly string[] {
	return [
		'## What could not be collected',
		'',
		...(all.length === 0
			? ['Nothing is missing of what onduty collects.']
			: all.map(({what, why}) => `- ${codeSpan(what)}: ${codeSpan(why)}`)),
	];
}

function facts(entries: readonly (readonly [name: string, value: string | undefined])[]): readonly string[] {
	return entries.flatMap(([name, value]) =>
		value === undefined || value === '' ? [] : [`- ${codeSpan(name)}: ${codeSpan(value)}`],
	);
}

function timeText(at: number | undefined): string | undefined {
	return at === undefined ? undefined : isoTime(at);
}
