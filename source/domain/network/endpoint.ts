import {type VpcEndpoint} from './network.js';

/** Services that the agent needs; S3 holds the layers of its image. */
export type EndpointService = 'ecr.api' | 'ecr.dkr' | 's3' | 'guardduty-data';

/** How an endpoint of a VPC stands. */
export type EndpointFinding =
	| {readonly state: 'usable'; readonly endpoint: VpcEndpoint}
	/** It is there, and something about it keeps it from being used. */
	| {readonly state: 'unusable'; readonly endpoint: VpcEndpoint; readonly why: string}
	| {readonly state: 'missing'};

type Where = {readonly vpcId: string; readonly region: string};

/** Returns the best interface endpoint of a service in a VPC; `guardduty-data-fips` serves as well. */
export function interfaceEndpoint(
	service: EndpointService,
	{vpcId, region}: Where,
	endpoints: readonly VpcEndpoint[],
): EndpointFinding {
	const findings = endpoints
		.filter(endpoint => endpoint.vpcId === vpcId && isInterface(endpoint) && isOf(service, region, endpoint))
		.map(judge);
	return findings.find(({state}) => state === 'usable') ?? findings[0] ?? {state: 'missing'};
}

/** Returns the gateway endpoint for S3 of a VPC, usable when it is in this route table. */
export function s3Gateway(
	{vpcId, region}: Where,
	{routeTableId, endpoints}: {readonly routeTableId: string; readonly endpoints: readonly VpcEndpoint[]},
): EndpointFinding {
	const gateways = endpoints.filter(
		endpoint =>
			endpoint.vpcId === vpcId && endpoint.type.toLowerCase() === 'gateway' && isOf('s3', region, endpoint),
	);
	const findings = gateways.map((endpoint): EndpointFinding => {
		const fault = stateFault(endpoint);
		if (fault !== undefined) {
			return {state: 'unusable', endpoint, why: fault};
		}

		return endpoint.routeTableIds.includes(routeTableId)
			? {state: 'usable', endpoint}
			: {state: 'unusable', endpoint, why: `it is not in the subnet's route table ${routeTableId}`};
	});
	return findings.find(({state}) => state === 'usable') ?? findings[0] ?? {state: 'missing'};
}

/** Returns the name of a service's endpoint, e.g. `com.amazonaws.eu-west-1.ecr.api`. */
export function endpointServiceName(service: EndpointService, region: string): string {
	// China's names begin with cn.com.amazonaws; GuardDuty's agent is not offered there.
	return `com.amazonaws.${region}.${service}`;
}

function isOf(service: EndpointService, region: string, {serviceName}: VpcEndpoint): boolean {
	const name = endpointServiceName(service, region);
	return serviceName === name || (service === 'guardduty-data' && serviceName === `${name}-fips`);
}

function isInterface({type}: VpcEndpoint): boolean {
	return type.toLowerCase() === 'interface';
}

function judge(endpoint: VpcEndpoint): EndpointFinding {
	const fault = stateFault(endpoint) ?? (endpoint.hasPrivateDns ? undefined : 'its private DNS is off');
	return fault === undefined ? {state: 'usable', endpoint} : {state: 'unusable', endpoint, why: fault};
}

/** The API answers `available` and `Available`; both are documented. */
function stateFault({state, failureReason}: VpcEndpoint): string | undefined {
	if (state.toLowerCase() === 'available') {
		return undefined;
	}

	return `it is ${state}${failureReason === undefined ? '' : `: ${failureReason}`}`;
}
