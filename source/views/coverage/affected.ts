import {type ClusterArn} from '../../domain/arn.js';
import {type CoverageResource} from '../../domain/coverage/coverage.js';
import {type CoverageIssue, coverageIssuesOf} from '../../domain/coverage/coverage-issue.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant} from '../clusters/cluster-facts.js';
import {ageColumn, numberColumn, textColumn} from '../columns.js';
import {emptyText} from '../empty.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {type ListView, type Place} from '../view.js';
import {type AffectedRow} from './affected-row.js';
import {type CauseRow} from './cause-row.js';
import {causeRows, causesStatus, causesWants} from './causes.js';
import {affectedBlocks, resourceName} from './coverage-blocks.js';
import {clusterCoverageIn} from './coverage-facts.js';
import {issueRecord} from './coverage-record.js';
import {type CoverageRow, coverageRows} from './coverage-row.js';

/** Everything that has one cause: the clusters and the container instances. */
export const affectedView: ListView<AffectedRow> = {
	kind: 'list',
	id: 'affected',
	title: () => 'affected',
	wants: (_place, snapshot) => [...causesWants(snapshot), clustersWant(pace.everywhereMs, 1)],
	rows: affectedRows,
	status: causesStatus,
	key: ({resource, clusterArn}) => clusterArn ?? resource.id,
	name: row => row.name,
	columns: [
		textColumn({id: 'name', heading: 'NAME', min: 16, max: 48, priority: 1, grows: true}, row => row.name),
		textColumn({id: 'kind', heading: 'KIND', min: 8, max: 8, priority: 4}, ({resource}) => kindOf(resource)),
		numberColumn({id: 'tasks', heading: 'TASKS', min: 5, max: 6, priority: 3}, ({issue}) =>
			issue.taskIds.length === 0 ? undefined : issue.taskIds.length,
		),
		textColumn(
			{id: 'named', heading: 'NAMED', min: 20, max: 80, priority: 2},
			({issue}) => [...issue.services, ...issue.taskDefinitions, ...issue.taskIds].join(', ') || undefined,
		),
		ageColumn(
			{id: 'judged', heading: 'JUDGED', min: 6, max: 6, priority: 5},
			({resource}) => resource.updatedAt,
		),
		textColumn(
			{id: 'account', heading: 'ACCOUNT', min: 12, max: 12, priority: 6, isWide: true},
			({resource}) => resource.accountId,
		),
	],
	sort: {column: 'name', isDescending: false},
	verdict: () => 'fault',
	freshness: ({readAt}) => ({...(readAt !== undefined && {at: readAt})}),
	empty: (snapshot, place) =>
		emptyText(
			clusterCoverageIn(snapshot),
			place.item === undefined ? 'no cause was chosen' : 'GuardDuty no longer names this cause anywhere',
		),
	hint: ({issue}) => ({text: issue.raw}),
	open: ({clusterArn}) => clusterArn && {view: 'doctor', cluster: clusterArn},
	beside: affectedBlocks,
	pivots: ({clusterArn}) =>
		clusterArn
			? {
					doctor: {view: 'doctor', cluster: clusterArn},
					tasks: {view: 'tasks', cluster: clusterArn},
					instances: {view: 'container-instances', cluster: clusterArn},
					fixes: {view: 'fixes', cluster: clusterArn},
				}
			: {},
	target: ({clusterArn, name, resource}) =>
		clusterArn && resource.details.type === 'ECS'
			? {kind: 'cluster', arn: clusterArn, clusterArn, name}
			: undefined,
	actions: ['cluster.tag', 'service.redeploy'],
	remedies: ({issue}) => [{label: "GuardDuty's own words", text: issue.raw}],
	record: ({resource, name, issue}) => ({
		name,
		kind: kindOf(resource),
		account: resource.accountId,
		resourceId: resource.id,
		...issueRecord(issue),
	}),
	members: [
		'name',
		'kind',
		'account',
		'resourceId',
		'id',
		'type',
		'cause',
		'fix',
		'taskIds',
		'services',
		'taskDefinitions',
		'text',
	],
};

function affectedRows(snapshot: Snapshot, {item}: Place): readonly AffectedRow[] {
	const group = causeRows(snapshot).find(({key}) => key === item);
	return group ? rememberedRows(group, coverageRows(snapshot, {view: 'coverage'})) : [];
}

const rememberedRows = memoBy((group: CauseRow, clusters: readonly CoverageRow[]): readonly AffectedRow[] =>
	group.resources.flatMap(resource => {
		const issue = coverageIssuesOf(resource).find(({id, cause}) => sameCause({id, cause}, group.issue));
		const clusterArn = clusterOf(resource, clusters);
		return issue
			? [
					{
						resource,
						name: resourceName(resource),
						issue,
						...(clusterArn && {clusterArn}),
						...(group.readAt !== undefined && {readAt: group.readAt}),
					},
				]
			: [];
	}),
);

function sameCause(some: Pick<CoverageIssue, 'id' | 'cause'>, other: CoverageIssue): boolean {
	return some.id === other.id && (some.id !== 'unknown' || some.cause === other.cause);
}

function clusterOf(
	{details, accountId}: CoverageResource,
	rows: readonly CoverageRow[],
): ClusterArn | undefined {
	const own = rows.filter(({cluster}) => cluster !== undefined);
	switch (details.type) {
		case 'ECS':
			return own.find(({name, account}) => name === details.clusterName && account === accountId)?.arn;
		case 'EC2':
			return own.find(({arn}) => arn === details.clusterArn)?.arn;
		case 'other':
			return undefined;
	}
}

function kindOf({details}: CoverageResource): string {
	switch (details.type) {
		case 'ECS':
			return 'cluster';
		case 'EC2':
			return 'instance';
		case 'other':
			return details.name;
	}
}
