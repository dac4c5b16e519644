import {type SeverityBand, severityBand, severityNumber} from '../../domain/findings/severity.js';
import {symbols} from '../symbols.js';
import {type Cell, type Tone} from '../view.js';

/** Returns a severity with its band, `Critical 9.5`; the number is never shown without the word; one that is not told is a question mark. */
export function severityText(severity: number | undefined): string {
	const word = bandWords[severityBand(severity)];
	return severity === undefined ? word : `${word} ${severityNumber(severity)}`;
}

/** Returns the severity as a cell; what is archived or a sample is no fault and is not red. */
export function severityCell({
	severity,
	isArchived,
	isSample,
}: {
	readonly severity?: number;
	readonly isArchived?: boolean;
	readonly isSample: boolean;
}): Cell {
	return {
		text: severityText(severity),
		tone: isArchived === true || isSample ? 'dim' : bandTones[severityBand(severity)],
	};
}

const bandWords: {readonly [band in SeverityBand]: string} = {
	critical: 'Critical',
	high: 'High',
	medium: 'Medium',
	low: 'Low',
	unknown: symbols.unknown,
};

const bandTones: {readonly [band in SeverityBand]: Tone} = {
	critical: 'fault',
	high: 'fault',
	medium: 'warning',
	low: 'plain',
	unknown: 'warning',
};
