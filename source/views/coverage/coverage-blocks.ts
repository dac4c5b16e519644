import {type CoverageResource} from '../../domain/coverage/coverage.js';
import {type CoverageIssue} from '../../domain/coverage/coverage-issue.js';
import {agentsCell} from '../agents/agents-cell.js';
import {factsBlock, linesBlock, timeCell} from '../blocks.js';
import {noneCell} from '../columns.js';
import {type Block} from '../view.js';
import {type AffectedRow} from './affected-row.js';
import {type CauseRow} from './cause-row.js';
import {instancesCell, judgementCell, managementText} from './coverage-cells.js';
import {type CoverageRow, comparisonOf} from './coverage-row.js';

/** Names told one by one; thousands may be impacted. */
const mostNames = 12;

/** Returns what GuardDuty says of a cluster, beside our own count, and each of its issues whole. */
export function coverageBlocks(row: CoverageRow, now: number): readonly Block[] {
	const {cluster, coverage, issues} = row;
	const resource = coverage.status === 'known' ? coverage.value : undefined;
	return [
		factsBlock('GuardDuty', [
			['says', judgementCell(row)],
			['managed', managementText(row)],
			['instances', instancesCell(row)],
			['judged', timeCell(resource?.updatedAt, now)],
			['account', row.account],
		]),
		factsBlock('Our own count', [
			[
				'agents',
				cluster ? agentsCell(cluster.census, cluster.optIn, cluster.cluster?.runningTasks) : noneCell,
			],
			['agreement', comparisonOf(row, now).text],
		]),
		...issues.map((issue, index) => issueBlock(issue, `Issue ${index + 1} of ${issues.length}`)),
	];
}

/** Returns a cause with everything that has it. */
export function causeBlocks({
	issue,
	resources,
	taskIds,
	services,
	taskDefinitions,
}: CauseRow): readonly Block[] {
	return [
		issueBlock({...issue, taskIds, services, taskDefinitions}, 'Cause'),
		linesBlock(
			'Affected',
			firstOf(resources.map(resourceName)).map(text => ({text})),
			'nothing any more',
		),
	];
}

/** Returns how one cluster or instance has a cause. */
export function affectedBlocks({issue, resource, name}: AffectedRow, now: number): readonly Block[] {
	return [
		factsBlock('Affected', [
			['name', name],
			['account', resource.accountId],
			['judged', timeCell(resource.updatedAt, now)],
		]),
		issueBlock(issue, 'Cause'),
	];
}

function issueBlock(issue: CoverageIssue, heading: string): Block {
	const {type, cause, fix, taskIds, services, taskDefinitions, raw} = issue;
	const named = (names: readonly string[]) => (names.length === 0 ? undefined : firstOf(names).join(', '));
	const facts: readonly (readonly [string, string | undefined])[] = [
		['type', type],
		['cause', cause],
		['fix', fix],
		['services', named(services)],
		['tasks', named(taskIds)],
		['definitions', named(taskDefinitions)],
		['its words', raw === '' ? undefined : raw],
	];
	return factsBlock(
		heading,
		facts.filter(([, text]) => text !== undefined),
	);
}

function firstOf(names: readonly string[]): readonly string[] {
	return names.length > mostNames ? [...names.slice(0, mostNames), `+${names.length - mostNames}`] : names;
}

/** Returns the name of a cluster, the id of an instance; of anything else what GuardDuty calls it. */
export function resourceName({details, id}: CoverageResource): string {
	switch (details.type) {
		case 'ECS':
			return details.clusterName;
		case 'EC2':
			return details.instanceId;
		case 'other':
			return id;
	}
}
