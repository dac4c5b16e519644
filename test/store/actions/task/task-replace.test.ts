import {describe, expect, test} from 'vitest';
import {type Task} from '../../../../source/domain/resources.js';
import {type Plan} from '../../../../source/store/actions/action.js';
import {taskReplace} from '../../../../source/store/actions/task/task-replace.js';
import {want} from '../../../../source/store/read.js';
import {taskDefinitionRead} from '../../../../source/store/reads/task-definition.js';
import {tasksRead} from '../../../../source/store/reads/tasks.js';
import {expired, serverError} from '../../fake-account.js';
import {aTask} from '../../fake-world.js';
import {aConsole, settings, taskTarget} from '../console.js';
import {addCluster, pullFailure, standalone} from '../fake-ecs.js';

const answers = {securityGroups: 'sg-0cc3', assignPublicIp: 'DISABLED'};

/** The client token in the first call of a plan. */
function tokenIn(plan: Plan): string {
	const call = plan.steps[0]!.calls[0]!;
	return call.name === 'ecs:RunTask' ? String(call.input.request.clientToken) : '';
}

function withTask(task: Task = standalone('checkout', 't1')) {
	const console = aConsole();
	addCluster(console.ecs, 'checkout');
	console.ecs.tasks.set(task.arn, task);
	return {...console, task, target: taskTarget(task)};
}

describe('the question', () => {
	test('asks for what ECS does not tell, with what EC2 tells as a proposal', async () => {
		const {plan, store, target} = withTask();
		await plan(taskReplace, [target], answers);
		const questions = taskReplace.questions([target], store.snapshot());
		expect(questions.map(({kind, id, initial}) => [kind, id, initial])).toEqual([
			['text', 'securityGroups', 'sg-0cc3'],
			['text', 'assignPublicIp', 'DISABLED'],
		]);
		const check = (index: number, text: string) => {
			const question = questions[index];
			return question?.kind === 'text' ? question.check(text) : undefined;
		};
		expect(check(0, 'default')).toBe('none, or some like sg-0a1b2c');
		expect(check(1, 'yes')).toBe('ENABLED or DISABLED');
		expect(check(1, ' ENABLED ')).toBeUndefined();
	});
});

