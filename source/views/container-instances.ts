import {type ClusterArn, shortName} from '../domain/arn.js';
import {failureLine} from '../domain/failure-text.js';
import {type Collection, type Held, heldValue} from '../domain/fetched.js';
import {type InstanceOptIn, instanceOptIn} from '../domain/opt-in-ec2.js';
import {type ContainerInstance, type Detector} from '../domain/resources.js';
import {want} from '../store/read.js';
import {containerInstancesRead} from '../store/reads/container-instances.js';
import {detectorRead} from '../store/reads/detector.js';
import {type Snapshot} from '../store/snapshot.js';
import {clustersWant, gateErrors, gateWants} from './cluster-facts.js';
import {ageColumn, numberColumn, textColumn, waitingCell} from './columns.js';
import {emptyText} from './empty.js';
import {freshnessOf, statusOf} from './held.js';
import {instanceMembers, instanceRecord} from './instance-record.js';
import {memoBy} from './memo.js';
import {pace} from './pace.js';
import {symbols} from './symbols.js';
import {type Cell, type Column, type ListView, type RowVerdict} from './view.js';

/** One EC2 instance of a cluster. GuardDuty's agent on it is not visible to ECS. */
export type InstanceRow = {
	readonly clusterArn: ClusterArn;
	readonly held: Held<ContainerInstance>;
	readonly instance?: ContainerInstance;
	/** Absent until GuardDuty was read. */
	readonly optIn?: InstanceOptIn;
};

/** The container instances of a cluster. */
export const containerInstancesView: ListView<InstanceRow> = {
	kind: 'list',
	id: 'container-instances',
	title: () => 'instances',
	wants: ({cluster}) => [
		...(cluster ? [want(containerInstancesRead, cluster, {everyMs: pace.focusedMs, priority: 0})] : []),
		clustersWant(pace.addedMs, 1),
		...gateWants(),
	],
	rows: (snapshot, {cluster}) => (cluster ? instanceRows(snapshot, cluster) : []),
	status: (snapshot, {cluster}) =>
		statusOf(
			cluster
				? [{what: 'container instances', collection: snapshot.get(containerInstancesRead, cluster)}]
				: [],
			gateErrors(snapshot),
		),
	key: row => row.held.key,
	name: instanceName,
	columns: instanceColumns(),
	sort: {column: 'instance', isDescending: false},
	verdict: instanceVerdict,
	freshness: ({held}) => freshnessOf(held),
	empty: (snapshot, {cluster}) =>
		cluster
			? emptyText(
					snapshot.get(containerInstancesRead, cluster),
					`${shortName(cluster)} has no container instances: nothing of it runs on EC2`,
				)
			: 'no cluster is chosen',
	hint: instanceHint,
	open: ({held, clusterArn}) => ({
		view: 'describe',
		cluster: clusterArn,
		subject: held.value?.arn ?? clusterArn,
	}),
	pivots: ({clusterArn}) => ({
		tasks: {view: 'tasks', cluster: clusterArn},
		tree: {view: 'tree', cluster: clusterArn},
	}),
	target: () => undefined,
	actions: [],
	record: instanceRecord,
	members: instanceMembers,
};

function instanceRows(snapshot: Snapshot, cluster: ClusterArn): readonly InstanceRow[] {
	const detector = snapshot.get(detectorRead, undefined);
	const isRead = detector.status === 'fresh' || detector.status === 'stale';
	return rememberedRows(snapshot.get(containerInstancesRead, cluster), cluster, isRead, heldValue(detector));
}

const rememberedRows = memoBy(
	(
		instances: Collection<ContainerInstance>,
		clusterArn: ClusterArn,
		isRead: boolean,
		detector: Detector | undefined,
	): readonly InstanceRow[] => {
		// ECS shows tags of the container instance; the one that counts is a tag of the EC2 instance.
		const optIn = isRead ? instanceOptIn(detector, 'unreadable') : undefined;
		return instances.rows.map(held => ({
			clusterArn,
			held,
			...(held.value ? {instance: held.value} : {}),
			...(optIn ? {optIn} : {}),
		}));
	},
);

function instanceName({instance, held}: InstanceRow): string {
	return instance?.ec2InstanceId ?? shortName(held.key);
}

function instanceColumns(): readonly Column<InstanceRow>[] {
	return [
		textColumn(
			{id: 'instance', heading: 'INSTANCE', min: 12, max: 36, priority: 1, grows: true},
			instanceName,
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
			cell: ({optIn}) => guardDutyCell(optIn),
			value: ({optIn}) => optIn?.state,
		},
		numberColumn(
			{id: 'tasks', heading: 'TASKS', min: 5, max: 5, priority: 5},
			row => row.instance?.runningTasks,
		),
		textColumn(
			{id: 'type', heading: 'TYPE', min: 10, max: 16, priority: 6},
			row => row.instance?.instanceType,
		),
		textColumn(
			{id: 'az', heading: 'AZ', min: 10, max: 14, priority: 7},
			row => row.instance?.availabilityZone,
		),
		numberColumn(
			{id: 'cpu-free', heading: 'CPU FREE', min: 8, max: 8, priority: 8},
			row => row.instance?.remainingCpuUnits,
		),
		numberColumn(
			{id: 'memory-free', heading: 'FREE MiB', min: 8, max: 8, priority: 9},
			row => row.instance?.remainingMemoryMiB,
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
}

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

/** What should be; what is, only GuardDuty's coverage knows. */
function guardDutyCell(optIn: InstanceOptIn | undefined): Cell {
	if (!optIn) {
		return waitingCell;
	}

	return optIn.state === 'off'
		? {text: `${symbols.fault} off`, tone: 'fault'}
		: {text: `${symbols.unknown} ${optIn.state}`, tone: 'warning'};
}

function instanceVerdict({instance, optIn}: InstanceRow): RowVerdict {
	if (instance?.isAgentConnected === false || optIn?.state === 'off') {
		return 'fault';
	}

	// ECS can't see GuardDuty's agent on an instance, so none of them is ever known to be well here.
	return 'unknown';
}

function instanceHint({instance, optIn, held}: InstanceRow): Cell | undefined {
	if (held.failure) {
		return {text: failureLine(held.failure), tone: 'fault'};
	}

	const lost = instance?.isAgentConnected === false ? 'the ECS agent has lost contact; ' : '';
	return optIn && {text: `${lost}${optIn.reason}; GuardDuty coverage tells whether the agent runs`};
}
