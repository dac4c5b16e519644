import {type CoverageResource} from '../../domain/coverage/coverage.js';
import {groupIssues} from '../../domain/coverage/coverage-groups.js';
import {type Collection} from '../../domain/fetched.js';
import {type Want, want} from '../../store/read.js';
import {coverageRead} from '../../store/reads/coverage.js';
import {type Snapshot} from '../../store/snapshot.js';
import {numberColumn, textColumn} from '../columns.js';
import {emptyText} from '../empty.js';
import {heldValues, statusOf} from '../held.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {type Cell, type ListStatus, type ListView} from '../view.js';
import {type CauseRow} from './cause-row.js';
import {causeBlocks} from './coverage-blocks.js';
import {
	clusterCoverageIn,
	coverageWants,
	instancesEverywhere,
	statisticsErrors,
	statisticsSummary,
	withDetector,
} from './coverage-facts.js';

/** What GuardDuty complains of, by cause across all clusters and instances; the widest spread first. */
export const causesView: ListView<CauseRow> = {
	kind: 'list',
	id: 'causes',
	title: () => 'causes',
	wants: (_place, snapshot) => causesWants(snapshot),
	rows: snapshot => causeRows(snapshot),
	status: causesStatus,
	key: row => row.key,
	name: row => row.issue.cause,
	columns: [
		numberColumn(
			{id: 'resources', heading: 'AFFECTED', min: 8, max: 8, priority: 2},
			({resources}) => resources.length,
		),
		numberColumn({id: 'tasks', heading: 'TASKS', min: 5, max: 6, priority: 5}, ({taskIds}) =>
			countOrNone(taskIds),
		),
		numberColumn({id: 'services', heading: 'SERVICES', min: 8, max: 8, priority: 6}, ({services}) =>
			countOrNone(services),
		),
		textColumn(
			{id: 'cause', heading: 'CAUSE', min: 40, max: 100, priority: 1, grows: true},
			({issue}) => issue.cause,
		),
		textColumn({id: 'remedy', heading: 'REMEDY', min: 8, max: 8, priority: 3}, ({issue}) => issue.remedy),
		textColumn({id: 'type', heading: 'TYPE', min: 14, max: 40, priority: 7}, ({issue}) => issue.type),
		textColumn(
			{id: 'fix', heading: 'FIX', min: 20, max: 100, priority: 8, isWide: true},
			({issue}) => issue.fix,
		),
	],
	// No column: the domain's own order, most resources first, then most tasks and services.
	sort: {column: 'spread', isDescending: true},
	verdict: () => 'fault',
	freshness: ({readAt}) => ({...(readAt !== undefined && {at: readAt})}),
	empty: snapshot =>
		emptyText(clusterCoverageIn(snapshot), 'GuardDuty names no issue of any cluster or instance'),
	hint: causeHint,
	open: ({key}) => ({view: 'affected', item: key}),
	beside: causeBlocks,
	pivots: () => ({fixes: {view: 'fixes'}}),
	target: () => undefined,
	actions: [],
	remedies: ({issue}) => [{label: "GuardDuty's own words", text: issue.raw}],
	record: ({issue, resources, taskIds, services, taskDefinitions}) => ({
		id: issue.id,
		type: issue.type,
		cause: issue.cause,
		fix: issue.fix,
		remedy: issue.remedy,
		resources: resources.map(({id}) => id),
		taskIds,
		services,
		taskDefinitions,
		text: issue.raw,
	}),
	members: [
		'id',
		'type',
		'cause',
		'fix',
		'remedy',
		'resources',
		'taskIds',
		'services',
		'taskDefinitions',
		'text',
	],
};

/** Returns the causes of everything that GuardDuty lists, biggest first. */
export function causeRows(snapshot: Snapshot): readonly CauseRow[] {
	return rememberedRows(clusterCoverageIn(snapshot), snapshot.get(coverageRead, instancesEverywhere));
}

/** Returns what the causes of everything are read from. */
export function causesWants(snapshot: Snapshot): readonly Want[] {
	return [
		...coverageWants(snapshot, 0),
		want(coverageRead, withDetector(snapshot, instancesEverywhere), {everyMs: pace.coverageMs, priority: 0}),
	];
}

const rememberedRows = memoBy(
	(clusters: Collection<CoverageResource>, instances: Collection<CoverageResource>): readonly CauseRow[] => {
		const readAt = clusters.listedAt;
		return groupIssues([...heldValues(clusters), ...heldValues(instances).filter(isOfCluster)]).map(
			group => ({
				...group,
				...(readAt !== undefined && {readAt}),
			}),
		);
	},
);

/** Instances outside ECS are not this console's. */
function isOfCluster({details}: CoverageResource): boolean {
	return details.type === 'EC2' && details.clusterArn !== undefined;
}

function countOrNone(names: readonly string[]): number | undefined {
	return names.length === 0 ? undefined : names.length;
}

function causeHint({issue}: CauseRow): Cell {
	return issue.id === 'unknown' ? {text: `not documented: ${issue.raw}`, tone: 'warning'} : {text: issue.fix};
}

export function causesStatus(snapshot: Snapshot): ListStatus {
	const summary = statisticsSummary(snapshot);
	return {
		...statusOf(
			[
				{what: 'coverage', collection: clusterCoverageIn(snapshot)},
				{what: 'coverage of instances', collection: snapshot.get(coverageRead, instancesEverywhere)},
			],
			statisticsErrors(snapshot),
		),
		...(summary && {summary}),
	};
}
