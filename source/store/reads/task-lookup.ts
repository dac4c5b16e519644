import {type ClusterArn, type TaskArn} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {type Collection, emptyCollection, type Held} from '../../domain/fetched.js';
import {type Task} from '../../domain/resources.js';
import {type Read, type ReadContext} from '../read.js';
import {shared} from '../sharing.js';
import {createBatcher} from './listing.js';
import {type Looked, missingKeys} from './lookup-read.js';

/** Tasks of one cluster, by their ARNs. */
export type TasksAsked = {readonly cluster: ClusterArn; readonly tasks: readonly TaskArn[]};

/** At most so many tasks in one DescribeTasks. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
const batchSize = 100;
/** Answers that are kept of what was asked earlier, the newest. */
const keptAnswers = 1000;

/**
 * What has become of single tasks, without listing their whole cluster: a row with `found`, or without it where ECS
 * knows no such task (any more). What was asked before stays, so that a task that is gone is asked for once.
 */
export const taskLookupRead: Read<TasksAsked, Collection<Looked<Task>>> = {
	id: 'task-lookup',
	key: ({cluster}) => cluster,
	initial: emptyCollection,
	weight: collection => collection.rows.length,
	lacks: (held, {tasks}) => missingKeys(held, tasks),
	async load(context, {cluster, tasks}) {
		const batches: (readonly TaskArn[])[] = [];
		const batcher = createBatcher<TaskArn>(batchSize, batch => batches.push(batch));
		batcher.add(tasks.filter(task => !isGone(context.held(), task)));
		batcher.end();
		for (const batch of batches) {
			await lookUp(context, cluster, batch);
		}

		if (!context.signal.aborted) {
			context.publish({...context.held(), isComplete: true, listedAt: context.now()});
		}
	},
};

/** A task that ECS has forgotten never comes back. */
function isGone({rows}: Collection<Looked<Task>>, task: TaskArn): boolean {
	const row = rows.find(({key}) => key === task);
	return row?.value !== undefined && row.value.found === undefined && row.failure === undefined;
}

async function lookUp(
	context: ReadContext<Collection<Looked<Task>>>,
	cluster: ClusterArn,
	tasks: readonly TaskArn[],
): Promise<void> {
	const answer = await context.call('ecs:DescribeTasks', {cluster, tasks});
	// A cluster that is gone has no tasks.
	if (!answer.ok && answer.failure.kind !== 'absent') {
		if (answer.failure.kind !== 'cancelled') {
			const {failure} = answer;
			publishRows(context, tasks, row => ({...row, failure}));
		}

		return;
	}

	const found = new Map((answer.ok ? answer.value.items : []).map(task => [task.arn, task]));
	const untold = new Map(
		(answer.ok ? answer.value.missing : [])
			.filter(({reason}) => reason !== 'MISSING')
			.map(({arn, reason}): readonly [string, Failure] => [
				arn,
				{kind: 'rejected', code: reason, message: `ECS could not describe it: ${reason}`},
			]),
	);
	const at = context.now();
	publishRows(context, tasks, ({key, value}) => {
		const task = found.get(key as TaskArn);
		const failure = untold.get(key);
		if (failure) {
			return {key, ...(value && {value}), failure};
		}

		const looked: Looked<Task> = task === undefined ? {} : {found: task};
		return {key, value: value === undefined ? looked : shared(value, looked), at};
	});
}

function publishRows(
	context: ReadContext<Collection<Looked<Task>>>,
	tasks: readonly TaskArn[],
	rowOf: (row: Held<Looked<Task>>) => Held<Looked<Task>>,
): void {
	const held = context.held();
	const rows = new Map(held.rows.map(row => [row.key, row]));
	for (const key of tasks) {
		const row = rowOf(rows.get(key) ?? {key});
		// The newest at the end.
		rows.delete(key);
		rows.set(key, row);
	}

	context.publish({...held, rows: [...rows.values()].slice(-keptAnswers)});
}
