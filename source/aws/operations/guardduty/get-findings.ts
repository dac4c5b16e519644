import {GetFindingsCommand} from '@aws-sdk/client-guardduty';
import {requiredList} from '../../fields.js';
import {type Operation} from '../operation.js';
import {finding} from './finding/finding.js';
import {sortCriteria} from './finding-criteria.js';
import {keepWireBody} from './wire-body.js';

/** At most 50 findings, as they came over the wire. docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html */
export const getFindings: Operation<'guardduty:GetFindings'> = {
	async send(clients, {detectorId, findingIds, sort}, options) {
		const command = new GetFindingsCommand({
			DetectorId: detectorId,
			FindingIds: [...findingIds],
			SortCriteria: sortCriteria(sort),
		});
		const wire = keepWireBody(command.middlewareStack);
		const {$metadata} = await (await clients.guardduty()).send(command, options);
		return {...wire(), $metadata};
	},
	parse: answer => requiredList(answer, 'findings', finding),
};
