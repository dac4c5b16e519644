import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {isBeforeOptIn, optInTime} from '../../../source/domain/opt-in/opt-in-time.js';
import {type TagTime, tagTime} from '../../../source/domain/opt-in/tag-time.js';
import {type Json} from '../../../source/domain/resources.js';
import {type TrailEvent} from '../../../source/domain/trail.js';
import {anOptIn, clusterArn} from '../build.js';

function event(
	name: string,
	at: number,
	requestParameters: Json,
	more: {[member: string]: Json} = {},
): TrailEvent {
	return {id: `${name}${at}`, name, at, user: 'ann', detail: {requestParameters, ...more}};
}

const tagged = (at: number, value: string, key = 'GuardDutyManaged', arn: string = clusterArn) =>
	event('TagResource', at, {
		resourceArn: arn,
		tags: [
			{key: 'other', value: 'x'},
			{key, value},
		],
	});
const untagged = (at: number, key = 'GuardDutyManaged') =>
	event('UntagResource', at, {resourceArn: clusterArn, tagKeys: [key]});
const created = (at: number, tags?: Json) =>
	event('CreateCluster', at, {clusterName: 'shop', ...(tags === undefined ? {} : {tags})});

function timeOf(
	value: 'true' | 'false' | 'absent' | 'unreadable',
	events: readonly TrailEvent[],
	completeSince?: number,
) {
	return tagTime({clusterArn, value, events, ...(completeSince !== undefined && {completeSince})});
}

describe('when the tag got its value', () => {
	test.each<[string, 'true' | 'false' | 'absent', readonly TrailEvent[], object]>([
		[
			'set after it was something else',
			'true',
			[tagged(50, 'false'), tagged(60, 'true')],
			{at: 60, isExact: true, by: 'ann'},
		],
		[
			'set again',
			'true',
			[tagged(50, 'false'), tagged(60, 'true'), tagged(70, 'true')],
			{at: 60, isExact: true},
		],
		['events out of order', 'true', [tagged(60, 'true'), tagged(50, 'false')], {at: 60, isExact: true}],
		['set, and nothing is known of before', 'true', [tagged(60, 'true')], {at: 60, isExact: false}],
		[
			'created with it',
			'true',
			[created(40, [{key: 'GuardDutyManaged', value: 'true'}])],
			{at: 40, isExact: true},
		],
		['created without it, then set', 'true', [created(40), tagged(60, 'true')], {at: 60, isExact: true}],
		['taken off', 'absent', [tagged(50, 'true'), untagged(60)], {at: 60, isExact: true}],
		['created without it', 'absent', [created(40)], {at: 40, isExact: true}],
		[
			'set to what counts as none',
			'absent',
			[tagged(50, 'true'), tagged(60, 'True')],
			{at: 60, isExact: true},
		],
		['set to false', 'false', [tagged(50, 'true'), tagged(60, 'false')], {at: 60, isExact: true}],
	])('%s', (_title, value, events, expected) => {
		expect(timeOf(value, events, 10)).toMatchObject({status: 'known', ...expected});
	});

	test.each<[string, readonly TrailEvent[]]>([
		['of another cluster', [tagged(60, 'true', 'GuardDutyManaged', `${clusterArn}2`)]],
		['of another key', [tagged(60, 'true', 'guarddutymanaged'), untagged(70, 'team')]],
		[
			'refused',
			[
				event(
					'TagResource',
					60,
					{resourceArn: clusterArn, tags: [{key: 'GuardDutyManaged', value: 'true'}]},
					{errorCode: 'AccessDenied'},
				),
			],
		],
		['another call', [event('UpdateCluster', 60, {resourceArn: clusterArn})]],
		['another creation', [event('CreateCluster', 60, {clusterName: 'web', tags: []})]],
		['unreadable', [{id: 'x', name: 'TagResource', at: 60}]],
		[
			'odd',
			[event('TagResource', 60, {resourceArn: clusterArn, tags: 'all'}), event('TagResource', 60, null)],
		],
	])('an event %s counts for nothing', (_title, events) => {
		expect(timeOf('true', events, 10)).toEqual({status: 'before', at: 10});
	});

	test('is not known without any events, when they are not complete', () => {
		expect(timeOf('true', [])).toMatchObject({status: 'unknown'});
	});

	test('is never exact when events are not complete', () => {
		expect(timeOf('true', [tagged(50, 'false'), tagged(60, 'true')])).toMatchObject({at: 60, isExact: false});
	});

	test('is not known when the last change does not explain the tag', () => {
		expect(timeOf('true', [tagged(60, 'false')], 10)).toMatchObject({status: 'unknown'});
		expect(timeOf('false', [untagged(60)], 10)).toMatchObject({status: 'unknown'});
	});

	test('is not known when the tags could not be read', () => {
		expect(timeOf('unreadable', [tagged(60, 'true')], 10)).toMatchObject({status: 'unknown'});
	});

	test('knows the cluster that has no name in its creation', () => {
		const arn = 'arn:aws:ecs:eu-west-1:111122223333:cluster/default';
		const events = [event('CreateCluster', 5, {})];
		expect(tagTime({clusterArn: arn, value: 'absent', events, completeSince: 1})).toMatchObject({at: 5});
		expect(timeOf('absent', events, 1)).toEqual({status: 'before', at: 1});
	});

	test('reads tags in either case of letters', () => {
		const events = [
			event('TagResource', 60, {resourceArn: clusterArn, tags: [{Key: 'GuardDutyManaged', Value: 'true'}]}),
		];
		expect(timeOf('true', events, 10)).toMatchObject({at: 60});
	});

	test('is the last time at which the value changed to what it is, whatever happened', () => {
		const changes = fc.array(fc.constantFrom('true', 'false', 'absent'), {minLength: 1, maxLength: 8});
		fc.assert(
			fc.property(changes, values => {
				const events = values.map((value, index) =>
					value === 'absent' ? untagged(index * 10) : tagged(index * 10, value),
				);
				const last = values.at(-1) as 'true' | 'false' | 'absent';
				const lastOther = values.findLastIndex(value => value !== last);
				expect(timeOf(last, events, -1)).toMatchObject({
					status: 'known',
					at: (lastOther + 1) * 10,
					isExact: lastOther >= 0,
				});
			}),
		);
	});
});

