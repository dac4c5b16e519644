import {type BandCounts, bandCounts} from '../../domain/findings/band-counts.js';
import {findingCriteria} from '../../domain/findings/criteria.js';
import {detectorIdOf} from './detector.js';
import {fetchedRead} from './fetched-read.js';
import {type FindingsQuery} from './findings/finding-list.js';

/** How many open or archived findings there are by band, as GuardDuty counts; undefined where there is no detector. */
export const findingStatisticsRead = fetchedRead<
	Pick<FindingsQuery, 'isArchived' | 'detectorId'>,
	BandCounts | undefined
>({
	id: 'finding-statistics',
	key: ({isArchived}) => (isArchived ? 'archived' : 'open'),
	async fetch({call}, query) {
		const {isArchived} = query;
		const detectorId = await detectorIdOf(call, query.detectorId);
		if (!detectorId.ok || detectorId.value === undefined) {
			return detectorId.ok ? {ok: true, value: undefined} : detectorId;
		}

		const counts = await call('guardduty:GetFindingsStatistics', {
			detectorId: detectorId.value,
			groupBy: 'SEVERITY',
			criteria: findingCriteria({isArchived}),
		});
		return counts.ok ? {...counts, value: bandCounts(counts.value)} : counts;
	},
});
