import {type Census, censusByService, censusOf} from '../../../domain/agent/census.js';
import {type ClusterArn} from '../../../domain/arn.js';
import {failureLine} from '../../../domain/failure-text.js';
import {type Collection, isWhole} from '../../../domain/fetched.js';
import {groupBy} from '../../../domain/group.js';
import {type OptIn, optInOf} from '../../../domain/opt-in/opt-in.js';
import {staleService} from '../../../domain/opt-in/stale.js';
import {type Service, type Task} from '../../../domain/resources.js';
import {redeployRefusal} from '../../../domain/task/redeploy.js';
import {servicesRead} from '../../reads/services.js';
import {tasksRead} from '../../reads/tasks.js';
import {optInFactsIn} from '../../selectors.js';
import {type Snapshot} from '../../snapshot.js';
import {type EcsTarget} from '../action.js';
import {heldCluster, heldService} from '../held.js';
import {clustersOf, listed} from '../plan-parts.js';

/** A service that a redeploy may take, with what is known of its tasks. */
export type Candidate = {
	readonly service: Service;
	/** Undefined when its tasks could not be read. */
	readonly census?: Census;
	readonly tasks: readonly Task[];
	/** What should happen to new tasks; undefined when the cluster could not be read. */
	readonly optIn?: OptIn;
};

export type Candidates = {
	/** What is still being read; the candidates are then those known so far. */
	readonly waitingFor: readonly string[];
	/** Most uncovered tasks first. */
	readonly services: readonly Candidate[];
	/** Who is left out and why, and what could not be read. */
	readonly warnings: readonly string[];
};

/** Returns the services that these targets mean: a service itself, of a cluster all that are stale. */
export function redeployCandidates(targets: readonly EcsTarget[], snapshot: Snapshot): Candidates {
	const parts = clustersOf(targets).map(cluster =>
		inCluster(
			cluster,
			targets.filter(target => target.clusterArn === cluster),
			snapshot,
		),
	);
	return {
		waitingFor: [...new Set(parts.flatMap(part => part.waitingFor))],
		services: parts
			.flatMap(part => part.services)
			.sort(
				(one, other) =>
					uncovered(other) - uncovered(one) || one.service.name.localeCompare(other.service.name, 'en'),
			),
		warnings: parts.flatMap(part => part.warnings),
	};
}

/** Returns how many tasks of a service should have an agent and have none that works. */
export function uncovered({census}: Candidate): number {
	return census === undefined ? 0 : census.absent + census.failed;
}

function inCluster(arn: ClusterArn, targets: readonly EcsTarget[], snapshot: Snapshot): Candidates {
	const tasks = snapshot.get(tasksRead, arn);
	const cluster = heldCluster(snapshot, arn);
	const optIn = cluster.status === 'held' ? optInOf(cluster.value, optInFactsIn(snapshot)) : undefined;
	const isGuardDutyWaiting = optInFactsIn(snapshot).detector.status === 'waiting';
	const {byService, censuses, isPartial} = grouped(tasks);
	const candidate = (service: Service): Candidate => ({
		service,
		tasks: byService.get(service.name) ?? [],
		...(tasks.listedAt !== undefined && {census: censuses.get(service.name) ?? censusOf([], isPartial)}),
		...(optIn && {optIn}),
	});
	const meant = targets.some(target => target.kind === 'cluster')
		? staleOnes(arn, snapshot, candidate)
		: namedOnes(targets, snapshot, candidate);
	const refused = meant.services.flatMap(({service}) => {
		const refusal = redeployRefusal(service);
		return refusal === undefined ? [] : [{service, refusal}];
	});
	return {
		waitingFor: [
			...(cluster.status === 'waiting' ? ['the cluster'] : []),
			...(isGuardDutyWaiting ? ['GuardDuty'] : []),
			...meant.waitingFor,
			...waitingForRows(tasks, 'tasks'),
		],
		services: meant.services.filter(one => !refused.some(({service}) => service === one.service)),
		warnings: [
			...meant.warnings,
			...refused.map(({service, refusal}) => `${service.name} is left out: ${refusal}`),
			...(tasks.failure
				? [`tasks could not all be read: ${failureLine(tasks.failure)}; agents are counted without them`]
				: []),
		],
	};
}

function namedOnes(
	targets: readonly EcsTarget[],
	snapshot: Snapshot,
	candidate: (service: Service) => Candidate,
): Candidates {
	const founds = targets.map(target => ({target, found: heldService(snapshot, target)}));
	return {
		waitingFor: founds.flatMap(({target, found}) =>
			found.status === 'waiting' ? [`service ${target.name}`] : [],
		),
		services: founds.flatMap(({found}) => (found.status === 'held' ? [candidate(found.value)] : [])),
		warnings: founds.flatMap(({target, found}) =>
			found.status === 'missing' ? [`${target.name} is left out: ${found.why}`] : [],
		),
	};
}

function staleOnes(
	arn: ClusterArn,
	snapshot: Snapshot,
	candidate: (service: Service) => Candidate,
): Candidates {
	const collection = snapshot.get(servicesRead, arn);
	const judged = collection.rows
		.flatMap(({value}) => (value === undefined ? [] : [candidate(value)]))
		.map(one => ({one, isStale: one.optIn && staleService(one.service, one.optIn, one.census).isStale}));
	const unjudged = judged.filter(({isStale}) => isStale === undefined || isStale === 'unknown');
	const unread = collection.rows.filter(({value}) => value === undefined).length;
	return {
		waitingFor: waitingForRows(collection, 'services'),
		services: judged.filter(({isStale}) => isStale === true).map(({one}) => one),
		warnings: [
			...(unjudged.length > 0
				? [`left out, can't tell if stale: ${listed(unjudged.map(({one}) => one.service.name))}`]
				: []),
			...(collection.failure ? [`services could not all be listed: ${failureLine(collection.failure)}`] : []),
			...(unread > 0 ? [`${unread} services could not be read and are left out`] : []),
		],
	};
}

/** A list is worth waiting for until it was tried once, and while rows of its first reading are missing. */
function waitingForRows(collection: Collection<unknown>, what: string): readonly string[] {
	const {rows, listedAt, failure} = collection;
	if (listedAt === undefined && failure === undefined) {
		return [what];
	}

	const missing = rows.filter(row => row.value === undefined && row.failure === undefined).length;
	return missing > 0 ? [`${what} ${rows.length - missing}/${rows.length}`] : [];
}

type Grouped = {
	readonly byService: ReadonlyMap<string, readonly Task[]>;
	readonly censuses: ReadonlyMap<string, Census>;
	readonly isPartial: boolean;
};

// A memory of a pure function, by the data that it was computed from: footers ask at each key press.
const groups = new WeakMap<Collection<Task>, Grouped>();

function grouped(collection: Collection<Task>): Grouped {
	const known = groups.get(collection);
	if (known !== undefined) {
		return known;
	}

	const isPartial = !isWhole(collection);
	const tasks = collection.rows.flatMap(({value}) => (value?.serviceName === undefined ? [] : [value]));
	const made: Grouped = {
		byService: groupBy(tasks, ({serviceName}) => serviceName ?? ''),
		censuses: censusByService(tasks, isPartial),
		isPartial,
	};
	groups.set(collection, made);
	return made;
}
