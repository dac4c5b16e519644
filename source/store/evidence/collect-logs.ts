import {
	type Container,
	type ContainerDefinition,
	type Task,
	type TaskDefinition,
} from '../../domain/resources.js';
import {type Collecting} from './ask.js';

/** The most that GetLogEvents answers. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
const lastEvents = 10_000;

type Place = {readonly logGroupName: string; readonly logStreamName: string};

/** Collects the last lines of each container that writes to CloudWatch Logs here; of the others it says why not. */
export async function collectLogs(
	collecting: Collecting,
	{
		taskId,
		task,
		definition,
		region,
	}: {
		readonly taskId: string;
		readonly task: Task | undefined;
		readonly definition: TaskDefinition | undefined;
		readonly region: string;
	},
): Promise<void> {
	if (definition === undefined) {
		collecting.drawer.lacks('the logs', 'where they are is in the task definition, which is missing');
		return;
	}

	for (const container of definition.containers) {
		const running = task?.containers.find(({name}) => name === container.name);
		const place = placeOf(container, {taskId, running, region});
		const what = `the last log lines of container ${container.name}`;
		if (typeof place === 'string') {
			collecting.drawer.lacks(what, place);
		} else {
			await collectStream(collecting, {container: container.name, what, place});
		}
	}
}

async function collectStream(
	{context, drawer, reading}: Collecting,
	{container, what, place}: {readonly container: string; readonly what: string; readonly place: Place},
): Promise<void> {
	reading(what);
	const answer = await context.call('logs:GetLogEvents', {...place, limit: lastEvents});
	if (!answer.ok) {
		drawer.missed(what, answer.failure);
	} else if (answer.value === undefined) {
		drawer.lacks(what, `there is no stream ${place.logStreamName} in ${place.logGroupName}`);
	} else {
		const count = answer.value.length >= lastEvents ? `, the last ${lastEvents} events` : '';
		drawer.addLog(['log', container], `${what}${count}`, answer.value);
	}
}

/** Names of streams: docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html. A text is why there is none. */
function placeOf(
	{name, log}: ContainerDefinition,
	{
		taskId,
		running,
		region,
	}: {readonly taskId: string; readonly running: Container | undefined; readonly region: string},
): Place | string {
	if (log === undefined) {
		return 'it has no log driver';
	}

	if (log.driver !== 'awslogs') {
		return `its log driver is ${log.driver}: onduty reads CloudWatch Logs only`;
	}

	if (log.group === undefined) {
		return 'its log driver names no log group';
	}

	if (log.region !== undefined && log.region !== region) {
		return `its logs are in ${log.region}, group ${log.group}`;
	}

	if (log.streamPrefix !== undefined) {
		return {logGroupName: log.group, logStreamName: `${log.streamPrefix}/${name}/${taskId}`};
	}

	// Without a prefix Docker names the stream by the id of the container.
	return running?.runtimeId === undefined
		? `which stream of ${log.group} is its own is not told: the container's id is not known`
		: {logGroupName: log.group, logStreamName: running.runtimeId};
}
