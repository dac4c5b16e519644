import {GetCoverageStatisticsCommand} from '@aws-sdk/client-guardduty';
import {clean} from '../../border.js';
import {fields, number} from '../../fields.js';
import {type Operation} from '../operation.js';
import {filterCriteria} from './coverage-criteria.js';

/** Both counts in one request. docs.aws.amazon.com/guardduty/latest/APIReference/API_GetCoverageStatistics.html */
export const getCoverageStatistics: Operation<'guardduty:GetCoverageStatistics'> = {
	async send(clients, {detectorId, criteria}, options) {
		const command = new GetCoverageStatisticsCommand({
			DetectorId: detectorId,
			StatisticsType: ['COUNT_BY_RESOURCE_TYPE', 'COUNT_BY_COVERAGE_STATUS'],
			FilterCriteria: filterCriteria(criteria),
		});
		return (await clients.guardduty()).send(command, options);
	},
	parse(answer) {
		const {CountByResourceType, CountByCoverageStatus} = fields(answer.CoverageStatistics);
		return {byType: counts(CountByResourceType), byStatus: counts(CountByCoverageStatus)};
	},
};

function counts(value: unknown): Readonly<Record<string, number>> | undefined {
	return typeof value === 'object' && value !== null
		? Object.fromEntries(
				Object.entries(value).flatMap(([name, counted]) => {
					const parsed = number(counted);
					return parsed === undefined ? [] : [[clean(name, 80), parsed] as const];
				}),
			)
		: undefined;
}
