import {shortName} from '../../domain/arn.js';
import {type TieKind} from '../../domain/findings/blast-radius.js';
import {agentCell} from '../agents/agent-cell.js';
import {noneCell, textColumn, unknownCell, waitingCell} from '../columns.js';
import {isolationMark} from '../tasks/isolation.js';
import {serviceText} from '../tasks/task-columns.js';
import {type Cell, type Column} from '../view.js';
import {bandsColumn} from './bands-cell.js';
import {type BlastRow, closeness, tieOf} from './blast-row.js';

export const blastColumns: readonly Column<BlastRow>[] = [
	textColumn({id: 'task', heading: 'TASK', min: 8, max: 8, priority: 1}, ({row}) => row.id.slice(0, 8)),
	textColumn({id: 'cluster', heading: 'CLUSTER', min: 13, max: 28, priority: 10}, ({row}) =>
		shortName(row.clusterArn),
	),
	textColumn(
		{id: 'service', heading: 'SERVICE', min: 10, max: 32, priority: 3, grows: true},
		({row: {known}}) => (known ? serviceText(known.task) : undefined),
	),
	{
		...tieColumn({id: 'image', heading: 'IMAGE', min: 9, priority: 2}, 'image-digest'),
		value: closeness,
	},
	tieColumn({id: 'definition', heading: 'TASKDEF', min: 7, priority: 5}, 'task-definition'),
	tieColumn({id: 'role', heading: 'ROLE', min: 4, priority: 6}, 'task-role'),
	tieColumn({id: 'group', heading: 'GROUP', min: 5, priority: 7}, 'security-group'),
	{
		...textColumn<BlastRow>(
			{id: 'network', heading: 'NETWORK', min: 9, max: 9, priority: 4},
			({row: {isolation, known}}) => isolationMark(isolation, known?.task),
		),
		isOptional: true,
	},
	bandsColumn(8, ({findings}) => findings),
	{
		id: 'agent',
		heading: 'AGENT',
		align: 'left',
		min: 9,
		max: 22,
		priority: 9,
		cell: ({row: {known, optIn}}) => (known ? agentCell(known.agent, optIn) : waitingCell),
		value: ({row: {known}}) => known?.agent.state,
	},
];

type Shape = {
	readonly id: string;
	readonly heading: string;
	readonly min: number;
	readonly priority: number;
};

function tieColumn(shape: Shape, kind: Exclude<TieKind, 'image-name'>): Column<BlastRow> {
	return {
		...shape,
		max: shape.min,
		align: 'left',
		cell: row => tieCells[tieOf(row, kind)],
		value: row => tieOf(row, kind),
	};
}

const tieCells: {readonly [tie in ReturnType<typeof tieOf>]: Cell} = {
	same: {text: 'same', tone: 'warning'},
	name: {text: 'same name', tone: 'warning'},
	unknown: unknownCell,
	differs: noneCell,
};
