import {type ClusterArn, type TaskArn} from '../../../domain/arn.js';
import {type Failure} from '../../../domain/failure.js';
import {type Service, type Task} from '../../../domain/resources.js';
import {type Call} from '../../call.js';
import {createBatcher, eachPage, type Listing} from '../../reads/listing.js';

/** At most so many tasks in one DescribeTasks. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
const batchSize = 100;

export type ServiceTasks =
	| {readonly ok: true; readonly tasks: readonly Task[]}
	| {readonly ok: false; readonly failure: Failure};

/** Reads the tasks of one service now: those that should run and, when asked for, those that stopped lately. */
export async function readServiceTasks(
	call: Call,
	service: Pick<Service, 'name' | 'clusterArn'>,
	statuses: readonly ('RUNNING' | 'STOPPED')[],
): Promise<ServiceTasks> {
	const {clusterArn: cluster, name: serviceName} = service;
	const batches: (readonly TaskArn[])[] = [];
	const batcher = createBatcher<TaskArn>(batchSize, arns => batches.push(arns));
	const listings = statuses.map(
		(desiredStatus): Listing<TaskArn> =>
			nextToken =>
				call('ecs:ListTasks', {cluster, desiredStatus, serviceName, nextToken}),
	);
	const failure = await eachPage(listings, arns => {
		batcher.add(arns);
	});
	batcher.end();
	return failure === undefined ? describe(call, cluster, batches) : {ok: false, failure};
}

async function describe(
	call: Call,
	cluster: ClusterArn,
	batches: readonly (readonly TaskArn[])[],
): Promise<ServiceTasks> {
	const answers = await Promise.all(batches.map(tasks => call('ecs:DescribeTasks', {cluster, tasks})));
	const tasks: Task[] = [];
	for (const answer of answers) {
		if (!answer.ok) {
			return answer;
		}

		// A task that ended between the two calls is missing here and no loss.
		tasks.push(...answer.value.items);
	}

	return {ok: true, tasks};
}
