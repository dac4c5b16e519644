import {type DoctorFacts, type DoctorPlace} from '../../domain/doctor/doctor-facts.js';
import {type Fact, factOf, known, pendingFact, unknownFact} from '../../domain/fact.js';
import {type Held as Row} from '../../domain/fetched.js';
import {endpointServiceName} from '../../domain/network/endpoint.js';
import {type NetworkInterface, type SecurityGroup, type VpcEndpoint} from '../../domain/network/network.js';
import {type Service, type Task} from '../../domain/resources.js';
import {type Looked} from '../reads/lookup-read.js';
import {networkInterfacesRead} from '../reads/network-interfaces.js';
import {
	idSet,
	prefixListsRead,
	routeTablesRead,
	securityGroupsRead,
	subnetsRead,
	vpcDnsRead,
	vpcEndpointsRead,
} from '../reads/vpc.js';
import {interfaceBound, type NetworkNeeds} from './network-needs.js';
import {type Held} from './remember.js';

export type NetworkFacts = Pick<
	DoctorFacts,
	| 'networkInterface'
	| 'subnets'
	| 'routeTables'
	| 'endpoints'
	| 'securityGroups'
	| 'dnsSupport'
	| 'dnsHostnames'
	| 'prefixLists'
>;

type VpcFacts = Pick<DoctorFacts, 'routeTables' | 'endpoints' | 'dnsSupport' | 'dnsHostnames'>;

export type NetworkTold = {
	/** What is known of one task's network; its service's groups stand in for those of an interface that can't be read. */
	of(task: Task, service: Service | undefined): NetworkFacts;
	/** Endpoints of every VPC that the subject's tasks are in. */
	readonly endpoints: Fact<readonly VpcEndpoint[]>;
};

/** Returns what is known of the networks, once for all tasks: those of one VPC share their facts. */
export function networkTold(held: Held, needs: NetworkNeeds, place: DoctorPlace): NetworkTold {
	const interfaces = byKey(needs.interfaces ? held.get(networkInterfacesRead, needs.interfaces).rows : []);
	const asked = new Set(needs.interfaces?.ids);
	const subnets = byKey(needs.subnetSets.flatMap(ids => held.get(subnetsRead, ids).rows));
	const groups = byKey(needs.groupIds ? held.get(securityGroupsRead, needs.groupIds).rows : []);
	const groupIds = needs.groupIds && new Set(needs.groupIds);
	const vpcs = new Map<string, VpcFacts>();
	const prefixLists = factOf(held.get(prefixListsRead, s3ListName(place)));

	function vpcFacts(vpcId: string): VpcFacts {
		const before = vpcs.get(vpcId);
		const {vpcIds} = needs;
		if (before || vpcIds === undefined) {
			return before ?? unreadVpc(pendingFact);
		}

		const dns = factOf(held.get(vpcDnsRead, vpcId));
		const facts = {
			routeTables: mapped(factOf(held.get(routeTablesRead, vpcIds)), tables =>
				tables.filter(table => table.vpcId === vpcId),
			),
			endpoints: mapped(factOf(held.get(vpcEndpointsRead, vpcIds)), endpoints =>
				endpoints.filter(endpoint => endpoint.vpcId === vpcId),
			),
			dnsSupport: mapped(dns, ({support}) => support),
			dnsHostnames: mapped(dns, ({hostnames}) => hostnames),
		};
		vpcs.set(vpcId, facts);
		return facts;
	}

	return {
		of(task, service) {
			const networkInterface = interfaceFact(task, asked, interfaces);
			const own = networkInterface.status === 'known' ? networkInterface.value : undefined;
			const subnetId = task.network?.subnetId ?? own?.subnetId;
			const vpcId = own?.vpcId ?? (subnetId === undefined ? undefined : needs.vpcOf.get(subnetId));
			const subnet = subnetId === undefined ? unnamed(networkInterface) : rowFact(subnets.get(subnetId));
			const vpc = vpcId === undefined ? unreadVpc(whyNoVpc(subnet, subnetId)) : vpcFacts(vpcId);
			const endpoints = vpc.endpoints.status === 'known' ? vpc.endpoints.value : [];
			const ownGroups = own?.securityGroups ?? service?.networkConfiguration?.securityGroups ?? [];
			return {
				...vpc,
				networkInterface,
				subnets: mapped(subnet, found => [
					...(found ? [found] : []),
					...idSet(endpoints.flatMap(({subnetIds}) => subnetIds)).flatMap(id =>
						id === subnetId ? [] : (subnets.get(id)?.value?.found ?? []),
					),
				]),
				securityGroups: groupsFact(
					idSet([...ownGroups, ...endpoints.flatMap(({securityGroups}) => securityGroups)]),
					{groups, groupIds},
				),
				prefixLists,
			};
		},
		endpoints: endpointsOfAll(held, needs),
	};
}

