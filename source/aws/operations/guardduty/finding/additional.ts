import {type NamedText, type Threat} from '../../../../domain/findings/finding.js';
import {cleanJson} from '../../../border.js';
import {type Fields, fields} from '../../../fields.js';
import {factsLeft} from './facts.js';
import {type Part, part, partOf, parts, takeText, takeTexts} from './part.js';

/** Takes the additional information, whose value is JSON text within the finding; a text that is none stays a text. */
export function takeAdditional(service: Part, sent: Fields): readonly NamedText[] {
	const info = part(service, 'additionalInfo');
	const type = takeText(info, 'type');
	const inner = parsed(fields(sent.additionalInfo).value);
	if (inner !== undefined) {
		info.value = undefined;
	}

	const left = factsLeft(info);
	service.additionalInfo = undefined;
	return [
		...(type === undefined || type === 'default' ? [] : [{name: 'type', value: type}]),
		...(inner === undefined ? [] : factsLeft(inner)),
		...left,
	];
}

/** The text as it came: a cleaned one has no line breaks any more, and may be cut. */
function parsed(value: unknown): Part | undefined {
	try {
		const inner: unknown = typeof value === 'string' ? JSON.parse(value) : undefined;
		return typeof inner === 'object' && inner !== null ? partOf(cleanJson(inner)) : undefined;
	} catch (error) {
		if (error instanceof SyntaxError) {
			return undefined;
		}

		throw error;
	}
}

/** Takes what threat intelligence knows. */
export function takeThreats(service: Part): readonly Threat[] {
	return parts(part(service, 'evidence'), 'threatIntelligenceDetails').map(threat => ({
		list: takeText(threat, 'threatListName'),
		names: takeTexts(threat, 'threatNames'),
		fileSha256: takeText(threat, 'threatFileSha256'),
	}));
}
