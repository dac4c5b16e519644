import {type Census, censusOf} from '../../domain/agent/census.js';
import {type ClusterArn, type TaskArn} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {type Fetched, heldValue, waiting} from '../../domain/fetched.js';
import {type Call} from '../call.js';
import {type Read} from '../read.js';
import {freshAfter} from './fetched-read.js';
import {createBatcher, eachPage} from './listing.js';
import {createPool} from './pool.js';

/** How the agents of a cluster's live tasks are: reads the tasks as `tasksRead` does, keeps only the counts. */
export const censusRead: Read<ClusterArn, Fetched<Census>> = {
	id: 'census',
	key: cluster => cluster,
	initial: waiting,
	async load(context, cluster) {
		const {census, failure} = await count(context.call, cluster);
		if (context.signal.aborted) {
			return;
		}

		context.publish(
			failure
				? countedInPart(context.held(), {census, failure, at: context.now()})
				: freshAfter(context.held(), census, context.now()),
		);
	},
};

type Count = {readonly census: Census; readonly failure?: Failure};

/** Folds batch after batch, so that a cluster of 100,000 tasks is never held at once. */
async function count(call: Call, cluster: ClusterArn): Promise<Count> {
	const pool = createPool();
	let census = censusOf([], false);
	let failure: Failure | undefined;
	const batcher = createBatcher<TaskArn>(100, tasks => {
		pool.add(async () => {
			const answer = await call('ecs:DescribeTasks', {cluster, tasks});
			if (!answer.ok) {
				failure ??= answer.failure;
				return;
			}

			census = sum(census, censusOf(answer.value.items, false));
			const untold = tasks.length - answer.value.items.length - gone(answer.value.missing);
			failure ??= untold > 0 ? unread(untold) : undefined;
		});
	});

	const seen = new Set<TaskArn>();
	const listing = await eachPage(
		[nextToken => call('ecs:ListTasks', {cluster, desiredStatus: 'RUNNING', nextToken})],
		arns => {
			batcher.add(arns.filter(arn => !seen.has(arn)));
			for (const arn of arns) {
				seen.add(arn);
			}
		},
	);
	batcher.end();
	await pool.done();
	return {census, failure: listing ?? failure};
}

/** A whole count from before says more than a part of one from now; with none, a part is said to be one. */
function countedInPart(
	held: Fetched<Census>,
	{census, failure, at}: Required<Count> & {readonly at: number},
): Fetched<Census> {
	const before = heldValue(held);
	if (before && !before.isPartial && (held.status === 'fresh' || held.status === 'stale')) {
		return {status: 'stale', value: before, at: held.at, failure};
	}

	return census.tasks > 0
		? {status: 'stale', value: {...census, isPartial: true}, at, failure}
		: {status: 'failed', failure, at};
}

function sum(one: Census, other: Census): Census {
	return {
		tasks: one.tasks + other.tasks,
		running: one.running + other.running,
		starting: one.starting + other.starting,
		failed: one.failed + other.failed,
		absent: one.absent + other.absent,
		unsupported: one.unsupported + other.unsupported,
		unknown: one.unknown + other.unknown,
		expected: one.expected + other.expected,
		// Sorted: batches end in any order, and the same facts must make the same census.
		staleServices: [...new Set([...one.staleServices, ...other.staleServices])].sort(),
		staleTasks: one.staleTasks + other.staleTasks,
		isPartial: one.isPartial || other.isPartial,
	};
}

/** Tasks that ended between the listing and now are not missing from a count of live ones. */
function gone(missing: readonly {readonly reason: string}[]): number {
	return missing.filter(({reason}) => reason === 'MISSING').length;
}

function unread(tasks: number): Failure {
	return {kind: 'malformed', message: `the answers say nothing about ${tasks} of the listed tasks`};
}
