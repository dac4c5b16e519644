import {momentText} from '../../domain/age.js';
import {
	type Finding,
	type NamedText,
	type Sequence,
	type SequenceSignal,
} from '../../domain/findings/finding.js';
import {namedFacts} from '../../domain/findings/named-facts.js';
import {factsBlock, linesBlock} from '../blocks.js';
import {counted} from '../plural.js';
import {type Block, type Cell} from '../view.js';
import {severityText} from './severity-cell.js';

/** Returns an attack sequence: what it is made of, its signals in the order of time, who and what took part. */
export function sequenceBlocks({sequence}: Finding): readonly Block[] {
	return sequence
		? [
				summaryBlock(sequence),
				linesBlock('Signals in order', signalLines(sequence), 'no signals are told'),
				...namedLines('Actors', sequence.actors),
				...namedLines('Endpoints', sequence.endpoints),
				...namedLines(
					'Resources',
					sequence.resources.map(({id, type, name, facts}) => ({
						id: [type, name, id].filter(Boolean).join('  '),
						facts,
					})),
				),
				...indicatorBlock(sequence),
			]
		: [];
}

function summaryBlock({
	id,
	description,
	signals,
	actors,
	resources,
	endpoints,
	additionalTypes,
}: Sequence): Block {
	return factsBlock('Attack sequence', [
		['what AWS says', description],
		[
			'made of',
			[
				counted(signals.length, 'signal'),
				counted(actors.length, 'actor'),
				counted(resources.length, 'resource'),
				counted(endpoints.length, 'endpoint'),
			].join(', '),
		],
		['id', id],
		...(additionalTypes.length > 0 ? [['also', additionalTypes.join(', ')] as const] : []),
	]);
}

function signalLines({signals}: Sequence): readonly Cell[] {
	return signals
		.toSorted((a, b) => (startOf(a) ?? Number.POSITIVE_INFINITY) - (startOf(b) ?? Number.POSITIVE_INFINITY))
		.flatMap(signal => [
			{text: signalText(signal), tone: signal.severity === undefined ? 'plain' : 'accent'} as const,
			...(signal.description === undefined || signal.description === signal.name
				? []
				: [{text: `    ${signal.description}`}]),
			...factLines(signal.facts),
		]);
}

function startOf({firstSeenAt, createdAt}: SequenceSignal): number | undefined {
	return firstSeenAt ?? createdAt;
}

function signalText(signal: SequenceSignal): string {
	const {type, name, severity, count} = signal;
	const at = startOf(signal);
	return [
		at === undefined ? 'time unknown' : momentText(at),
		type,
		severity === undefined ? undefined : severityText(severity),
		name,
		count === undefined || count < 2 ? undefined : `${count} times`,
	]
		.filter(part => part !== undefined)
		.join('  ');
}

function namedLines(
	heading: string,
	things: readonly {readonly id: string; readonly facts: readonly NamedText[]}[],
): readonly Block[] {
	return things.length === 0
		? []
		: [
				linesBlock(
					heading,
					things.flatMap(({id, facts}): readonly Cell[] => [{text: id, tone: 'accent'}, ...factLines(facts)]),
					'',
				),
			];
}

function factLines(facts: readonly NamedText[]): readonly Cell[] {
	return namedFacts(facts).map(([name, value]) => ({text: `    ${name}: ${value}`}));
}

function indicatorBlock({indicators}: Sequence): readonly Block[] {
	return indicators.length === 0
		? []
		: [
				factsBlock(
					'Indicators',
					indicators.map(({key, title, values}) => [title ?? key, values.join(', ')]),
				),
			];
}
