import {describe, expect, test} from 'vitest';
import {failureLine} from '../../source/domain/failure-text.js';
import {item, screenOf, start} from './fakes.js';
import {footer, open, text, three, type} from './pressing.js';

describe('acting', () => {
	test('two keys and y opt a cluster in', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'y');
		expect(rig.stores[0]?.started).toMatchObject([{action: 'cluster.tag', answers: {value: 'true'}}]);
		expect(footer(session)).toContain('X stop');
	});

	test('the chosen answer is what is sent', () => {
		const {rig, session} = open();
		type(session, 'T', 'j', 'enter', 'y');
		expect(rig.stores[0]?.started[0]?.answers).toEqual({value: 'false'});
	});

	test('a letter picks the answer that begins with it, another leaves it', () => {
		const {rig, session} = open();
		type(session, 'T', 'f', 'x', 'enter', 'y');
		expect(rig.stores[0]?.started[0]?.answers).toEqual({value: 'false'});
	});

	test('the first digit takes the place of the number proposed, further ones follow it', () => {
		const {rig, session} = open();
		type(session, 'R', '1', '0', 'enter', 'y');
		expect(rig.stores[0]?.started[0]?.answers).toEqual({wave: '10'});
	});

	test('n leaves a plan as y would have confirmed it', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'n', 'y');
		expect(rig.stores[0]?.started).toEqual([]);
		expect(text(session)).not.toContain('y does it');
	});

	test('Enter alone never confirms', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'enter', 'enter', 'space');
		expect(rig.stores[0]?.started).toEqual([]);
	});

	test('Esc leaves everything as it is', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'esc', 'y');
		expect(rig.stores[0]?.started).toEqual([]);
	});

	test('a y that came in the same read as the keys before it can’t mean a plan nobody has seen', () => {
		const {rig, session} = open();
		session.press(['T', 'enter', 'y']);
		expect(rig.stores[0]?.started).toEqual([]);
		expect(text(session)).toContain('read the plan first');
		type(session, 'y');
		expect(rig.stores[0]?.started).toHaveLength(1);
	});

	test('a protected cluster asks for its name, and y is only a letter of it', () => {
		const {rig, session} = open();
		type(session, 'G', 'T', 'enter', 'y', 'enter');
		expect(rig.stores[0]?.started).toEqual([]);
		expect(text(session)).toContain('type payments-prod to confirm');
		type(session, 'ctrl-u', ...'payments-prod', 'enter');
		expect(rig.stores[0]?.started).toHaveLength(1);
	});

	test('marked rows are acted on together, also those that a filter hides', () => {
		const {rig, session} = open();
		type(session, 'space', 'space', '/', ...'api', 'enter');
		expect(text(session)).toContain('2 marked (1 hidden)');
		type(session, 'R', 'enter', 'y');
		expect(rig.stores[0]?.started[0]?.plan.steps.map(({label}) => label)).toEqual(['checkout', 'api']);
	});

	test('a wrong number is named and not taken', () => {
		const {session} = open();
		type(session, 'R', 'ctrl-u', '9', '9', 'enter');
		expect(text(session)).toContain('a whole number from 1 to 10');
	});

	test('read-only: the keys stay in sight, and say why they do nothing', () => {
		const {rig, session} = open();
		rig.stores[0]?.change({isReadOnly: true});
		expect(screenOf(session)[0]).toContain('READ-ONLY');
		expect(footer(session)).toContain('T tag');
		type(session, 'T');
		expect(footer(session)).toBe(' tag: started read-only: nothing can be changed');
		expect(rig.stores[0]?.started).toEqual([]);
	});

	test('a plan that has changed is not taken before there was time to read it', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter');
		rig.clock.advance(2000);
		rig.stores[0]?.set([...three, item('new')]);
		expect(text(session)).toContain('the plan has changed: read it again');
		expect(text(session)).toContain('there are more clusters than there were');
		type(session, 'y');
		expect(rig.stores[0]?.started).toEqual([]);
		rig.clock.advance(1000);
		type(session, 'y');
		expect(rig.stores[0]?.started).toHaveLength(1);
	});

	test('c copies the plan as AWS CLI lines', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'c');
		const copied = Buffer.from(
			rig.written[0]?.replace(/^.*;c;(.*)\u{7}$/su, '$1') ?? '',
			'base64',
		).toString();
		expect(copied).toMatch(/^aws ecs tag-resource .*--region eu-west-1/);
	});

	test('the run stays in reach after Esc, and X stops it', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'y', 'esc', '@', 'enter', 'X');
		expect(rig.stores[0]?.calls).toContain('abort run-1');
	});

	test('a step whose end is its failure tells it once', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'y');
		const [run] = rig.stores[0]?.snapshot().runs ?? [];
		const failure = {kind: 'timeout', message: 'no answer'} as const;
		const detail = failureLine(failure);
		const steps = (run?.steps ?? []).map(step => ({...step, status: 'failed' as const, detail, failure}));
		rig.stores[0]?.change({runs: run ? [{...run, status: 'failed', steps}] : []});
		expect(text(session).split(detail.slice(0, 30))).toHaveLength(1 + steps.length);
	});

	test('a run that ended well says how it is undone', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'y');
		const [run] = rig.stores[0]?.snapshot().runs ?? [];
		const ending = (status: 'running' | 'done' | 'failed') => {
			rig.stores[0]?.change({runs: run ? [{...run, undo: 'U puts it back', status}] : []});
			return text(session);
		};
		expect(ending('running')).not.toContain('to undo it');
		expect(ending('failed')).not.toContain('to undo it');
		expect(ending('done')).toContain('to undo it: U puts it back');
	});

	test('the end of a run that nobody watches is told', () => {
		const {rig, session} = open();
		type(session, 'T', 'enter', 'y', 'esc');
		const [run] = rig.stores[0]?.snapshot().runs ?? [];
		rig.stores[0]?.change({runs: run ? [{...run, status: 'done', finishedAt: start}] : []});
		expect(footer(session)).toBe(' Set the tag GuardDutyManaged: done; @ tells more');
	});
});
