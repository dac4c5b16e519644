import {Refusal} from '../../refusal.js';
import {type Operation} from '../operation.js';
import {page} from '../paging.js';
import {pagingOf} from './hub.js';

/** The behaviour graphs that this account administers; none where Detective is off. */
export const listGraphs: Operation = {
	service: 'detective',
	name: 'ListGraphs',
	bucket: 'detective',
	route: {method: 'POST', path: '/graphs/list'},
	input: {MaxResults: 'integer', NextToken: 'text'},
	serve(input, world) {
		const {graphs} = world.flow;
		const rules = {maximum: 200, usual: 200, scope: 'ListGraphs'};
		const paged = page(graphs, {input: pagingOf(input), rules, keyOf: id => id});
		return paged instanceof Refusal
			? new Refusal('ValidationException', paged.message)
			: {
					GraphList: paged.items.map(id => ({
						Arn: `arn:aws:detective:${world.region}:${world.account}:graph:${id}`,
						// ISO 8601 here, unlike most of REST-JSON.
						CreatedTime: '2025-02-03T09:20:00Z',
					})),
					NextToken: paged.nextToken,
				};
	},
};
