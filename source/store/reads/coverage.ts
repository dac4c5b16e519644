import {type ClusterArn} from '../../domain/arn.js';
import {
	type CoverageCriterion,
	type CoverageResource,
	type CoverageSort,
	type CoverageStatistics,
} from '../../domain/coverage/coverage.js';
import {type Collection, emptyCollection} from '../../domain/fetched.js';
import {type Read, type ReadContext} from '../read.js';
import {detectorIdOf} from './detector.js';
import {fetchedRead} from './fetched-read.js';
import {eachPage} from './listing.js';
import {createRows, type Rows} from './rows.js';

/** Which resources GuardDuty is asked about; criteria and sorts are those that the API has for the type. */
export type CoverageQuery = {
	readonly type: 'ECS' | 'EC2';
	readonly criteria?: readonly CoverageCriterion[];
	readonly sort?: CoverageSort;
	/** Spares asking for it, where it is known; the answer is the same, so it is no part of what is held. */
	readonly detectorId?: string;
};

/** All ECS clusters, also those of member accounts when this is the administrator's. */
export const clustersCoverage: CoverageQuery = {type: 'ECS'};

/** The container instances of one cluster. */
export function instancesCoverage(cluster: ClusterArn): CoverageQuery {
	return {type: 'EC2', criteria: [{key: 'CLUSTER_ARN', equals: [cluster]}]};
}

/** The key of a resource's row; ids are unique in an account. */
export function coverageKey({accountId, id}: CoverageResource): string {
	return `${accountId} ${id}`;
}

/**
 * What GuardDuty reports, all pages in its order, rows shown as they come. Empty and complete where there is no
 * detector. No rate is published for it: once a minute is often.
 */
export const coverageRead: Read<CoverageQuery, Collection<CoverageResource>> = {
	id: 'coverage',
	key: ({type, criteria = [], sort}) => JSON.stringify([type, criteria, sort]),
	initial: emptyCollection,
	weight: collection => collection.rows.length,
	async load(context, query) {
		const rows = createRows(context.held());
		const failure = await list(context, query, rows);
		if (failure?.kind !== 'cancelled') {
			rows.listed(context.now(), failure);
		}

		context.publish(rows.end());
	},
};

async function list(
	context: ReadContext<Collection<CoverageResource>>,
	query: CoverageQuery,
	rows: Rows<CoverageResource>,
) {
	const detectorId = await detectorIdOf(context.call, query.detectorId);
	if (!detectorId.ok) {
		return detectorId.failure;
	}

	const id = detectorId.value;
	return id === undefined
		? undefined
		: eachPage<CoverageResource>(
				[
					nextToken =>
						context.call('guardduty:ListCoverage', {
							detectorId: id,
							criteria: criteriaOf(query),
							sort: query.sort,
							nextToken,
						}),
				],
				resources => {
					rows.list(resources.map(coverageKey));
					for (const resource of resources) {
						rows.described(coverageKey(resource), resource, context.now());
					}

					context.publish(rows.collection());
				},
			);
}

/** How many of these resources there are, by type and by status; undefined where there is no detector. */
export const coverageStatisticsRead = fetchedRead<CoverageQuery, CoverageStatistics | undefined>({
	id: 'coverage-statistics',
	key: query => JSON.stringify(criteriaOf(query)),
	async fetch({call}, query) {
		const detectorId = await detectorIdOf(call, query.detectorId);
		if (!detectorId.ok || detectorId.value === undefined) {
			return detectorId.ok ? {ok: true, value: undefined} : detectorId;
		}

		return call('guardduty:GetCoverageStatistics', {
			detectorId: detectorId.value,
			criteria: criteriaOf(query),
		});
	},
});

function criteriaOf({type, criteria = []}: CoverageQuery): readonly CoverageCriterion[] {
	return [{key: 'RESOURCE_TYPE', equals: [type]}, ...criteria];
}
