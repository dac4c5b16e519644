import {type Answer} from '../../domain/account.js';
import {type Detector} from '../../domain/resources.js';
import {type Call} from '../call.js';
import {fetchedRead, single} from './fetched-read.js';

/** The GuardDuty detector of this Region with its features; undefined where GuardDuty was never enabled. */
export const detectorRead = fetchedRead<undefined, Detector | undefined>({
	id: 'detector',
	key: single,
	async fetch({call}) {
		const detectorId = await detectorIdOf(call);
		if (!detectorId.ok) {
			return detectorId;
		}

		if (detectorId.value === undefined) {
			return {ok: true, value: undefined};
		}

		return call('guardduty:GetDetector', {detectorId: detectorId.value});
	},
});

/** Answers with the id of the one detector that a Region has, or undefined where it has none; a known one costs no call. */
export async function detectorIdOf(call: Call, known?: string): Promise<Answer<string | undefined>> {
	if (known !== undefined) {
		return {ok: true, value: known};
	}

	const detectors = await call('guardduty:ListDetectors', {});
	return detectors.ok ? {...detectors, value: detectors.value[0]} : detectors;
}
