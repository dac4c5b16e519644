import {type Census, censusOf} from '../domain/agent/census.js';
import {type ClusterArn} from '../domain/arn.js';
import {type Collection, type Fetched, isWhole} from '../domain/fetched.js';
import {type OptInFacts} from '../domain/opt-in/opt-in.js';
import {type Task} from '../domain/resources.js';
import {accountSettingRead} from './reads/account-setting.js';
import {administratorRead} from './reads/administrator.js';
import {censusRead} from './reads/census.js';
import {detectorRead} from './reads/detector.js';
import {tasksRead} from './reads/tasks.js';
import {type Snapshot} from './snapshot.js';

/** Returns what the opt-in state of clusters is told from; the same object while nothing of it changes. */
export function optInFactsIn(snapshot: Snapshot): OptInFacts {
	const facts = {
		detector: snapshot.get(detectorRead, undefined),
		administrator: snapshot.get(administratorRead, undefined),
		accountSetting: snapshot.get(accountSettingRead, undefined),
	};
	const before = factsByDetector.get(facts.detector);
	if (before?.administrator === facts.administrator && before.accountSetting === facts.accountSetting) {
		return before;
	}

	factsByDetector.set(facts.detector, facts);
	return facts;
}

/**
 * Returns the census of a cluster's agents: counted from its tasks when those were read later than the census
 * itself, and are all there or nothing else is. The same object while what it was made of is the same.
 */
export function censusIn(snapshot: Pick<Snapshot, 'get'>, cluster: ClusterArn): Fetched<Census> {
	const census = snapshot.get(censusRead, cluster);
	const tasks = snapshot.get(tasksRead, cluster);
	if (tasks.listedAt === undefined) {
		return census;
	}

	if (census.status !== 'fresh' && census.status !== 'stale') {
		return counted(tasks, tasks.listedAt);
	}

	return tasks.listedAt >= census.at && isWhole(tasks) ? counted(tasks, tasks.listedAt) : census;
}

// Memories of pure functions, by the data they were computed from: they hold nothing of their own.
const factsByDetector = new WeakMap<object, OptInFacts>();
const censusByTasks = new WeakMap<Collection<Task>, Fetched<Census>>();

function counted(tasks: Collection<Task>, at: number): Fetched<Census> {
	const before = censusByTasks.get(tasks);
	if (before) {
		return before;
	}

	const value = censusOf(
		tasks.rows.flatMap(row => row.value ?? []),
		!isWhole(tasks),
	);
	const failure = tasks.failure ?? tasks.rows.find(row => row.failure)?.failure;
	const census: Fetched<Census> = failure
		? {status: 'stale', value, at, failure}
		: {status: 'fresh', value, at};
	censusByTasks.set(tasks, census);
	return census;
}
