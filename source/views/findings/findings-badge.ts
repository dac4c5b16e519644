import {type Snapshot} from '../../store/snapshot.js';
import {heldValues} from '../held.js';
import {countBands} from './bands-cell.js';
import {openFindings} from './finding-facts.js';

/**
 * Returns the open critical and high findings by band as `1C 2H!`, samples aside; undefined while there are none.
 */
export function findingsBadge(snapshot: Snapshot): string | undefined {
	const {critical, high} = countBands(heldValues(openFindings(snapshot)));
	const parts = [critical > 0 ? `${critical}C` : '', high > 0 ? `${high}H` : ''].filter(part => part !== '');
	return parts.length === 0 ? undefined : `${parts.join(' ')}!`;
}
