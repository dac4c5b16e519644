import {type JsonObject} from '../../json.js';
import {Refusal} from '../../refusal.js';
import {type World} from '../../world/types.js';
import {integer, text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {page} from '../paging.js';

export const describeHub: Operation = {
	service: 'securityhub',
	name: 'DescribeHub',
	bucket: 'securityhub',
	route: {method: 'GET', path: '/accounts'},
	input: {HubArn: 'text'},
	resource: (_input, world) => hubArn(world),
	serve(input, world) {
		const asked = text(input, 'HubArn') ?? hubArn(world);
		if (!world.flow.hub) {
			return hubIsOff(world);
		}

		return asked === hubArn(world)
			? {
					HubArn: hubArn(world),
					SubscribedAt: '2025-02-03T09:12:44.071Z',
					AutoEnableControls: true,
					ControlFindingGenerator: 'SECURITY_CONTROL',
				}
			: failure('ResourceNotFoundException', `The hub ${asked} was not found.`, 404);
	},
};

export const listEnabledProductsForImport: Operation = {
	service: 'securityhub',
	name: 'ListEnabledProductsForImport',
	bucket: 'securityhub',
	route: {method: 'GET', path: '/productSubscriptions'},
	input: {MaxResults: 'integer', NextToken: 'text'},
	serve(input, world) {
		const {hub} = world.flow;
		if (!hub) {
			return hubIsOff(world);
		}

		const {region, account} = world;
		const all = hub.products.map(
			name => `arn:aws:securityhub:${region}:${account}:product-subscription/${name}`,
		);
		const paged = page(all, {
			input: pagingOf(input),
			rules: {maximum: 100, usual: 100, scope: 'ListEnabledProductsForImport'},
			keyOf: arn => arn,
		});
		return paged instanceof Refusal
			? failure('InvalidInputException', paged.message, 400)
			: {ProductSubscriptions: paged.items, NextToken: paged.nextToken};
	},
};

/** maxResults and nextToken of a service that writes them with a capital. */
export function pagingOf(input: JsonObject): JsonObject {
	const nextToken = text(input, 'NextToken');
	const maxResults = integer(input, 'MaxResults');
	return {...(nextToken !== undefined && {nextToken}), ...(maxResults !== undefined && {maxResults})};
}

function hubArn(world: World): string {
	return `arn:aws:securityhub:${world.region}:${world.account}:hub/default`;
}

// docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html: 401
function hubIsOff(world: World): Refusal {
	return failure(
		'InvalidAccessException',
		`Account ${world.account} is not subscribed to AWS Security Hub`,
		401,
	);
}

function failure(code: string, message: string, status: number): Refusal {
	return new Refusal(code, message, status, {Code: code, Message: message});
}
