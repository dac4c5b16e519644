import {known} from '../../../source/domain/fact.js';
import {
	type NetworkInterface,
	type Route,
	type SecurityGroupRule,
	type Subnet,
	type VpcEndpoint,
} from '../../../source/domain/network/network.js';
import {type Service, type Task} from '../../../source/domain/resources.js';
import {agent, app} from '../build.js';
import {
	anEndpoint,
	aRule,
	type Case,
	endpointGroup,
	goodService,
	goodTask,
	natTable,
	networkInterface,
	s3Gateway,
	subnet,
	taskGroup,
	without,
} from './facts.js';

const routes = (...more: readonly Route[]) => ({
	routeTables: known([{...natTable, routes: [natTable.routes[0]!, ...more]}]),
});
const to = (target: Route['target'], facts: Partial<Route> = {}): Route => ({
	destination: '0.0.0.0/0',
	target,
	targetId: `${target}-1`,
	isActive: true,
	...facts,
});
const closed = routes();
const publicSubnet = routes(to('internet-gateway', {targetId: 'igw-1'}));
const eni = (facts: Partial<NetworkInterface>) => ({
	networkInterface: known<NetworkInterface | undefined>({...networkInterface, ...facts}),
});
const goneInterface = {networkInterface: known<NetworkInterface | undefined>(undefined)};
const inSubnet = (facts: Partial<Subnet>) => ({subnets: known([{...subnet, ...facts}])});
const ipv6Only = inSubnet({isIpv6Only: true, cidr: undefined, ipv6Cidrs: ['2001:db8::/64']});
const endpoints = (...list: readonly VpcEndpoint[]) => ({endpoints: known(list)});
const ecr = [anEndpoint('ecr.api'), anEndpoint('ecr.dkr')];
const all = [...ecr, s3Gateway, anEndpoint('guardduty-data')];
const task = (facts: Partial<Task>) => ({task: known<Task | undefined>({...goodTask, ...facts})});
const onInstance = task({launchType: 'EC2'});
const oldAgent = task({containers: [app, agent({image: 'x/aws-guardduty-agent-fargate:v1.16.0-Fg_arm64'})]});
const out = (...rules: readonly SecurityGroupRule[]) => ({
	securityGroups: known([{...taskGroup, outbound: rules}, endpointGroup]),
});
const inward = (...rules: readonly SecurityGroupRule[]) => ({
	securityGroups: known([taskGroup, {...endpointGroup, inbound: rules}]),
});
const unknownSubnet = {...inSubnet({id: 'subnet-9'})};
const networkChecks = [
	'ecr-path',
	's3-path',
	'task-egress',
	'endpoint-ingress',
	'endpoint-policy',
	'guardduty-endpoint',
	'vpc-dns',
];
const noService = {service: known<Service | undefined>(undefined)};

const closedToUs = JSON.stringify({
	Statement: [
		{Effect: 'Allow', Principal: '*', Action: '*', Resource: '*'},
		{
			Effect: 'Deny',
			Principal: '*',
			Action: '*',
			Resource: '*',
			Condition: {StringNotEquals: {'aws:PrincipalAccount': '999988887777'}},
		},
	],
});

