import {momentText} from '../../domain/age.js';
import {shortName} from '../../domain/arn.js';
import {type Finding, type FindingContainer} from '../../domain/findings/finding.js';
import {sessionTaskId} from '../../domain/findings/session-task.js';
import {taskIdIn} from '../../domain/findings/task-id.js';
import {type TaskState} from '../../domain/findings/task-state.js';
import {type Fact} from '../blocks.js';
import {cut} from '../fit.js';
import {keyNames} from '../key-names.js';
import {type Block, type Cell} from '../view.js';
import {whoseText} from './finding-columns.js';
import {presentFacts} from './named-block.js';
import {stateSentence} from './task-state.js';

/** Returns where it happened: cluster, service, the task and what became of it, container and image. */
export function whereBlocks(
	finding: Finding,
	state: TaskState,
	isolation: Cell | undefined,
): readonly Block[] {
	return [
		...presentFacts('Where', [
			['cluster', short(finding.clusterName ?? finding.clusterArn)],
			['service', short(whoseText(finding, state))],
			['task', short(finding.taskId ?? finding.taskArn)],
			['tasks', severalTasks(finding)],
			['credentials of', sessionTask(finding)],
			['task now', stateSentence(state, finding.isSample)],
			['network', isolation],
			...affectedFacts(finding),
			['instance', finding.instanceId],
		]),
	];
}

/** A sequence of several tasks leads to none of them by itself: how many there are, and how to get to them. */
function severalTasks({sequence, taskArn}: Finding): Cell | undefined {
	const ids = new Set((sequence?.resources ?? []).flatMap(({id}) => taskIdIn(id) ?? []));
	if (taskArn !== undefined || ids.size === 0) {
		return undefined;
	}

	const named = [...ids].slice(0, mostTasks).map(id => id.slice(0, 8));
	const more = ids.size > named.length ? ` and ${ids.size - named.length} more` : '';
	return {
		text: `${ids.size}: ${named.join(', ')}${more}; ${keyNames.sequence} lists the findings about them`,
		tone: 'warning',
	};
}

const mostTasks = 6;

/** Of stolen credentials the finding does not tell the cluster, so the task is looked for by hand. */
function sessionTask(finding: Finding): Cell | undefined {
	const id = sessionTaskId(finding);
	return id === undefined
		? undefined
		: {
				text: `task ${id}, by the name of the session; in the list of all tasks (${keyNames.tasks}) / ${id.slice(0, 8)} finds it while it runs`,
				tone: 'warning',
			};
}

/** A name of at most some lines: a longer one would push the rest off the screen, and is told whole below. */
function short(name: string | undefined): string | undefined {
	return name === undefined ? undefined : cut(name, nameWidth);
}

const nameWidth = 200;

/** Returns the finding's own copy of its task: what stays when ECS has forgotten it. */
export function copyBlocks({task, clusterStatus, clusterName, ...finding}: Finding): readonly Block[] {
	if (!task) {
		return [];
	}

	const {containers, volumes} = task;
	return presentFacts('The task as the finding has it', [
		['ARN', task.arn],
		['task definition', task.definitionArn === undefined ? undefined : shortName(task.definitionArn)],
		['version', task.version],
		['group', task.group],
		['started by', task.startedBy],
		['launch', task.launchType],
		['created', task.createdAt === undefined ? undefined : momentText(task.createdAt)],
		['started', task.startedAt === undefined ? undefined : momentText(task.startedAt)],
		['cluster', [clusterName, clusterStatus].filter(Boolean).join('  ')],
		['cluster services', finding.clusterServices],
		['cluster instances', finding.clusterInstances],
		['cluster tasks running', finding.clusterRunningTasks],
		...containers.flatMap((one, index) => containerFacts(one, `container ${index + 1}`)),
		...volumes.map(
			(one): Fact => [
				`volume ${one.name ?? ''}`.trim(),
				one.hostPath === undefined ? 'no path of the host' : `path of the host ${one.hostPath}`,
			],
		),
	]);
}

/** The container that it happened in; where none is named, how many there are. */
function affectedFacts({container, containerName, image, task}: Finding): readonly Fact[] {
	const containers = task?.containers ?? [];
	const only = containers.length === 1 ? containers[0] : undefined;
	const named = container ?? containers.find(({name}) => name === containerName) ?? only;
	return [
		[
			'container',
			short(named?.name ?? containerName) ??
				(containers.length > 1 ? `one of ${containers.length}` : undefined),
		],
		['image', short(named?.image ?? image)],
		['security context', named && securityCell(named)],
	];
}

/** Returns all that is told of the container that it happened in, where the finding tells of it by itself. */
export function containerBlocks({container}: Finding): readonly Block[] {
	return container ? presentFacts('Container', containerFacts(container, 'name')) : [];
}

function containerFacts(container: FindingContainer, label: string): readonly Fact[] {
	const {id, name, image, imagePrefix, runtime, mounts} = container;
	return [
		[label, name],
		['image', image],
		['security context', securityCell(container)],
		['runtime', runtime],
		['container id', id],
		['image prefix', imagePrefix],
		['mounts', mounts.map(({name: volume, path}) => `${volume ?? ''} at ${path ?? '?'}`.trim()).join(', ')],
	];
}

function securityCell({isPrivileged, allowsPrivilegeEscalation}: FindingContainer): Cell | undefined {
	const parts = [
		...(isPrivileged === undefined ? [] : [isPrivileged ? 'PRIVILEGED' : 'not privileged']),
		...(allowsPrivilegeEscalation === undefined
			? []
			: [allowsPrivilegeEscalation ? 'may escalate privileges' : 'may not escalate privileges']),
	];
	return parts.length === 0
		? undefined
		: {
				text: parts.join(', '),
				tone: isPrivileged ? 'fault' : allowsPrivilegeEscalation ? 'warning' : 'plain',
			};
}
