import {describe, expect, test} from 'vitest';
import {type Finding} from '../../../source/domain/findings/finding.js';
import {summaryOf} from '../../../source/domain/findings/summary.js';
import {findingRead} from '../../../source/store/reads/finding.js';
import {memberFindingsRead} from '../../../source/store/reads/member-findings.js';
import {findingPlace} from '../../../source/views/findings/finding-places.js';
import {findingsView} from '../../../source/views/findings/findings.js';
import {timelineView} from '../../../source/views/findings/timeline.js';
import {type Place} from '../../../source/views/view.js';
import {aSnapshot, fresh, holding, now, readAt} from '../build.js';
import {aFindingLike, found} from './build.js';

const ids = ['f7', 'f8', 'f9'].map(start => start.padEnd(32, '0'));
const [held = '', archived = '', gone = ''] = ids;
const signal = {resourceIds: [], actorIds: [], endpointIds: [], facts: [], createdAt: now};
const sequence: Finding = aFindingLike('f4', {
	isSequence: true,
	sequence: {
		signals: [
			...ids.map(id => ({...signal, id, type: 'FINDING'})),
			{...signal, id: held, type: 'FINDING'},
			{...signal, id: 'b'.repeat(32), type: 'CLOUD_TRAIL'},
			{...signal, id: '--ids', type: 'FINDING'},
		],
		actors: [],
		resources: [],
		endpoints: [],
		indicators: [],
		additionalTypes: [],
	},
});
const place: Place = {...findingPlace(sequence), view: 'findings'};
const arn = place.subject as string;
const member = aFindingLike('f7', {sequenceArn: arn});
const lookedUp = holding(
	memberFindingsRead,
	{sequence: arn, ids: []},
	{
		rows: [
			{key: held, value: {found: summaryOf(member, text => text)}, at: readAt},
			{
				key: archived,
				value: {found: summaryOf(aFindingLike('f8', {isArchived: true, sequenceArn: arn}), text => text)},
				at: readAt,
			},
			{key: gone, value: {}, at: readAt},
		],
		isComplete: true,
		listedAt: readAt,
	},
);

const wantsAt = (snapshot: ReturnType<typeof aSnapshot>) =>
	findingsView.wants(place, snapshot).filter(({read}) => read.id === 'member-findings');

describe('the findings of an attack sequence', () => {
	test('that were not read are asked for by the ids that it names, those of findings alone', () => {
		const [want, ...more] = wantsAt(aSnapshot(found([sequence, member])));
		expect(want?.params).toMatchObject({sequence: arn, ids: [archived, gone]});
		expect(more).toEqual([]);
	});

	test('are not asked for while the open ones are still being read, nor where all are held', () => {
		expect(wantsAt(aSnapshot([holding(findingRead, {id: sequence.id}, fresh(sequence))]))).toEqual([]);
		const all = [member, aFindingLike('f8'), aFindingLike('f9')];
		expect(wantsAt(aSnapshot(found([sequence, ...all])))).toEqual([]);
	});

	test('stand in its list, each once, archived ones as well; how many are gone is told', () => {
		const snapshot = aSnapshot([...found([sequence, member]), lookedUp]);
		const rows = findingsView.rows(snapshot, place);
		expect(rows.map(({finding}) => [finding.id, finding.isArchived])).toEqual([
			[held, false],
			[archived, true],
		]);
		expect(findingsView.rows(snapshot, place)).toBe(rows);
		expect(findingsView.status(snapshot, place).summary?.text).toBe(
			'GuardDuty does not know 1 finding of this sequence (any more)',
		);
	});

	test('that could not be read are told as such', () => {
		const failure = {kind: 'denied', action: 'guardduty:GetFindings', message: ''} as const;
		const denied = holding(
			memberFindingsRead,
			{sequence: arn, ids: []},
			{rows: [{key: archived, failure}], isComplete: true, listedAt: readAt},
		);
		const {errors, isPartial} = findingsView.status(aSnapshot([...found([sequence]), denied]), place);
		expect(errors).toEqual([{what: '1 of 1 findings of the sequence', failure}]);
		expect(isPartial).toBe(true);
	});

	test('are opened from its timeline, read before or not', () => {
		const at: Place = {...findingPlace(sequence), view: 'timeline'};
		const rows = timelineView.rows(aSnapshot(found([sequence])), at);
		const signalOf = (id: string) => rows.find(({moment}) => moment.source === 'signal' && moment.ref === id);
		expect(signalOf(gone)?.opens).toEqual(findingPlace(aFindingLike('f9')));
		expect(signalOf('--ids')?.opens).toBeUndefined();
	});
});
