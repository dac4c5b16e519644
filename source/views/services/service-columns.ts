import {shortName} from '../../domain/arn.js';
import {heldValue} from '../../domain/fetched.js';
import {type Service} from '../../domain/resources.js';
import {launchText} from '../../domain/task/launch.js';
import {agentsCell, agentsMissing} from '../agents/agents-cell.js';
import {ageColumn, noneCell, textColumn, unknownCell, waitingCell} from '../columns.js';
import {bandsColumn} from '../findings/bands-cell.js';
import {symbols} from '../symbols.js';
import {type Cell, type Column} from '../view.js';
import {primaryDeployment, type ServiceRow} from './service-row.js';

export const serviceColumns: readonly Column<ServiceRow>[] = [
	textColumn({id: 'name', heading: 'NAME', min: 12, max: 48, priority: 1, grows: true}, row => row.name),
	{
		...textColumn<ServiceRow>({id: 'cluster', heading: 'CLUSTER', min: 10, max: 32, priority: 5}, row =>
			shortName(row.clusterArn),
		),
		isShownAt: place => place.cluster === undefined,
	},
	{
		id: 'counts',
		heading: 'DES/RUN/PEND',
		align: 'right',
		min: 12,
		max: 12,
		priority: 6,
		cell: row => countsCell(row),
		value: ({service}) => service && service.desired - service.running,
	},
	{
		id: 'agents',
		heading: 'AGENTS',
		align: 'left',
		min: 10,
		max: 16,
		priority: 2,
		cell: ({census, optIn, service}) => agentsCell(census, optIn, service?.running),
		value({census, optIn}) {
			const counted = heldValue(census);
			return counted && agentsMissing(counted, optIn);
		},
	},
	{
		id: 'stale',
		heading: 'STALE',
		align: 'left',
		min: 5,
		max: 5,
		priority: 3,
		cell: row => staleCell(row.stale),
		value: ({stale}) => staleRank(stale),
	},
	bandsColumn(4, ({findings}) => findings),
	{
		id: 'rollout',
		heading: 'ROLLOUT',
		align: 'left',
		min: 13,
		max: 13,
		priority: 7,
		cell: row => rolloutCell(row.service),
		value: ({service}) => primaryDeployment(service)?.rolloutState,
	},
	ageColumn(
		{id: 'deployed', heading: 'DEPLOYED', min: 8, max: 8, priority: 8},
		({service}) => primaryDeployment(service)?.createdAt,
	),
	textColumn({id: 'launch', heading: 'LAUNCH', min: 8, max: 22, priority: 9}, ({service}) =>
		service ? launchText(service) : undefined,
	),
	textColumn({id: 'platform', heading: 'PLATFORM', min: 8, max: 16, priority: 10}, ({service}) =>
		service ? platformText(service) : undefined,
	),
	textColumn(
		{id: 'taskdef', heading: 'TASKDEF', min: 10, max: 40, priority: 11, isWide: true},
		({service}) => (service ? shortName(service.taskDefinition) : undefined),
	),
	textColumn(
		{id: 'controller', heading: 'CONTROLLER', min: 10, max: 11, priority: 12, isWide: true},
		({service}) => service?.controller,
	),
	textColumn(
		{id: 'min-max', heading: 'MIN/MAX %', min: 9, max: 9, priority: 13, isWide: true},
		({service}) => (service ? minMaxText(service) : undefined),
	),
];

/** Returns the state of the rollout of the PRIMARY deployment, with a symbol. */
export function rolloutCell(service: Service | undefined): Cell {
	if (!service) {
		return waitingCell;
	}

	switch (primaryDeployment(service)?.rolloutState) {
		case 'COMPLETED':
			return {text: `${symbols.good} completed`, tone: 'good'};
		case 'IN_PROGRESS':
			return {text: `${symbols.busy} in progress`, tone: 'accent'};
		case 'FAILED':
			return {text: `${symbols.fault} failed`, tone: 'fault'};
		case undefined:
			// ECS keeps no rollout state for CODE_DEPLOY and EXTERNAL.
			return noneCell;
	}
}

function countsCell({service}: ServiceRow): Cell {
	if (!service) {
		return waitingCell;
	}

	const {desired, running, pending} = service;
	return {text: `${desired}/${running}/${pending}`, tone: running < desired ? 'warning' : 'plain'};
}

/** Returns `yes`, `no` or `?`; a service is stale when it predates the opt-in. */
export function staleCell(stale: {readonly isStale: boolean | 'unknown'} | undefined): Cell {
	switch (stale?.isStale) {
		case true:
			return {text: 'yes', tone: 'warning'};
		case false:
			return {text: 'no', tone: 'dim'};
		case 'unknown':
			return unknownCell;
		case undefined:
			return waitingCell;
	}
}

/** Returns what staleness is sorted by: stale ones last, so that descending brings them up. */
export function staleRank(stale: {readonly isStale: boolean | 'unknown'} | undefined): number | undefined {
	if (stale === undefined) {
		return undefined;
	}

	return stale.isStale === 'unknown' ? 1 : Number(stale.isStale) * 2;
}

/** Returns the platform version, with the family when it is not Linux. */
export function platformText({
	platformVersion,
	platformFamily,
}: {
	readonly platformVersion?: string;
	readonly platformFamily?: string;
}): string | undefined {
	const family = platformFamily === undefined || /^linux$/i.test(platformFamily) ? '' : ` ${platformFamily}`;
	const text = `${platformVersion ?? ''}${family}`.trim();
	return text === '' ? undefined : text;
}

/** Returns minimum and maximum healthy percent, `100/200`; undefined when ECS says neither. */
export function minMaxText({minimumHealthyPercent, maximumPercent}: Service): string | undefined {
	return minimumHealthyPercent === undefined && maximumPercent === undefined
		? undefined
		: `${minimumHealthyPercent ?? symbols.unknown}/${maximumPercent ?? symbols.unknown}`;
}
