import {age, momentText} from '../../domain/age.js';
import {type Finding} from '../../domain/findings/finding.js';
import {plainWords} from '../../domain/findings/plain-words.js';
import {explainType} from '../../domain/findings/types.js';
import {linesBlock} from '../blocks.js';
import {cutEnd} from '../fit.js';
import {keyNames} from '../key-names.js';
import {symbols} from '../symbols.js';
import {type Block, type Cell} from '../view.js';
import {stateText} from './finding-columns.js';
import {severityCell} from './severity-cell.js';

/** What is longer than some lines pushes the rest off the screen, which an attacker may want; it is told whole below. */
const sentenceWidth = 320;

/** Returns what happened in plain words, how grave it is, and when: all that the first glance is for. */
export function whatBlock(finding: Finding, now: number): Block {
	const [first = finding.title, ...more] = plainWords(finding);
	const severity = severityCell(finding);
	return linesBlock(
		'What happened',
		[
			...(finding.isSample
				? [{text: 'A SAMPLE for a drill: none of this happened', tone: 'warning'} as const]
				: []),
			{...severity, text: `${severity.text}  ${finding.type}`},
			{text: cutEnd(first, sentenceWidth), tone: 'accent'},
			...more.map(text => ({text: cutEnd(text, sentenceWidth)})),
			{text: whenText(finding, now), tone: 'dim'},
			...sequenceLines(finding),
		],
		'',
	);
}

function whenText(finding: Finding, now: number): string {
	const {firstSeenAt, lastSeenAt} = finding;
	const isOnce = lastSeenAt === undefined || lastSeenAt === firstSeenAt;
	const isTold = finding.isArchived !== undefined;
	return [
		isTold ? stateText(finding) : 'GuardDuty does not say whether it is open or archived',
		...(firstSeenAt === undefined && isOnce ? ['when it was seen is not told'] : []),
		...(firstSeenAt === undefined ? [] : [`${isOnce ? '' : 'first '}seen ${seenText(firstSeenAt, now)}`]),
		...(isOnce ? [] : [`last ${seenText(lastSeenAt, now)}`]),
	].join(', ');
}

function seenText(at: number, now: number): string {
	return `${momentText(at)} (${age(now - at)} ago)`;
}

function sequenceLines({sequenceArn, isSequence}: Finding): readonly Cell[] {
	if (isSequence) {
		return [
			{
				text: `${symbols.opens} an attack sequence: ${keyNames.sequence} lists the findings that belong to it`,
				tone: 'accent',
			},
		];
	}

	return sequenceArn === undefined
		? []
		: [
				{
					text: `${symbols.opens} part of an attack sequence: ${keyNames.sequence} opens it`,
					tone: 'fault',
				},
			];
}

/** Returns what the type means, and what to do about it, the first thing first. */
export function meaningBlock({type}: Finding): Block {
	const {meaning, advice} = explainType(type);
	return linesBlock(
		'What it means, and what to do',
		[{text: meaning}, ...advice.map((text): Cell => ({text: `${symbols.opens} ${text}`, tone: 'accent'}))],
		'',
	);
}
