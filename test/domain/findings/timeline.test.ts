import {describe, expect, test} from 'vitest';
import {type ServiceArn, type ServiceDeploymentArn} from '../../../source/domain/arn.js';
import {
	actionMoments,
	deploymentMoments,
	eventMoments,
	findingMoments,
	type JournalLine,
	signalMoments,
	taskMoments,
	timeline,
} from '../../../source/domain/findings/timeline.js';
import {aTask, taskArn} from '../build.js';
import {aFinding, findingId} from './build.js';

const line = (facts: Partial<JournalLine> = {}): JournalLine => ({
	time: '1970-01-01T00:00:03.000Z',
	identity: 'arn:me',
	action: 'task.stop',
	run: 'r1',
	call: 'ecs:StopTask',
	target: taskArn,
	result: 'ok',
	...facts,
});

describe('a timeline', () => {
	test('is one list of all that happened, the oldest first', () => {
		const all = timeline(
			findingMoments(aFinding({firstSeenAt: 1500, lastSeenAt: 2500, count: 2})),
			taskMoments(
				aTask({
					createdAt: 1000,
					pullStartedAt: 1100,
					pullStoppedAt: 1200,
					startedAt: 1300,
					stoppingAt: 3100,
					stoppedAt: 4000,
					stoppedReason: 'evidence kept',
				}),
			),
			eventMoments([{id: 'e1', at: 4100, message: '(service api) has started 1 tasks'}]),
			deploymentMoments([
				{
					arn: 'd' as ServiceDeploymentArn,
					serviceArn: 's' as ServiceArn,
					status: 'SUCCESSFUL',
					createdAt: 900,
					finishedAt: 1400,
				},
			]),
			actionMoments([line()]),
		);
		expect(all.map(({at, text}) => `${at} ${text}`)).toEqual([
			'900 a rollout begins',
			'1000 task 01234567 created',
			'1100 task 01234567 begins to pull its images',
			'1200 task 01234567 has its images',
			'1300 task 01234567 runs',
			'1400 the rollout ends SUCCESSFUL',
			'1500 Execution:Runtime/ReverseShell seen first',
			'2500 Execution:Runtime/ReverseShell seen last, 2 times in all',
			'3000 stop task (ecs:StopTask) by arn:me',
			'3100 task 01234567 is told to stop',
			'4000 task 01234567 stopped: evidence kept',
			'4100 (service api) has started 1 tasks',
		]);
	});

	test('puts the cause before the effect within one millisecond, else keeps the order', () => {
		const at = 5;
		const moment = (
			source: 'finding' | 'signal' | 'task' | 'deployment' | 'event' | 'action',
			text: string,
		) => ({at, source, text});
		const mixed = [
			moment('finding', 'f'),
			moment('task', 't1'),
			moment('action', 'a'),
			moment('task', 't2'),
			moment('signal', 's'),
			moment('event', 'e'),
			moment('deployment', 'd'),
		];
		expect(timeline(mixed).map(({text}) => text)).toEqual(['a', 'd', 'e', 't1', 't2', 's', 'f']);
	});

	test('tells what has no time at the end, in its order', () => {
		const all = timeline(
			eventMoments([
				{id: '1', message: 'x'},
				{id: '2', message: 'y'},
			]),
			[{at: 1, source: 'task', text: 'z'}],
		);
		expect(all.map(({text}) => text)).toEqual(['z', 'x', 'y']);
		expect(all[1]?.at).toBeUndefined();
	});
});

describe('moments', () => {
	test('of a finding that was seen once are one, and lead to it', () => {
		expect(findingMoments(aFinding({firstSeenAt: 1, lastSeenAt: 1, isSample: true}))).toEqual([
			{
				at: 1,
				source: 'finding',
				ref: findingId,
				isFault: true,
				text: 'Execution:Runtime/ReverseShell (sample) seen',
			},
		]);
		expect(findingMoments(aFinding({firstSeenAt: undefined, lastSeenAt: undefined}))).toHaveLength(1);
	});

	test('of a sequence are its signals; one that is a finding leads to that', () => {
		const signal = {type: 'FINDING', resourceIds: [], actorIds: [], endpointIds: [], facts: []};
		const sequence = {
			signals: [
				{...signal, id: 'f9', name: 'shell', firstSeenAt: 5},
				{...signal, id: 's1', type: 'DNS_LOGS', createdAt: 6},
			],
			actors: [],
			resources: [],
			endpoints: [],
			indicators: [],
			additionalTypes: [],
		};
		expect(signalMoments({id: 'f1', sequence})).toEqual([
			{at: 5, source: 'signal', text: 'signal FINDING: shell', ref: 'f9', isFault: true},
			{at: 6, source: 'signal', text: 'signal DNS_LOGS: s1', ref: 'f1', isFault: true},
		]);
		expect(signalMoments({id: 'f1'})).toEqual([]);
	});

	test('of a rollout that goes on say so', () => {
		const [only, ...rest] = deploymentMoments([
			{
				arn: 'd' as ServiceDeploymentArn,
				serviceArn: 's' as ServiceArn,
				status: 'IN_PROGRESS',
				statusReason: 'slow',
				createdAt: 9,
			},
		]);
		expect([only?.text, rest]).toEqual(['a rollout begins, now IN_PROGRESS: slow', []]);
	});

	test('of our own actions leave readings back out, and tell failures', () => {
		const moments = actionMoments([
			line({call: 'verify'}),
			line({call: 'end'}),
			line({result: 'failed', detail: 'denied'}),
			line({time: 'when?'}),
		]);
		expect(moments.map(({at, text, isFault}) => [at, text, isFault])).toEqual([
			[3000, 'failed: stop task (ecs:StopTask) by arn:me: denied', true],
			[undefined, 'stop task (ecs:StopTask) by arn:me', undefined],
		]);
	});

	test('of our own actions have evidence once it is kept, and at most 200', () => {
		const kept = line({action: 'evidence.keep', call: 'verify', detail: '/var/evidence/x: 9 files'});
		expect(actionMoments([kept, line({action: 'evidence.keep', call: 'end'})], 'journal')).toEqual([
			{
				at: 3000,
				source: 'journal',
				text: 'keep evidence by arn:me: /var/evidence/x: 9 files',
				ref: 'r1',
			},
		]);
		expect(actionMoments(Array.from({length: 300}, () => line()))).toHaveLength(200);
	});

	test('of a task that never ran are few', () => {
		expect(taskMoments(aTask({createdAt: 1}))).toEqual([
			{at: 1, source: 'task', text: 'task 01234567 created', ref: taskArn},
		]);
	});
});