describe('the plan', () => {
	test('waits for what the questions propose, before it asks any', async () => {
		const {store, clock, target, task} = withTask();
		store.want([want(tasksRead, task.clusterArn, {everyMs: 60_000, priority: 0})]);
		await clock.advance(1000);
		const snapshot = store.snapshot();
		expect(taskReplace.questions([target], snapshot)).toEqual([]);
		const input = {targets: [target], answers: {}, snapshot, settings, now: clock.now()};
		expect(taskReplace.plan(input).waitingFor).toBe('its task definition');
		store.want([
			want(tasksRead, task.clusterArn, {everyMs: 60_000, priority: 0}),
			want(taskDefinitionRead, task.taskDefinition, {everyMs: 60_000, priority: 0}),
		]);
		await clock.advance(1000);
		expect(taskReplace.plan({...input, snapshot: store.snapshot()}).waitingFor).toBe('its network interface');
		expect(taskReplace.questions([target], store.snapshot())).toEqual([]);
	});

	test('shows both calls, the composed request in full', async () => {
		const {plan, target, task} = withTask();
		const made = await plan(taskReplace, [target], answers);
		expect(made.title).toBe('replace task t1');
		const [step] = made.steps;
		const token = tokenIn(made);
		expect(token).toMatch(/^onduty-t1-[0-9a-z]+-0$/);
		expect(step?.calls).toEqual([
			{
				name: 'ecs:RunTask',
				input: {
					request: {
						cluster: task.clusterArn,
						taskDefinition: task.taskDefinition,
						count: 1,
						launchType: 'FARGATE',
						platformVersion: '1.4.0',
						networkConfiguration: {
							awsvpcConfiguration: {
								subnets: ['subnet-0aa1'],
								securityGroups: ['sg-0cc3'],
								assignPublicIp: 'DISABLED',
							},
						},
						startedBy: 'nightly',
						tags: [{key: 'team', value: 'payments'}],
						clientToken: token,
					},
				},
			},
			{
				name: 'ecs:StopTask',
				input: {cluster: task.clusterArn, task: task.arn, reason: 'replaced by a copy with onduty'},
			},
		]);
		expect(made.keeps).toEqual([
			'the old task runs on until the copy runs, and for good if the copy fails to start',
		]);
		expect(made.warnings[0]).toBe('for a while both run: the workload must bear that');
	});

	test('has a token of at most 64 characters', async () => {
		const {plan, target} = withTask(standalone('checkout', 'f'.repeat(80)));
		const token = tokenIn(await plan(taskReplace, [target], answers));
		expect(token.length).toBeLessThanOrEqual(64);
		expect(token.length).toBeGreaterThan(40);
	});

	test('keeps its token while it is read, and takes another after each try', async () => {
		const {plan, carryOut, clock, ecs, target} = withTask();
		const first = await plan(taskReplace, [target], answers);
		await clock.advance(30_000);
		const again = await plan(taskReplace, [target], answers);
		expect(tokenIn(again)).toBe(tokenIn(first));
		ecs.copy = 'is not placed';
		await carryOut(taskReplace, again);
		const second = await plan(taskReplace, [target], answers);
		expect(tokenIn(second)).not.toBe(tokenIn(first));
	});

	test('of a stopped task only starts a copy', async () => {
		const {plan, target} = withTask(
			standalone('checkout', 't1', {lastStatus: 'STOPPED', desiredStatus: 'STOPPED'}),
		);
		const made = await plan(taskReplace, [target], answers);
		expect(made.steps[0]?.calls.map(({name}) => name)).toEqual(['ecs:RunTask']);
		expect(made.changes[1]).toBe('the old task has stopped already');
	});

	test('is refused while an answer is missing', async () => {
		const {plan, target} = withTask();
		const made = await plan(taskReplace, [target], {...answers, assignPublicIp: 'perhaps'});
		expect(made).toMatchObject({refusal: 'still to be answered: assignPublicIp', steps: []});
	});

	test('is not offered for a service’s task, nor for two', async () => {
		const {plan, store, target} = withTask(aTask('checkout', 't1'));
		const reason = 'service api replaces its own tasks: redeploy it';
		expect(await plan(taskReplace, [target], answers)).toMatchObject({refusal: reason});
		expect(taskReplace.disabledReason([target], store.snapshot())).toBe(reason);
		expect(taskReplace.disabledReason([target, target], store.snapshot())).toBe(
			'one task at a time: each has a request of its own',
		);
	});

	test.each([
		['excluded', 'false', 'the copy gets no agent: the cluster is excluded (tag)'],
		['monitored', 'true', 'for a while both run: the workload must bear that'],
	])('in a cluster that is %s says whether the copy gets the agent', async (_, value, warning) => {
		const console = withTask();
		addCluster(console.ecs, 'checkout', {tags: [{key: 'GuardDutyManaged', value}]});
		const made = await console.plan(taskReplace, [console.target], answers);
		expect(made.warnings[0]).toBe(warning);
	});
});