/** Returns the name of the list that holds the addresses of S3. */
export function s3ListName({region}: Pick<DoctorPlace, 'region'>): string {
	return endpointServiceName('s3', region);
}

function endpointsOfAll(held: Held, {vpcIds}: NetworkNeeds): Fact<readonly VpcEndpoint[]> {
	if (vpcIds === undefined) {
		return pendingFact;
	}

	return vpcIds.length === 0
		? {status: 'unknown', why: 'no task on Fargate shows which VPC the cluster is in'}
		: factOf(held.get(vpcEndpointsRead, vpcIds));
}

type Rows<T> = ReadonlyMap<string, Row<Looked<T>>>;

/** Rows by their id; of two sets that hold the same id the one that brought something counts. */
function byKey<T>(rows: readonly Row<Looked<T>>[]): Rows<T> {
	const found = new Map<string, Row<Looked<T>>>();
	for (const row of rows) {
		if (row.value !== undefined || !found.has(row.key)) {
			found.set(row.key, row);
		}
	}

	return found;
}

function interfaceFact(
	{network}: Task,
	asked: ReadonlySet<string>,
	rows: Rows<NetworkInterface>,
): DoctorFacts['networkInterface'] {
	const id = network?.eniId;
	if (id === undefined) {
		return {status: 'unknown', why: 'ECS did not say which network interface the task has'};
	}

	if (!asked.has(id) && asked.size >= interfaceBound) {
		return {
			status: 'unknown',
			why: `not read: the doctor reads ${interfaceBound} network interfaces, those of tasks without agent first`,
		};
	}

	return rowFact(rows.get(id));
}

function rowFact<T>(row: Row<Looked<T>> | undefined): Fact<T | undefined> {
	if (row?.value !== undefined) {
		return known(row.value.found);
	}

	return row?.failure ? unknownFact(row.failure) : pendingFact;
}

/** Without a subnet's id nothing was looked for; that is known only when the interface is. */
function unnamed(networkInterface: DoctorFacts['networkInterface']): Fact<undefined> {
	return networkInterface.status === 'known' ? known(undefined) : networkInterface;
}

function whyNoVpc(subnet: Fact<unknown>, subnetId: string | undefined): Fact<never> {
	if (subnet.status === 'unknown') {
		return subnet;
	}

	return {
		status: 'unknown',
		why:
			subnetId === undefined
				? 'ECS did not say which subnet the task is in'
				: `subnet ${subnetId} can't be seen: another account's, or gone`,
	};
}

function unreadVpc(fact: Fact<never>): VpcFacts {
	return {routeTables: fact, endpoints: fact, dnsSupport: fact, dnsHostnames: fact};
}

/** Groups that are gone are left out; one that could not be read makes all unknown. */
function groupsFact(
	ids: readonly string[],
	{
		groups,
		groupIds,
	}: {readonly groups: Rows<SecurityGroup>; readonly groupIds: ReadonlySet<string> | undefined},
): DoctorFacts['securityGroups'] {
	if (groupIds === undefined) {
		return pendingFact;
	}

	const facts = ids.filter(id => groupIds.has(id)).map(id => rowFact(groups.get(id)));
	const unread = facts.find(fact => fact.status === 'unknown');
	return unread ?? known(facts.flatMap(fact => (fact.status === 'known' ? (fact.value ?? []) : [])));
}

function mapped<T, U>(fact: Fact<T>, change: (value: T) => U): Fact<U> {
	return fact.status === 'known' ? known(change(fact.value)) : fact;
}
