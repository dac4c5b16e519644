import {describe, expect, test} from 'vitest';
import {type Census} from '../../source/domain/agent/census.js';
import {type Fetched} from '../../source/domain/fetched.js';
import {type OptIn} from '../../source/domain/opt-in/opt-in.js';
import {agentsCell} from '../../source/views/agents/agents-cell.js';
import {watchVerdict, worst} from '../../source/views/watch.js';
import {aCensus, anOptIn} from '../domain/build.js';
import {fresh} from './build.js';

const nearMisses = [{key: 'GuardDutyManaged', value: 'True', why: ''}];
const waiting: Fetched<Census> = {status: 'waiting'};
const failed: Fetched<Census> = {status: 'failed', failure: {kind: 'throttled', message: ''}, at: 0};
const well = fresh(aCensus({running: 4}));

type Case = readonly [
	optIn: OptIn | undefined,
	census: Fetched<Census>,
	tasks: number,
	fargate: number | undefined,
	verdict: 'ok' | 'fault' | 'unknown',
];

describe('whether what runs is watched', () => {
	test.each<Case>([
		// Not read yet.
		[undefined, well, 4, 4, 'unknown'],
		[undefined, well, 0, 0, 'unknown'],
		// A tag that almost matches is a fault in every state.
		[anOptIn('monitored', {nearMisses}), well, 4, 4, 'fault'],
		[anOptIn('not-opted-in', {nearMisses}), waiting, 0, 0, 'fault'],
		[anOptIn('unknown', {nearMisses}), waiting, 0, 0, 'fault'],
		// Off.
		[anOptIn('off'), waiting, 1, 0, 'fault'],
		[anOptIn('off'), waiting, 0, 0, 'ok'],
		// Not opted in: a rule for Fargate alone.
		[anOptIn('not-opted-in'), waiting, 1, 1, 'fault'],
		[anOptIn('not-opted-in'), waiting, 1, undefined, 'fault'],
		[anOptIn('not-opted-in'), waiting, 3, 0, 'unknown'],
		[anOptIn('not-opted-in'), waiting, 0, 0, 'ok'],
		// Excluded: somebody's choice.
		[anOptIn('excluded'), fresh(aCensus({absent: 4})), 4, 4, 'ok'],
		[anOptIn('excluded'), waiting, 4, 4, 'ok'],
		// Monitored.
		[anOptIn('monitored'), well, 4, 4, 'ok'],
		[anOptIn('monitored'), fresh(aCensus({running: 3, unsupported: 1})), 4, 4, 'ok'],
		[anOptIn('monitored'), waiting, 0, 0, 'ok'],
		[anOptIn('monitored'), waiting, 4, 4, 'unknown'],
		[anOptIn('monitored'), failed, 4, 4, 'unknown'],
		[anOptIn('monitored'), fresh(aCensus()), 4, 4, 'unknown'],
		[anOptIn('monitored'), fresh(aCensus({running: 3, starting: 1})), 4, 4, 'unknown'],
		[anOptIn('monitored'), fresh(aCensus({running: 3, unknown: 1})), 4, 4, 'unknown'],
		[anOptIn('monitored'), fresh(aCensus({running: 3, isPartial: true})), 4, 4, 'unknown'],
		[anOptIn('monitored'), fresh(aCensus({running: 3, failed: 1})), 4, 4, 'fault'],
		[anOptIn('monitored'), fresh(aCensus({running: 3, absent: 1, isPartial: true})), 4, 4, 'fault'],
		// Unknown: a failed agent was injected, so it was due; an absent one may not be.
		[anOptIn('unknown'), well, 4, 4, 'unknown'],
		[anOptIn('unknown'), fresh(aCensus({absent: 4})), 4, 4, 'unknown'],
		[anOptIn('unknown'), fresh(aCensus({failed: 1})), 4, 4, 'fault'],
	])('%o with %o, %i tasks, %s of them on Fargate', (optIn, census, runningTasks, fargateTasks, verdict) => {
		expect(watchVerdict({optIn, census, runningTasks, fargateTasks})).toBe(verdict);
	});

	test('is as bad as its worst part', () => {
		expect(worst('ok', 'unknown', 'fault')).toBe('fault');
		expect(worst('ok', 'unknown')).toBe('unknown');
		expect(worst('ok')).toBe('ok');
	});
});

describe('agents running of agents expected', () => {
	test.each([
		[anOptIn('monitored'), fresh(aCensus({running: 44})), '44/44', 'good'],
		[anOptIn('monitored'), fresh(aCensus({running: 41, absent: 2, failed: 1})), '41/44 !3', 'fault'],
		[anOptIn('monitored'), fresh(aCensus({running: 3, unknown: 12})), '3/3 ?12', 'warning'],
		[anOptIn('monitored'), fresh(aCensus({unknown: 12})), '?12', 'warning'],
		[anOptIn('monitored'), fresh(aCensus({running: 3, isPartial: true})), '?3/3', 'warning'],
		[anOptIn('monitored'), fresh(aCensus({isPartial: true})), '?0/0', 'warning'],
		[anOptIn('monitored'), fresh(aCensus({})), '–', 'dim'],
		[anOptIn('monitored'), fresh(aCensus({unsupported: 3})), '–3', 'dim'],
		[anOptIn('monitored'), fresh(aCensus({running: 2, unsupported: 3})), '2/2 –3', 'good'],
		[anOptIn('monitored'), waiting, '…', 'dim'],
		[anOptIn('monitored'), failed, '?', 'warning'],
		[anOptIn('not-opted-in'), fresh(aCensus({absent: 5})), '0/5', 'dim'],
		[anOptIn('excluded'), fresh(aCensus({running: 1, absent: 5})), '1/6', 'dim'],
		[anOptIn('unknown'), fresh(aCensus({running: 1, absent: 5, failed: 1})), '1/7 !1', 'fault'],
		[undefined, fresh(aCensus({running: 1, absent: 5})), '1/6', 'dim'],
	])('%o with %o reads %s', (optIn, census, text, tone) => {
		expect(agentsCell(census, optIn, undefined)).toEqual({text, tone});
	});

	test('are not known when ECS counts running tasks that were not seen', () => {
		expect(agentsCell(fresh(aCensus()), anOptIn('monitored'), 2)).toEqual({text: '?', tone: 'warning'});
	});
});