describe('when the opt-in was', () => {
	const known: TagTime = {status: 'known', at: 500, isExact: true};
	const byTag = anOptIn('monitored', {by: 'tag', since: 200});
	const byAccount = anOptIn('monitored', {by: 'account', since: 200});
	test.each([
		['by tag, set after the features', byTag, known, {status: 'known', at: 500}],
		['by tag, set before the features', byTag, {...known, at: 100}, {status: 'known', at: 200}],
		[
			'by tag, set at the latest then',
			byTag,
			{...known, isExact: false},
			{status: 'between', notBefore: 200, notAfter: 500},
		],
		[
			'by tag, set at the latest before the features',
			byTag,
			{...known, at: 100, isExact: false},
			{status: 'known', at: 200},
		],
		[
			'by tag, older than CloudTrail reaches',
			byTag,
			{status: 'before', at: 300},
			{status: 'between', notBefore: 200, notAfter: 300},
		],
		['by tag, older than the features', byTag, {status: 'before', at: 150}, {status: 'known', at: 200}],
		['by tag, at a time nobody knows', byTag, undefined, {status: 'between', notBefore: 200}],
		['by account', byAccount, undefined, {status: 'known', at: 200}],
		['by account, formerly excluded', byAccount, known, {status: 'known', at: 500}],
		[
			'by account, CloudTrail does not explain it',
			byAccount,
			{status: 'unknown', why: ''},
			{status: 'known', at: 200},
		],
		[
			'without a time of the features',
			anOptIn('monitored', {by: 'tag'}),
			known,
			{status: 'between', notBefore: 500},
		],
		['without any time', anOptIn('monitored', {by: 'tag'}), undefined, {status: 'between'}],
	] as const)('%s', (_title, optIn, tag, time) => {
		expect(optInTime(optIn, tag)).toEqual(time);
	});

	test.each([
		[199, {status: 'known', at: 200}, true],
		[200, {status: 'known', at: 200}, false],
		[199, {status: 'between', notBefore: 200, notAfter: 300}, true],
		[200, {status: 'between', notBefore: 200, notAfter: 300}, 'unknown'],
		[299, {status: 'between', notBefore: 200, notAfter: 300}, 'unknown'],
		[300, {status: 'between', notBefore: 200, notAfter: 300}, false],
		[300, {status: 'between', notBefore: 200}, 'unknown'],
		[300, {status: 'between'}, 'unknown'],
	] as const)('%s is before %o: %s', (at, time, isBefore) => {
		expect(isBeforeOptIn(at, time)).toBe(isBefore);
	});
});
