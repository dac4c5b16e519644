import {shortName} from '../../domain/arn.js';
import {type ContainerInstance} from '../../domain/resources.js';
import {ageColumn, noneCell, numberColumn, textColumn, waitingCell} from '../columns.js';
import {managementWord} from '../coverage/coverage-cells.js';
import {symbols} from '../symbols.js';
import {type Cell, type Column} from '../view.js';
import {type InstanceRow} from './instance-row.js';

/** The columns of container instances. */
export const instanceColumns: readonly Column<InstanceRow>[] = [
	textColumn({id: 'instance', heading: 'INSTANCE', min: 12, max: 36, priority: 1, grows: true}, row =>
		instanceName(row),
	),
	textColumn({id: 'status', heading: 'STATUS', min: 8, max: 14, priority: 2}, row => row.instance?.status),
	{
		id: 'ecs-agent',
		heading: 'ECS AGENT',
		align: 'left',
		min: 11,
		max: 22,
		priority: 4,
		cell: ({instance}) => (instance ? connectionCell(instance) : waitingCell),
		value: ({instance}) =>
			instance && `${Number(instance.isAgentConnected ?? 0)} ${instance.ecsAgentVersion ?? ''}`,
	},
	{
		id: 'guardduty',
		heading: 'GUARDDUTY',
		align: 'left',
		min: 9,
		max: 24,
		priority: 3,
		cell: guardDutyCell,
		value: ({coverage, optIn}) => (coverage.status === 'known' && coverage.value?.status) || optIn?.state,
	},
	textColumn(
		{id: 'agent', heading: 'AGENT', min: 7, max: 9, priority: 4},
		({coverage}) => judgedOf(coverage)?.agentVersion,
	),
	{
		id: 'cause',
		heading: 'CAUSE',
		align: 'left',
		min: 14,
		max: 48,
		priority: 5,
		cell: causeOf,
		value: ({issues}) => issues[0]?.cause,
	},
	numberColumn(
		{id: 'tasks', heading: 'TASKS', min: 5, max: 5, priority: 5},
		row => row.instance?.runningTasks,
	),
	textColumn({id: 'type', heading: 'TYPE', min: 10, max: 16, priority: 6}, row => row.instance?.instanceType),
	textColumn({id: 'az', heading: 'AZ', min: 10, max: 14, priority: 7}, row => row.instance?.availabilityZone),
	numberColumn(
		{id: 'cpu-free', heading: 'CPU FREE', min: 8, max: 8, priority: 8},
		row => row.instance?.remainingCpuUnits,
	),
	numberColumn(
		{id: 'memory-free', heading: 'FREE MiB', min: 8, max: 8, priority: 9},
		row => row.instance?.remainingMemoryMiB,
	),
	ageColumn({id: 'judged', heading: 'JUDGED', min: 6, max: 6, priority: 10}, ({coverage}) =>
		coverage.status === 'known' ? coverage.value?.updatedAt : undefined,
	),
	textColumn({id: 'managed', heading: 'MANAGED', min: 7, max: 12, priority: 11, isWide: true}, ({coverage}) =>
		managementWord(judgedOf(coverage)?.management),
	),
	ageColumn({id: 'age', heading: 'AGE', min: 4, max: 4, priority: 10}, row => row.instance?.registeredAt),
	textColumn(
		{id: 'ami', heading: 'AMI', min: 12, max: 21, priority: 11, isWide: true},
		row => row.instance?.amiId,
	),
	textColumn(
		{id: 'os', heading: 'OS', min: 5, max: 10, priority: 12, isWide: true},
		row => row.instance?.osType,
	),
	textColumn(
		{id: 'architecture', heading: 'ARCH', min: 6, max: 8, priority: 13, isWide: true},
		row => row.instance?.cpuArchitecture,
	),
	textColumn(
		{id: 'provider', heading: 'PROVIDER', min: 8, max: 32, priority: 14, isWide: true},
		row => row.instance?.capacityProvider,
	),
];

function connectionCell({isAgentConnected, ecsAgentVersion}: ContainerInstance): Cell {
	const version = ecsAgentVersion === undefined ? '' : ` ${ecsAgentVersion}`;
	switch (isAgentConnected) {
		case true:
			return {text: `${symbols.good} up${version}`, tone: 'good'};
		case false:
			return {text: `${symbols.fault} lost${version}`, tone: 'fault'};
		case undefined:
			return {text: `${symbols.unknown}${version}`, tone: 'warning'};
	}
}

/** Returns what GuardDuty says of an instance; where it says nothing, what should be. */
function guardDutyCell({coverage, optIn}: InstanceRow): Cell {
	const resource = coverage.status === 'known' ? coverage.value : undefined;
	if (resource) {
		return statusCell(resource.status);
	}

	if (!optIn) {
		return waitingCell;
	}

	return optIn.state === 'off'
		? {text: `${symbols.fault} off`, tone: 'fault'}
		: {text: `${symbols.unknown} ${optIn.state}`, tone: 'warning'};
}

function statusCell(status: string): Cell {
	switch (status.toUpperCase()) {
		case 'HEALTHY':
			return {text: `${symbols.good} healthy`, tone: 'good'};
		case 'UNHEALTHY':
			return {text: `${symbols.fault} unhealthy`, tone: 'fault'};
		default:
			return {text: `${symbols.unknown} ${status.toLowerCase() || 'no status'}`, tone: 'warning'};
	}
}

function causeOf({issues}: InstanceRow): Cell {
	const [first] = issues;
	return first ? {text: first.cause, tone: 'fault'} : noneCell;
}

function judgedOf(coverage: InstanceRow['coverage']) {
	const details = coverage.status === 'known' ? coverage.value?.details : undefined;
	return details?.type === 'EC2' ? details : undefined;
}

/** Returns the EC2 instance's id; that of ECS until it is described. */
export function instanceName({instance, held}: InstanceRow): string {
	return instance?.ec2InstanceId ?? shortName(held.key);
}
