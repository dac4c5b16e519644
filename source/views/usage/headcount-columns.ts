import {type Headcount, type UsageEntity} from '../../domain/usage/usage.js';
import {noneCell, unknownCell} from '../columns.js';
import {type Cell, type Column} from '../view.js';
import {countCell, rolloutsOf, runningCell, withoutAge} from './headcount-words.js';
import {levelAt} from './level.js';
import {type UsageRow} from './usage-row.js';

const isOfServices: Column<UsageRow>['isShownAt'] = place => levelAt(place) === 'services';
const isOfClusters: Column<UsageRow>['isShownAt'] = place => levelAt(place) === 'clusters';

/** What AWS's own records of services and clusters count. What is as always has no column: a rollout shows by its own. */
export const headcountColumns: readonly Column<UsageRow>[] = [
	{
		id: 'running',
		// As short as the other list's DES/RUN/PEND, or the trend of memory has no room beside it in 80 columns.
		heading: 'RUN/DES',
		align: 'right',
		min: 7,
		max: 13,
		priority: 3,
		shorten: withoutAge,
		isShownAt: isOfServices,
		cell: (row, now) => ownCell(row, 'service', own => runningCell(own, now)),
		value: row =>
			ownValue(row, ({counts: {running, desired}}) =>
				desired !== undefined && running !== undefined ? desired - running : undefined,
			),
	},
	{
		...countColumn(
			{id: 'pending', heading: 'PENDING', kind: 'service', priority: 5, usual: 0},
			own => own.counts.pending,
		),
		isShownAt: isOfServices,
		isOptional: true,
		value: row => ownValue(row, ({counts: {pending = 0}}) => (pending > 0 ? pending : undefined)),
	},
	{
		...countColumn(
			{id: 'deployments', heading: 'DEPLOYS', kind: 'service', priority: 5, usual: 1},
			rolloutsOf,
		),
		isShownAt: isOfServices,
		isOptional: true,
		value: row => ownValue(row, own => ((rolloutsOf(own) ?? 1) > 1 ? rolloutsOf(own) : undefined)),
	},
	{
		...countColumn({id: 'tasks', heading: 'TASKS', kind: 'cluster', priority: 3}, own => own.counts.running),
		isShownAt: isOfClusters,
	},
	{
		...countColumn(
			{id: 'services', heading: 'SERVICES', kind: 'cluster', priority: 7},
			own => own.counts.services,
		),
		isShownAt: isOfClusters,
	},
	{
		...countColumn(
			{id: 'instances', heading: 'INSTANCES', kind: 'cluster', priority: 9},
			own => own.counts.instances,
		),
		isShownAt: isOfClusters,
		isOptional: true,
		value: row => ownValue(row, ({counts: {instances = 0}}) => (instances > 0 ? instances : undefined)),
	},
];

type Shape = {
	readonly id: string;
	readonly heading: string;
	readonly kind: UsageEntity['kind'];
	readonly priority: number;
	/** Drawn dim, so that the others stand out. */
	readonly usual?: number;
};

function countColumn(
	{id, heading, kind, priority, usual}: Shape,
	of: (own: Headcount) => number | undefined,
): Column<UsageRow> {
	return {
		id,
		heading,
		align: 'right',
		min: Math.max(5, heading.length),
		max: Math.max(9, heading.length),
		priority,
		shorten: withoutAge,
		cell: (row, now) =>
			ownCell(row, kind, own => {
				const count = of(own);
				const cell = countCell(count, own, now);
				return count !== undefined && count === usual ? {...cell, tone: 'dim'} : cell;
			}),
		value: row => ownValue(row, of),
	};
}

/** Standalone tasks have no service; a service whose own record did not come has counts that nobody knows. */
function ownCell(row: UsageRow, kind: UsageEntity['kind'], cell: (own: Headcount) => Cell): Cell {
	if (
		row.kind === 'gap' ||
		row.entity.kind !== kind ||
		(kind === 'service' && row.entity.service === undefined)
	) {
		return noneCell;
	}

	return row.own ? cell(row.own) : unknownCell;
}

function ownValue(row: UsageRow, of: (own: Headcount) => number | undefined): number | undefined {
	return row.kind === 'gap' || row.own === undefined ? undefined : of(row.own);
}
