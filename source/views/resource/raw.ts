import {failureLine} from '../../domain/failure-text.js';
import {type Fetched} from '../../domain/fetched.js';
import {type Finding} from '../../domain/findings/finding.js';
import {type Json} from '../../domain/resources.js';
import {want} from '../../store/read.js';
import {rawRead} from '../../store/reads/raw.js';
import {type Snapshot} from '../../store/snapshot.js';
import {fetchedFinding, findingWants} from '../findings/finding-facts.js';
import {findingIdIn} from '../findings/finding-places.js';
import {failureOf} from '../held.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {arnInKey, clusterOfSubject} from '../places.js';
import {type Block, type Cell, type DetailView, type Place} from '../view.js';

/** AWS's own JSON of the place's subject, as it came. */
export const rawView: DetailView = {
	kind: 'detail',
	id: 'raw',
	title: () => 'raw',
	wants(place, snapshot) {
		const asked = askedOf(place);
		if (findingIdIn(asked?.subject) !== undefined) {
			return findingWants(snapshot, asked?.subject);
		}

		return asked ? [want(rawRead, asked, {everyMs: pace.focusedMs, priority: 0})] : [];
	},
	status(snapshot, place) {
		const raw = rawAt(snapshot, place);
		const errors = failureOf('raw JSON', raw);
		return {
			...(raw.status === 'fresh' || raw.status === 'stale' ? {at: raw.at} : {}),
			isPartial: raw.status !== 'fresh',
			...(errors[0] ? {failure: errors[0].failure} : {}),
			errors,
		};
	},
	blocks: (snapshot, place) => rawBlocks(rawAt(snapshot, place)),
	pivots: () => ({}),
	target: () => undefined,
	actions: [],
};

type Asked = {cluster?: NonNullable<Place['cluster']>; subject: NonNullable<Place['subject']>};

function askedOf(place: Place): Asked | undefined {
	const subject = place.subject ?? place.task ?? place.service ?? place.cluster;
	if (subject === undefined) {
		return undefined;
	}

	const cluster = clusterOfSubject({...place, subject});
	return {subject: arnInKey(subject), ...(cluster ? {cluster} : {})};
}

function rawAt(snapshot: Snapshot, place: Place): Fetched<Json> {
	const asked = askedOf(place);
	if (!asked) {
		return {status: 'waiting'};
	}

	return findingIdIn(asked.subject) === undefined
		? snapshot.get(rawRead, asked)
		: rawOfFinding(fetchedFinding(snapshot, asked.subject));
}

/** A finding is held with the JSON that it was read from. */
const rawOfFinding = memoBy(
	(finding: Fetched<Finding>): Fetched<Json> =>
		'value' in finding ? {...finding, value: finding.value.json} : finding,
);

/** Written out once per answer: a task's JSON has hundreds of lines and the screen scrolls through them. */
const rawBlocks = memoBy((raw: Fetched<Json>): readonly Block[] => [
	{kind: 'lines', heading: 'JSON', lines: rawLines(raw)},
]);

function rawLines(raw: Fetched<Json>): readonly Cell[] {
	switch (raw.status) {
		case 'waiting':
			return [{text: 'reading …', tone: 'dim'}];
		case 'failed':
			return [{text: failureLine(raw.failure), tone: 'fault'}];
		case 'stale':
		case 'fresh':
			return JSON.stringify(raw.value, null, 2)
				.split('\n')
				.map(text => ({text}));
	}
}
