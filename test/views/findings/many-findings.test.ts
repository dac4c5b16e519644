import {expect, test} from 'vitest';
import {bandCounts} from '../../../source/domain/findings/band-counts.js';
import {findingStatisticsRead} from '../../../source/store/reads/finding-statistics.js';
import {findingsRead} from '../../../source/store/reads/findings.js';
import {findingsView} from '../../../source/views/findings/findings.js';
import {aSnapshot, fresh, holding} from '../build.js';
import {shopHoldings} from '../shop.js';
import {aFinding, aFindingLike, found} from './build.js';

// What a list of thousands of findings must not do for each of them.

test('says of how many in all it was read so far', () => {
	const part = aSnapshot([
		...found([aFinding()]).filter(([key]) => !key.startsWith('findings ')),
		holding(
			findingsRead,
			{isArchived: false},
			{rows: [], isComplete: false, isCapped: false, progress: {done: 50, of: 50}},
		),
		holding(findingStatisticsRead, {isArchived: false}, fresh({...bandCounts([]), total: 8005})),
	]);
	expect(findingsView.status(part, {view: 'findings'}).progress).toEqual({
		done: 50,
		of: 8005,
		what: 'findings',
	});
});

test('puts its rows together once for a snapshot, and asks it nothing for each of them', () => {
	const many = Array.from({length: 500}, (_, index) => aFindingLike(`e${index}`));
	const {get, ...rest} = aSnapshot([...shopHoldings, ...found(many)]);
	let asked = 0;
	const snapshot = {
		...rest,
		get: ((...args: Parameters<typeof get>) => {
			asked += 1;
			return get(...args);
		}) as typeof get,
	};
	const place = {view: 'findings'};
	const rows = findingsView.rows(snapshot, place);
	expect(rows).toHaveLength(500);
	expect(asked).toBeLessThan(30);
	asked = 0;
	expect(findingsView.rows(snapshot, place)).toBe(rows);
	expect(asked).toBe(0);
});

test('GuardDuty’s sum does not wait for the hundreds of calls that bring the list', () => {
	const wants = findingsView.wants({view: 'findings'}, aSnapshot([]), []);
	const priority = (id: string) => wants.find(({read}) => read.id === id)?.priority;
	expect(priority('finding-statistics')).toBe(priority('findings'));
});
