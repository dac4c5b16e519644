import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Failure} from '../../../source/domain/failure.js';
import {type Action, type Plan, type Step, type StepEnd} from '../../../source/store/actions/action.js';
import {type ActionRun} from '../../../source/store/actions/action-run.js';
import {createRunner} from '../../../source/store/actions/run.js';
import {type JournalEntry} from '../../../source/store/journal.js';
import {createDrivenClock} from '../driven-clock.js';
import {failed, ok} from '../fake-account.js';
import {clusterArn} from '../fake-world.js';
import {memoryJournal} from './console.js';

const action: Action = {
	id: 'test.action',
	label: 'test',
	describes: 'a test',
	appliesTo: ['cluster'],
	disabledReason: () => undefined,
	wants: () => [],
	questions: () => [],
	plan: () => aPlan([], 1),
};

function aPlan(steps: readonly Step[], waveSize: number, change: Partial<Plan> = {}): Plan {
	return {
		title: 'a plan',
		changes: [],
		keeps: [],
		warnings: [],
		steps,
		waveSize,
		confirm: {kind: 'y'},
		...change,
	};
}

function aStep(id: string, run: Step['run']): Step {
	return {id, label: id, target: clusterArn(id), calls: [], run};
}

/** A step that sends one write and ends as told after ten seconds. */
function writingStep(id: string, end: StepEnd = {status: 'done', detail: 'seen'}): Step {
	return aStep(id, async context => {
		const answer = await context.write('ecs:UntagResource', {resourceArn: clusterArn(id), tagKeys: ['k']});
		if (!answer.ok) {
			return {
				status: answer.failure.kind === 'cancelled' ? 'aborted' : 'failed',
				detail: answer.failure.kind,
			};
		}

		context.progress({phase: 'verifying', detail: 'looking', done: 1, of: 3, lines: ['a line']});
		await context.pause(10_000);
		if (context.signal.aborted) {
			return {status: 'aborted', detail: 'sent, goes on'};
		}

		context.verified(end.detail, end.status === 'done');
		return end;
	});
}

const failedEnd: StepEnd = {status: 'failed', detail: 'rolled back'};

