import {type ClusterArn, type ServiceArn, shortName, type TaskArn} from '../domain/arn.js';
import {type Collection} from '../domain/fetched.js';
import {type DoctorSubject} from '../store/doctor/subject.js';
import {type Read, want} from '../store/read.js';
import {servicesRead} from '../store/reads/services.js';
import {tasksRead} from '../store/reads/tasks.js';
import {clusterOfSubject, subjectKind} from '../views/places.js';
import {failureDetail} from '../views/report.js';
import {listedClusters, namedCluster, type Problem} from './named-cluster.js';
import {type Reading} from './read-list.js';

/** What the command line names: names, ids or ARNs. */
export type Named = {
	readonly cluster: string | undefined;
	readonly service: string | undefined;
	readonly task: string | undefined;
};

type Asked = Named & Pick<Reading, 'store' | 'deadlineMs'>;

/** Returns whom the doctor is to look at: the task, else the service, else the cluster, else all clusters. */
export async function doctorSubjects(asked: Asked): Promise<readonly DoctorSubject[] | Problem> {
	const {cluster: name = clusterNamedBy(asked), service, task} = asked;
	if (name === undefined) {
		if (service !== undefined || task !== undefined) {
			return {problem: `--${task === undefined ? 'service' : 'task'} needs --cluster, or an ARN`};
		}

		const clusters = await listedClusters(asked);
		return 'problem' in clusters ? clusters : clusters.map(cluster => ({cluster}));
	}

	const cluster = await namedCluster(name, asked);
	if (typeof cluster !== 'string') {
		return cluster;
	}

	if (task !== undefined) {
		const found = await listedIn(tasksRead, {kind: 'task', name: task, cluster, asked});
		return typeof found === 'string' ? [{cluster, task: found as TaskArn}] : found;
	}

	if (service === undefined) {
		return [{cluster}];
	}

	const found = await listedIn(servicesRead, {kind: 'service', name: service, cluster, asked});
	return typeof found === 'string' ? [{cluster, service: found as ServiceArn}] : found;
}

/** An ARN names its cluster. */
function clusterNamedBy({service, task}: Named): string | undefined {
	const arn = task ?? service;
	return arn === undefined || subjectKind(arn) === 'other'
		? undefined
		: // The kind says that it is an ARN.
			clusterOfSubject({view: 'doctor', subject: arn as TaskArn});
}

type Sought = {
	readonly kind: 'service' | 'task';
	readonly name: string;
	readonly cluster: ClusterArn;
	readonly asked: Asked;
};

/** A task may be named by the beginning of its id, as the console shows it. */
async function listedIn<T>(
	read: Read<ClusterArn, Collection<T>>,
	{kind, name, cluster, asked: {store, deadlineMs}}: Sought,
): Promise<string | Problem> {
	await store.settle([want(read, cluster, {everyMs: 60_000, priority: 0})], deadlineMs);
	const {rows, failure, isComplete} = store.snapshot().get(read, cluster);
	const exact = rows.find(({key}) => key === name || shortName(key) === name);
	const similar = kind === 'task' ? rows.filter(({key}) => shortName(key).startsWith(name)) : [];
	const found = exact ?? (similar.length === 1 ? similar[0] : undefined);
	if (found) {
		return found.key;
	}

	if (failure) {
		return {problem: `cannot list the ${kind}s of ${shortName(cluster)}: ${failureDetail(failure)}`};
	}

	if (!isComplete) {
		return {problem: `the ${kind}s of ${shortName(cluster)} could not be listed in time`};
	}

	return similar.length > 1
		? {problem: `${similar.length} tasks of ${shortName(cluster)} begin with ${name}`}
		: {problem: `no ${kind} ${name} in cluster ${shortName(cluster)}`};
}
