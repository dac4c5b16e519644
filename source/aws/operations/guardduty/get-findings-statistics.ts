import {GetFindingsStatisticsCommand} from '@aws-sdk/client-guardduty';
import {type FindingCount} from '../../../domain/findings/finding-operations.js';
import {count, type Fields, fields, list, text, time} from '../../fields.js';
import {type Operation} from '../operation.js';
import {findingCriteria} from './finding-criteria.js';

/** At most 100 groups, the most that the API gives. docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindingsStatistics.html */
export const getFindingsStatistics: Operation<'guardduty:GetFindingsStatistics'> = {
	async send(clients, {detectorId, groupBy, criteria}, options) {
		const command = new GetFindingsStatisticsCommand({
			DetectorId: detectorId,
			GroupBy: groupBy,
			FindingCriteria: findingCriteria(criteria),
			MaxResults: 100,
		});
		return (await clients.guardduty()).send(command, options);
	},
	parse: answer => groups(fields(answer.FindingStatistics)),
};

/** The answer has the one list that was asked for. */
function groups(statistics: Fields): readonly FindingCount[] {
	return [
		...list(statistics.GroupedBySeverity, group => counted(group, text(group.Severity))),
		...list(statistics.GroupedByFindingType, group => counted(group, text(group.FindingType))),
		...list(statistics.GroupedByAccount, group => counted(group, text(group.AccountId))),
		...list(statistics.GroupedByResource, group => counted(group, text(group.ResourceId))),
		...list(statistics.GroupedByDate, group => counted(group, day(group.Date))),
	].filter(group => group !== undefined);
}

function counted(group: Fields, key: string | undefined): FindingCount | undefined {
	return key === undefined
		? undefined
		: {key, findings: count(group.TotalFindings), lastSeenAt: time(group.LastGeneratedAt)};
}

function day(date: unknown): string | undefined {
	const at = time(date);
	return at === undefined ? undefined : new Date(at).toISOString().slice(0, 10);
}
