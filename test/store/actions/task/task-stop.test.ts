import {describe, expect, test} from 'vitest';
import {taskStop} from '../../../../source/store/actions/task/task-stop.js';
import {serverError} from '../../fake-account.js';
import {aTask} from '../../fake-world.js';
import {aConsole, clusterTarget, taskTarget} from '../console.js';
import {addCluster, standalone} from '../fake-ecs.js';

function withTasks(...tasks: readonly ReturnType<typeof aTask>[]) {
	const console = aConsole();
	addCluster(console.ecs, 'checkout');
	for (const task of tasks) {
		console.ecs.tasks.set(task.arn, task);
	}

	return {...console, targets: tasks.map(taskTarget)};
}

const answers = {reason: 'leaks memory'};

describe('the question', () => {
	test('asks for a reason of at most 255 characters', () => {
		const {store, targets} = withTasks(standalone('checkout', 't1'));
		const [question] = taskStop.questions(targets, store.snapshot());
		expect(question).toMatchObject({kind: 'text', initial: 'stopped by hand with onduty'});
		const check = question?.kind === 'text' ? question.check : undefined;
		expect([check?.('x'.repeat(255)), check?.('x'.repeat(256)), check?.('')]).toEqual([
			undefined,
			'at most 255 characters',
			undefined,
		]);
	});
});

describe('the plan', () => {
	test('of a service’s task says that ECS starts a replacement', async () => {
		const {plan, targets} = withTasks(aTask('checkout', 't1'));
		const made = await plan(taskStop, targets, answers);
		expect(made.title).toBe('stop task t1');
		expect(made.changes[0]).toBe('t1 stops; service api starts a replacement');
		expect(made.changes).toContain("AWS deletes the task's tags");
		expect(made.warnings).toEqual([]);
		expect(made.steps[0]?.calls).toEqual([
			{
				name: 'ecs:StopTask',
				input: {cluster: targets[0]?.clusterArn, task: targets[0]?.arn, reason: 'leaks memory'},
			},
		]);
	});

	test('says that nobody knows of open findings where they could not be read', async () => {
		const {ecs, plan, targets} = withTasks(aTask('checkout', 't1'));
		const failure = {kind: 'denied', action: 'guardduty:ListDetectors', message: ''} as const;
		ecs.fail('guardduty:ListDetectors', failure, {times: 99});
		const {warnings} = await plan(taskStop, targets, answers);
		expect(warnings[0]).toMatch(
			/^whether there are open findings is not known \(access denied: .*E keeps the evidence first$/,
		);
	});

	test('of a standalone task warns that nothing starts it again', async () => {
		const {plan, targets} = withTasks(standalone('checkout', 't1'));
		const made = await plan(taskStop, targets, answers);
		expect(made.changes[0]).toBe('t1 (standalone) stops');
		expect(made.warnings).toEqual(['nothing starts t1 again: replace starts a copy first']);
	});

	test('of a service’s task without agent warns that a replacement may have none either', async () => {
		const {plan, targets} = withTasks(aTask('checkout', 't1', {containers: []}));
		expect((await plan(taskStop, targets, answers)).warnings).toEqual([
			'whether a replacement in an old deployment gets the agent is not documented: redeploy does',
		]);
	});

	test('leaves out tasks that have stopped, and is refused when none is left', async () => {
		const gone = aTask('checkout', 't2', {lastStatus: 'STOPPED', desiredStatus: 'STOPPED'});
		const both = withTasks(aTask('checkout', 't1'), gone);
		const made = await both.plan(taskStop, both.targets, answers);
		expect(made.steps.map(({label}) => label)).toEqual(['t1']);
		expect(made.warnings).toEqual(['t2 is left out: it has stopped already']);
		const {plan, targets, store} = withTasks(gone);
		expect((await plan(taskStop, targets, answers)).refusal).toBe('t2 is left out: it has stopped already');
		expect(taskStop.disabledReason(targets, store.snapshot())).toBe('it has stopped already');
	});

	test('is refused with a reason that is too long', async () => {
		const {plan, targets} = withTasks(standalone('checkout', 't1'));
		expect((await plan(taskStop, targets, {reason: 'x'.repeat(256)})).refusal).toBe(
			'the reason is too long: at most 255 characters',
		);
	});

	test('is not offered for a cluster', () => {
		const {ecs, store} = aConsole();
		const target = clusterTarget(addCluster(ecs, 'checkout'));
		expect(taskStop.disabledReason([target], store.snapshot())).toContain('not to a cluster');
	});
});

describe('the step', () => {
	async function stopped(change: (console: ReturnType<typeof withTasks>) => void) {
		const console = withTasks(standalone('checkout', 't1'));
		const made = await console.plan(taskStop, console.targets, answers);
		change(console);
		const run = await console.carryOut(taskStop, made, {answers});
		return {...console, step: run.steps[0]!, tookMs: run.finishedAt! - run.startedAt};
	}

	test('is done once the task is seen stopped', async () => {
		const {step, journalled} = await stopped(() => {});
		expect(step).toMatchObject({status: 'done', detail: 't1 is STOPPED: leaks memory'});
		expect(journalled()).toEqual([
			'begin | ok',
			'ecs:StopTask | ok',
			'verify | ok | t1 is STOPPED: leaks memory',
			'end | ok | 1 done',
		]);
	});

	test('is done when ECS no longer knows the task', async () => {
		const {step} = await stopped(({ecs, clock}) => {
			clock.after(5000, () => ecs.tasks.clear());
		});
		expect(step).toMatchObject({status: 'done', detail: 'ECS no longer knows t1 (MISSING)'});
	});

	test('fails when the task does not stop within ten minutes', async () => {
		const {step, tookMs} = await stopped(({ecs}) => {
			ecs.isObedient = false;
		});
		expect(step).toMatchObject({
			status: 'failed',
			detail: 'StopTask was accepted, but after 10 min: t1 is RUNNING',
		});
		expect(tookMs).toBeLessThan(660_000);
	});

	test('gives up sooner when no answer came and the task runs on', async () => {
		const {step, tookMs} = await stopped(({ecs}) => ecs.fail('ecs:StopTask', serverError));
		expect(step.detail).toMatch(
			/^no answer to StopTask \(AWS had an error.*\), but after 60 s: t1 is RUNNING$/,
		);
		expect(tookMs).toBeLessThan(70_000);
	});
});