describe('the step', () => {
	async function replaced(change: (console: ReturnType<typeof withTask>) => void, task?: Task) {
		const console = withTask(task);
		const made = await console.plan(taskReplace, [console.target], answers);
		change(console);
		const run = await console.carryOut(taskReplace, made, {answers});
		const old = console.ecs.tasks.get(console.task.arn);
		return {...console, run, step: run.steps[0]!, old};
	}

	test('stops the old task only after the copy runs and its agent is told', async () => {
		const {step, old, account, journalled} = await replaced(() => {});
		expect(step).toMatchObject({
			status: 'done',
			detail: 'copy copy1 is RUNNING, agent running; t1 is STOPPED: replaced by a copy with onduty',
		});
		expect(old?.lastStatus).toBe('STOPPED');
		const writes = account.sent.filter(({name}) => name === 'ecs:RunTask' || name === 'ecs:StopTask');
		expect(writes.map(({name}) => name)).toEqual(['ecs:RunTask', 'ecs:StopTask']);
		// The copy runs after 5 s, its agent after 10 s.
		expect(writes[1]!.at - writes[0]!.at).toBeGreaterThan(10_000);
		expect(journalled().map(line => line.split(' | ').slice(0, 2).join(' '))).toEqual([
			'begin ok',
			'ecs:RunTask ok',
			'verify ok',
			'ecs:StopTask ok',
			'verify ok',
			'end ok',
		]);
	});

	test('sends the environment of the overrides, and keeps its values out of the journal', async () => {
		const overrides = {containerOverrides: [{name: 'app', environment: [{name: 'KEY', value: 'hunter2'}]}]};
		const {account, journal} = await replaced(() => {}, standalone('checkout', 't1', {overrides}));
		expect(JSON.stringify(account.sent)).toContain('hunter2');
		expect(JSON.stringify(journal.entries)).toContain('"name":"KEY"');
		expect(JSON.stringify(journal.entries)).not.toContain('hunter2');
	});

	test('of a stopped task ends when the copy runs', async () => {
		const gone = standalone('checkout', 't1', {lastStatus: 'STOPPED', desiredStatus: 'STOPPED'});
		const {step, account} = await replaced(() => {}, gone);
		expect(step).toMatchObject({status: 'done', detail: 'copy copy1 is RUNNING, agent running'});
		expect(account.counts()).not.toHaveProperty('ecs:StopTask');
	});

	test('replaces and says that the copy is not watched when its agent failed', async () => {
		const {step, old} = await replaced(({ecs}) => {
			ecs.copy = 'agent fails';
		});
		expect(step).toMatchObject({
			status: 'failed',
			detail: `replaced, but not watched: copy copy1 is RUNNING, agent failed (${pullFailure}); t1 is STOPPED: replaced by a copy with onduty`,
		});
		expect(old?.lastStatus).toBe('STOPPED');
	});

	test.each([
		[
			'fails to start',
			`the copy copy1 stopped before it was seen running: ${pullFailure}; the old task was not stopped`,
		],
		['is not placed', 'no copy was started: RESOURCE:ENI; the old task was not stopped'],
		[
			'hangs',
			'nothing moved for 10 min: copy copy1 is PROVISIONING, agent starting (the task is PROVISIONING); the old task was not stopped',
		],
	] as const)('leaves the old task alone when the copy %s', async (copy, detail) => {
		const {step, old, account} = await replaced(({ecs}) => {
			ecs.copy = copy;
		});
		expect(step).toMatchObject({status: 'failed', detail});
		expect(old?.lastStatus).toBe('RUNNING');
		expect(account.counts()).not.toHaveProperty('ecs:StopTask');
	});

	test('sends RunTask again after a lost answer, with the same token, and starts one copy', async () => {
		const {step, ecs, account} = await replaced(({ecs}) =>
			ecs.fail('ecs:RunTask', serverError, {isDone: true}),
		);
		expect(step.status).toBe('done');
		expect(account.counts()['ecs:RunTask']).toBe(2);
		expect(ecs.runs.size).toBe(1);
	});

	test('gives up after three lost answers, and says that a copy may run', async () => {
		const {step, account, old} = await replaced(({ecs}) => ecs.fail('ecs:RunTask', serverError, {times: 9}));
		expect(step.detail).toMatch(
			/^no answer to RunTask \(AWS had an error.*\): a copy may have started; the old task was not stopped$/,
		);
		expect(account.counts()['ecs:RunTask']).toBe(3);
		expect(old?.lastStatus).toBe('RUNNING');
	});

	test('ends when the login does, with the old task left alone', async () => {
		const {step, old} = await replaced(({ecs}) => ecs.fail('ecs:RunTask', expired));
		expect(step.status).toBe('failed');
		expect(step.detail).toMatch(/^the AWS login has expired/);
		expect(old?.lastStatus).toBe('RUNNING');
	});

	test('stopped between the calls leaves the old task and names the copy', async () => {
		const console = withTask();
		const made = await console.plan(taskReplace, [console.target], answers);
		const id = console.store.start(taskReplace, made, answers);
		await console.clock.advance(6000);
		console.store.abort(id);
		await console.clock.advanceUntil(() => console.run(id).finishedAt !== undefined, 1000);
		expect(console.run(id).steps[0]).toMatchObject({
			status: 'aborted',
			detail: 'RunTask started the copy copy1; the old task was not stopped',
		});
		expect(console.account.counts()).not.toHaveProperty('ecs:StopTask');
	});

	test('says that the copy runs when the old task can not be stopped', async () => {
		const failure = {kind: 'denied', action: 'ecs:StopTask', message: 'no'} as const;
		const {step} = await replaced(({ecs}) => ecs.fail('ecs:StopTask', failure));
		expect(step.detail).toBe(
			'copy copy1 is RUNNING, agent running; the old task: AWS does not say which policy refuses it: ask for ecs:StopTask',
		);
	});
});
