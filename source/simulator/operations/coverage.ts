import {Refusal} from '../refusal.js';
import {coverageJson} from '../wire/coverage-json.js';
import {coverageOf} from '../world/coverage/resources.js';
import {filtered, sorted} from './coverage-criteria.js';
import {badRequest, detectorResource, foreignDetector} from './guardduty-refusals.js';
import {texts} from './inputs.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

export const listCoverage: Operation = {
	service: 'guardduty',
	name: 'ListCoverage',
	bucket: 'guardduty',
	route: {method: 'POST', path: '/detector/{detectorId}/coverage'},
	input: {
		detectorId: 'text',
		maxResults: 'integer',
		nextToken: 'text',
		filterCriteria: 'object',
		sortCriteria: 'object',
	},
	resource: detectorResource,
	serve(input, world) {
		const refusal = foreignDetector(input, world);
		if (refusal) {
			return refusal;
		}

		const left = filtered(coverageOf(world), input);
		const all = left instanceof Refusal ? left : sorted(left, input);
		if (all instanceof Refusal) {
			return all;
		}

		const {filterCriteria, sortCriteria} = input;
		const rules = {
			maximum: 50,
			usual: 50,
			scope: `ListCoverage ${JSON.stringify({filterCriteria, sortCriteria})}`,
		};
		const paged = page(all, {input, rules, keyOf: ({id}) => id});
		return paged instanceof Refusal
			? badRequest(paged.message)
			: {resources: paged.items.map(coverageJson), nextToken: paged.nextToken};
	},
};

export const getCoverageStatistics: Operation = {
	service: 'guardduty',
	name: 'GetCoverageStatistics',
	bucket: 'guardduty',
	route: {method: 'POST', path: '/detector/{detectorId}/coverage/statistics'},
	input: {detectorId: 'text', filterCriteria: 'object', statisticsType: 'texts'},
	resource: detectorResource,
	serve(input, world) {
		const refusal = foreignDetector(input, world);
		if (refusal) {
			return refusal;
		}

		const wanted = texts(input, 'statisticsType');
		const isKnown = (name: string): boolean =>
			name === 'COUNT_BY_RESOURCE_TYPE' || name === 'COUNT_BY_COVERAGE_STATUS';
		if (wanted.length === 0 || !wanted.every(isKnown)) {
			return badRequest('The request is rejected because the parameter statisticsType has an invalid value.');
		}

		const left = filtered(coverageOf(world), input);
		if (left instanceof Refusal) {
			return left;
		}

		return {
			coverageStatistics: {
				...(wanted.includes('COUNT_BY_RESOURCE_TYPE') && {
					countByResourceType: count(left.map(({details}) => details.type)),
				}),
				...(wanted.includes('COUNT_BY_COVERAGE_STATUS') && {
					countByCoverageStatus: count(left.map(({status}) => status)),
				}),
			},
		};
	},
};

function count(names: readonly string[]): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const name of names) {
		counts[name] = (counts[name] ?? 0) + 1;
	}

	return counts;
}
