import {isAgentContainer} from '../../domain/agent/agent.js';
import {failureLine} from '../../domain/failure-text.js';
import {type EvidenceLog} from '../../domain/findings/evidence/manifest.js';
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

export type LogsOf = {
	readonly taskId: string;
	readonly task: Task | undefined;
	readonly definition: TaskDefinition | undefined;
	readonly region: string;
};

/**
 * Collects the last lines of each container that writes to CloudWatch Logs here. Returns for each container where they
 * are, or why there are none.
 */
export async function collectLogs(collecting: Collecting, of: LogsOf): Promise<readonly EvidenceLog[]> {
	const {task, definition} = of;
	const {drawer} = collecting;
	if (definition === undefined) {
		drawer.lacks('the logs', 'where they are is in the task definition, which is missing');
	}

	const logs: EvidenceLog[] = [];
	for (const container of definition?.containers ?? []) {
		logs.push(await collectLog(collecting, container, of));
	}

	const undefinedOnes = (task?.containers ?? []).filter(
		({name}) => !definition?.containers.some(defined => defined.name === name),
	);
	return [...logs, ...undefinedOnes.flatMap(container => logless(collecting, container, definition))];
}

async function collectLog(
	collecting: Collecting,
	container: ContainerDefinition,
	{taskId, task, region}: LogsOf,
): Promise<EvidenceLog> {
	const running = task?.containers.find(({name}) => name === container.name);
	const place = placeOf(container, {taskId, running, region});
	const what = `the last log lines of container ${container.name}`;
	if (typeof place === 'string') {
		collecting.drawer.lacks(what, place);
		return {container: container.name, why: place, isReadable: true};
	}

	return collectStream(collecting, {container: container.name, what, place});
}

/** Containers that run and that no task definition has: the agent is one, and nothing is missing for its sake. */
function logless(
	{drawer}: Collecting,
	container: Container,
	definition: TaskDefinition | undefined,
): readonly EvidenceLog[] {
	if (isAgentContainer(container)) {
		return [{container: container.name, why: agentWhy, isReadable: false}];
	}

	if (definition === undefined) {
		return [];
	}

	const why = 'the task definition has no container of this name, so nothing tells where it logs';
	drawer.lacks(`the last log lines of container ${container.name}`, why);
	return [{container: container.name, why, isReadable: true}];
}

// The task definition has no agent: docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-integration.html
const agentWhy =
	'GuardDuty injects this container: the task definition has neither it nor a log driver for it, and AWS documents no log of it in this account';

async function collectStream(
	{context, drawer, reading}: Collecting,
	{container, what, place}: {readonly container: string; readonly what: string; readonly place: Place},
): Promise<EvidenceLog> {
	reading(what);
	const answer = await context.call('logs:GetLogEvents', {...place, limit: lastEvents});
	if (!answer.ok) {
		drawer.missed(what, answer.failure);
		return {container, why: failureLine(answer.failure), isReadable: true};
	}

	if (answer.value === undefined) {
		const why = `there is no stream ${place.logStreamName} in ${place.logGroupName}`;
		drawer.lacks(what, why);
		return {container, why, isReadable: true};
	}

	const events = answer.value;
	const isCut = events.length >= lastEvents;
	const count = isCut ? `, the last ${lastEvents} events` : '';
	const times = events.flatMap(({at}) => at ?? []);
	return {
		container,
		file: drawer.addLog(['log', container], `${what}${count}`, events),
		events: events.length,
		// Not spread: 10,000 arguments are many.
		...(times.length > 0 && {
			from: times.reduce((one, other) => Math.min(one, other)),
			to: times.reduce((one, other) => Math.max(one, other)),
		}),
		...(isCut && {why: 'older ones are left out'}),
		isReadable: true,
	};
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
		return 'it has no log driver in the task definition';
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
