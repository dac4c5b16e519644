import {type Snapshot} from '../../store/snapshot.js';
import {heldValues} from '../held.js';
import {symbols} from '../symbols.js';
import {countBands} from './bands-cell.js';
import {openFindings} from './finding-facts.js';

/**
 * Returns the open critical and high findings by band as `1C 2H!`, samples aside; `1C 2H+!` while there may be more, and
 * a question mark when none could be read. Undefined while there are none.
 */
export function findingsBadge(snapshot: Snapshot): string | undefined {
	const open = openFindings(snapshot);
	if (open.failure && open.rows.length === 0) {
		return symbols.unknown;
	}

	const {critical, high, medium, low} = countBands(heldValues(open));
	// They come worst first: once milder ones are there, these are all.
	const more = open.isComplete || medium + low > 0 ? '' : '+';
	const parts = [critical > 0 ? `${critical}C` : '', high > 0 ? `${high}H` : ''].filter(part => part !== '');
	return parts.length === 0 ? undefined : `${parts.join(' ')}${more}!`;
}
