import {type JsonObject} from '../json.js';
import {type Refusal} from '../refusal.js';
import {type CoverageResource} from '../world/coverage/types.js';
import {badRequest} from './guardduty-refusals.js';
import {object, objects, text, texts} from './inputs.js';

type Attribute = (resource: CoverageResource) => string | undefined;

const ofCluster: Attribute = ({details}) => (details.type === 'ECS' ? details.clusterName : undefined);
const ofInstance: Attribute = ({details}) => (details.type === 'EC2' ? details.instanceId : undefined);
// No cluster here is one of EKS.
const ofEks: Attribute = () => undefined;

/** Every CriterionKey of the API. docs.aws.amazon.com/guardduty/latest/APIReference/API_CoverageFilterCriterion.html */
const criteria: Readonly<Record<string, Attribute>> = {
	ACCOUNT_ID: ({accountId}) => accountId,
	RESOURCE_TYPE: ({details}) => details.type,
	COVERAGE_STATUS: ({status}) => status,
	ADDON_VERSION: ofEks,
	CLUSTER_NAME: ofEks,
	EKS_CLUSTER_NAME: ofEks,
	ECS_CLUSTER_NAME: ofCluster,
	MANAGEMENT_TYPE: ({details}) => details.management,
	AGENT_VERSION: ({details}) => (details.type === 'EC2' ? details.agentVersion : undefined),
	INSTANCE_ID: ofInstance,
	CLUSTER_ARN: ({details}) => (details.type === 'EC2' ? details.clusterArn : undefined),
};

const sorts: Readonly<Record<string, Attribute>> = {
	ACCOUNT_ID: ({accountId}) => accountId,
	COVERAGE_STATUS: ({status}) => status,
	ISSUE: ({issue}) => issue,
	ADDON_VERSION: ofEks,
	UPDATED_AT: ({updatedAt}) => String(updatedAt).padStart(16, '0'),
	CLUSTER_NAME: ofEks,
	EKS_CLUSTER_NAME: ofEks,
	ECS_CLUSTER_NAME: ofCluster,
	INSTANCE_ID: ofInstance,
};

/** The resources that all criteria of the request let through. */
export function filtered(
	all: readonly CoverageResource[],
	input: JsonObject,
): readonly CoverageResource[] | Refusal {
	const given = objects(object(input, 'filterCriteria') ?? {}, 'filterCriterion');
	if (given.length > 50) {
		return badRequest(
			'The request is rejected because the parameter filterCriterion has more than 50 items.',
		);
	}

	let left = all;
	for (const criterion of given) {
		const attribute = own(criteria, text(criterion, 'criterionKey'));
		const condition = object(criterion, 'filterCondition') ?? {};
		const wanted = texts(condition, 'equals');
		const unwanted = texts(condition, 'notEquals');
		if (!attribute || wanted.length + unwanted.length === 0) {
			return badRequest(
				'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
			);
		}

		left = left.filter(resource => {
			const value = attribute(resource);
			const isWanted = wanted.length === 0 || (value !== undefined && wanted.includes(value));
			return isWanted && !(value !== undefined && unwanted.includes(value));
		});
	}

	return left;
}

/** In the order that the request asks for; what lacks the attribute comes last. */
export function sorted(
	all: readonly CoverageResource[],
	input: JsonObject,
): readonly CoverageResource[] | Refusal {
	const sort = object(input, 'sortCriteria');
	const name = sort && text(sort, 'attributeName');
	if (name === undefined) {
		return all;
	}

	const attribute = own(sorts, name);
	// docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ec2.html
	if (!attribute || (name === 'ISSUE' && asksForInstances(input))) {
		return badRequest('The request is rejected because the parameter sortCriteria has an invalid value.');
	}

	const direction = sort && text(sort, 'orderBy') === 'DESC' ? -1 : 1;
	return all.toSorted((first, second) => {
		const [one, other] = [attribute(first), attribute(second)];
		if (one === other) {
			return 0;
		}

		if (one === undefined || other === undefined) {
			return one === undefined ? 1 : -1;
		}

		return one < other ? -direction : direction;
	});
}

function asksForInstances(input: JsonObject): boolean {
	return objects(object(input, 'filterCriteria') ?? {}, 'filterCriterion').some(
		criterion =>
			text(criterion, 'criterionKey') === 'RESOURCE_TYPE' &&
			texts(object(criterion, 'filterCondition') ?? {}, 'equals').includes('EC2'),
	);
}

function own(table: Readonly<Record<string, Attribute>>, name: string | undefined): Attribute | undefined {
	return name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
