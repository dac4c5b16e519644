import {type Census} from '../../domain/agent/census.js';
import {type Fetched, heldValue} from '../../domain/fetched.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {agentsCell, agentsMissing} from '../agents/agents-cell.js';
import {noneCell, numberColumn, textColumn, unknownCell, waitingCell} from '../columns.js';
import {bandsColumn} from '../findings/bands-cell.js';
import {type Cell, type Column} from '../view.js';
import {type ClusterRow} from './cluster-row.js';
import {nearMissCell, nearMissNotes, optInCell, optInRank} from './opt-in-cell.js';

export const clusterColumns: readonly Column<ClusterRow>[] = [
	textColumn({id: 'name', heading: 'NAME', min: 12, max: 48, priority: 1, grows: true}, row => row.name),
	{
		id: 'opt-in',
		heading: 'OPT-IN',
		align: 'left',
		min: 19,
		max: 32,
		priority: 2,
		cell: ({optIn, census, cluster}) => described(cluster, () => optInCell(optIn, heldValue(census))),
		value: ({optIn, census, cluster}) => optInRank(optIn, heldValue(census), cluster?.runningTasks),
	},
	{
		id: 'agents',
		heading: 'AGENTS',
		align: 'left',
		min: 9,
		max: 16,
		priority: 3,
		cell: ({census, optIn, cluster}) => agentsCell(census, optIn, cluster?.runningTasks),
		value: ({census, optIn}) => missingCount(census, optIn),
	},
	bandsColumn(4, ({findings}) => findings),
	textColumn(
		{id: 'insights', heading: 'INSIGHTS', min: 8, max: 8, priority: 8},
		({cluster}) => cluster?.containerInsights,
	),
	{
		id: 'stale',
		heading: 'STALE',
		align: 'right',
		min: 5,
		max: 7,
		priority: 5,
		cell: ({census, optIn}) => staleCell(census, optIn),
		value: ({census, optIn}) => staleCount(heldValue(census), optIn),
	},
	numberColumn(
		{id: 'services', heading: 'SERVICES', min: 8, max: 8, priority: 7},
		({cluster}) => cluster?.activeServices,
	),
	numberColumn(
		{id: 'tasks', heading: 'TASKS', min: 5, max: 7, priority: 6},
		({cluster}) => cluster?.runningTasks,
	),
	textColumn(
		{id: 'status', heading: 'STATUS', min: 8, max: 14, priority: 9, isWide: true},
		({cluster}) => cluster?.status,
	),
	numberColumn(
		{id: 'instances', heading: 'INSTANCES', min: 9, max: 9, priority: 10, isWide: true},
		({cluster}) => cluster?.containerInstances,
	),
	{
		id: 'tag-note',
		heading: 'TAG NOTE',
		align: 'left',
		min: 12,
		max: 60,
		priority: 11,
		isWide: true,
		cell: ({optIn}) => nearMissCell(optIn),
		value: ({optIn}) => nearMissNotes(optIn)[0],
	},
];

function described(cluster: unknown, cell: () => Cell): Cell {
	return cluster === undefined ? waitingCell : cell();
}

function missingCount(census: Fetched<Census>, optIn: OptIn | undefined): number | undefined {
	const counted = heldValue(census);
	return counted && agentsMissing(counted, optIn);
}

/** Services and standalone tasks that run without the agent where it is due; undefined when it can't be said. */
export function staleCount(census: Census | undefined, optIn: OptIn | undefined): number | undefined {
	switch (optIn?.state) {
		case 'monitored':
			return census && census.staleServices.length + census.staleTasks;
		case 'excluded':
		case 'not-opted-in':
		case 'off':
			return 0;
		case 'unknown':
		case undefined:
			return undefined;
	}
}

function staleCell(census: Fetched<Census>, optIn: OptIn | undefined): Cell {
	const count = staleCount(heldValue(census), optIn);
	if (count === undefined) {
		return optIn === undefined || census.status === 'waiting' ? waitingCell : unknownCell;
	}

	const isPartial = optIn?.state === 'monitored' && heldValue(census)?.isPartial === true;
	if (count === 0) {
		return isPartial ? {text: '?0', tone: 'warning'} : noneCell;
	}

	return {text: `${isPartial ? '?' : ''}${count}`, tone: 'warning'};
}
