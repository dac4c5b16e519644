import {type Administrator} from '../../domain/resources.js';
import {detectorIdOf} from './detector.js';
import {fetchedRead, single} from './fetched-read.js';

/** Who administers GuardDuty for this account; undefined when nobody does, or when it has no detector. */
export const administratorRead = fetchedRead<undefined, Administrator | undefined>({
	id: 'administrator',
	key: single,
	async fetch({call}) {
		const detectorId = await detectorIdOf(call);
		if (!detectorId.ok) {
			return detectorId;
		}

		if (detectorId.value === undefined) {
			return {ok: true, value: undefined};
		}

		return call('guardduty:GetAdministratorAccount', {detectorId: detectorId.value});
	},
});
