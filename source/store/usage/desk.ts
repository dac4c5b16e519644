import {type ClusterArn} from '../../domain/arn.js';
import {logGroupOf} from '../../domain/usage/log-group.js';
import {type Shared, type SharedParts} from '../shared.js';
import {createDirectory, type Directory} from './directory.js';
import {createGroupState, type GroupState} from './group-state.js';
import {createQueryOffice, type QueryOffice} from './query-office.js';

/** What nobody has looked at for this long is dropped: minutes, and the bigger windows sooner. */
const minutesKeptMs = 300_000;
const windowsKeptMs = 120_000;

/** What all loads of usage share: what is held by cluster, whatever window or set of clusters is looked at. */
export type UsageDesk = Shared & {
	readonly office: QueryOffice;
	readonly directory: Directory;
	/** What is held of a cluster; undefined when its name is none, so that there is no log group to name. */
	group(cluster: ClusterArn): GroupState | undefined;
};

export function createUsageDesk(parts: SharedParts): UsageDesk {
	const office = createQueryOffice(parts);
	const groups = new Map<ClusterArn, GroupState>();
	return {
		office,
		directory: createDirectory(parts),
		group(cluster) {
			const now = parts.clock.now();
			const held = groups.get(cluster);
			if (held) {
				held.touchedAt = now;
				return held;
			}

			const logGroup = logGroupOf(cluster);
			if (logGroup === undefined) {
				return undefined;
			}

			const made = createGroupState(cluster, logGroup, now);
			groups.set(cluster, made);
			return made;
		},
		tidy(now) {
			for (const [cluster, {windows, touchedAt, busy}] of groups) {
				if (now - touchedAt >= minutesKeptMs && busy === undefined) {
					groups.delete(cluster);
				}

				for (const [window, state] of windows) {
					if (now - state.touchedAt >= windowsKeptMs) {
						windows.delete(window);
					}
				}
			}
		},
		close: () => office.close(),
	};
}