export const networkCases: readonly Case[] = [
	...networkChecks.flatMap((check): readonly Case[] => [
		{check, when: 'on EC2', facts: onInstance, status: 'not-applicable', seen: 'instance'},
		{
			check,
			when: 'the subnet is denied',
			facts: without('subnets'),
			status: 'unknown',
			seen: 'the subnet',
			permission: 'ec2:DescribeSubnets',
		},
		{
			check,
			when: 'the subnet can not be seen',
			facts: unknownSubnet,
			status: 'unknown',
			seen: 'subnet subnet-1',
		},
		{
			check,
			when: 'the subnet is not said',
			facts: {...task({network: undefined}), ...without('networkInterface')},
			status: 'unknown',
			seen: 'which subnet',
		},
	]),
	{
		check: 'ecr-path',
		when: 'only the interface says the subnet',
		facts: task({network: {eniId: 'eni-1'}}),
		status: 'pass',
		seen: 'NAT nat-1',
	},

	{
		check: 'ecr-path',
		when: 'NAT',
		facts: {},
		status: 'pass',
		seen: 'private subnet subnet-1 (route table rtb-1) with NAT',
	},
	{
		check: 'ecr-path',
		when: "the subnet's own table beats the main one",
		facts: {
			routeTables: known([
				natTable,
				{...natTable, id: 'rtb-2', isMain: false, subnetIds: ['subnet-1'], routes: []},
			]),
		},
		status: 'fail',
		seen: 'rtb-2',
	},
	{
		check: 'ecr-path',
		when: 'the main table of another VPC',
		facts: {routeTables: known([{...natTable, vpcId: 'vpc-2'}])},
		status: 'unknown',
		seen: "can't be seen",
	},
	{
		check: 'ecr-path',
		when: 'public with a public IP',
		facts: {...publicSubnet, ...eni({publicIp: '203.0.113.9'})},
		status: 'pass',
		seen: 'public IP 203.0.113.9',
	},
	{
		check: 'ecr-path',
		when: 'public without a public IP',
		facts: publicSubnet,
		status: 'fail',
		seen: 'the task has no public IP',
	},
	{
		check: 'ecr-path',
		when: 'public, the interface denied',
		facts: {...publicSubnet, ...without('networkInterface')},
		status: 'unknown',
		seen: 'network interface',
		permission: 'ec2:DescribeNetworkInterfaces',
	},
	{
		check: 'ecr-path',
		when: 'public, the interface gone',
		facts: {...publicSubnet, ...goneInterface},
		status: 'unknown',
		seen: 'assignPublicIp is DISABLED',
	},
	{
		check: 'ecr-path',
		when: 'a NAT that is gone',
		facts: routes(to('nat-gateway', {isActive: false})),
		status: 'fail',
		seen: 'blackhole',
	},
	{
		check: 'ecr-path',
		when: 'no way at all',
		facts: closed,
		status: 'fail',
		seen: 'no way to the internet; endpoints: no ecr.api, no ecr.dkr',
		remedy:
			'aws ec2 create-vpc-endpoint --region eu-west-1 --vpc-id vpc-1 --vpc-endpoint-type Interface --service-name com.amazonaws.eu-west-1.ecr.api --subnet-ids subnet-1 --private-dns-enabled\n',
	},
	{
		check: 'ecr-path',
		when: 'no way, endpoints denied',
		facts: {...closed, ...without('endpoints')},
		status: 'unknown',
		seen: 'VPC endpoints',
		permission: 'ec2:DescribeVpcEndpoints',
	},
	{
		check: 'ecr-path',
		when: 'NAT, endpoints denied',
		facts: without('endpoints'),
		status: 'pass',
		seen: 'NAT',
	},
	{
		check: 'ecr-path',
		when: 'routes denied',
		facts: without('routeTables'),
		status: 'unknown',
		seen: 'route tables',
		permission: 'ec2:DescribeRouteTables',
	},
	{
		check: 'ecr-path',
		when: 'endpoints',
		facts: {...closed, ...endpoints(...ecr)},
		status: 'pass',
		seen: 'endpoints ecr.api and ecr.dkr',
	},
	{
		check: 'ecr-path',
		when: 'endpoints, routes denied',
		facts: {...without('routeTables'), ...endpoints(...ecr)},
		status: 'pass',
		seen: 'endpoints',
	},
	{
		check: 'ecr-path',
		when: 'one endpoint of two',
		facts: {...closed, ...endpoints(anEndpoint('ecr.api'))},
		status: 'fail',
		seen: 'endpoints: no ecr.dkr',
		remedy: 'ecr.dkr',
	},
	{
		check: 'ecr-path',
		when: 'endpoints without private DNS',
		facts: {...closed, ...endpoints(...ecr.map(endpoint => ({...endpoint, hasPrivateDns: false})))},
		status: 'fail',
		seen: "ecr.api can't be used: its private DNS is off",
		remedy: 'none',
	},
	{
		check: 'ecr-path',
		when: 'an endpoint that failed',
		facts: {
			...closed,
			...endpoints(anEndpoint('ecr.api'), anEndpoint('ecr.dkr', {state: 'Failed', failureReason: 'limit'})),
		},
		status: 'fail',
		seen: 'it is Failed: limit',
	},
	{
		check: 'ecr-path',
		when: 'an endpoint in capitals, as the model has it',
		facts: {
			...closed,
			...endpoints(...ecr.map(endpoint => ({...endpoint, state: 'Available', type: 'interface'}))),
		},
		status: 'pass',
		seen: 'endpoints',
	},
	{
		check: 'ecr-path',
		when: 'endpoints of another VPC',
		facts: {...closed, ...endpoints(...ecr.map(endpoint => ({...endpoint, vpcId: 'vpc-2'})))},
		status: 'fail',
		seen: 'no ecr.api',
	},
	...(['transit-gateway', 'network-interface', 'virtual-private-gateway', 'instance', 'other'] as const).map(
		target => ({
			check: 'ecr-path',
			when: `a default route to ${target}`,
			facts: routes(to(target)),
			status: 'unknown',
			seen: `through ${target}-1`,
		}),
	),
	{
		check: 'ecr-path',
		when: 'a default written as two halves',
		facts: routes(to('transit-gateway', {destination: '0.0.0.0/1'})),
		status: 'unknown',
		seen: '0.0.0.0/1',
	},
	{
		check: 'ecr-path',
		when: 'a route to a network in which central endpoints may be',
		facts: routes(to('transit-gateway', {destination: '10.0.0.0/8'})),
		status: 'unknown',
		seen: 'endpoints may be reached through transit-gateway-1',
	},
	{
		check: 'ecr-path',
		when: 'a route to a network that is gone',
		facts: routes(to('transit-gateway', {destination: '10.0.0.0/8', isActive: false})),
		status: 'fail',
		seen: 'no way',
	},
	{check: 'ecr-path', when: 'IPv6-only', facts: ipv6Only, status: 'unknown', seen: 'IPv6-only'},
	{
		check: 'ecr-path',
		when: 'IPv6-only with endpoints',
		facts: {...ipv6Only, ...endpoints(...ecr)},
		status: 'unknown',
		seen: 'IPv6-only',
	},

	{check: 's3-path', when: 'NAT', facts: {}, status: 'pass', seen: 'NAT nat-1'},
	{
		check: 's3-path',
		when: 'a gateway endpoint',
		facts: {...closed, ...endpoints(s3Gateway)},
		status: 'pass',
		seen: 'gateway endpoint vpce-s3gw in route table rtb-1',
	},
	{
		check: 's3-path',
		when: 'a gateway endpoint of another table',
		facts: {...closed, ...endpoints({...s3Gateway, routeTableIds: ['rtb-9']})},
		status: 'fail',
		seen: "it is not in the subnet's route table rtb-1",
	},
	{
		check: 's3-path',
		when: 'a gateway endpoint that is pending',
		facts: {...closed, ...endpoints({...s3Gateway, state: 'pending'})},
		status: 'fail',
		seen: 'it is pending',
	},
	{
		check: 's3-path',
		when: 'an interface endpoint',
		facts: {...closed, ...endpoints(anEndpoint('s3'))},
		status: 'pass',
		seen: 'interface endpoint vpce-s3',
	},
	{
		check: 's3-path',
		when: 'no way at all',
		facts: closed,
		status: 'fail',
		seen: 'no endpoint for S3',
		remedy:
			'aws ec2 create-vpc-endpoint --region eu-west-1 --vpc-id vpc-1 --vpc-endpoint-type Gateway --service-name com.amazonaws.eu-west-1.s3 --route-table-ids rtb-1',
	},
	{
		check: 's3-path',
		when: 'no way, endpoints denied',
		facts: {...closed, ...without('endpoints')},
		status: 'unknown',
		seen: 'VPC endpoints',
		permission: 'ec2:DescribeVpcEndpoints',
	},
	{
		check: 's3-path',
		when: 'a transit gateway',
		facts: routes(to('transit-gateway')),
		status: 'unknown',
		seen: 'transit-gateway-1',
	},
	{
		check: 's3-path',
		when: 'a peering',
		facts: routes(to('peering', {destination: '10.9.0.0/16'})),
		status: 'unknown',
		seen: 'S3 may be reached through peering-1',
	},
	{check: 's3-path', when: 'IPv6-only', facts: ipv6Only, status: 'unknown', seen: 'IPv6-only'},
	{
		check: 's3-path',
		when: 'routes denied',
		facts: without('routeTables'),
		status: 'unknown',
		seen: 'route tables',
		permission: 'ec2:DescribeRouteTables',
	},

	{check: 'task-egress', when: 'open', facts: {}, status: 'pass', seen: 'sg-task lets 443 out to everywhere'},
	{
		check: 'task-egress',
		when: 'nothing goes out',
		facts: out(),
		status: 'fail',
		seen: 'lets nothing out on 443',
		remedy: 'authorize-security-group-egress --region eu-west-1 --group-id sg-task',
	},
	{
		check: 'task-egress',
		when: 'only 80 goes out',
		facts: out(aRule({fromPort: 80, toPort: 80, cidrs: ['0.0.0.0/0']})),
		status: 'fail',
		seen: 'nothing out on 443',
	},
	{
		check: 'task-egress',
		when: 'only UDP goes out',
		facts: out(aRule({protocol: 'udp', cidrs: ['0.0.0.0/0']})),
		status: 'fail',
		seen: 'nothing out on 443',
	},
	{
		check: 'task-egress',
		when: 'a range of ports with 443 in it',
		facts: out(aRule({protocol: '6', fromPort: 0, toPort: 65_535, cidrs: ['0.0.0.0/0']})),
		status: 'pass',
		seen: 'everywhere',
	},
	{
		check: 'task-egress',
		when: 'to the VPC, without endpoints',
		facts: out(aRule({cidrs: ['10.0.0.0/16']})),
		status: 'fail',
		seen: 'does not let 443 out to ecr.api',
		remedy: '0.0.0.0/0',
	},
	{
		check: 'task-egress',
		when: 'to the VPC, with endpoints and not to S3',
		facts: {...endpoints(...all), ...out(aRule({cidrs: ['10.0.0.0/16']}))},
		status: 'fail',
		seen: 'does not let 443 out to S3',
		remedy: 'pl-s3',
	},
	{
		check: 'task-egress',
		when: 'to the VPC and to the S3 prefix list',
		facts: {
			...endpoints(...all),
			...out(aRule({cidrs: ['10.0.0.0/16']}), aRule({prefixListIds: ['pl-s3']})),
		},
		status: 'pass',
		seen: 'to ECR and to the S3 prefix list',
	},
	{
		check: 'task-egress',
		when: "to the endpoints' group and to the S3 prefix list",
		facts: {
			...endpoints(...all),
			...out(aRule({groupIds: ['sg-endpoint'], prefixListIds: ['pl-s3']})),
		},
		status: 'pass',
		seen: 'to ECR and to the S3 prefix list',
	},
	{
		check: 'task-egress',
		when: 'to the VPC, prefix lists denied',
		facts: {
			...endpoints(...all),
			...without('prefixLists'),
			...out(aRule({cidrs: ['10.0.0.0/16'], prefixListIds: ['pl-s3']})),
		},
		status: 'unknown',
		seen: 'prefix lists',
		permission: 'ec2:DescribeManagedPrefixLists',
	},
	{
		check: 'task-egress',
		when: 'to the VPC, S3 by an interface endpoint',
		facts: {
			...endpoints(...ecr, anEndpoint('s3')),
			...out(aRule({cidrs: ['10.0.0.0/16']})),
		},
		status: 'pass',
		seen: 'to the endpoints',
	},
	{
		check: 'task-egress',
		when: 'to S3 and one ECR endpoint, the subnets of the other not known',
		facts: {
			...endpoints(anEndpoint('ecr.api'), anEndpoint('ecr.dkr', {subnetIds: ['subnet-9']}), s3Gateway),
			...out(aRule({cidrs: ['10.0.0.0/16'], prefixListIds: ['pl-s3']})),
		},
		status: 'unknown',
		seen: 'whether also to ECR',
	},
	{
		check: 'task-egress',
		when: 'to another group than the endpoints have',
		facts: {...endpoints(...all), ...out(aRule({groupIds: ['sg-other']}))},
		status: 'fail',
		seen: 'to ecr.api',
		remedy: 'sg-endpoint',
	},
	{
		check: 'task-egress',
		when: 'to some public addresses',
		facts: out(aRule({cidrs: ['52.0.0.0/8']})),
		status: 'unknown',
		seen: 'to some addresses',
	},
	{
		check: 'task-egress',
		when: 'to the S3 prefix list only, endpoints denied',
		facts: {...without('endpoints'), ...out(aRule({prefixListIds: ['pl-s3']}))},
		status: 'unknown',
		seen: 'whether also to ECR',
	},
	{
		check: 'task-egress',
		when: 'the groups of the service, the interface denied',
		facts: without('networkInterface'),
		status: 'pass',
		seen: 'sg-task',
	},
	{
		check: 'task-egress',
		when: 'no groups known',
		facts: {...without('networkInterface'), ...noService},
		status: 'unknown',
		seen: 'security groups of the task',
		permission: 'ec2:DescribeNetworkInterfaces',
	},
	{
		check: 'task-egress',
		when: 'the interface is gone, standalone',
		facts: {...goneInterface, ...noService},
		status: 'unknown',
		seen: 'the network interface is gone',
	},
	{
		check: 'task-egress',
		when: "a group of another account's",
		facts: {securityGroups: known([endpointGroup])},
		status: 'unknown',
		seen: "can't all be seen",
	},
	{
		check: 'task-egress',
		when: 'groups denied',
		facts: without('securityGroups'),
		status: 'unknown',
		seen: 'security groups',
		permission: 'ec2:DescribeSecurityGroups',
	},

	{
		check: 'endpoint-ingress',
		when: 'from the VPC',
		facts: {},
		status: 'pass',
		seen: 'vpce-guardduty-data let the task in',
	},
	{
		check: 'endpoint-ingress',
		when: "from the task's group",
		facts: inward(aRule({groupIds: ['sg-task']})),
		status: 'pass',
		seen: 'let the task in',
	},
	{
		check: 'endpoint-ingress',
		when: 'from elsewhere, needed for the pull',
		facts: {...endpoints(...ecr), ...inward(aRule({cidrs: ['10.9.0.0/16']}))},
		status: 'fail',
		seen: 'endpoint vpce-ecr.api (ecr.api) lets nothing in on 443 from the task',
		remedy: 'authorize-security-group-ingress --region eu-west-1 --group-id sg-endpoint',
	},
	{
		check: 'endpoint-ingress',
		when: 'from elsewhere, an agent that can do without',
		facts: inward(),
		status: 'warn',
		seen: 'can do without it',
	},
	{
		check: 'endpoint-ingress',
		when: 'from elsewhere, an older agent',
		facts: {...oldAgent, ...inward()},
		status: 'fail',
		seen: 'guardduty-data',
	},
	{
		check: 'endpoint-ingress',
		when: 'from a prefix list',
		facts: inward(aRule({prefixListIds: ['pl-1']})),
		status: 'unknown',
		seen: "can't be told",
	},
	{
		check: 'endpoint-ingress',
		when: 'from a group, that of the task not known',
		facts: {...inward(aRule({groupIds: ['sg-x']})), ...without('networkInterface'), ...noService},
		status: 'unknown',
		seen: "can't be told",
		permission: 'ec2:DescribeNetworkInterfaces',
	},
	{
		check: 'endpoint-ingress',
		when: 'neither address nor group known, and nothing is open',
		facts: {
			...inward(),
			...oldAgent,
			...without('networkInterface'),
			...noService,
			task: known<Task | undefined>({
				...goodTask,
				containers: [],
				network: {subnetId: 'subnet-1'},
			}),
			...endpoints(...ecr),
		},
		status: 'fail',
		seen: 'from the task',
	},
	{
		check: 'endpoint-ingress',
		when: 'its groups are of another account',
		facts: {...endpoints(anEndpoint('ecr.api', {securityGroups: ['sg-9'], ownerId: '999988887777'}))},
		status: 'unknown',
		seen: 'another account',
	},
	{
		check: 'endpoint-ingress',
		when: 'none',
		facts: endpoints(),
		status: 'not-applicable',
		seen: 'no interface',
	},
	{
		check: 'endpoint-ingress',
		when: 'endpoints denied',
		facts: without('endpoints'),
		status: 'unknown',
		seen: 'VPC endpoints',
		permission: 'ec2:DescribeVpcEndpoints',
	},

	{
		check: 'endpoint-policy',
		when: 'the default',
		facts: {},
		status: 'pass',
		seen: 'vpce-guardduty-data allow it',
	},
	{
		check: 'endpoint-policy',
		when: "GuardDuty's own: all but other accounts",
		facts: endpoints(
			anEndpoint('guardduty-data', {
				policyDocument: JSON.stringify({
					Statement: [
						{Effect: 'Allow', Principal: '*', Action: '*', Resource: '*'},
						{
							Effect: 'Deny',
							Principal: '*',
							Action: '*',
							Resource: '*',
							Condition: {StringNotEquals: {'aws:PrincipalAccount': '111122223333'}},
						},
					],
				}),
			}),
		),
		status: 'pass',
		seen: 'allow it',
	},
	{
		check: 'endpoint-policy',
		when: 'for another account, an older agent',
		facts: {...oldAgent, ...endpoints(anEndpoint('guardduty-data', {policyDocument: closedToUs}))},
		status: 'fail',
		seen: 'denies guardduty:SendSecurityTelemetry',
	},
	{
		check: 'endpoint-policy',
		when: 'for another account, an agent that can do without',
		facts: endpoints(anEndpoint('guardduty-data', {policyDocument: closedToUs})),
		status: 'warn',
		seen: 'can do without it',
	},
	{
		check: 'endpoint-policy',
		when: 'for own repositories',
		facts: endpoints(
			anEndpoint('ecr.dkr', {
				policyDocument:
					'{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:ecr:eu-west-1:111122223333:repository/*"}}',
			}),
		),
		status: 'fail',
		seen: 'does not allow ecr:GetAuthorizationToken',
	},
	{
		check: 'endpoint-policy',
		when: "for the agent's repository and the token",
		facts: endpoints(
			anEndpoint('ecr.dkr', {
				policyDocument:
					'{"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:GetAuthorizationToken","Resource":"*"},{"Effect":"Allow","Principal":"*","Action":"ecr:*","Resource":"arn:aws:ecr:eu-west-1:694911143906:repository/aws-guardduty-agent-fargate"}]}',
			}),
		),
		status: 'pass',
		seen: 'vpce-ecr.dkr allow it',
	},
	{
		check: 'endpoint-policy',
		when: 'for own buckets',
		facts: endpoints({
			...s3Gateway,
			policyDocument:
				'{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::own/*"}}',
		}),
		status: 'fail',
		seen: 'vpce-s3gw (s3): its policy does not allow s3:GetObject',
	},
	{
		check: 'endpoint-policy',
		when: 'of the organization',
		facts: endpoints(
			anEndpoint('ecr.api', {
				policyDocument:
					'{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}}',
			}),
		),
		status: 'unknown',
		seen: 'conditions',
	},
	{
		check: 'endpoint-policy',
		when: 'of the organization for one action of four',
		facts: endpoints(
			anEndpoint('ecr.api', {
				policyDocument:
					'{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"ecr:BatchGetImage","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}}}]}',
			}),
		),
		status: 'unknown',
		seen: 'conditions',
	},
	{
		check: 'endpoint-policy',
		when: 'not told',
		facts: endpoints(anEndpoint('ecr.api', {policyDocument: undefined})),
		status: 'unknown',
		seen: 'not told',
	},
	{
		check: 'endpoint-policy',
		when: 'no JSON',
		facts: endpoints(anEndpoint('ecr.api', {policyDocument: '{'})),
		status: 'unknown',
		seen: "can't be judged",
	},
	{
		check: 'endpoint-policy',
		when: 'none',
		facts: endpoints(),
		status: 'not-applicable',
		seen: 'no endpoints',
	},

	{
		check: 'guardduty-endpoint',
		when: 'there',
		facts: {},
		status: 'pass',
		seen: 'vpce-guardduty-data in vpc-1',
	},
	{
		check: 'guardduty-endpoint',
		when: 'the FIPS one',
		facts: endpoints(anEndpoint('guardduty-data-fips')),
		status: 'pass',
		seen: 'fips',
	},
	{
		check: 'guardduty-endpoint',
		when: "of the VPC's owner",
		facts: endpoints(anEndpoint('guardduty-data', {ownerId: '999988887777'})),
		status: 'pass',
		seen: 'of account 999988887777',
	},
	{
		check: 'guardduty-endpoint',
		when: 'missing, a new agent',
		facts: endpoints(),
		status: 'warn',
		seen: 'from 1.17.1 on can do without',
		remedy: 'com.amazonaws.eu-west-1.guardduty-data',
	},
	{
		check: 'guardduty-endpoint',
		when: 'missing, no agent yet',
		facts: {...endpoints(), ...task({containers: [app]})},
		status: 'warn',
		seen: 'can do without',
	},
	{
		check: 'guardduty-endpoint',
		when: 'missing, an older agent',
		facts: {...endpoints(), ...oldAgent},
		status: 'fail',
		seen: 'no endpoint guardduty-data in vpc-1',
		remedy: 'create-vpc-endpoint',
	},
	{
		check: 'guardduty-endpoint',
		when: 'missing, an agent of unknown version',
		facts: {...endpoints(), ...task({containers: [app, agent()]})},
		status: 'fail',
		seen: 'no endpoint',
	},
	{
		check: 'guardduty-endpoint',
		when: 'without private DNS',
		facts: {...endpoints(anEndpoint('guardduty-data', {hasPrivateDns: false})), ...oldAgent},
		status: 'fail',
		seen: 'its private DNS is off',
	},
	{
		check: 'guardduty-endpoint',
		when: 'endpoints denied',
		facts: without('endpoints'),
		status: 'unknown',
		seen: 'VPC endpoints',
		permission: 'ec2:DescribeVpcEndpoints',
	},

	{check: 'vpc-dns', when: 'both on', facts: {}, status: 'pass', seen: 'are true'},
	{
		check: 'vpc-dns',
		when: 'host names off, the endpoint is used',
		facts: {dnsHostnames: known(false)},
		status: 'fail',
		seen: 'enableDnsHostnames of vpc-1 is false',
		remedy: 'aws ec2 modify-vpc-attribute --region eu-west-1 --vpc-id vpc-1 --enable-dns-hostnames',
	},
	{
		check: 'vpc-dns',
		when: 'host names off, no endpoint, a new agent',
		facts: {dnsHostnames: known(false), ...endpoints()},
		status: 'warn',
		seen: 'can do without',
	},
	{
		check: 'vpc-dns',
		when: 'host names off, no endpoint, an older agent',
		facts: {dnsHostnames: known(false), ...endpoints(), ...oldAgent},
		status: 'fail',
		seen: 'is false',
	},
	{
		check: 'vpc-dns',
		when: 'both off',
		facts: {dnsSupport: known(false), dnsHostnames: known(false), ...endpoints()},
		status: 'fail',
		seen: 'enableDnsSupport and enableDnsHostnames of vpc-1 are false',
		remedy: '--enable-dns-support\naws',
	},
	{
		check: 'vpc-dns',
		when: 'denied',
		facts: without('dnsHostnames'),
		status: 'unknown',
		seen: 'DNS host names',
		permission: 'ec2:DescribeVpcAttribute',
	},
	{
		check: 'ecr-path',
		when: 'a standalone task, public, its interface gone',
		facts: {...publicSubnet, ...goneInterface, ...noService},
		status: 'unknown',
		seen: 'assignPublicIp is not known',
	},
	{
		check: 'ecr-path',
		when: 'the service says nothing of the network',
		facts: {
			...publicSubnet,
			...goneInterface,
			service: known<Service | undefined>({...goodService, networkConfiguration: undefined}),
		},
		status: 'unknown',
		seen: 'assignPublicIp is not known',
	},
];
