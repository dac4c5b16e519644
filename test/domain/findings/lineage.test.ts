import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type FindingProcess, type LineageProcess} from '../../../source/domain/findings/finding.js';
import {lineageTree} from '../../../source/domain/findings/lineage.js';
import {bash} from './build.js';

/** `0 tini`, `1 node told`, `2 *bash assumed`. */
function drawn(process: FindingProcess | undefined): readonly string[] {
	return lineageTree(process).map(
		({process: {name}, depth, isSubject, link}) =>
			`${depth} ${isSubject ? '*' : ''}${name}${link === 'none' ? '' : ` ${link}`}`,
	);
}

const of = (parentUuid: string | undefined, ...lineage: readonly LineageProcess[]): FindingProcess => ({
	name: 'sh',
	uuid: 'u',
	...(parentUuid !== undefined && {parentUuid}),
	lineage,
});

describe('the lineage of a process', () => {
	test('is a tree by its ids, the oldest first', () => {
		expect(drawn(bash)).toEqual(['0 tini', '1 node told', '2 *bash told']);
		expect(drawn({...bash, lineage: [...bash.lineage].reverse()})).toEqual([
			'0 tini',
			'1 node told',
			'2 *bash told',
		]);
	});

	test.each([
		['no process', undefined, []],
		['no parents', of(undefined), ['0 *sh']],
		['a parent that is not there', of('x'), ['0 *sh']],
		[
			'ids that do not fit, in the order of AWS',
			of('x', {name: 'a', uuid: 'a', parentUuid: 'y'}, {name: 'b', uuid: 'b'}),
			['0 b', '1 a assumed', '2 *sh assumed'],
		],
		[
			'made-up members without ids',
			of('p', {name: 'a', pid: 1, parentUuid: 'p'}, {name: 'b', pid: 2, parentUuid: 'q'}),
			['0 b', '1 a assumed', '2 *sh assumed'],
		],
		['its own parent', of('u'), ['0 *sh']],
		[
			'a circle',
			of('a', {name: 'a', uuid: 'a', parentUuid: 'b'}, {name: 'b', uuid: 'b', parentUuid: 'a'}),
			['0 b', '1 a told', '2 *sh told'],
		],
		['a circle through itself', of('a', {name: 'a', uuid: 'a', parentUuid: 'u'}), ['0 a', '1 *sh told']],
		[
			'an id that is there twice',
			of('a', {name: 'a', uuid: 'a'}, {name: 'a2', uuid: 'a'}),
			['0 a2', '1 a assumed', '2 *sh told'],
		],
		[
			'itself among its parents',
			of('a', {name: 'sh', uuid: 'u'}, {name: 'a', uuid: 'a'}),
			['0 a', '1 *sh told'],
		],
		[
			'two children of one parent',
			of('a', {name: 'a', uuid: 'a'}, {name: 'b', uuid: 'b', parentUuid: 'a'}),
			['0 a', '1 b told', '1 *sh told'],
		],
	])('with %s', (_title, process, tree) => {
		expect(drawn(process)).toEqual(tree);
	});

	test('keeps every process once, each after its parent, whatever the ids say', () => {
		const id = fc.option(fc.constantFrom('a', 'b', 'c', 'u'), {nil: undefined});
		const process = fc.record({uuid: id, parentUuid: id, pid: fc.nat(9)}) as fc.Arbitrary<LineageProcess>;
		fc.assert(
			fc.property(process, fc.array(process, {maxLength: 12}), (subject, lineage) => {
				const nodes = lineageTree({...subject, lineage});
				const dropped = lineage.filter(
					({uuid, pid}) => uuid !== undefined && uuid === subject.uuid && pid === subject.pid,
				);
				expect(nodes).toHaveLength(1 + lineage.length - dropped.length);
				expect(nodes.filter(({isSubject}) => isSubject)).toHaveLength(1);
				for (const [index, {depth}] of nodes.entries()) {
					expect(depth).toBeLessThanOrEqual((nodes[index - 1]?.depth ?? -1) + 1);
				}
			}),
		);
	});

	test('of ten thousand processes does not overflow', () => {
		const lineage = Array.from({length: 10_000}, (_, index) => ({
			uuid: `${index}`,
			parentUuid: `${index + 1}`,
		}));
		expect(lineageTree(of('0', ...lineage)).at(-1)).toMatchObject({depth: 10_000, isSubject: true});
	});
});
