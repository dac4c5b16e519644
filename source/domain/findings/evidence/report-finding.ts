import {actionFacts, actionHeadings} from '../action-facts.js';
import {type Finding} from '../finding.js';
import {processWords} from '../finding-words.js';
import {lineageTree} from '../lineage.js';
import {namedFacts} from '../named-facts.js';
import {plainWords} from '../plain-words.js';
import {explainType} from '../types.js';
import {codeBlock, codeSpan} from './markdown.js';
import {factLines, section} from './report-lines.js';
import {sequenceSections} from './report-sequence.js';

/** Returns what happened in plain words, what that means, and what to do. */
export function whatHappened(finding: Finding): readonly string[] {
	const {meaning, advice} = explainType(finding.type);
	return section('What happened', [
		...codeBlock(plainWords(finding)),
		'',
		'What this type of finding means, and what to do:',
		'',
		// Of a type that is not known the meaning has words of its name.
		...codeBlock([meaning, ...advice.map(line => `- ${line}`)]),
	]);
}

/** Returns everything that the finding tells, the more important first. */
export function findingSections(finding: Finding): readonly (readonly string[])[] {
	const {action, accessKey, malware, process} = finding;
	return [
		section('The finding', findingFacts(finding)),
		...(action ? [section(actionHeadings[action.kind], factLines(actionFacts(action)))] : []),
		section('Threat intelligence', finding.threats.map(threatLine)),
		section('The process', [
			...factLines([
				['program', process && processWords(process)],
				['SHA-256', process?.sha256],
				['working directory', process?.workingDirectory],
				['user', process?.user],
				['user id', process?.userId?.toString()],
				['effective user id', process?.effectiveUserId?.toString()],
			]),
			...lineageLines(finding),
		]),
		section('What the process did', factLines(namedFacts(finding.context))),
		...sequenceSections(finding),
		section(
			'Access key',
			factLines([
				['id', accessKey?.id],
				['user', accessKey?.userName],
				['type', accessKey?.userType],
				['principal', accessKey?.principalId],
			]),
		),
		section(
			'Malware',
			factLines([...namedFacts(malware?.facts ?? []), ...namedFacts(malware?.threats ?? [])]),
		),
	];
}

function findingFacts(finding: Finding): readonly string[] {
	return factLines([
		['title', finding.title],
		['description', finding.description],
		['id', finding.id],
		['ARN', finding.arn],
		['account', finding.accountId],
		['archived', archivedText(finding)],
		['found by', finding.featureName],
		['resource type', finding.resourceType],
		['instance', finding.instanceId],
		['part of the attack sequence', finding.sequenceArn],
		...namedFacts(finding.additionalInfo),
	]);
}

function archivedText({isArchived}: Finding): string {
	return isArchived === undefined ? 'not told' : isArchived ? 'yes' : 'no';
}

function threatLine({list, names, fileSha256}: Finding['threats'][number]): string {
	const file = fileSha256 === undefined ? '' : `, file SHA-256 ${codeSpan(fileSha256)}`;
	return `- list ${codeSpan(list ?? 'not told')}: ${names.map(codeSpan).join(', ') || 'no names'}${file}`;
}

function lineageLines({process}: Finding): readonly string[] {
	const nodes = lineageTree(process);
	return nodes.length < 2
		? []
		: [
				'',
				'Its ancestors, the oldest first:',
				'',
				...codeBlock(
					nodes.map(({process: one, depth, isSubject}) => {
						const pid = one.pid === undefined ? '' : ` pid ${one.pid}`;
						return `${'  '.repeat(depth)}${processWords(one)}${pid}${isSubject ? '  <- this one' : ''}`;
					}),
				),
			];
}
