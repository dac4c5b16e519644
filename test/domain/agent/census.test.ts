import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {censusByService, censusOf} from '../../../source/domain/agent/census.js';
import {type Task} from '../../../source/domain/resources.js';
import {agent, app, aTask} from '../build.js';

const watched = {containers: [app, agent()]};
const tasks: readonly Task[] = [
	aTask({...watched, serviceName: 'api'}),
	aTask({serviceName: 'api'}),
	aTask({serviceName: 'api', desiredStatus: 'STOPPED'}),
	aTask({serviceName: 'api', lastStatus: 'STOPPED'}),
	aTask({serviceName: 'web', lastStatus: 'PENDING'}),
	aTask({serviceName: 'web', containers: [app, agent({lastStatus: 'STOPPED'})]}),
	aTask({serviceName: 'old', desiredStatus: 'STOPPED'}),
	aTask({serviceName: 'gone', lastStatus: 'DEPROVISIONING'}),
	aTask({launchType: 'EXTERNAL'}),
	aTask({launchType: 'EC2'}),
	aTask(),
];

describe('the census', () => {
	test('counts live tasks by the state of their agent', () => {
		expect(censusOf(tasks, false)).toEqual({
			tasks: 9,
			running: 1,
			starting: 1,
			failed: 1,
			absent: 4,
			unsupported: 1,
			unknown: 1,
			expected: 7,
			staleServices: ['api'],
			staleTasks: 1,
			isPartial: false,
		});
	});

	test('says when it is partial', () => {
		expect(censusOf([], true)).toMatchObject({tasks: 0, isPartial: true});
	});

	test('by service has only services with live tasks, and no standalone ones', () => {
		const found = censusByService(tasks, true);
		expect([...found.keys()]).toEqual(['api', 'web', 'old']);
		expect(found.get('api')).toMatchObject({tasks: 3, running: 1, absent: 2, isPartial: true});
		expect(found.get('web')).toMatchObject({tasks: 2, starting: 1, failed: 1, staleServices: []});
	});

	test('loses and doubles no task', () => {
		const anyTask = fc
			.record({
				lastStatus: fc.constantFrom('PENDING', 'RUNNING', 'STOPPING', 'STOPPED', 'ODD'),
				launchType: fc.constantFrom('FARGATE', 'EC2', 'EXTERNAL') as fc.Arbitrary<'FARGATE'>,
				serviceName: fc.option(fc.constantFrom('a', 'b'), {nil: undefined}),
				isWatched: fc.boolean(),
			})
			.map(({isWatched, serviceName, ...task}) =>
				aTask({...task, ...(serviceName && {serviceName}), ...(isWatched && watched)}),
			);
		fc.assert(
			fc.property(fc.array(anyTask), some => {
				const census = censusOf(some, false);
				const live = some.filter(({lastStatus}) => lastStatus !== 'STOPPED' && lastStatus !== 'STOPPING');
				const services = [...censusByService(some, false).values()];
				const alone = censusOf(
					some.filter(({serviceName}) => serviceName === undefined),
					false,
				);
				expect(census.tasks).toBe(live.length);
				expect(census.expected + census.unsupported + census.unknown).toBe(live.length);
				expect(services.reduce((sum, one) => sum + one.absent, alone.absent)).toBe(census.absent);
			}),
		);
	});
});
