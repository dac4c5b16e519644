import {shortName} from '../../domain/arn.js';
import {headcountKey} from '../../domain/usage/headcount.js';
import {type RollUpBy, sumOf} from '../../domain/usage/roll-up.js';
import {type Headcount, type Usage, type UsageEntity} from '../../domain/usage/usage.js';
import {memoBy} from '../memo.js';
import {type EntityRow, keyOf, overMs} from './usage-row.js';

/**
 * Returns sums of tasks; the agents in them are summed beside, and what AWS's own record of a service or cluster counts
 * stands with it. Standalone tasks are summed by their family.
 */
export const sums = memoBy(
	(rows: readonly EntityRow[], by: RollUpBy, headcounts: Usage['headcounts']): readonly EntityRow[] => {
		const groups = new Map<string, EntityRow[]>();
		for (const row of rows) {
			const {kind, cluster} = row.entity;
			if (isSummed(kind)) {
				const key = keyOf(by, cluster, by === 'cluster' ? undefined : nameIn(row, by));
				const group = groups.get(key);
				if (group) {
					group.push(row);
				} else {
					groups.set(key, [row]);
				}
			}
		}

		return [...groups].flatMap(([key, members]) => sumRow(key, members, {by, headcounts}) ?? []);
	},
);

function isSummed(kind: UsageEntity['kind']): boolean {
	return kind === 'task' || kind === 'agent';
}

function nameIn({entity: {service, family}, name}: EntityRow, by: 'service' | 'family'): string {
	return by === 'service' ? (service ?? `${family ?? name} (standalone)`) : (family ?? name);
}

function sumRow(
	key: string,
	members: readonly EntityRow[],
	{by, headcounts}: {readonly by: RollUpBy; readonly headcounts: Usage['headcounts']},
): EntityRow | undefined {
	const current = members.filter(({isOver}) => !isOver);
	const counted = current.length > 0 ? current : members;
	const tasks = counted.filter(({entity}) => entity.kind === 'task');
	const agents = counted.filter(({entity}) => entity.kind === 'agent').map(({entity}) => entity);
	const whole = tasks.length > 0 ? tasks.map(({entity}) => entity) : agents;
	const entity = sumOf(whole, key, by);
	const [first] = members;
	if (!entity || !first) {
		return undefined;
	}

	const agent = sumOf(agents, `${key} agents`, by);
	const own = ownOf(first, by, headcounts);
	const cpuUnits = totalOf(tasks.map(({size}) => size.cpuUnits));
	const memoryMiB = totalOf(tasks.map(({size}) => size.memoryMiB));
	return {
		kind: 'usage',
		key,
		name: by === 'cluster' ? shortName(first.cluster) : nameIn(first, by),
		cluster: first.cluster,
		entity,
		limit: memoryMiB === undefined ? {source: 'unknown'} : {source: 'sum', memoryMiB},
		size: {cpuUnits, memoryMiB},
		...(agent && {agent}),
		...(own && {own}),
		members,
		isOver: current.length === 0,
	};
}

function ownOf(
	{cluster, entity: {service}}: EntityRow,
	by: RollUpBy,
	headcounts: Usage['headcounts'],
): Headcount | undefined {
	if (by === 'cluster') {
		return headcounts.get(headcountKey(cluster));
	}

	return by === 'service' && service !== undefined
		? headcounts.get(headcountKey(cluster, service))
		: undefined;
}

/** The sum, undefined when one is not known: half a size is no size. */
function totalOf(values: readonly (number | undefined)[]): number | undefined {
	return values.length === 0 || values.some(value => value === undefined)
		? undefined
		: values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/**
 * Returns the services, or the one of that name, of which AWS's own record tells and no record of a task: all of their
 * tasks fail to start, or began before insights were turned on. One that is to have no task has nothing to tell.
 */
export const untoldServices = memoBy((usage: Usage, service: string | undefined): readonly EntityRow[] => {
	const told = new Set(
		usage.entities.flatMap(one =>
			one.service === undefined ? [] : [headcountKey(one.cluster, one.service)],
		),
	);
	const all = [...usage.headcounts.values()];
	const newestAt = all.reduce((newest, {at}) => Math.max(newest, at), usage.newestAt ?? 0);
	return all
		.filter(
			own =>
				own.kind === 'service' &&
				!told.has(own.key) &&
				!isIdle(own) &&
				(service === undefined || own.service === service),
		)
		.map(own => untoldRow(own, own.at < newestAt - overMs));
});

function isIdle({counts: {running, desired, pending}}: Headcount): boolean {
	return running === 0 && desired === 0 && (pending ?? 0) === 0;
}

const untoldRow = memoBy((own: Headcount, isOver: boolean): EntityRow => {
	const {cluster, service = '', at} = own;
	const key = keyOf('service', cluster, service);
	const entity: UsageEntity = {
		key,
		kind: 'service',
		cluster,
		service,
		lastAt: at,
		members: 0,
		samples: 0,
		spanMinutes: 0,
		restarts: 0,
		series: {},
		stats: {cpu: {}, memory: {}, rx: {}, tx: {}, read: {}, write: {}},
	};
	return {
		kind: 'usage',
		key,
		name: service,
		cluster,
		entity,
		limit: {source: 'unknown'},
		size: {},
		own,
		members: [],
		isOver,
	};
});
