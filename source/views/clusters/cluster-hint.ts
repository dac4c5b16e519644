import {failureLine} from '../../domain/failure-text.js';
import {heldValue} from '../../domain/fetched.js';
import {optInLabel} from '../../domain/opt-in/opt-in-agents.js';
import {counted} from '../plural.js';
import {type Cell} from '../view.js';
import {type ClusterRow} from './cluster-row.js';
import {nearMissNotes} from './opt-in-cell.js';

/** Returns the reason behind a cluster's state, the worst part first. */
export function clusterHint({cluster, optIn, held, census}: ClusterRow): Cell | undefined {
	if (held.failure) {
		return {text: failureLine(held.failure), tone: 'fault'};
	}

	if (!cluster || !optIn) {
		return undefined;
	}

	const known = heldValue(census);
	const isDue = optIn.state === 'monitored' || optIn.state === 'unknown';
	const failed = isDue && known && known.failed > 0 ? `agent failed in ${counted(known.failed, 'task')}` : '';
	// The reason of the opt-in state names a near miss itself only where no tag decides.
	const notes = optIn.reason.includes('does not count') ? [] : nearMissNotes(optIn);
	const bare =
		known && known.unsupported > 0 ? `${counted(known.unsupported, 'task')} can have no agent` : '';
	const unread = census.status === 'failed' ? `agents unknown: ${failureLine(census.failure)}` : '';
	const parts = [
		failed,
		optInLabel(optIn, known).reason,
		...notes,
		optIn.reason,
		bare,
		unread,
		optIn.unknowns[0] ?? '',
	];
	const isFault = failed !== '' || optIn.nearMisses.length > 0;
	return {text: parts.filter(part => part !== '').join('; '), tone: isFault ? 'fault' : 'plain'};
}
