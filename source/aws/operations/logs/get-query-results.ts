import {GetQueryResultsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {type QueryAnswer, type QueryRow} from '../../../domain/usage/usage-operations.js';
import {
	anyText,
	count,
	type Fields,
	fields,
	messageText,
	required,
	requiredList,
	text,
} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';

/** Fewer rows than the 10,000 that a page may have: each page is read at one go, and no key shall wait for that. */
const pageSize = 2000;

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
export const getQueryResults: Operation<'logs:GetQueryResults'> = {
	async send(clients, {queryId, nextToken}, options) {
		const command = new GetQueryResultsCommand({queryId, nextToken, maxItems: pageSize});
		return (await clients.logs()).send(command, options);
	},
	parse: (answer): QueryAnswer => ({
		status: required(answer, 'status'),
		rows: rows(answer),
		...next(answer.nextToken),
		...statistics(answer.statistics),
	}),
};

/** A row is a list of fields, so the elements are no records and `requiredList` has nothing to read in them. */
function rows(answer: Fields): readonly QueryRow[] {
	requiredList(answer, 'results', () => undefined);
	return (answer.results as readonly unknown[]).map(row);
}

/** The engine leaves fields without a value out; every value is a text, whatever it was in the record. */
function row(sent: unknown): QueryRow {
	const cells = new Map<string, string>();
	for (const cell of Array.isArray(sent) ? sent : []) {
		const {field, value} = fields(cell);
		const name = text(field);
		if (name !== undefined && value !== undefined && value !== null) {
			// A whole record is JSON: what its escapes stand for must pass the border as well.
			cells.set(name, name === '@message' ? messageText(value) : anyText(value));
		}
	}

	return cells;
}

function statistics(sent: unknown): Pick<QueryAnswer, 'statistics'> {
	const {recordsMatched, recordsScanned, bytesScanned} = fields(sent);
	return sent === undefined || sent === null
		? {}
		: {
				statistics: {
					recordsMatched: count(recordsMatched),
					recordsScanned: count(recordsScanned),
					bytesScanned: count(bytesScanned),
				},
			};
}
