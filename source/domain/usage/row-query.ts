import {type Failure} from '../failure.js';
import {binColumns, binOf, gaugeColumns} from './aggregate-columns.js';
import {type UsageEntity, type UsageKind, type UsageWindow} from './usage.js';
import {windowSpans} from './windows.js';

/** A query, or why there is none: an id that is not one that ECS gives is put nowhere. */
export type QueryText =
	| {readonly ok: true; readonly text: string}
	| {readonly ok: false; readonly failure: Failure};

// docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html, API_RegisterTaskDefinition.html, API_ContainerDefinition.html
const ecsName = /^[A-Za-z0-9_-]{1,255}$/;

/** The only members of which a text gets into a query, and what each must be. */
const allowed = {
	taskId: {field: 'TaskId', pattern: /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/},
	containerName: {field: 'ContainerName', pattern: ecsName},
	service: {field: 'ServiceName', pattern: ecsName},
	family: {field: 'TaskDefinitionFamily', pattern: ecsName},
} as const;

type Member = keyof typeof allowed;

/** What rows are found by. */
export type Queried = Pick<UsageEntity, 'kind' | Member>;

/** What rows of each kind are found by; those of a service, a family or a cluster are the sums of its tasks. */
const kinds: {readonly [kind in UsageKind]: {readonly type: string; readonly members: readonly Member[]}} = {
	agent: {type: 'Container', members: ['taskId', 'containerName']},
	container: {type: 'Container', members: ['taskId', 'containerName']},
	task: {type: 'Task', members: ['taskId']},
	service: {type: 'Task', members: ['service']},
	family: {type: 'Task', members: ['family']},
	cluster: {type: 'Task', members: []},
};

/**
 * Returns the query that a person would type to see the points of one row, newest first, or a failure when the row
 * has an id that ECS would not give. The log group is that of the row's cluster.
 */
export function rowQuery(row: Queried, window: UsageWindow): QueryText {
	const {type, members} = kinds[row.kind];
	const conditions = [`Type = "${type}"`];
	for (const member of members) {
		const {field, pattern} = allowed[member];
		const value = row[member];
		if (value === undefined || !pattern.test(value)) {
			return {
				ok: false,
				failure: {kind: 'malformed', message: `no query is made of this ${field}: ECS gives no such one`},
			};
		}

		conditions.push(`${field} = "${value}"`);
	}

	const filter = `filter ${conditions.join(' and ')}`;
	return {ok: true, text: windowSpans[window].isMinutes ? pointsOf(filter) : binsOf(filter, window)};
}

function pointsOf(filter: string): string {
	const fields = [
		'@timestamp',
		'TaskId',
		'ContainerName',
		...Object.values(gaugeColumns),
		'StorageReadBytes',
		'StorageWriteBytes',
	];
	return [`fields ${fields.join(', ')}`, filter, 'sort @timestamp desc'].join('\n| ');
}

function binsOf(filter: string, window: UsageWindow): string {
	const columns = Object.values(binColumns).join(', ');
	return [filter, `stats ${columns}\n    by ${binOf(window)}, TaskId, ContainerName`].join('\n| ');
}
