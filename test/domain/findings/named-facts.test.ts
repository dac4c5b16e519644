import {expect, test} from 'vitest';
import {namedFacts} from '../../../source/domain/findings/named-facts.js';

test('what AWS has by paths is read in words, a key with its value as one fact', () => {
	const texts = {
		accountId: '482193057716',
		'tags[0].key': 'team',
		'tags[0].value': 'payments',
		'tags[1].key': 'no value',
		'signalIndicators[0].key': 'ATTACK_TACTIC',
		'signalIndicators[0].title': 'Tactic',
		'signalIndicators[0].values': 'Execution, Impact',
		'remoteIpDetails.city': 'Berlin',
		'items[1].name': 'second',
		'no such\u{2400}name': 'kept',
	};
	expect(namedFacts(Object.entries(texts).map(([name, value]) => ({name, value})))).toEqual([
		['account id', '482193057716'],
		['tags', 'team = payments'],
		['tags 2 key', 'no value'],
		['signal indicators', 'Tactic (ATTACK_TACTIC) = Execution, Impact'],
		['remote ip details city', 'Berlin'],
		['items 2 name', 'second'],
		['no such\u{2400}name', 'kept'],
	]);
});

test('two facts of one name are both kept', () => {
	const twice = {name: 'city', value: 'Berlin'};
	expect(namedFacts([twice, {name: 'key', value: 'a'}, twice])).toHaveLength(3);
});

test.each([
	['createdAt', '1795716452.291', '1795716452.291 (2026-11-26 18:07:32Z)'],
	['data.updatedAt', '1795716452', '1795716452 (2026-11-26 18:07:32Z)'],
	['modifiedAt', '1795716452291', '1795716452291 (2026-11-26 18:07:32Z)'],
	['modifiedAt', '2026-11-26', '2026-11-26'],
	['port', '1795716452', '1795716452'],
])('a time that AWS has as a number is read: %s %s', (name, value, shown) => {
	expect(namedFacts([{name, value}])[0]?.[1]).toBe(shown);
});
