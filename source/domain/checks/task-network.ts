import {type DoctorFacts} from '../doctor/doctor-facts.js';
import {type Finding, unknown} from '../doctor/verdict.js';
import {type Fact, factValue, known} from '../fact.js';
import {type RouteTable, type Subnet} from '../network/network.js';
import {internetWay, routeElsewhere, routeTableOf} from '../network/route.js';
import {type Task} from '../resources.js';
import {unreadFact} from './check.js';

/** Returns the subnet that the task's own network interface is in, or why it can't be told. */
export function subnetOf(
	task: Task | undefined,
	{subnets, facts}: {readonly subnets: readonly Subnet[]; readonly facts: DoctorFacts},
): {readonly subnet: Subnet} | {readonly finding: Finding} {
	const id = task?.network?.subnetId ?? factValue(facts.networkInterface)?.subnetId;
	if (id === undefined) {
		return {finding: unknown('ECS did not say which subnet the task is in')};
	}

	const subnet = subnets.find(candidate => candidate.id === id);
	return subnet === undefined
		? {finding: unknown(`subnet ${id} can't be seen: another account's, or gone`)}
		: {subnet};
}

/** Returns the security groups of the task's network interface; those of the service, when that may not be read. */
export function taskGroups({networkInterface, service}: DoctorFacts): Fact<readonly string[]> {
	const own = factValue(networkInterface)?.securityGroups;
	if (own !== undefined) {
		return known(own);
	}

	const configured = factValue(service)?.networkConfiguration?.securityGroups ?? [];
	if (configured.length > 0) {
		return known(configured);
	}

	return networkInterface.status === 'unknown'
		? networkInterface
		: {status: 'unknown', why: 'the network interface is gone'};
}

/** Returns the private address of the task. */
export function taskAddress(task: Task | undefined, {networkInterface}: DoctorFacts): string | undefined {
	return task?.network?.privateIp ?? factValue(networkInterface)?.privateIp;
}

/** Whether public addresses can be reached from the task. */
export type PublicWay =
	| {readonly way: 'open'; readonly seen: string}
	| {
			readonly way: 'closed';
			readonly seen: string;
			readonly fix: string;
			/** Another network is routed to, in which central endpoints may be. */
			readonly elsewhere?: string;
	  }
	| {readonly way: 'unknown'; readonly finding: Finding};

const wayFix =
	'give the subnet a NAT gateway, or the endpoints ecr.api, ecr.dkr and S3; in a public subnet give the task a public IP';

/** Returns the way of a task to public addresses, by its subnet's routes and its own public IP. */
export function publicWay(subnet: Subnet, facts: DoctorFacts): PublicWay {
	if (subnet.isIpv6Only) {
		return {way: 'unknown', finding: unknown(`subnet ${subnet.id} is IPv6-only, which can't be judged`)};
	}

	const {routeTables} = facts;
	if (routeTables.status === 'unknown') {
		return {way: 'unknown', finding: unreadFact('routeTables', routeTables)};
	}

	const table = routeTableOf(subnet, routeTables.value);
	if (table === undefined) {
		return {way: 'unknown', finding: unknown(`the route table of subnet ${subnet.id} can't be seen`)};
	}

	return wayThrough(table, {subnet, facts});
}

function wayThrough(
	table: RouteTable,
	{subnet, facts}: {readonly subnet: Subnet; readonly facts: DoctorFacts},
): PublicWay {
	const where = `subnet ${subnet.id} (route table ${table.id})`;
	const way = internetWay(table);
	switch (way.kind) {
		case 'nat':
			return {way: 'open', seen: `private ${where} with NAT ${way.id}`};
		case 'internet-gateway':
			return byPublicIp(`public ${where}`, facts);
		case 'elsewhere':
			return {
				way: 'unknown',
				finding: unknown(`${where} sends it through ${way.through}, which can't be looked at`),
			};
		case 'blackhole':
			return {
				way: 'closed',
				seen: `${where}: the default route leads to ${way.through}, which is gone (blackhole)`,
				fix: 'repair the default route',
			};
		case 'none': {
			const other = routeElsewhere(table);
			return {
				way: 'closed',
				seen: `private ${where} has no way to the internet`,
				fix: wayFix,
				...(other && {elsewhere: other.targetId ?? other.target}),
			};
		}

		default:
			return way satisfies never;
	}
}

/** In a public subnet only the interface's own public address gets out. */
function byPublicIp(where: string, {networkInterface, service}: DoctorFacts): PublicWay {
	if (networkInterface.status === 'known' && networkInterface.value !== undefined) {
		const {publicIp} = networkInterface.value;
		return publicIp === undefined
			? {
					way: 'closed',
					seen: `${where}, but the task has no public IP`,
					fix: 'set assignPublicIp ENABLED, or move it to a private subnet with NAT, and redeploy',
				}
			: {way: 'open', seen: `${where} and public IP ${publicIp}`};
	}

	if (networkInterface.status === 'unknown') {
		return {way: 'unknown', finding: unreadFact('networkInterface', networkInterface)};
	}

	const assigned = factValue(service)?.networkConfiguration?.assignPublicIp;
	return {
		way: 'unknown',
		finding: unknown(`${where}; the network interface is gone, assignPublicIp is ${assigned ?? 'not known'}`),
	};
}
