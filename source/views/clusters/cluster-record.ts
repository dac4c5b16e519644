import {heldValue} from '../../domain/fetched.js';
import {type Json} from '../../domain/resources.js';
import {agentMembers, agentRecord} from '../agents/agent-record.js';
import {recordTime} from '../columns.js';
import {staleCount} from './cluster-columns.js';
import {type ClusterRow} from './cluster-row.js';

export const clusterMembers = [
	'name',
	'arn',
	'status',
	'optIn',
	'optInBy',
	'optInReason',
	'optInSince',
	'nearMissTags',
	...agentMembers,
	'stale',
	'staleServices',
	'staleTasks',
	'containerInsights',
	'services',
	'runningTasks',
	'pendingTasks',
	'runningFargateTasks',
	'runningEc2Tasks',
	'containerInstances',
	'readAt',
] as const;

/** Returns a cluster for scripts; null is what is not known. */
export function clusterRecord(row: ClusterRow): Readonly<Record<(typeof clusterMembers)[number], Json>> {
	const {cluster, optIn} = row;
	const census = heldValue(row.census);
	return {
		name: row.name,
		arn: row.arn,
		status: cluster?.status ?? null,
		optIn: optIn?.state ?? null,
		optInBy: optIn?.by ?? null,
		optInReason: optIn?.reason ?? null,
		optInSince: recordTime(optIn?.since),
		nearMissTags: optIn?.nearMisses.map(({key, value}) => `${key}=${value}`) ?? null,
		...agentRecord(census),
		stale: staleCount(census, optIn) ?? null,
		staleServices: census?.staleServices ?? null,
		staleTasks: census?.staleTasks ?? null,
		containerInsights: cluster?.containerInsights ?? null,
		services: cluster?.activeServices ?? null,
		runningTasks: cluster?.runningTasks ?? null,
		pendingTasks: cluster?.pendingTasks ?? null,
		runningFargateTasks: cluster?.runningFargateTasks ?? null,
		runningEc2Tasks: cluster?.runningEc2Tasks ?? null,
		containerInstances: cluster?.containerInstances ?? null,
		readAt: recordTime(row.held.at),
	};
}
