import {changes} from './changes.js';
import {type ClusterState, type Fix, type FixKind} from './fix.js';
import {cleanUps, restarts} from './restarts.js';
import {retags} from './retags.js';

/** Returns what to do, the biggest effect first; an empty queue means that nothing is left to do. */
export function fixQueue(clusters: readonly ClusterState[]): readonly Fix[] {
	const fixes = clusters.flatMap(state => [...retags(state), ...restarts(state), ...cleanUps(state)]);
	return [...fixes, ...changes(clusters)].sort(
		(left, right) =>
			purposeOrder[left.purpose] - purposeOrder[right.purpose] ||
			right.tasksFixed - left.tasksFixed ||
			kindOrder[left.kind] - kindOrder[right.kind] ||
			(left.id < right.id ? -1 : 1),
	);
}

const purposeOrder = {cover: 0, 'clean-up': 1} as const satisfies Record<Fix['purpose'], number>;
/** What must be right before a new start comes before it. */
const kindOrder = {change: 0, retag: 1, redeploy: 2, relaunch: 3} as const satisfies Record<FixKind, number>;
