import {age, momentText} from '../../domain/age.js';
import {isAgentContainer} from '../../domain/agent/agent.js';
import {shortName} from '../../domain/arn.js';
import {type Fetched} from '../../domain/fetched.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {type NetworkInterface} from '../../domain/network/network.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {type Container, type Task, type TaskDefinition} from '../../domain/resources.js';
import {type TaskHealth} from '../../domain/task/task-health.js';
import {agentCell} from '../agents/agent-cell.js';
import {noneCell, textCell} from '../columns.js';
import {fetchedCell} from '../fetched-cell.js';
import {bandsCell} from '../findings/bands-cell.js';
import {keyNames} from '../key-names.js';
import {platformText} from '../services/service-columns.js';
import {symbols} from '../symbols.js';
import {type Block, type Cell} from '../view.js';
import {serviceText, statusCell, stoppedText, taskLaunchText} from './task-columns.js';
import {type Remedy, remedyFor} from './task-remedy.js';
import {type KnownTask} from './task-row.js';

export type TaskFacts = {
	readonly known: KnownTask;
	readonly optIn: OptIn | undefined;
	readonly definition: Fetched<TaskDefinition>;
	/** Undefined for a task without a network interface of its own. */
	readonly networkInterface: Fetched<NetworkInterface | undefined> | undefined;
	/** Open ones of this very task. */
	readonly findings: readonly FindingSummary[];
	/** That it is cut off the network, where that is known. */
	readonly isolation?: Cell | undefined;
	readonly now: number;
};

/** Returns all that is known of one task, what is wrong first. */
export function taskBlocks(facts: TaskFacts): readonly Block[] {
	const {task} = facts.known;
	return [
		verdictBlock(facts),
		factsBlock(facts),
		containersBlock(task, facts.definition),
		digestsBlock(task),
		timelineBlock(task, facts.now),
	];
}

function verdictBlock({known, optIn, findings, isolation}: TaskFacts): Block {
	const remedy = remedyFor(known, optIn);
	const {text, verdict} = known.health;
	const mark = markOf(verdict, remedy);
	const lines: readonly Cell[] = [
		{...mark, text: `${mark.text} ${text}`},
		...(remedy
			? [
					...(text.includes(remedy.what) ? [] : [{text: remedy.what, tone: remedy.tone}]),
					{text: `${symbols.opens} ${remedy.fix}`, tone: 'accent' as const},
				]
			: []),
		...findingLines(findings),
		...(isolation ? [{...isolation, text: `${symbols.warning} ${isolation.text}`}] : []),
	];
	const isWell = mark.tone === 'good' && findings.length === 0 && isolation === undefined;
	return {kind: 'lines', heading: isWell ? 'State' : 'What is wrong', lines};
}

/** What GuardDuty found in it: the app may run well all the while. */
function findingLines(findings: readonly FindingSummary[]): readonly Cell[] {
	const {text, tone} = bandsCell(findings);
	return findings.length === 0
		? []
		: [{text: `${symbols.fault} open findings: ${text}; ${keyNames.tasks} lists them`, ...(tone && {tone})}];
}

/** A task that is well by itself is not drawn as fine while the agent that it should have is missing. */
function markOf(verdict: TaskHealth['verdict'], remedy: Remedy | undefined): Cell {
	if (verdict === 'fault' || remedy?.tone === 'fault') {
		return {text: symbols.fault, tone: 'fault'};
	}

	return verdict === 'unknown'
		? {text: symbols.unknown, tone: 'warning'}
		: {text: symbols.good, tone: 'good'};
}

function factsBlock({known, optIn, definition, networkInterface}: TaskFacts): Block {
	const {task, agent} = known;
	const size = [
		task.cpuUnits === undefined ? undefined : `${task.cpuUnits} CPU units`,
		task.memoryMiB === undefined ? undefined : `${task.memoryMiB} MiB`,
		task.ephemeralStorageGiB === undefined ? undefined : `${task.ephemeralStorageGiB} GiB disk`,
	];
	const facts: readonly (readonly [label: string, value: Cell])[] = [
		['status', statusCell(task)],
		['agent', agentCell(agent, optIn)],
		['agent memory limit', textCell(agent.memoryMiB === undefined ? undefined : `${agent.memoryMiB} MiB`)],
		['cluster', {text: shortName(task.clusterArn)}],
		['service', {text: serviceText(task)}],
		['task definition', {text: shortName(task.taskDefinition)}],
		['stopped', textCell(stoppedText(task))],
		['launch', {text: taskLaunchText(task)}],
		['platform', textCell(platformText(task))],
		['size', textCell(joined(size))],
		['architecture', textCell(task.cpuArchitecture)],
		['zone', textCell(task.availabilityZone)],
		['ENI', textCell(task.network?.eniId)],
		['subnet', textCell(task.network?.subnetId)],
		['private IP', textCell(task.network?.privateIp)],
		['public IP', networkInterface ? fetchedCell(networkInterface, found => found?.publicIp) : noneCell],
		[
			'security groups',
			networkInterface ? fetchedCell(networkInterface, found => found?.securityGroups.join(', ')) : noneCell,
		],
		['execution role', executionRole(task, definition)],
		['task role', fetchedCell(definition, found => found.taskRoleArn)],
		['connectivity', textCell(task.connectivity)],
		['ECS Exec', {text: task.enableExecuteCommand ? 'on' : 'off'}],
		['id', {text: task.id}],
	];
	return {kind: 'facts', heading: 'Facts', facts: facts.map(([label, value]) => ({label, value}))};
}

