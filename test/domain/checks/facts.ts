import {
	type DoctorFacts,
	type FactName,
	factPermissions,
} from '../../../source/domain/doctor/doctor-facts.js';
import {type Fact, known, unknownFact} from '../../../source/domain/fact.js';
import {type SimulationResult} from '../../../source/domain/iam.js';
import {
	type NetworkInterface,
	type RouteTable,
	type SecurityGroup,
	type SecurityGroupRule,
	type Subnet,
	type VpcEndpoint,
} from '../../../source/domain/network/network.js';
import {pullActions, telemetryAction} from '../../../source/domain/policy/agent-access.js';
import {type Service, type Task} from '../../../source/domain/resources.js';
import {
	aCensus,
	aCluster,
	aDeployment,
	aDetector,
	agent,
	app,
	aService,
	aTask,
	aTaskDefinition,
	clusterArn,
} from '../build.js';

export const account = '111122223333';
export const roleArn = `arn:aws:iam::${account}:role/exec`;
export const place = {partition: 'aws', region: 'eu-west-1', account, clusterArn};

export const subnet: Subnet = {
	id: 'subnet-1',
	vpcId: 'vpc-1',
	cidr: '10.0.1.0/24',
	ipv6Cidrs: [],
	isIpv6Only: false,
};

export const natTable: RouteTable = {
	id: 'rtb-1',
	vpcId: 'vpc-1',
	isMain: true,
	subnetIds: [],
	routes: [
		{destination: '10.0.0.0/16', target: 'local', isActive: true},
		{destination: '0.0.0.0/0', target: 'nat-gateway', targetId: 'nat-1', isActive: true},
	],
};

export function aRule(facts: Partial<SecurityGroupRule> = {}): SecurityGroupRule {
	return {
		protocol: 'tcp',
		fromPort: 443,
		toPort: 443,
		cidrs: [],
		ipv6Cidrs: [],
		prefixListIds: [],
		groupIds: [],
		...facts,
	};
}

export const taskGroup: SecurityGroup = {
	id: 'sg-task',
	inbound: [],
	outbound: [aRule({protocol: '-1', fromPort: undefined, toPort: undefined, cidrs: ['0.0.0.0/0']})],
};

export const endpointGroup: SecurityGroup = {
	id: 'sg-endpoint',
	inbound: [aRule({cidrs: ['10.0.0.0/16']})],
	outbound: [],
};

export const openPolicy = '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}';

export function anEndpoint(service: string, facts: Partial<VpcEndpoint> = {}): VpcEndpoint {
	return {
		id: `vpce-${service}`,
		vpcId: 'vpc-1',
		serviceName: `com.amazonaws.eu-west-1.${service}`,
		type: 'Interface',
		state: 'available',
		hasPrivateDns: true,
		subnetIds: ['subnet-1'],
		routeTableIds: [],
		securityGroups: ['sg-endpoint'],
		policyDocument: openPolicy,
		ownerId: account,
		...facts,
	};
}

export const s3Gateway: VpcEndpoint = anEndpoint('s3', {
	id: 'vpce-s3gw',
	type: 'Gateway',
	hasPrivateDns: false,
	subnetIds: [],
	securityGroups: [],
	routeTableIds: ['rtb-1'],
});

export const networkInterface: NetworkInterface = {
	id: 'eni-1',
	privateIp: '10.0.1.7',
	ipv6Addresses: [],
	securityGroups: ['sg-task'],
	subnetId: 'subnet-1',
	vpcId: 'vpc-1',
};

export function simulated(
	change: (action: string) => Partial<SimulationResult> = () => ({}),
): readonly SimulationResult[] {
	return [...pullActions, telemetryAction].map(action => ({
		action,
		decision: action === telemetryAction ? 'implicitDeny' : 'allowed',
		matchedPolicies: [],
		missingContextKeys: [],
		...change(action),
	}));
}

export const newestAgent = agent({image: 'x/aws-guardduty-agent-fargate:v1.17.1-Fg_x86_64'});

export const goodTask: Task = aTask({
	serviceName: 'api',
	startedBy: 'ecs-svc/1',
	startedAt: 1500,
	cpuUnits: 256,
	memoryMiB: 1024,
	cpuArchitecture: 'ARM64',
	network: {eniId: 'eni-1', subnetId: 'subnet-1', privateIp: '10.0.1.7'},
	containers: [app, newestAgent],
});

/** The same task without an agent. */
export const bareTask: Task = {...goodTask, containers: [app]};

export const goodService: Service = aService({
	deployments: [aDeployment({id: 'ecs-svc/1', createdAt: 1000})],
	networkConfiguration: {subnets: ['subnet-1'], securityGroups: ['sg-task'], assignPublicIp: 'DISABLED'},
});

/** Everything is known and as it should be. */
export const goodFacts: DoctorFacts = {
	place,
	cluster: known(aCluster([{key: 'GuardDutyManaged', value: 'true'}], {containerInstances: 2})),
	detector: known(aDetector({auto: true})),
	administrator: known(undefined),
	accountSetting: known({name: 'guardDutyActivate', value: 'on'}),
	tagTime: known({status: 'known', at: 300, isExact: true}),
	census: known(aCensus({running: 4})),
	coverage: known([
		{
			id: 'r',
			accountId: account,
			status: 'HEALTHY',
			details: {
				type: 'ECS',
				clusterName: 'shop',
				fargate: {issues: []},
				instances: {covered: 2, compatible: 2},
			},
		},
	]),
	service: known(goodService),
	task: known(goodTask),
	taskDefinition: known(aTaskDefinition({executionRoleArn: roleArn})),
	role: known({arn: roleArn, name: 'exec'}),
	rolePolicies: known({
		policies: [{name: 'own', document: '{"Statement":{"Effect":"Allow","Action":"ecr:*","Resource":"*"}}'}],
	}),
	simulation: known(simulated()),
	networkInterface: known(networkInterface),
	subnets: known([subnet]),
	routeTables: known([natTable]),
	endpoints: known([anEndpoint('guardduty-data')]),
	securityGroups: known([taskGroup, endpointGroup]),
	dnsSupport: known(true),
	dnsHostnames: known(true),
	prefixLists: known([{id: 'pl-s3', name: 'com.amazonaws.eu-west-1.s3'}]),
};

/** Returns a fact that was refused. */
export function deniedFact(name: FactName): Fact<never> {
	const [action = ''] = factPermissions[name];
	return unknownFact({kind: 'denied', action, message: ''});
}

export function without(...names: readonly FactName[]): Partial<DoctorFacts> {
	return Object.fromEntries(names.map(name => [name, deniedFact(name)]));
}

/** A check's id, what is other than good, and what it says then. */
export type Case = {
	readonly check: string;
	readonly when: string;
	readonly facts: Partial<DoctorFacts>;
	readonly status: string;
	readonly seen: string;
	readonly permission?: string;
	readonly action?: string;
	/** Part of the remedy's text, or `none` when there must be none. */
	readonly remedy?: string;
};