function aRunner({identity = true, write}: {identity?: boolean; write?: () => Failure | undefined} = {}) {
	const clock = createDrivenClock();
	const journal = memoryJournal(clock);
	const seen: (readonly ActionRun[])[] = [];
	const lines: JournalEntry[] = [];
	const sent: string[] = [];
	/** What had been journalled when a state of the runs was told. */
	const linesAt: number[] = [];
	const runner = createRunner({
		clock,
		random: () => 0.5,
		region: 'eu-west-1',
		journal,
		calls: signal => (name, _input) =>
			new Promise(resolve => {
				// STS that does not answer: only the signal ends the wait.
				signal.addEventListener('abort', () =>
					resolve(failed({kind: 'cancelled', message: `${name} was aborted`})),
				);
			}),
		raws: () => async () => ok({}),
		folders: {write: async () => ok('nowhere')},
		async write(name) {
			sent.push(name);
			const failure = write?.();
			// The fake answers every write alike; the test's writes have empty answers.
			return (failure ? failed(failure) : ok({})) as never;
		},
		identity: () =>
			identity
				? {account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/oncall/ann'}
				: undefined,
		onRuns(runs) {
			seen.push(runs);
			linesAt.push(journal.entries.length);
		},
		onJournal: entry => lines.push(entry),
	});
	const last = () => seen.at(-1)![0]!;
	const ended = () => last().finishedAt !== undefined;
	const statuses = () => last().steps.map(({status}) => status);
	return {clock, journal, runner, seen, lines, sent, linesAt, last, ended, statuses};
}

describe('a run', () => {
	test('goes wave by wave and ends done when all steps did', async () => {
		const {runner, clock, last, ended, statuses} = aRunner();
		runner.start(
			action,
			aPlan(
				['a', 'b', 'c'].map(id => writingStep(id)),
				2,
			),
			{},
		);
		await clock.advance(5000);
		expect(statuses()).toEqual(['verifying', 'verifying', 'waiting']);
		expect(last()).toMatchObject({status: 'running', title: 'a plan', actionId: 'test.action'});
		expect(last().steps[0]).toMatchObject({detail: 'looking', done: 1, of: 3, lines: ['a line']});
		await clock.advanceUntil(ended, 60_000);
		expect(statuses()).toEqual(['done', 'done', 'done']);
		expect(last()).toMatchObject({status: 'done', finishedAt: clock.now()});
	});

	test('begins with what goes first, whatever the size of a wave, and with nothing else before that ended well', async () => {
		const {runner, clock, ended, statuses, sent} = aRunner();
		const first = {...writingStep('a'), goesFirst: true as const};
		runner.start(action, aPlan([writingStep('b'), first, writingStep('c')], 5), {});
		await clock.advance(5000);
		expect(statuses()).toEqual(['waiting', 'verifying', 'waiting']);
		await clock.advanceUntil(ended, 60_000);
		expect(statuses()).toEqual(['done', 'done', 'done']);
		expect(sent).toHaveLength(3);

		const other = aRunner();
		other.runner.start(
			action,
			aPlan([writingStep('b'), {...writingStep('a', failedEnd), goesFirst: true}], 5),
			{},
		);
		await other.clock.advanceUntil(other.ended, 60_000);
		expect(other.statuses()).toEqual(['skipped', 'failed']);
	});

	test('sends nothing after a note that can not be written', async () => {
		const {runner, clock, journal, ended, sent, last} = aRunner();
		// The first line is the beginning of the run.
		journal.failsFrom = 2;
		const step = aStep('a', async context => {
			await context.note('the groups before: sg-1', {oldGroups: ['sg-1']});
			const answer = await context.write('ecs:UntagResource', {resourceArn: clusterArn('a'), tagKeys: ['k']});
			return {status: answer.ok ? 'done' : 'failed', detail: answer.ok ? '' : answer.failure.message};
		});
		runner.start(action, aPlan([step], 1), {});
		await clock.advanceUntil(ended, 60_000);
		expect(sent).toEqual([]);
		expect(last().steps[0]?.detail).toContain('not sent: cannot write the journal');
	});

	test('starts nothing after the first wave in which a step failed, and lets its neighbours end', async () => {
		const {runner, clock, last, ended, sent} = aRunner();
		const steps = [writingStep('a', failedEnd), writingStep('b'), writingStep('c'), writingStep('d')];
		runner.start(action, aPlan(steps, 2), {});
		await clock.advanceUntil(ended, 60_000);
		expect(last().steps.map(({status, detail}) => `${status}: ${detail}`)).toEqual([
			'failed: rolled back',
			'done: seen',
			'skipped: stopped after a failed',
			'skipped: stopped after a failed',
		]);
		expect(last().status).toBe('failed');
		expect(sent.length).toBe(2);
	});

	test('stopped in its second wave says what was sent, and starts nothing more', async () => {
		const {runner, clock, last, ended, sent} = aRunner();
		const id = runner.start(
			action,
			aPlan(
				['a', 'b', 'c'].map(step => writingStep(step)),
				1,
			),
			{},
		);
		await clock.advance(15_000);
		runner.abort(id);
		expect(last().status).toBe('stopping');
		await clock.advanceUntil(ended, 100);
		expect(last().steps.map(({status, detail}) => `${status}: ${detail}`)).toEqual([
			'done: seen',
			'aborted: sent, goes on',
			'skipped: not started: stopped by hand',
		]);
		expect(last().status).toBe('aborted');
		expect(sent.length).toBe(2);
	});

	test('sends no write after it was stopped', async () => {
		const {runner, clock, ended, sent, last} = aRunner();
		const late = aStep('late', async context => {
			await context.pause(10_000);
			const answer = await context.write('ecs:UntagResource', {resourceArn: clusterArn('a'), tagKeys: []});
			return {status: 'aborted', detail: answer.ok ? 'sent' : answer.failure.message};
		});
		const id = runner.start(action, aPlan([late], 1), {});
		await clock.advance(1000);
		runner.abort(id);
		await clock.advanceUntil(ended, 100);
		expect(sent).toEqual([]);
		expect(last().steps[0]?.detail).toBe('not sent: stopped by hand');
	});

	test('that is stopped before its first wave does nothing', async () => {
		const {runner, clock, last, ended, sent} = aRunner();
		const id = runner.start(action, aPlan([writingStep('a')], 1), {});
		runner.abort(id);
		runner.abort('no such run');
		await clock.advanceUntil(ended, 60_000);
		expect(last()).toMatchObject({status: 'aborted', steps: [{status: 'skipped'}]});
		expect(sent).toEqual([]);
	});

	test('whose last step ends well although it was stopped is done', async () => {
		const {runner, clock, last, ended} = aRunner();
		const nearlyThere = aStep('a', async context => {
			await context.pause(1000);
			return {status: 'done', detail: 'seen'};
		});
		const id = runner.start(action, aPlan([nearlyThere], 1), {});
		await clock.advance(500);
		runner.abort(id);
		await clock.advanceUntil(ended, 60_000);
		expect(last()).toMatchObject({status: 'done', steps: [{status: 'done'}]});
	});

	test('never starts a plan that is refused or still waits', async () => {
		for (const change of [{refusal: 'no'}, {waitingFor: 'tasks'}]) {
			const {runner, clock, last, ended, sent} = aRunner();
			runner.start(action, aPlan([writingStep('a')], 1, change), {});
			await clock.advanceUntil(ended, 60_000);
			const problem = `the plan was not ready: ${change.refusal ?? change.waitingFor}`;
			expect(last()).toMatchObject({status: 'failed', problem, steps: [{status: 'skipped'}]});
			expect(sent).toEqual([]);
		}
	});

	test('tells a bug in a step as one, and goes on to its end', async () => {
		const {runner, clock, last, ended} = aRunner();
		const broken = aStep('broken', async () => {
			throw new TypeError('x is undefined');
		});
		runner.start(action, aPlan([broken, writingStep('b')], 2), {});
		await clock.advanceUntil(ended, 60_000);
		expect(last().steps.map(({status, detail}) => `${status}: ${detail}`)).toEqual([
			'failed: a bug in onduty: x is undefined; what was sent is in the journal',
			'done: seen',
		]);
	});

	test('publishes new objects and never changes those it has published', async () => {
		const {runner, clock, ended, seen} = aRunner();
		runner.start(action, aPlan([writingStep('a')], 1), {});
		const first = seen[0]!;
		const copy = structuredClone(first);
		await clock.advanceUntil(ended, 60_000);
		expect(first).toEqual(copy);
		expect(new Set(seen.map(runs => runs[0])).size).toBeGreaterThan(4);
	});

	test('settles only when nothing is in flight', async () => {
		const {runner, clock, ended} = aRunner();
		runner.start(action, aPlan([writingStep('a')], 1), {});
		let isSettled = false;
		const settled = runner.settle().then(() => {
			isSettled = true;
		});
		await clock.advance(5000);
		expect(isSettled).toBe(false);
		await clock.advanceUntil(ended, 60_000);
		await settled;
	});

	test('whatever fails, no wave is larger than asked and none starts after one that failed', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.boolean(), {minLength: 1, maxLength: 9}),
				fc.integer({min: 1, max: 4}),
				async (isGood, waveSize) => {
					const {runner, clock, ended, last} = aRunner();
					let running = 0;
					let most = 0;
					const steps = isGood.map((good, index) =>
						aStep(`${index}`, async context => {
							running += 1;
							most = Math.max(most, running);
							await context.pause(1000 * (index + 1));
							running -= 1;
							return good ? {status: 'done', detail: ''} : failedEnd;
						}),
					);
					runner.start(action, aPlan(steps, waveSize), {});
					await clock.advanceUntil(ended, 600_000);
					const firstBad = isGood.indexOf(false);
					const begun =
						firstBad === -1
							? isGood.length
							: Math.min(isGood.length, (Math.floor(firstBad / waveSize) + 1) * waveSize);
					expect(most).toBeLessThanOrEqual(waveSize);
					expect(last().steps.map(({status}) => status)).toEqual(
						isGood.map((good, index) => (index >= begun ? 'skipped' : good ? 'done' : 'failed')),
					);
				},
			),
			{numRuns: 60},
		);
	});
});

