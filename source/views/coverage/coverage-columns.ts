import {heldValue} from '../../domain/fetched.js';
import {agentsCell, agentsMissing} from '../agents/agents-cell.js';
import {ageColumn, noneCell, textColumn, waitingCell} from '../columns.js';
import {type Cell, type Column} from '../view.js';
import {
	agreeCell,
	causeCell,
	instancesCell,
	judgementCell,
	managementText,
	outcomeOf,
} from './coverage-cells.js';
import {type CoverageRow, comparisonOf, type Judgement, judgementOf} from './coverage-row.js';

export const coverageColumns: readonly Column<CoverageRow>[] = [
	textColumn({id: 'name', heading: 'NAME', min: 12, max: 40, priority: 1, grows: true}, row => row.name),
	{
		id: 'guardduty',
		heading: 'GUARDDUTY',
		align: 'left',
		min: 12,
		max: 14,
		priority: 2,
		cell: judgementCell,
		value: row => judgementRanks[judgementOf(row)],
	},
	{
		id: 'agents',
		heading: 'AGENTS',
		align: 'left',
		min: 8,
		max: 16,
		priority: 3,
		cell: ({cluster}) =>
			cluster ? agentsCell(cluster.census, cluster.optIn, cluster.cluster?.runningTasks) : noneCell,
		value({cluster}) {
			const census = cluster && heldValue(cluster.census);
			return census && agentsMissing(census, cluster.optIn);
		},
	},
	{
		id: 'agree',
		heading: 'AGREE',
		align: 'left',
		min: 5,
		max: 5,
		priority: 5,
		cell: agreeCell,
		value: outcomeOf,
	},
	{
		id: 'cause',
		heading: 'CAUSE',
		align: 'left',
		min: 12,
		max: 64,
		priority: 4,
		cell: causeCell,
		value: ({issues}) => issues[0]?.cause,
	},
	{
		id: 'fixes',
		heading: 'FIXES',
		align: 'right',
		min: 5,
		max: 5,
		priority: 6,
		cell: fixesCell,
		value: ({fixes}) => fixes,
	},
	ageColumn({id: 'judged', heading: 'JUDGED', min: 6, max: 6, priority: 7}, judgedAt),
	{
		id: 'instances',
		heading: 'INSTANCES',
		align: 'right',
		min: 9,
		max: 9,
		priority: 8,
		cell: instancesCell,
		value: instancesMissing,
	},
	textColumn({id: 'managed', heading: 'MANAGED', min: 7, max: 12, priority: 9}, managementText),
	textColumn(
		{id: 'account', heading: 'ACCOUNT', min: 12, max: 12, priority: 10, isWide: true},
		({account}) => account,
	),
	textColumn({id: 'why', heading: 'WHY', min: 14, max: 24, priority: 11, isWide: true}, row =>
		disagreement(row),
	),
	textColumn(
		{id: 'resource', heading: 'RESOURCE ID', min: 20, max: 80, priority: 12, isWide: true},
		({coverage}) => (coverage.status === 'known' ? coverage.value?.id : undefined),
	),
];

/** What needs somebody comes first: unhealthy, what can't be told, what is not reported, healthy. */
const judgementRanks: {readonly [judgement in Judgement]: number} = {
	unhealthy: 0,
	unread: 1,
	other: 1,
	unlisted: 2,
	healthy: 3,
};

function judgedAt({coverage}: CoverageRow): number | undefined {
	return coverage.status === 'known' ? coverage.value?.updatedAt : undefined;
}

function fixesCell({fixes, cluster}: CoverageRow): Cell {
	if (!cluster) {
		return noneCell;
	}

	if (fixes === undefined) {
		return waitingCell;
	}

	return fixes === 0 ? noneCell : {text: `${fixes}`, tone: 'warning'};
}

function instancesMissing({coverage}: CoverageRow): number | undefined {
	const details = coverage.status === 'known' ? coverage.value?.details : undefined;
	const instances = details?.type === 'ECS' ? details.instances : undefined;
	return instances && instances.compatible - instances.covered;
}

function disagreement(row: CoverageRow): string | undefined {
	const comparison = comparisonOf(row, row.readAt ?? 0);
	return comparison.outcome === 'disagree' ? comparison.reason.replaceAll('-', ' ') : undefined;
}
