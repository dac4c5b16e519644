import {agentOf} from '../../domain/agent/agent.js';
import {type Collection} from '../../domain/fetched.js';
import {type NetworkInterface, type VpcEndpoint} from '../../domain/network/network.js';
import {type Task} from '../../domain/resources.js';
import {type Looked} from '../reads/lookup-read.js';
import {type InterfacesOf, networkInterfacesRead} from '../reads/network-interfaces.js';
import {idSet, subnetsRead, vpcEndpointsRead} from '../reads/vpc.js';
import {type Held} from './remember.js';
import {arnOf, type DoctorSubject, fargateServices, fargateTasks, type Scope} from './subject.js';

/** Interfaces that are read for one subject: ten calls. Tasks whose agent does not run come first. */
export const interfaceBound = 2000;

/**
 * What must be read of a network, as far as is known from what was read already: first the tasks' interfaces, then
 * the endpoints of their VPCs, then the subnets and groups of both. So one call does where tasks share a network.
 */
export type NetworkNeeds = {
	readonly interfaces?: InterfacesOf;
	/** One call each; the second when interfaces could not tell the VPCs. */
	readonly subnetSets: readonly (readonly string[])[];
	/** Undefined while it is not known which. */
	readonly vpcIds?: readonly string[];
	readonly groupIds?: readonly string[];
	/** VPC by subnet, as far as known. */
	readonly vpcOf: ReadonlyMap<string, string>;
};

export function networkNeeds(held: Held, subject: DoctorSubject, scope: Scope): NetworkNeeds {
	const tasks = fargateTasks(scope);
	const idle = fargateServices(scope);
	const nothing: NetworkNeeds = {subnetSets: [], vpcOf: new Map()};
	if (!scope.isListed) {
		return nothing;
	}

	const interfaces = {subject: arnOf(subject), ids: interfaceIds(tasks)};
	const looked = held.get(networkInterfacesRead, interfaces);
	if (!isLookedFor(looked, interfaces.ids)) {
		return {...nothing, interfaces};
	}

	const found = foundIn(looked);
	const vpcOf = new Map(
		found.flatMap(({subnetId, vpcId}) =>
			subnetId === undefined || vpcId === undefined ? [] : [[subnetId, vpcId] as const],
		),
	);
	const own = idSet([
		...tasks.flatMap(({network}) => network?.subnetId ?? []),
		...found.flatMap(({subnetId}) => subnetId ?? []),
		...idle.flatMap(({networkConfiguration}) => networkConfiguration?.subnets ?? []),
	]);
	const read = {...nothing, ...(interfaces.ids.length > 0 && {interfaces}), vpcOf};
	const first = own.some(id => !vpcOf.has(id)) ? [own] : [];
	if (first.length > 0) {
		const subnets = held.get(subnetsRead, own);
		for (const {id, vpcId} of foundIn(subnets)) {
			vpcOf.set(id, vpcId);
		}

		if (!isLookedFor(subnets, own)) {
			return {...read, subnetSets: first};
		}
	}

	const vpcIds = idSet(vpcOf.values());
	const endpoints = vpcIds.length > 0 ? held.get(vpcEndpointsRead, vpcIds) : undefined;
	if (endpoints?.status === 'waiting') {
		return {...read, subnetSets: first, vpcIds};
	}

	const used = endpoints && 'value' in endpoints ? endpoints.value.filter(isUsed) : [];
	const all = idSet([...own, ...used.flatMap(({subnetIds}) => subnetIds)]);
	return {
		...read,
		subnetSets: all.length === 0 ? [] : isSame(first[0], all) ? first : [...first, all],
		vpcIds,
		groupIds: idSet([
			...groupsOf(found, {tasks, scope}),
			...used.flatMap(({securityGroups}) => securityGroups),
		]),
	};
}

/** A service's groups stand in for those of interfaces that can't be read. */
function groupsOf(
	found: readonly NetworkInterface[],
	{tasks, scope}: {readonly tasks: readonly Task[]; readonly scope: Scope},
): readonly string[] {
	const ids = new Set(found.map(({id}) => id));
	const names = new Set(
		tasks.flatMap(({network, serviceName}) =>
			serviceName !== undefined && !ids.has(network?.eniId ?? '') ? serviceName : [],
		),
	);
	const configured = [...names].flatMap(name => {
		const service = scope.serviceNamed(name);
		return service.status === 'known' ? (service.value?.networkConfiguration?.securityGroups ?? []) : [];
	});
	return [...found.flatMap(({securityGroups}) => securityGroups), ...configured];
}

function interfaceIds(tasks: readonly Task[]): readonly string[] {
	const isRunning = (task: Task) => agentOf(task).state === 'running';
	const ordered =
		tasks.length > interfaceBound
			? [...tasks.filter(task => !isRunning(task)), ...tasks.filter(isRunning)]
			: tasks;
	return [...new Set(ordered.flatMap(({network}) => network?.eniId ?? []))].slice(0, interfaceBound);
}

/** Whether all of them were found, are known to be gone, or could not be read. */
function isLookedFor<T>({rows}: Collection<Looked<T>>, ids: readonly string[]): boolean {
	const done = new Set(
		rows.flatMap(({key, value, failure}) => (value !== undefined || failure !== undefined ? key : [])),
	);
	// What came after the last reading is looked for with the next.
	return ids.length === 0 || (done.size > 0 && rows.every(({key}) => done.has(key)));
}

function foundIn<T>({rows}: Collection<Looked<T>>): readonly T[] {
	return rows.flatMap(({value}) => value?.found ?? []);
}

function isSame(one: readonly string[] | undefined, other: readonly string[]): boolean {
	return one?.join() === other.join();
}

/** Those that a task may go through; others of a VPC, by the dozen, have nothing to do with the agent. */
function isUsed({serviceName}: VpcEndpoint): boolean {
	return /\.(ecr\.api|ecr\.dkr|s3|guardduty-data(-fips)?)$/.test(serviceName);
}