describe('the journal of a run', () => {
	test('has a line at the begin, one for each write and each reading back, and one at the end', async () => {
		const {runner, clock, ended, journal, lines} = aRunner();
		const id = runner.start(action, aPlan([writingStep('a'), writingStep('b', failedEnd)], 1), {
			value: 'true',
		});
		await clock.advanceUntil(ended, 60_000);
		const about = {
			identity: 'arn:aws:sts::123456789012:assumed-role/oncall/ann',
			account: '123456789012',
			region: 'eu-west-1',
			action: 'test.action',
			run: id,
		};
		const write = (name: string) => ({
			call: 'ecs:UntagResource',
			target: clusterArn(name),
			parameters: {resourceArn: clusterArn(name), tagKeys: ['k']},
			requestId: 'request-1',
			result: 'ok',
		});
		expect(journal.entries.map(({time: _, ...entry}) => entry)).toEqual([
			{
				...about,
				call: 'begin',
				target: 'a plan',
				parameters: {answers: {value: 'true'}, steps: ['a', 'b']},
				result: 'ok',
			},
			{...about, ...write('a')},
			{...about, call: 'verify', target: clusterArn('a'), parameters: {}, result: 'ok', detail: 'seen'},
			{...about, ...write('b')},
			{
				...about,
				call: 'verify',
				target: clusterArn('b'),
				parameters: {},
				result: 'failed',
				detail: 'rolled back',
			},
			{
				...about,
				call: 'end',
				target: 'a plan',
				parameters: {
					steps: [
						{label: 'a', status: 'done', detail: 'seen'},
						{label: 'b', status: 'failed', detail: 'rolled back'},
					],
				},
				result: 'failed',
				detail: '1 done, 1 failed',
			},
		]);
		expect(journal.entries[0]!.time).toBe('2026-11-23T08:00:00.000Z');
		expect(journal.entries.at(-1)!.time).toBe('2026-11-23T08:00:20.025Z');
		expect(lines).toEqual(journal.entries);
	});

	test('has the line before the result is shown', async () => {
		const {runner, clock, ended, seen, linesAt} = aRunner();
		runner.start(action, aPlan([writingStep('a')], 1), {});
		await clock.advanceUntil(ended, 60_000);
		const lineCountWhen = (holds: (run: ActionRun) => boolean) =>
			linesAt[seen.findIndex(runs => holds(runs[0]!))];
		expect(lineCountWhen(run => run.steps[0]!.status === 'verifying')).toBe(2);
		expect(lineCountWhen(run => run.steps[0]!.status === 'done')).toBe(3);
		expect(lineCountWhen(run => run.status === 'done')).toBe(4);
	});

	test('tells what failed and what was broken off', async () => {
		for (const [failure, result, detail] of [
			[{kind: 'denied', action: 'ecs:UntagResource', message: 'no'}, 'failed', 'denied: no'],
			[
				{kind: 'cancelled', message: 'closing'},
				'aborted',
				'cancelled: stopped before AWS answered: it may have been done',
			],
		] as const) {
			const {runner, clock, ended, journal} = aRunner({write: () => failure});
			runner.start(action, aPlan([writingStep('a')], 1), {});
			await clock.advanceUntil(ended, 60_000);
			expect(journal.entries[1]).toMatchObject({call: 'ecs:UntagResource', result, detail});
		}
	});

	test('that can not be written refuses the action before anything is sent', async () => {
		const {runner, clock, ended, journal, last, sent} = aRunner();
		journal.failsFrom = 1;
		runner.start(action, aPlan([writingStep('a'), writingStep('b')], 1), {});
		await clock.advanceUntil(ended, 60_000);
		const problem = 'cannot write the journal: no space left';
		expect(last()).toMatchObject({status: 'failed', problem});
		expect(last().steps.map(({status, detail}) => `${status}: ${detail}`)).toEqual([
			`skipped: ${problem}`,
			`skipped: ${problem}`,
		]);
		expect(sent).toEqual([]);
	});

	test('that fails midway is told in the run, and nothing more is sent', async () => {
		const {runner, clock, ended, journal, last, sent, lines} = aRunner();
		journal.failsFrom = 2;
		const twice = aStep('twice', async context => {
			await context.write('ecs:UntagResource', {resourceArn: clusterArn('a'), tagKeys: ['k']});
			const second = await context.write('ecs:UntagResource', {resourceArn: clusterArn('a'), tagKeys: ['k']});
			return {status: 'aborted', detail: second.ok ? 'sent' : second.failure.message};
		});
		runner.start(action, aPlan([twice, writingStep('b')], 1), {});
		await clock.advanceUntil(ended, 60_000);
		const problem = 'cannot write the journal: no space left';
		expect(last()).toMatchObject({status: 'failed', problem});
		expect(last().steps.map(({status, detail}) => `${status}: ${detail}`)).toEqual([
			`aborted: not sent: ${problem}`,
			`skipped: ${problem}`,
		]);
		expect(sent.length).toBe(1);
		// The session still knows what the file lost.
		expect(lines.map(({call}) => call)).toContain('ecs:UntagResource');
	});

	test('that fails at its very last line makes the run failed', async () => {
		const {runner, clock, ended, journal, last} = aRunner();
		journal.failsFrom = 4;
		runner.start(action, aPlan([writingStep('a')], 1), {});
		await clock.advanceUntil(ended, 60_000);
		expect(last()).toMatchObject({status: 'failed', steps: [{status: 'done'}]});
		expect(last().problem).toContain('no space left');
	});

	test('says unknown when STS does not say who acts within five seconds', async () => {
		const {runner, clock, ended, journal} = aRunner({identity: false});
		runner.start(action, aPlan([writingStep('a')], 1), {});
		await clock.advance(4900);
		expect(journal.entries).toEqual([]);
		await clock.advance(200);
		expect(journal.entries.length).toBeGreaterThan(0);
		await clock.advanceUntil(ended, 60_000);
		expect(journal.entries[0]).toMatchObject({identity: 'unknown'});
		expect(journal.entries[0]).not.toHaveProperty('account');
	});
});
