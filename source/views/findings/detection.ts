import {detectorSwitches} from '../../domain/opt-in/detector-switches.js';
import {detectorRead} from '../../store/reads/detector.js';
import {type Snapshot} from '../../store/snapshot.js';

/**
 * Returns why no finding can arise in this Region, so that a list without any proves nothing; undefined where
 * GuardDuty works, or as long as that is not known.
 */
export function blindness(snapshot: Snapshot): string | undefined {
	const detector = snapshot.get(detectorRead, undefined);
	if (detector.status !== 'fresh' && detector.status !== 'stale') {
		return undefined;
	}

	const {region} = snapshot.scope;
	switch (detectorSwitches(detector.value).runtimeMonitoring) {
		case 'no-detector':
			return `GuardDuty is not enabled in ${region}: nothing is watched, so nothing is found`;
		case 'detector-disabled':
			return `GuardDuty is suspended in ${region}: nothing new is found`;
		case 'on':
		case 'off':
			return undefined;
	}
}
