import {type Administrator} from '../../domain/resources.js';
import {detectorIdOf} from './detector.js';
import {fetchedRead, single} from './fetched-read.js';

/**
 * Who administers GuardDuty for this account; undefined when nobody does, or when it has no detector. By the
 * detector's id where that is known, which spares asking for it.
 */
export const administratorRead = fetchedRead<string | undefined, Administrator | undefined>({
	id: 'administrator',
	key: single,
	async fetch({call}, known) {
		const detectorId = await detectorIdOf(call, known);
		if (!detectorId.ok) {
			return detectorId;
		}

		if (detectorId.value === undefined) {
			return {ok: true, value: undefined};
		}

		return call('guardduty:GetAdministratorAccount', {detectorId: detectorId.value});
	},
});
