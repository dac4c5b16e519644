import {type CoverageIssue} from '../../domain/coverage/coverage-issue.js';
import {heldValue} from '../../domain/fetched.js';
import {type Json} from '../../domain/resources.js';
import {agentMembers, agentRecord} from '../agents/agent-record.js';
import {recordTime} from '../columns.js';
import {type CoverageRow, comparisonOf} from './coverage-row.js';

export const coverageMembers = [
	'name',
	'arn',
	'account',
	'resourceId',
	'guardDutyStatus',
	'judgedAt',
	'management',
	'instancesCovered',
	'instancesCompatible',
	'issues',
	'optIn',
	...agentMembers,
	'agrees',
	'agreement',
	'fixes',
	'readAt',
] as const;

/** Returns a cluster's coverage for scripts; null is what is not known. */
export function coverageRecord(row: CoverageRow): Readonly<Record<(typeof coverageMembers)[number], Json>> {
	const {coverage, cluster, readAt} = row;
	const resource = coverage.status === 'known' ? coverage.value : undefined;
	const details = resource?.details.type === 'ECS' ? resource.details : undefined;
	// As of when the list was read, so that the same data makes the same record.
	const comparison = comparisonOf(row, readAt ?? 0);
	return {
		name: row.name,
		arn: row.arn,
		account: row.account,
		resourceId: resource?.id ?? null,
		guardDutyStatus: coverage.status === 'unknown' ? null : (resource?.status ?? 'NOT_REPORTED'),
		judgedAt: recordTime(resource?.updatedAt),
		management: details?.fargate?.management ?? null,
		instancesCovered: details?.instances?.covered ?? null,
		instancesCompatible: details?.instances?.compatible ?? null,
		issues: coverage.status === 'unknown' ? null : row.issues.map(issueRecord),
		optIn: cluster?.optIn?.state ?? null,
		...agentRecord(cluster && heldValue(cluster.census)),
		agrees: comparison.outcome === 'unknown' ? null : comparison.outcome === 'agree',
		agreement: comparison.text,
		fixes: row.fixes ?? null,
		readAt: recordTime(readAt),
	};
}

/** Returns an issue for scripts; `text` is GuardDuty's own. */
export function issueRecord({id, type, cause, fix, raw, ...named}: CoverageIssue): {
	readonly [member: string]: Json;
} {
	return {
		id,
		type,
		cause,
		fix,
		taskIds: named.taskIds,
		services: named.services,
		taskDefinitions: named.taskDefinitions,
		text: raw,
	};
}
