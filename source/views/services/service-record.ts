import {shortName} from '../../domain/arn.js';
import {heldValue} from '../../domain/fetched.js';
import {type Json} from '../../domain/resources.js';
import {launchText} from '../../domain/task/launch.js';
import {servicesRead} from '../../store/reads/services.js';
import {type Snapshot} from '../../store/snapshot.js';
import {agentMembers, agentRecord} from '../agents/agent-record.js';
import {recordTime} from '../columns.js';
import {heldRow} from '../held.js';
import {primaryDeployment, type ServiceRow} from './service-row.js';

export const serviceMembers = [
	'name',
	'cluster',
	'arn',
	'status',
	'desired',
	'running',
	'pending',
	'optIn',
	...agentMembers,
	'stale',
	'staleReason',
	'rollout',
	'rolloutReason',
	'failedTasks',
	'deployedAt',
	'launch',
	'platformVersion',
	'platformFamily',
	'taskDefinition',
	'controller',
	'minimumHealthyPercent',
	'maximumPercent',
	'readAt',
] as const;

/** Returns a service for scripts; null is what is not known. `stale` is true, false or "unknown". */
export function serviceRecord(
	row: ServiceRow,
	snapshot?: Snapshot,
): Readonly<Record<(typeof serviceMembers)[number], Json>> {
	const {service, stale} = row;
	const primary = primaryDeployment(service);
	return {
		name: row.name,
		cluster: shortName(row.clusterArn),
		arn: row.arn,
		status: service?.status ?? null,
		desired: service?.desired ?? null,
		running: service?.running ?? null,
		pending: service?.pending ?? null,
		optIn: row.optIn?.state ?? null,
		...agentRecord(heldValue(row.census)),
		stale: stale?.isStale ?? null,
		staleReason: stale?.reason ?? null,
		rollout: primary?.rolloutState ?? null,
		rolloutReason: primary?.rolloutStateReason ?? null,
		failedTasks: primary?.failedTasks ?? null,
		deployedAt: recordTime(primary?.createdAt),
		launch: service ? launchText(service) : null,
		platformVersion: service?.platformVersion ?? null,
		platformFamily: service?.platformFamily ?? null,
		taskDefinition: service?.taskDefinition ?? null,
		controller: service?.controller ?? null,
		minimumHealthyPercent: service?.minimumHealthyPercent ?? null,
		maximumPercent: service?.maximumPercent ?? null,
		readAt: recordTime((heldRow(snapshot?.get(servicesRead, row.clusterArn), row.arn) ?? row.held).at),
	};
}
