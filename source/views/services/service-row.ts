import {type Census, censusByService, censusOf, isSameCensus} from '../../domain/agent/census.js';
import {type ClusterArn, type ServiceArn, shortName} from '../../domain/arn.js';
import {type Collection, type Fetched, type Held, heldValue, isWhole, waiting} from '../../domain/fetched.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {type Staleness, staleService} from '../../domain/opt-in/stale.js';
import {type Deployment, type Service, type Task} from '../../domain/resources.js';
import {failureIn} from '../../store/news.js';
import {servicesRead} from '../../store/reads/services.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clusterFacts} from '../clusters/cluster-facts.js';
import {openIndex} from '../findings/finding-facts.js';
import {type FindingIndex} from '../findings/finding-index.js';
import {heldValues, isSameHeld} from '../held.js';
import {memoBy} from '../memo.js';

/** One service with the agents of its tasks. */
export type ServiceRow = {
	readonly arn: ServiceArn;
	readonly name: string;
	readonly clusterArn: ClusterArn;
	readonly held: Held<Service>;
	/** Absent until it was described. */
	readonly service?: Service;
	/** Absent until the cluster, GuardDuty and the account setting were read. */
	readonly optIn?: OptIn;
	readonly census: Fetched<Census>;
	/** Absent until service and opt-in state are known. */
	readonly stale?: Staleness;
	/** Open ones of its tasks, samples aside. */
	readonly findings: readonly FindingSummary[];
};

/** Returns the services of a cluster in AWS's order; each row is the same object until its data changes. */
export function serviceRows(snapshot: Snapshot, cluster: ClusterArn): readonly ServiceRow[] {
	return rememberedRows(
		snapshot.get(servicesRead, cluster),
		snapshot.get(tasksRead, cluster),
		cluster,
		clusterFacts(snapshot, cluster).optIn,
		openIndex(snapshot),
	);
}

const rememberedRows = memoBy(
	(
		services: Collection<Service>,
		tasks: Collection<Task>,
		cluster: ClusterArn,
		optIn: OptIn | undefined,
		{byService, others}: FindingIndex,
	): readonly ServiceRow[] =>
		services.rows.map(held => {
			const name = held.value?.name ?? shortName(held.key);
			return rememberedRow(
				held.value ?? held,
				held,
				cluster,
				optIn,
				serviceCensus(tasks, name),
				byService.get(held.key) ?? others,
			);
		}),
);

/** By the service, which the store keeps while AWS says the same, and not by its reading, which is new each time. */
const rememberedRow = memoBy(
	(
		_: Service | Held<Service>,
		held: Held<Service>,
		clusterArn: ClusterArn,
		optIn: OptIn | undefined,
		census: Fetched<Census>,
		findings: readonly FindingSummary[],
	): ServiceRow => ({
		// The read keys its rows by ARN.
		arn: held.key as ServiceArn,
		name: held.value?.name ?? shortName(held.key),
		clusterArn,
		held,
		...(held.value ? {service: held.value} : {}),
		...(optIn ? {optIn} : {}),
		census,
		...(held.value && optIn ? {stale: staleService(held.value, optIn, heldValue(census))} : {}),
		findings,
	}),
	([held, cluster, optIn, census, findings], [heldNow, clusterNow, optInNow, censusNow, findingsNow]) =>
		isSameHeld(held, heldNow) &&
		cluster === clusterNow &&
		optIn === optInNow &&
		findings === findingsNow &&
		isSameFetched(census, censusNow),
);

/** Of a census no date is drawn. */
function isSameFetched(before: Fetched<Census>, now: Fetched<Census>): boolean {
	if (before === now) {
		return true;
	}

	const [value, valueNow] = [heldValue(before), heldValue(now)];
	const isSameFailure = failureIn(before) === failureIn(now);
	return before.status === now.status && isSameFailure && value !== undefined && valueNow !== undefined
		? isSameCensus(value, valueNow)
		: false;
}

/** Returns the counts of one service's tasks; the same object while the tasks of the cluster are the same. */
export function serviceCensus(tasks: Collection<Task>, serviceName: string): Fetched<Census> {
	const counted = censuses(tasks);
	return counted.byService.get(serviceName) ?? counted.others;
}

/** All services of a cluster at once; `others` stands for those without a task. */
const censuses = memoBy(
	(
		tasks: Collection<Task>,
	): {readonly byService: ReadonlyMap<string, Fetched<Census>>; readonly others: Fetched<Census>} => {
		if (tasks.listedAt === undefined) {
			return {byService: new Map(), others: unlisted(tasks)};
		}

		const isPartial = !isWhole(tasks);
		const at = tasks.listedAt;
		const dated = (value: Census): Fetched<Census> =>
			tasks.failure ? {status: 'stale', value, at, failure: tasks.failure} : {status: 'fresh', value, at};
		const byService = censusByService(heldValues(tasks), isPartial);
		return {
			byService: new Map([...byService].map(([name, census]) => [name, dated(census)])),
			others: undescribed(tasks) ?? dated(censusOf([], isPartial)),
		};
	},
);

/** Tasks that could not be described may be of any service; one without another task is then not known at all. */
function undescribed({rows, listedAt = 0}: Collection<Task>): Fetched<Census> | undefined {
	const failure = rows.find(row => row.value === undefined && row.failure)?.failure;
	return failure && {status: 'failed', failure, at: listedAt};
}

/** Before the first whole listing a count would be a guess. */
function unlisted(tasks: Collection<Task>): Fetched<Census> {
	return tasks.failure ? {status: 'failed', failure: tasks.failure, at: 0} : waiting;
}

/** Returns the deployment that the service should be at. */
export function primaryDeployment(service: Service | undefined): Deployment | undefined {
	return service?.deployments.find(({status}) => status === 'PRIMARY');
}
