import {type ClusterArn, clusterNameIn, parseArn, type ResourceArn, type ServiceArn} from '../domain/arn.js';
import {type Task} from '../domain/resources.js';
import {type Place} from './view.js';

/**
 * Returns the ARN of the service that a task belongs to, undefined for a standalone one.
 * ECS names only the service in a task; the rest of its ARN is that of the task's cluster.
 */
export function serviceArnOf(task: Task): ServiceArn | undefined {
	return task.serviceName === undefined ? undefined : serviceArnIn(task.clusterArn, task.serviceName);
}

// docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
const serviceName = /^[A-Za-z0-9_-]{1,255}$/;

/** Returns the ARN of the service of that name in a cluster, undefined for a name that ECS would not give. */
export function serviceArnIn(clusterArn: ClusterArn, name: string): ServiceArn | undefined {
	const parts = parseArn(clusterArn);
	if (!parts || !serviceName.test(name)) {
		return undefined;
	}

	const {partition, region, account, resource} = parts;
	const cluster = resource.replace(/^cluster\//, '');
	// Composed by the documented pattern: docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
	return `arn:${partition}:ecs:${region}:${account}:service/${cluster}/${name}` as ServiceArn;
}

/** Returns the place where a service is described and can be redeployed. */
export function servicePlace(cluster: ClusterArn, service: ServiceArn): Place {
	return {view: 'describe', cluster, subject: service};
}

/** What kind of thing a subject is, by its ARN. */
export type SubjectKind = 'cluster' | 'service' | 'task' | 'container-instance' | 'finding' | 'other';

const kinds: readonly SubjectKind[] = ['cluster', 'service', 'task', 'container-instance'];

/** Returns the kind of resource that an ARN names. */
export function subjectKind(arn: string): SubjectKind {
	const resource = parseArn(arn)?.resource ?? '';
	const type = resource.split('/')[0];
	return /^detector\/[^/]+\/finding\//.test(resource)
		? 'finding'
		: (kinds.find(kind => kind === type) ?? 'other');
}

/** Returns the ARN in the key of a row: events and containers add `#…` to that of their service or task. */
export function arnInKey(key: string): ResourceArn {
	const end = key.indexOf('#');
	// Keys are made of the ARNs of rows.
	return (end === -1 ? key : key.slice(0, end)) as ResourceArn;
}

/** Returns the cluster that a subject is in: the place's own, or the one that its ARN names. */
export function clusterOfSubject({cluster, subject}: Place): ClusterArn | undefined {
	if (cluster || subject === undefined) {
		return cluster;
	}

	if (subjectKind(subject) === 'cluster') {
		// The ARN says so itself.
		return subject as ClusterArn;
	}

	const parts = parseArn(subject);
	const name = clusterNameIn(subject);
	return parts && name !== undefined
		? (`arn:${parts.partition}:ecs:${parts.region}:${parts.account}:cluster/${name}` as ClusterArn)
		: undefined;
}
