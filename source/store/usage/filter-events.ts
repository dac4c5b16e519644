import {type Failure} from '../../domain/failure.js';
import {minutesPattern} from '../../domain/usage/query-text.js';
import {recordInMessage, type UsageRecord} from '../../domain/usage/record.js';
import {type Reader} from './query-office.js';

/** A page may be empty and still have a next one; a group of many streams may have very many of those. */
const mostPages = 500;

export type FilterRequest = {
	readonly logGroup: string;
	readonly from: number;
	readonly to: number;
	/** Told of each page's records, and of the bytes of its messages. */
	onRecords(records: readonly UsageRecord[], bytes: number): void;
};

/** Reads the records of one group event by event; returns the failure that kept it from reading them all. */
export async function filterEvents(
	{logGroup, from, to, onRecords}: FilterRequest,
	reader: Reader,
): Promise<Failure | undefined> {
	let nextToken: string | undefined;
	for (let page = 1; page <= mostPages; page++) {
		const answer = await reader.call('logs:FilterLogEvents', {
			logGroup,
			pattern: minutesPattern(),
			from,
			to,
			nextToken,
		});
		if (!answer.ok) {
			return answer.failure;
		}

		const {items} = answer.value;
		onRecords(
			items.flatMap(({message, at}) => recordInMessage(message, at) ?? []),
			items.reduce((sum, {message}) => sum + Buffer.byteLength(message), 0),
		);
		if (answer.value.nextToken === undefined || answer.value.nextToken === nextToken) {
			return undefined;
		}

		nextToken = answer.value.nextToken;
	}

	return {kind: 'malformed', message: `FilterLogEvents had not ended after ${mostPages} pages`};
}
