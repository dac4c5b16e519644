import {type ClusterArn} from '../../domain/arn.js';
import {isRefusal} from '../../domain/failure.js';
import {type ContainerInsights} from '../../domain/resources.js';
import {groupPrefix} from '../../domain/usage/log-group.js';
import {type LogGroup} from '../../domain/usage/usage-operations.js';
import {allPages} from '../reads/all-pages.js';
import {failedCapMs} from '../schedule.js';
import {type SharedParts} from '../shared.js';
import {type GroupState} from './group-state.js';
import {type Reader} from './query-office.js';

/** A list of groups is good for this long; one that lacks a group is looked at again sooner. */
const listedForMs = 600_000;
const missingForMs = 60_000;
const describeBatch = 100;

export type Directory = {
	/** Says of each group whether it exists, and of which class it is; leaves it as it was where nobody can tell. */
	look(states: readonly GroupState[], reader: Reader): Promise<void>;
	/** Makes the list due if it could not be read. */
	forgive(): void;
	/** A query was told that this group does not exist. */
	lost(state: GroupState): void;
	/** Asks whether insights are on in these clusters, where that was not asked a moment ago. */
	lookAtInsights(clusters: readonly ClusterArn[], reader: Reader): Promise<void>;
	/** The last known setting; undefined when it is not known. */
	insights(cluster: ClusterArn): ContainerInsights | undefined;
};

/** Returns what knows which log groups there are: a query that names one that is missing fails as a whole. */
export function createDirectory({clock}: Pick<SharedParts, 'clock'>): Directory {
	const settings = new Map<ClusterArn, {readonly at: number; readonly insights?: ContainerInsights}>();
	const lost = new Map<string, number>();
	let listed: {readonly at: number; readonly groups: ReadonlyMap<string, LogGroup>} | undefined;
	let triedAt: number | undefined;
	let isRefused = false;

	function isListNeeded(states: readonly GroupState[]): boolean {
		const now = clock.now();
		const isMissing = states.some(({logGroup}) => !listed?.groups.has(logGroup));
		const age = (at: number | undefined) =>
			at === undefined ? Number.POSITIVE_INFINITY : Math.abs(now - at);
		const waitMs = isRefused ? failedCapMs : missingForMs;
		return age(triedAt) >= waitMs && (isMissing || age(listed?.at) >= listedForMs);
	}

	return {
		async look(states, reader) {
			if (isListNeeded(states)) {
				triedAt = clock.now();
				const answer = await allPages<LogGroup>(nextToken =>
					reader.call('logs:DescribeLogGroups', {prefix: groupPrefix, nextToken}),
				);
				isRefused = !answer.ok && isRefusal(answer.failure);
				if (answer.ok) {
					listed = {at: clock.now(), groups: new Map(answer.value.map(group => [group.name, group]))};
				} else if (answer.failure.kind === 'cancelled') {
					triedAt = undefined;
				}
			}

			for (const state of states) {
				const group = listed?.groups.get(state.logGroup);
				const lostAt = lost.get(state.logGroup);
				const isLost = lostAt !== undefined && Math.abs(clock.now() - lostAt) < listedForMs;
				// Without a list a query finds out.
				state.exists = listed === undefined ? !isLost : group !== undefined;
				state.logClass = group?.logClass ?? state.logClass;
			}
		},
		forgive() {
			triedAt = listed === undefined ? undefined : triedAt;
		},
		lost(state) {
			state.exists = false;
			lost.set(state.logGroup, clock.now());
			if (listed) {
				// It is wrong by now.
				listed = undefined;
				triedAt = undefined;
			}
		},
		async lookAtInsights(clusters, reader) {
			const now = clock.now();
			const asked = clusters.filter(cluster => {
				const at = settings.get(cluster)?.at;
				return at === undefined || Math.abs(now - at) >= missingForMs;
			});
			for (let start = 0; start < asked.length; start += describeBatch) {
				const batch = asked.slice(start, start + describeBatch);
				const answer = await reader.call('ecs:DescribeClusters', {clusters: batch});
				const told = new Map(
					answer.ok ? answer.value.items.map(({arn, containerInsights}) => [arn, containerInsights]) : [],
				);
				for (const cluster of batch) {
					const insights = told.get(cluster) ?? settings.get(cluster)?.insights;
					settings.set(cluster, {at: clock.now(), insights});
				}
			}
		},
		insights: cluster => settings.get(cluster)?.insights,
	};
}
