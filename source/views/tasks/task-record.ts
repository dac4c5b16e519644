import {shortName} from '../../domain/arn.js';
import {type Json} from '../../domain/resources.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {recordTime} from '../columns.js';
import {heldRow} from '../held.js';
import {taskLaunchText} from './task-columns.js';
import {type TaskRow} from './task-row.js';

export const taskMembers = [
	'id',
	'arn',
	'cluster',
	'service',
	'status',
	'desiredStatus',
	'optIn',
	'agent',
	'agentReason',
	'agentVersion',
	'agentIsBehind',
	'health',
	'stale',
	'staleReason',
	'createdAt',
	'startedAt',
	'stoppedAt',
	'stopCode',
	'stoppedReason',
	'launch',
	'platformVersion',
	'platformFamily',
	'taskDefinition',
	'cpuUnits',
	'memoryMiB',
	'availabilityZone',
	'privateIp',
	'readAt',
] as const;

/** Returns a task for scripts; null is what is not known, and the service of a standalone task. */
export function taskRecord(
	row: TaskRow,
	snapshot?: Snapshot,
): Readonly<Record<(typeof taskMembers)[number], Json>> {
	const task = row.known?.task;
	const agent = row.known?.agent;
	const stale = row.known?.stale;
	return {
		id: row.id,
		arn: row.arn,
		cluster: shortName(row.clusterArn),
		service: task?.serviceName ?? null,
		status: task?.lastStatus ?? null,
		desiredStatus: task?.desiredStatus ?? null,
		optIn: row.optIn?.state ?? null,
		agent: agent?.state ?? null,
		agentReason: agent?.reason ?? null,
		agentVersion: agent?.version ?? null,
		agentIsBehind: agent?.isBehind ?? null,
		health: row.known?.health.text ?? null,
		stale: stale?.isStale ?? null,
		staleReason: stale?.reason ?? null,
		createdAt: recordTime(task?.createdAt),
		startedAt: recordTime(task?.startedAt),
		stoppedAt: recordTime(task?.stoppedAt),
		stopCode: task?.stopCode ?? null,
		stoppedReason: task?.stoppedReason ?? null,
		launch: task ? taskLaunchText(task) : null,
		platformVersion: task?.platformVersion ?? null,
		platformFamily: task?.platformFamily ?? null,
		taskDefinition: task?.taskDefinition ?? null,
		cpuUnits: task?.cpuUnits ?? null,
		memoryMiB: task?.memoryMiB ?? null,
		availabilityZone: task?.availabilityZone ?? null,
		privateIp: task?.network?.privateIp ?? null,
		readAt: recordTime((heldRow(snapshot?.get(tasksRead, row.clusterArn), row.arn) ?? row.held).at),
	};
}
