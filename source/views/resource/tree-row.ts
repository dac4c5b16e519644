import {isAgentContainer} from '../../domain/agent/agent.js';
import {type ClusterArn, shortName} from '../../domain/arn.js';
import {heldValue} from '../../domain/fetched.js';
import {type Container, type Task} from '../../domain/resources.js';
import {isLive} from '../../domain/task/task-phase.js';
import {agentCell} from '../agents/agent-cell.js';
import {agentsCell} from '../agents/agents-cell.js';
import {type ClusterRow} from '../clusters/cluster-row.js';
import {clusterVerdict} from '../clusters/cluster-verdict.js';
import {optInCell} from '../clusters/opt-in-cell.js';
import {noneCell, textCell, waitingCell} from '../columns.js';
import {freshnessOf} from '../held.js';
import {serviceArnOf} from '../places.js';
import {rolloutCell} from '../services/service-columns.js';
import {type ServiceRow} from '../services/service-row.js';
import {serviceVerdict} from '../services/service-verdict.js';
import {isolationMark} from '../tasks/isolation.js';
import {statusCell, taskLaunchText} from '../tasks/task-columns.js';
import {taskPlace} from '../tasks/task-place.js';
import {type TaskRow, taskVerdict} from '../tasks/task-row.js';
import {type Cell, type ListView, type Place, type RowVerdict} from '../view.js';

/** One line of the tree, drawn alike for all four kinds of things. */
export type TreeRow = {
	/** The ARN; a container's has its task's ARN before `#`. */
	readonly key: string;
	readonly kind: 'cluster' | 'service' | 'task' | 'container';
	readonly depth: number;
	readonly name: string;
	/** Names from the cluster down to this row, so that a filter for a service finds its tasks too. */
	readonly path: string;
	readonly clusterArn: ClusterArn;
	readonly state: Cell;
	readonly agents: Cell;
	readonly about: string;
	readonly verdict: RowVerdict;
	readonly freshness: ReturnType<ListView<unknown>['freshness']>;
	readonly opens: Place;
	readonly service?: NonNullable<Place['service']>;
};

/** Returns the line of a cluster. */
export function clusterLine(row: ClusterRow): TreeRow {
	const {cluster} = row;
	return {
		key: row.arn,
		kind: 'cluster',
		depth: 0,
		name: row.name,
		path: row.name,
		clusterArn: row.arn,
		state: optInCell(row.optIn, heldValue(row.census)),
		agents: agentsCell(row.census, row.optIn, cluster?.runningTasks),
		about: cluster ? `${cluster.activeServices} services, ${cluster.runningTasks} tasks` : '',
		verdict: clusterVerdict(row),
		freshness: freshnessOf(row.held),
		opens: {view: 'services', cluster: row.arn},
	};
}

/** Returns the line of a service. */
export function serviceLine(row: ServiceRow): TreeRow {
	const {service} = row;
	return {
		key: row.arn,
		kind: 'service',
		depth: 1,
		name: row.name,
		path: `${shortName(row.clusterArn)} ${row.name}`,
		clusterArn: row.clusterArn,
		state: rolloutCell(service),
		agents: agentsCell(row.census, row.optIn, service?.running),
		about: service
			? `${service.running} of ${service.desired} tasks${row.stale?.isStale === true ? ', stale' : ''}`
			: '',
		verdict: serviceVerdict(row),
		freshness: freshnessOf(row.held),
		opens: {view: 'tasks', cluster: row.clusterArn, service: row.arn},
		service: row.arn,
	};
}

/** Returns the line of a task and those of its containers. */
export function taskLines(row: TaskRow): readonly TreeRow[] {
	const {known, clusterArn} = row;
	const task = known?.task;
	const service = task && serviceArnOf(task);
	const path = `${shortName(clusterArn)} ${task?.serviceName ?? 'standalone'} ${row.id}`;
	const line: TreeRow = {
		key: row.arn,
		kind: 'task',
		depth: 2,
		name: row.id.slice(0, 8),
		path,
		clusterArn,
		state: task ? statusCell(task) : waitingCell,
		agents: known && task && isLive(task) ? agentCell(known.agent, row.optIn) : noneCell,
		about: task ? aboutTask(task, row.isolation) : '',
		verdict: taskVerdict(row),
		freshness: freshnessOf(row.held),
		opens: taskPlace(row),
		...(service ? {service} : {}),
	};
	return [
		line,
		...(task?.containers ?? []).map(container =>
			containerLine(line, container, known?.agent.state === 'failed'),
		),
	];
}

function aboutTask(task: Task, isolation: TaskRow['isolation']): string {
	const mark = isolationMark(isolation, task);
	return [
		...(mark === undefined ? [] : [mark]),
		taskLaunchText(task),
		...(task.serviceName === undefined ? ['standalone'] : []),
	].join(', ');
}

function containerLine(task: TreeRow, container: Container, hasFailed: boolean): TreeRow {
	const isAgent = isAgentContainer(container);
	const isStopped = container.lastStatus === 'STOPPED';
	return {
		...task,
		key: `${task.key}#${container.name}`,
		kind: 'container',
		depth: 3,
		name: container.name,
		path: `${task.path} ${container.name}`,
		state: {
			text: container.lastStatus ?? '?',
			tone: isStopped && isAgent ? (task.agents.tone ?? 'plain') : 'plain',
		},
		agents: isAgent ? {...task.agents, text: 'agent'} : textCell(undefined),
		about: container.image === undefined ? '' : shortName(container.image),
		verdict: isAgent && hasFailed ? 'fault' : 'ok',
	};
}