// Without an execution role Fargate can't pull the agent: docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-troubleshooting.html
function executionRole(task: Task, definition: Fetched<TaskDefinition>): Cell {
	const cell = fetchedCell(definition, found => found.executionRoleArn);
	const isMissing = definition.status === 'fresh' && definition.value.executionRoleArn === undefined;
	return isMissing && task.containerInstanceArn === undefined
		? {text: 'none: the agent can not be pulled without one', tone: 'fault'}
		: cell;
}

function containersBlock(task: Task, definition: Fetched<TaskDefinition>): Block {
	const columns = ['NAME', 'ROLE', 'STATUS', 'EXIT', 'IMAGE', 'CPU', 'MEM MiB', 'HEALTH', 'REASON'];
	const rows = task.containers.map(container => [
		container.name,
		roleOf(container, definition),
		container.lastStatus ?? symbols.unknown,
		text(container.exitCode),
		imageText(container),
		text(container.cpuUnits),
		text(container.memoryMiB ?? container.memoryReservationMiB),
		// ECS says UNKNOWN of a container without a health check: docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
		container.healthStatus === 'UNKNOWN' ? symbols.none : (container.healthStatus ?? symbols.none),
		container.reason ?? symbols.none,
	]);
	// What says nothing of any container leaves its room to what does: at 80 columns there is none to spare.
	const telling = columns.map((_, index) => rows.some(row => row[index] !== symbols.none));
	return {
		kind: 'table',
		heading: 'Containers',
		columns: columns.filter((_, index) => telling[index]),
		rows: rows.map(row => row.filter((_, index) => telling[index])),
	};
}

/** The agent is injected and not essential; of the others the task definition tells. */
function roleOf(container: Container, definition: Fetched<TaskDefinition>): string {
	if (isAgentContainer(container)) {
		return 'agent, non-essential';
	}

	const defined =
		definition.status === 'fresh' || definition.status === 'stale'
			? definition.value.containers.find(({name}) => name === container.name)
			: undefined;
	if (!defined) {
		return symbols.unknown;
	}

	return defined.isEssential ? 'essential' : 'non-essential';
}

/** The registry's host says nothing that tells two images apart. */
function imageText({image}: Container): string {
	return image === undefined ? symbols.none : shortName(image);
}

function digestsBlock(task: Task): Block {
	return {
		kind: 'facts',
		heading: 'Image digests',
		facts: task.containers.map(({name, image, imageDigest}) => ({
			label: name,
			value: textCell(joined([image, imageDigest], ' · ')),
		})),
	};
}

function timelineBlock(task: Task, now: number): Block {
	const stages = [
		['created', task.createdAt],
		['pull started', task.pullStartedAt],
		['pull stopped', task.pullStoppedAt],
		['started', task.startedAt],
		['stopping', task.stoppingAt],
		['stopped', task.stoppedAt],
	] as const;
	const reached = stages.flatMap(([label, at]) => (at === undefined ? [] : [{label, at}]));
	return {
		kind: 'facts',
		heading: 'Timeline',
		facts: reached.map(({label, at}, index) => {
			const before = reached[index - 1];
			const took = before ? `  +${age(at - before.at)}` : '';
			return {
				label,
				value: {text: `${momentText(at)}  ${age(now - at)} ago${took}`},
			};
		}),
	};
}

function joined(parts: readonly (string | undefined)[], separator = ', '): string | undefined {
	const known = parts.filter(part => part !== undefined);
	return known.length === 0 ? undefined : known.join(separator);
}

function text(value: number | undefined): string {
	return value?.toString() ?? symbols.none;
}
