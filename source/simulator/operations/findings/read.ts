import {Refusal} from '../../refusal.js';
import {findingJson} from '../../wire/finding-json.js';
import {badRequest, detectorResource, foreignDetector} from '../guardduty-refusals.js';
import {texts} from '../inputs.js';
import {type Operation} from '../operation.js';
import {page} from '../paging.js';
import {inOrder, matching} from './criteria.js';

/** Ids alone, pages of at most 50. */
export const listFindings: Operation = {
	service: 'guardduty',
	name: 'ListFindings',
	bucket: 'guardduty',
	route: {method: 'POST', path: '/detector/{detectorId}/findings'},
	input: {
		detectorId: 'text',
		findingCriteria: 'object',
		sortCriteria: 'object',
		maxResults: 'integer',
		nextToken: 'text',
	},
	resource: detectorResource,
	serve(input, world) {
		const refusal = foreignDetector(input, world);
		if (refusal) {
			return refusal;
		}

		const found = matching(world, input);
		const all = found instanceof Refusal ? found : inOrder(world, found, input);
		if (all instanceof Refusal) {
			return all;
		}

		const {findingCriteria, sortCriteria} = input;
		const scope = `ListFindings ${JSON.stringify({findingCriteria, sortCriteria})}`;
		const rules = {maximum: 50, usual: 50, scope};
		const paged = page(all, {input, rules, keyOf: ({id}) => id});
		return paged instanceof Refusal
			? badRequest(paged.message)
			: {findingIds: paged.items.map(({id}) => id), nextToken: paged.nextToken};
	},
};

/** At most 50; ids that are none are left out, and the order is not that of the request. */
export const getFindings: Operation = {
	service: 'guardduty',
	name: 'GetFindings',
	bucket: 'guardduty',
	route: {method: 'POST', path: '/detector/{detectorId}/findings/get'},
	input: {detectorId: 'text', findingIds: 'texts', sortCriteria: 'object'},
	resource: detectorResource,
	serve(input, world) {
		const ids = texts(input, 'findingIds');
		const refusal = foreignDetector(input, world) ?? tooMany(ids);
		if (refusal) {
			return refusal;
		}

		const found = [...new Set(ids)].flatMap(id => world.findings.get(id) ?? []);
		const sorted = inOrder(world, found, input);
		return sorted instanceof Refusal
			? sorted
			: {findings: sorted.map(finding => findingJson(world, finding))};
	},
};

/** The refusal of more than 50 ids. docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html */
export function tooMany(ids: readonly string[]): Refusal | undefined {
	return ids.length > 50
		? badRequest('The request is rejected because the parameter findingIds has more than 50 items.')
		: undefined;
}
