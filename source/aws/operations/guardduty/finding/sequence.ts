import {type Sequence, type SequenceSignal} from '../../../../domain/findings/finding.js';
import {factsLeft} from './facts.js';
import {type Part, part, parts, takeNumber, takeText, takeTexts, takeTime} from './part.js';

/** Takes an attack sequence; undefined when the finding is none. docs.aws.amazon.com/guardduty/latest/APIReference/API_Sequence.html */
export function takeSequence(service: Part): Sequence | undefined {
	const detection = part(service, 'detection');
	const sequence = part(detection, 'sequence');
	return Object.keys(sequence).length === 0
		? undefined
		: {
				id: takeText(sequence, 'uid'),
				description: takeText(sequence, 'description'),
				signals: takeAll(sequence, 'signals', takeSignal),
				actors: takeAll(sequence, 'actors', actor => ({
					id: takeText(actor, 'id') ?? '',
					facts: factsLeft(actor),
				})),
				resources: takeAll(sequence, 'resources', resource => ({
					id: takeText(resource, 'uid') ?? '',
					type: takeText(resource, 'resourceType') ?? '',
					name: takeText(resource, 'name'),
					facts: factsLeft(resource),
				})),
				endpoints: takeAll(sequence, 'endpoints', endpoint => ({
					id: takeText(endpoint, 'id') ?? '',
					facts: factsLeft(endpoint),
				})),
				indicators: takeAll(sequence, 'sequenceIndicators', indicator => ({
					key: takeText(indicator, 'key') ?? '',
					title: takeText(indicator, 'title'),
					values: takeTexts(indicator, 'values'),
				})),
				additionalTypes: takeTexts(sequence, 'additionalSequenceTypes'),
			};
}

function takeSignal(signal: Part): SequenceSignal {
	return {
		id: takeText(signal, 'uid') ?? '',
		type: takeText(signal, 'type') ?? '',
		name: takeText(signal, 'name'),
		description: takeText(signal, 'description'),
		severity: takeNumber(signal, 'severity'),
		count: takeNumber(signal, 'count'),
		firstSeenAt: takeTime(signal, 'firstSeenAt'),
		lastSeenAt: takeTime(signal, 'lastSeenAt'),
		createdAt: takeTime(signal, 'createdAt'),
		updatedAt: takeTime(signal, 'updatedAt'),
		resourceIds: takeTexts(signal, 'resourceUids'),
		actorIds: takeTexts(signal, 'actorIds'),
		endpointIds: takeTexts(signal, 'endpointIds'),
		facts: factsLeft(signal),
	};
}

/** Takes the list with all that its elements hold: each tells what it does not know by itself. */
function takeAll<T>(from: Part, member: string, take: (element: Part) => T): readonly T[] {
	const elements = parts(from, member);
	const read = elements.map(take);
	if (elements.length > 0 && Array.isArray(from[member]) && elements.length === from[member].length) {
		from[member] = undefined;
	}

	return read;
}
