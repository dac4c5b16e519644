import {agentRepositoryArn} from '../agent/agent-repository.js';
import {type DoctorFacts, type DoctorPlace} from '../doctor/doctor-facts.js';
import {type Finding, fail, notApplicable, pass, unknown, warn} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {type EndpointService, interfaceEndpoint, s3Gateway} from '../network/endpoint.js';
import {type Subnet, type VpcEndpoint} from '../network/network.js';
import {routeTableOf} from '../network/route.js';
import {pullActions, telemetryAction} from '../policy/agent-access.js';
import {parsePolicy} from '../policy/document.js';
import {type Decision, evaluate} from '../policy/evaluate.js';
import {type Task} from '../resources.js';
import {type Check, defineCheck} from './check.js';
import {hasLinkLocal} from './guardduty-endpoint.js';
import {notOnFargate} from './subject.js';
import {subnetOf} from './task-network.js';

/** docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html: without a custom one everything is allowed. */
export const endpointPolicyCheck: Check = defineCheck({
	id: 'endpoint-policy',
	title: 'endpoint policies',
	why: "an endpoint's own policy can refuse the pull or the events, whatever the role may do",
	level: 'task',
	stage: 'pull',
	needs: ['task', 'subnets', 'endpoints'],
	uses: ['networkInterface', 'routeTables'],
	skips: notOnFargate,
	judge({task, subnets, endpoints}, facts) {
		const found = subnetOf(task, {subnets, facts});
		if ('finding' in found) {
			return found.finding;
		}

		const used = usedEndpoints(found.subnet, {endpoints, facts});
		if (used.length === 0) {
			return notApplicable('no endpoints are used');
		}

		const findings = used.map(one => judgePolicy(one, {task, place: facts.place}));
		const faults = findings.filter(({status}) => status !== 'pass');
		return faults.length > 0 ? faults : pass(`${used.map(({endpoint}) => endpoint.id).join(', ')} allow it`);
	},
});

type Used = {readonly service: EndpointService; readonly endpoint: VpcEndpoint};

function usedEndpoints(
	subnet: Subnet,
	{endpoints, facts}: {readonly endpoints: readonly VpcEndpoint[]; readonly facts: DoctorFacts},
): readonly Used[] {
	const where = {vpcId: subnet.vpcId, region: facts.place.region};
	const table = routeTableOf(subnet, factValue(facts.routeTables) ?? []);
	const gateway = table && s3Gateway(where, {routeTableId: table.id, endpoints});
	const services: readonly EndpointService[] = ['ecr.api', 'ecr.dkr', 's3', 'guardduty-data'];
	return services.flatMap(service => {
		const finding =
			service === 's3' && gateway?.state === 'usable'
				? gateway
				: interfaceEndpoint(service, where, endpoints);
		return finding.state === 'usable' ? [{service, endpoint: finding.endpoint}] : [];
	});
}

function judgePolicy(
	{service, endpoint}: Used,
	{task, place}: {readonly task: Task | undefined; readonly place: DoctorPlace},
): Finding {
	const name = `endpoint ${endpoint.id} (${service})`;
	if (endpoint.policyDocument === undefined) {
		return unknown(`${name}: its policy was not told`);
	}

	const policy = parsePolicy(endpoint.policyDocument);
	const context = new Map([['aws:principalaccount', place.account]]);
	const decisions = requests(service, place).map(
		request => [request.action, evaluate([policy], {...request, context})] as const,
	);
	const refused = decisions.find(([, decision]) => isRefusal(decision));
	if (refused) {
		const [action, decision] = refused;
		const seen = `${name}: its policy ${decision === 'explicit-deny' ? 'denies' : 'does not allow'} ${action}`;
		const fix = 'allow it in the policy of the endpoint';
		if (service !== 'guardduty-data') {
			return fail(seen, fix);
		}

		return hasLinkLocal(task)
			? warn(`${seen}; this agent can do without it`, fix)
			: fail(seen, fix, {stage: 'report'});
	}

	return decisions.some(([, decision]) => decision === 'unknown')
		? unknown(`${name}: its policy has conditions that can't be judged from here`)
		: pass(name);
}

function isRefusal(decision: Decision): boolean {
	return decision === 'explicit-deny' || decision === 'implicit-deny';
}

function requests(
	service: EndpointService,
	place: DoctorPlace,
): readonly {readonly action: string; readonly resource: string}[] {
	const repository = agentRepositoryArn(place) ?? `arn:${place.partition}:ecr:${place.region}:*:repository/*`;
	switch (service) {
		case 'ecr.api':
		case 'ecr.dkr':
			return pullActions.map(action => ({
				action,
				resource: action === 'ecr:GetAuthorizationToken' ? '*' : repository,
			}));
		case 's3':
			// The bucket of ECR's layers. docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
			return [
				{
					action: 's3:GetObject',
					resource: `arn:${place.partition}:s3:::prod-${place.region}-starport-layer-bucket/layer`,
				},
			];
		case 'guardduty-data':
			return [{action: telemetryAction, resource: '*'}];
		default:
			return service satisfies never;
	}
}
