import {isFargate} from '../../domain/task/launch.js';
import {type RowVerdict} from '../view.js';
import {watchVerdict, worst} from '../watch.js';
import {primaryDeployment, type ServiceRow} from './service-row.js';

/**
 * Returns whether a service is as it should be: its tasks are watched (watch.ts), its last rollout did not fail,
 * and as many tasks run or start as are desired.
 */
export function serviceVerdict({service, optIn, census, stale, held}: ServiceRow): RowVerdict {
	if (!service) {
		return 'unknown';
	}

	const launched = isFargate(service);
	const fargateTasks = launched === 'unknown' ? undefined : Number(launched) * service.running;
	// A tag that almost matches is the cluster's fault, said once there.
	const own = optIn && {...optIn, nearMisses: []};
	return worst(
		watchVerdict({optIn: own, census, runningTasks: service.running, fargateTasks}),
		stale?.isStale === 'unknown' && service.running > 0 ? 'unknown' : 'ok',
		stale?.isStale === true ? 'fault' : 'ok',
		hasFailedRollout(service) || service.running + service.pending < service.desired ? 'fault' : 'ok',
		held.failure ? 'unknown' : 'ok',
	);
}

function hasFailedRollout(service: ServiceRow['service']): boolean {
	return primaryDeployment(service)?.rolloutState === 'FAILED';
}
