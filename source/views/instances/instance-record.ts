import {shortName} from '../../domain/arn.js';
import {type Json} from '../../domain/resources.js';
import {recordTime} from '../columns.js';
import {issueRecord} from '../coverage/coverage-record.js';
import {type InstanceRow} from './instance-row.js';

export const instanceMembers = [
	'id',
	'arn',
	'cluster',
	'ec2InstanceId',
	'status',
	'ecsAgentConnected',
	'ecsAgentVersion',
	'optIn',
	'optInReason',
	'guardDutyStatus',
	'guardDutyAgentVersion',
	'management',
	'judgedAt',
	'issues',
	'runningTasks',
	'pendingTasks',
	'instanceType',
	'availabilityZone',
	'amiId',
	'osType',
	'cpuArchitecture',
	'capacityProvider',
	'remainingCpuUnits',
	'remainingMemoryMiB',
	'registeredAt',
	'readAt',
] as const;

/** Returns a container instance for scripts; null is what is not known. */
export function instanceRecord({
	held,
	clusterArn,
	instance,
	optIn,
	coverage,
	issues,
}: InstanceRow): Readonly<Record<(typeof instanceMembers)[number], Json>> {
	const resource = coverage.status === 'known' ? coverage.value : undefined;
	const judged = resource?.details.type === 'EC2' ? resource.details : undefined;
	return {
		id: shortName(held.key),
		arn: held.key,
		cluster: shortName(clusterArn),
		ec2InstanceId: instance?.ec2InstanceId ?? null,
		status: instance?.status ?? null,
		ecsAgentConnected: instance?.isAgentConnected ?? null,
		ecsAgentVersion: instance?.ecsAgentVersion ?? null,
		optIn: optIn?.state ?? null,
		optInReason: optIn?.reason ?? null,
		guardDutyStatus: coverage.status === 'unknown' ? null : (resource?.status ?? 'NOT_REPORTED'),
		guardDutyAgentVersion: judged?.agentVersion ?? null,
		management: judged?.management ?? null,
		judgedAt: recordTime(resource?.updatedAt),
		issues: coverage.status === 'unknown' ? null : issues.map(issueRecord),
		runningTasks: instance?.runningTasks ?? null,
		pendingTasks: instance?.pendingTasks ?? null,
		instanceType: instance?.instanceType ?? null,
		availabilityZone: instance?.availabilityZone ?? null,
		amiId: instance?.amiId ?? null,
		osType: instance?.osType ?? null,
		cpuArchitecture: instance?.cpuArchitecture ?? null,
		capacityProvider: instance?.capacityProvider ?? null,
		remainingCpuUnits: instance?.remainingCpuUnits ?? null,
		remainingMemoryMiB: instance?.remainingMemoryMiB ?? null,
		registeredAt: recordTime(instance?.registeredAt),
		readAt: recordTime(held.at),
	};
}
