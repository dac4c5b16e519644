import {type ClusterArn} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {failureLine} from '../../domain/failure-text.js';
import {type Collection, type Held} from '../../domain/fetched.js';
import {type Cluster, type Service, type Task} from '../../domain/resources.js';
import {clustersRead} from '../reads/clusters.js';
import {servicesRead} from '../reads/services.js';
import {tasksRead} from '../reads/tasks.js';
import {type Snapshot} from '../snapshot.js';
import {type EcsTarget} from './action.js';

/** A row that a plan is about: held, still being read, or not to be had. */
export type Found<T> =
	| {readonly status: 'held'; readonly value: T; readonly failure?: Failure}
	| {readonly status: 'waiting'}
	| {readonly status: 'missing'; readonly why: string};

/** Returns a cluster as the store holds it. */
export function heldCluster(snapshot: Snapshot, arn: ClusterArn): Found<Cluster> {
	return found(snapshot.get(clustersRead, undefined), arn);
}

/** Returns a service as the store holds it. */
export function heldService(snapshot: Snapshot, target: EcsTarget): Found<Service> {
	return found(snapshot.get(servicesRead, target.clusterArn), target.arn);
}

/** Returns a task as the store holds it. */
export function heldTask(snapshot: Snapshot, target: EcsTarget): Found<Task> {
	return found(snapshot.get(tasksRead, target.clusterArn), target.arn);
}

function found<T>(collection: Collection<T>, key: string): Found<T> {
	const row = rowOf(collection, key);
	if (row?.value !== undefined) {
		return {status: 'held', value: row.value, ...(row.failure && {failure: row.failure})};
	}

	const failure = row?.failure ?? collection.failure;
	if (failure !== undefined) {
		return {status: 'missing', why: failureLine(failure)};
	}

	return row === undefined && collection.isComplete
		? {status: 'missing', why: 'AWS does not list it any more'}
		: {status: 'waiting'};
}

// A memory of a pure function, by the data that it was computed from: footers ask at each key press.
const indexes = new WeakMap<Collection<unknown>, ReadonlyMap<string, Held<unknown>>>();

/** Returns the row of that key. */
export function rowOf<T>(collection: Collection<T>, key: string): Held<T> | undefined {
	return rowsByKey(collection).get(key);
}

function rowsByKey<T>(collection: Collection<T>): ReadonlyMap<string, Held<T>> {
	const known = indexes.get(collection);
	if (known !== undefined) {
		// It was made from this very collection, below.
		return known as ReadonlyMap<string, Held<T>>;
	}

	const index = new Map(collection.rows.map(row => [row.key, row]));
	indexes.set(collection, index);
	return index;
}
