import {Refusal} from '../refusal.js';
import {badRequest, detectorResource, foreignDetector} from './guardduty-refusals.js';
import {text} from './inputs.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

/** Empty for an account that administers no other. */
export const listMembers: Operation = {
	service: 'guardduty',
	name: 'ListMembers',
	bucket: 'guardduty',
	route: {method: 'GET', path: '/detector/{detectorId}/member'},
	input: {detectorId: 'text', maxResults: 'integer', nextToken: 'text', onlyAssociated: 'text'},
	resource: detectorResource,
	serve(input, world) {
		const refusal = foreignDetector(input, world);
		if (refusal) {
			return refusal;
		}

		// All but those who left, unless the request asks for them too.
		const isAll = text(input, 'onlyAssociated')?.toLowerCase() === 'false';
		const members = world.members.filter(({relationship}) => isAll || relationship !== 'Removed');
		const rules = {maximum: 50, usual: 50, scope: `ListMembers ${isAll}`};
		const paged = page(members, {input, rules, keyOf: ({accountId}) => accountId});
		if (paged instanceof Refusal) {
			return badRequest(paged.message);
		}

		return {
			members: paged.items.map(({accountId, detectorId, email, relationship, updatedAt}) => ({
				accountId,
				detectorId,
				masterId: world.account,
				administratorId: world.account,
				email,
				relationshipStatus: relationship,
				updatedAt: new Date(updatedAt).toISOString(),
			})),
			nextToken: paged.nextToken,
		};
	},
};
