import {clockTime} from '../../domain/age.js';
import {type Failure} from '../../domain/failure.js';
import {failureLine} from '../../domain/failure-text.js';
import {type UsageGap} from '../../domain/usage/usage.js';
import {bytesText} from '../amounts.js';
import {keyNames} from '../key-names.js';
import {counted} from '../plural.js';

/** Two or three words for a cell: `insights off`. */
export function gapWord(gap: UsageGap): string {
	switch (gap.kind) {
		case 'insights-off':
			return 'insights off';
		case 'no-log-group':
			return 'no log yet';
		case 'no-records':
			return 'no records';
		case 'tasks-without-records':
			return `${gap.tasks} unmeasured`;
		case 'log-class':
			return 'log class';
		case 'query-failed':
			return 'query failed';
		case 'failure':
		case 'no-queries':
			return gap.failure.kind === 'denied' ? 'denied' : 'not read';
		case 'query-ignored':
			return 'query ignored';
		case 'cut':
			return 'too many rows';
		case 'ceiling':
			return 'paused';
		default:
			return gap satisfies never;
	}
}

/** Returns why a cluster has no (or not all) usage, and what changes that, as one sentence. */
export function gapText(gap: UsageGap): string {
	switch (gap.kind) {
		case 'insights-off':
			return `Container Insights is off, so nothing is measured; ${keyNames['cluster.insights']} turns it on, for tasks that start from then on`;
		case 'no-log-group':
			return `Container Insights is on, but its log group is not there yet: it comes with the next task that starts; ${keyNames['service.redeploy']} redeploys`;
		case 'no-records':
			return 'no task of this cluster has a record in this time: those that run began before Container Insights was turned on, or their records are late (1 to 2.5 minutes is normal)';
		case 'tasks-without-records':
			return `${counted(gap.tasks, 'running task')} ${gap.tasks === 1 ? 'has' : 'have'} no records, likely begun before Container Insights was turned on; ${keyNames['service.redeploy']} redeploys`;
		case 'log-class':
			return `the log group is of the class ${gap.logClass === '' ? 'not told' : gap.logClass}, which Logs Insights can not query`;
		case 'query-failed':
			return `the query ended with ${gap.status}; it is asked again, ${keyNames.refresh} asks now`;
		case 'failure':
			return `its logs could not be read: ${failureLine(gap.failure)}`;
		case 'no-queries':
			return `so long a window needs queries: ${refusalText(gap.failure)}; 15m and 1h are read event by event instead, ${keyNames.window} gets there (a day of 100 tasks is some 450 MB of events: too much to pull)`;
		case 'query-ignored':
			return 'this endpoint answers whatever the query says, so no numbers of it are shown';
		case 'cut':
			return `more than ${gap.rows} records: what is beyond them is not known; a single cluster or a shorter time is less`;
		case 'ceiling':
			return ceilingText(gap);
		default:
			return gap satisfies never;
	}
}

/** Returns which call is refused: `logs:StartQuery denied`. */
export function refusalText(failure: Failure): string {
	switch (failure.kind) {
		case 'denied':
			return `${failure.action} denied`;
		case 'not-offered':
			return `${failure.operation} not offered`;
		default:
			return failureLine(failure);
	}
}

/** Returns that the ceiling is reached, when it goes on, and what does so sooner. */
export function ceilingText({spentBytes, until}: UsageGap & {kind: 'ceiling'}): string {
	return `paused until ${clockTime(until)}: usageCeilingMbPerHour reached; ${bytesText(spentBytes)} scanned in 1h; what is held is shown, a higher ceiling in the configuration goes on`;
}
