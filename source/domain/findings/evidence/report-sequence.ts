import {type Finding, type NamedText, type SequenceSignal} from '../finding.js';
import {namedFacts} from '../named-facts.js';
import {codeBlock} from './markdown.js';
import {factLines, section, timeText} from './report-lines.js';

/** Returns an attack sequence: its signals in the order of time, who and what took part. */
export function sequenceSections({sequence}: Pick<Finding, 'sequence'>): readonly (readonly string[])[] {
	if (sequence === undefined) {
		return [];
	}

	const {description, signals, actors, resources, endpoints, indicators, additionalTypes} = sequence;
	return [
		section('The attack sequence', [
			...factLines([
				['what AWS says', description],
				['also', additionalTypes.join(', ')],
				...indicators.map(({key, title, values}) => [title ?? key, values.join(', ')] as const),
			]),
			'',
			'Its signals, the oldest first:',
			'',
			...codeBlock(signals.toSorted((one, other) => startOf(one) - startOf(other)).flatMap(signalLines)),
		]),
		things('Actors', actors),
		things('Endpoints', endpoints),
		things(
			'Resources',
			resources.map(({id, type, name, facts}) => ({id: [type, name, id].filter(Boolean).join('  '), facts})),
		),
	];
}

function startOf({firstSeenAt, createdAt}: SequenceSignal): number {
	return firstSeenAt ?? createdAt ?? Number.MAX_SAFE_INTEGER;
}

function signalLines(signal: SequenceSignal): readonly string[] {
	const {type, name, id, severity, count, description, firstSeenAt, createdAt, facts} = signal;
	const head = [
		timeText(firstSeenAt ?? createdAt) ?? 'time unknown',
		type,
		...(severity === undefined ? [] : [`severity ${severity}`]),
		name ?? id,
		...(count === undefined || count < 2 ? [] : [`${count} times`]),
	];
	return [
		head.join('  '),
		...(description === undefined || description === name ? [] : [`    ${description}`]),
		...indented(facts),
	];
}

function things(
	title: string,
	all: readonly {readonly id: string; readonly facts: readonly NamedText[]}[],
): readonly string[] {
	return section(
		title,
		all.length === 0 ? [] : codeBlock(all.flatMap(({id, facts}) => [id, ...indented(facts)])),
	);
}

function indented(facts: readonly NamedText[]): readonly string[] {
	return namedFacts(facts).map(([name, value]) => `    ${name}: ${value}`);
}
