import {ListFindingsCommand} from '@aws-sdk/client-guardduty';
import {MalformedAnswer, texts} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';
import {findingCriteria, sortCriteria} from './finding-criteria.js';

/** Ids, in pages of 50, the most that the API gives. docs.aws.amazon.com/guardduty/latest/APIReference/API_ListFindings.html */
export const listFindings: Operation<'guardduty:ListFindings'> = {
	async send(clients, {detectorId, criteria, sort, nextToken}, options) {
		const command = new ListFindingsCommand({
			DetectorId: detectorId,
			FindingCriteria: findingCriteria(criteria),
			SortCriteria: sortCriteria(sort),
			MaxResults: 50,
			NextToken: nextToken,
		});
		return (await clients.guardduty()).send(command, options);
	},
	parse(answer) {
		if (!Array.isArray(answer.FindingIds)) {
			throw new MalformedAnswer('the answer has no FindingIds');
		}

		return {items: texts(answer.FindingIds), ...next(answer.NextToken)};
	},
};
