import {documentOf, pullOf} from '../../world/iam/create-iam.js';
import {addVpc, type VpcPlan} from '../../world/network/build.js';
import {type EndpointPlan} from '../../world/network/build-endpoint.js';
import {type Network, type World} from '../../world/types.js';
import {addCluster, addDefinition, hourMs} from '../build.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

/** A service in a VPC of its own for each way to reach ECR, S3 and GuardDuty, or to fail to. */
export const doctorNetwork: Scenario = {
	name: 'doctor-network',
	summary: 'a service for each network check of the doctor, both ways; each in a VPC of its own',
	account: demo.account,
	fill(world) {
		addCluster(world, {name: 'doctor-network', tags: {GuardDutyManaged: 'true'}}, cluster => {
			for (const [index, {name, network = 'private', agentVersion, ...plan}] of plansOf(world).entries()) {
				const vpc = addVpc(world, {name, block: 60 + index, exit: 'none', ...plan});
				addService(world, cluster, {
					name,
					tasks: 2,
					deployedAgoMs: 20 * hourMs,
					agent: 'follows',
					...(agentVersion !== undefined && {agentVersion}),
					network: networkOf(vpc, network),
					definition: addDefinition(world, {family: name, cpu: 512, memory: 1024}),
				});
			}
		});
	},
};

type Plan = Omit<VpcPlan, 'block' | 'exit'> & {
	readonly exit?: VpcPlan['exit'];
	/** Public subnets may be used without an address too. */
	readonly network?: 'private' | 'public' | 'public without address';
	readonly agentVersion?: string;
};

function networkOf(
	vpc: {readonly private: Network; readonly public: Network},
	kind: NonNullable<Plan['network']>,
): Network {
	if (kind === 'private') {
		return vpc.private;
	}

	return kind === 'public' ? vpc.public : {...vpc.public, assignPublicIp: 'DISABLED'};
}

function plansOf(world: World): readonly Plan[] {
	const api: EndpointPlan = {service: 'ecr.api'};
	const registry: EndpointPlan = {service: 'ecr.dkr'};
	const s3: EndpointPlan = {service: 's3'};
	const telemetry: EndpointPlan = {service: 'guardduty-data'};
	const all = [api, registry, s3, telemetry];
	const ownOnly = pullOf(world, [`arn:aws:ecr:${world.region}:${world.account}:repository/*`]);
	return [
		{name: 'public-with-address', exit: 'nat', network: 'public', endpoints: [telemetry]},
		{name: 'public-without-address', exit: 'nat', network: 'public without address'},
		{name: 'private-nat', exit: 'nat', endpoints: [telemetry]},
		{name: 'private-nat-gone', exit: 'nat gone'},
		{name: 'private-transit', exit: 'transit', endpoints: [telemetry]},
		{name: 'private-endpoints', endpoints: all},
		{name: 'private-nothing'},
		{name: 'without-s3-endpoint', endpoints: [api, registry, telemetry]},
		{name: 'without-dkr-endpoint', endpoints: [api, s3, telemetry]},
		{name: 'without-api-endpoint', endpoints: [registry, s3, telemetry]},
		{
			name: 'endpoints-without-private-dns',
			endpoints: [{...api, hasPrivateDns: false}, {...registry, hasPrivateDns: false}, s3, telemetry],
		},
		{name: 'endpoint-group-closed', endpoints: [api, {...registry, isClosed: true}, s3, telemetry]},
		{name: 'endpoint-policy-closed', endpoints: [api, {...registry, policy: ownOnly}, s3, telemetry]},
		{name: 'endpoint-pending', endpoints: [api, {...registry, state: 'pending'}, s3, telemetry]},
		{
			name: 'endpoint-of-another-owner',
			endpoints: all.map(endpoint => ({...endpoint, ownerId: '730114286095'})),
		},
		{name: 'egress-nothing', exit: 'nat', egress: 'nothing'},
		{name: 'egress-without-s3', endpoints: all, egress: 'vpc'},
		{name: 'egress-prefix-list', endpoints: all, egress: 'vpc and s3'},
		{name: 'dns-support-off', exit: 'nat', dnsSupport: false},
		{name: 'dns-hostnames-off', exit: 'nat', dnsHostnames: false},
		{name: 'ipv6-only', exit: 'nat', isIpv6Only: true},
		{name: 'telemetry-endpoint-missing', exit: 'nat', agentVersion: '1.16.0'},
		{name: 'telemetry-endpoint-not-needed', exit: 'nat'},
		{
			name: 'telemetry-endpoint-closed',
			exit: 'nat',
			agentVersion: '1.16.0',
			endpoints: [{...telemetry, isClosed: true}],
		},
		{
			name: 'telemetry-endpoint-denies',
			exit: 'nat',
			agentVersion: '1.16.0',
			endpoints: [
				{
					...telemetry,
					policy: documentOf({Effect: 'Deny', Principal: '*', Action: '*', Resource: '*'}),
				},
			],
		},
		{
			name: 'telemetry-endpoint-failed',
			exit: 'nat',
			agentVersion: '1.16.0',
			endpoints: [{...telemetry, state: 'failed', failureReason: 'The VPC endpoint quota is exceeded.'}],
		},
		{name: 'shared-vpc', exit: 'nat', agentVersion: '1.16.0', ownerId: '730114286095'},
	];
}
