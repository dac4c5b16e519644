import {type ClusterArn} from '../arn.js';
import {whoInRow} from './aggregate.js';
import {countColumns, gaugeAlias, wholeColumns} from './aggregate-columns.js';
import {emptyRing} from './count-ring.js';
import {countedIn, type HeldHeadcount} from './headcount.js';
import {number, timeOf, whole} from './record.js';
import {type UsageWindow} from './usage.js';
import {type QueryRow} from './usage-operations.js';
import {windowSpans} from './windows.js';

/**
 * Returns what a row of the totals query tells of a service or a cluster, without points; undefined when it is of
 * something else, or not the answer to that query.
 */
export function headcountInRow(
	row: QueryRow,
	cluster: ClusterArn,
	window: UsageWindow,
): HeldHeadcount | undefined {
	const at = timeOf(row.get('lastAt') ?? row.get(wholeColumns.lastAt));
	const record = at === undefined ? undefined : whoInRow(row, at);
	const who = record && countedIn(cluster, record);
	if (at === undefined || who === undefined) {
		return undefined;
	}

	const count = (name: keyof typeof countColumns) => whole(row.get(name) ?? row.get(countColumns[name]));
	return {
		who,
		newest: {
			at,
			counts: {
				running: count('running') ?? count('tasks'),
				desired: count('desired'),
				pending: count('pending'),
				deployments: count('deployments'),
				taskSets: count('taskSets'),
				services: count('services'),
				instances: count('instances'),
			},
			spent: {
				cpu: number(row.get(gaugeAlias('cpu', 'now'))),
				memory: number(row.get(gaugeAlias('memory', 'now'))),
				reservedCpu: number(row.get('reservedCpu')),
				reservedMemory: number(row.get('reservedMemory')),
			},
		},
		points: emptyRing(windowSpans[window].stepMs),
		least: count('leastRunning') ?? count('leastTasks'),
	};
}
