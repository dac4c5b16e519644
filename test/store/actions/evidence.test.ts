import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import {type Finding} from '../../../source/domain/findings/finding.js';
import {type Json, type Task} from '../../../source/domain/resources.js';
import {type Action, type Target} from '../../../source/store/actions/action.js';
import {evidenceKeep} from '../../../source/store/actions/evidence/evidence-keep.js';
import {serviceRedeploy} from '../../../source/store/actions/service/service-redeploy.js';
import {taskIsolate} from '../../../source/store/actions/task/task-isolate.js';
import {taskReplace} from '../../../source/store/actions/task/task-replace.js';
import {taskStop} from '../../../source/store/actions/task/task-stop.js';
import {want} from '../../../source/store/read.js';
import {findingsRead} from '../../../source/store/reads/findings.js';
import {tasksRead} from '../../../source/store/reads/tasks.js';
import {failed, ok, type Script} from '../fake-account.js';
import {aFinding} from '../fake-guardduty.js';
import {aGroup, anInterface} from '../fake-network.js';
import {aTask} from '../fake-world.js';
import {aConsole, findingTarget, serviceTarget, settings, taskTarget} from './console.js';
import {addCluster} from './fake-ecs.js';

const id = '0123456789abcdef0123456789abcdef';
const hostile = '\u001b]52;c;cm0gLXJm\u0007../../etc/passwd\n# Owned';

/** A finding on a running task of service api, with its network, its logs and its definition. */
function aScene({
	facts = {},
	task = {},
	over = {},
	isReadOnly = false,
}: {
	facts?: Partial<Finding>;
	task?: Partial<Task>;
	over?: Script;
	isReadOnly?: boolean;
} = {}) {
	const console = aConsole({
		isReadOnly,
		over: {
			'logs:GetLogEvents': ({logStreamName}) =>
				ok(logStreamName.startsWith('app/') ? [{at: 1_780_000_000_000, message: 'GET /'}] : undefined),
			...over,
		},
	});
	addCluster(console.ecs, 'checkout', {tags: []});
	const service = console.ecs.addService('checkout', 'api');
	const running = aTask('checkout', id, {network: {eniId: 'eni-1'}, ...task});
	console.ecs.tasks.set(running.arn, running);
	console.ecs.taskDefinitions.set(running.taskDefinition, {
		arn: running.taskDefinition,
		family: 'api',
		revision: 7,
		requiresCompatibilities: [],
		networkMode: 'awsvpc',
		containers: [
			{
				name: 'app',
				image: 'app:1',
				isEssential: true,
				log: {driver: 'awslogs', group: '/api', region: 'eu-west-1', streamPrefix: 'app'},
			},
			{name: hostile, image: 'side:1', isEssential: false, log: {driver: 'awsfirelens'}},
		],
	});
	console.network.interfaces.set('eni-1', anInterface('eni-1'));
	console.network.groups.set('sg-0cc3', aGroup('sg-0cc3'));
	const finding = aFinding(1, {
		taskArn: running.arn,
		taskId: id,
		clusterArn: running.clusterArn,
		serviceName: 'api',
		...facts,
	});
	console.guardDuty.add(finding);

	/** The list of findings is held, as the header keeps it. */
	async function listed() {
		console.store.want([want(findingsRead, {isArchived: false}, {everyMs: 60_000, priority: 0})]);
		await console.clock.advance(2000);
	}

	async function keep(target: Target = findingTarget(finding)) {
		const made = await console.plan(evidenceKeep, [target]);
		const run = await console.carryOut(evidenceKeep, made);
		const [path, files] = [...console.folders.written][0] ?? [];
		return {made, run, path, files: files ?? new Map<string, string>()};
	}

	return {...console, finding, task: running, service, keep, listed};
}

const parsed = (files: ReadonlyMap<string, string>, name: string) =>
	JSON.parse(files.get(name) ?? 'null') as {readonly [member: string]: Json};

describe('evidence of a finding', () => {
	test('has everything about it, hashed, in a folder of its own', async () => {
		const {keep, account} = aScene();
		const {made, run, path, files} = await keep();
		expect(made.steps.flatMap(({calls}) => calls)).toEqual([]);
		expect(run.status).toBe('done');
		expect(path).toMatch(
			/^\/var\/evidence\/onduty-evidence-20261123T0800\d\dZ-Execution-Runtime-ReverseShell-0{12}$/,
		);
		expect([...files.keys()].sort()).toEqual([
			'SHA256SUMS',
			'finding.json',
			'images.json',
			'log-app.log',
			'manifest.json',
			'network-interface.json',
			'report.md',
			'security-groups.json',
			'service-deployments.json',
			'service.json',
			'task-definition.json',
			'task.json',
		]);
		for (const line of files.get('SHA256SUMS')!.trim().split('\n')) {
			const [sha256, name = ''] = line.split('  ');
			expect(createHash('sha256').update(files.get(name)!).digest('hex'), name).toBe(sha256);
		}

		expect(parsed(files, 'manifest.json')).toMatchObject({
			toolVersion: '1.2.3',
			account: '123456789012',
			identity: 'arn:aws:sts::123456789012:assumed-role/oncall/ann',
			isComplete: false,
			finding: {id: aFinding(1).id, type: 'Execution:Runtime/ReverseShell'},
		});
		expect(files.get('log-app.log')).toBe('2026-05-28T20:26:40.000Z GET /\n');
		expect(files.get('report.md')).toContain('## Timeline');
		// The task first: it may be gone soon.
		const asked = account.sent.map(({name}) => name);
		expect(asked.indexOf('ecs:DescribeTasks')).toBeLessThan(asked.indexOf('logs:GetLogEvents'));
	});

	test('keeps other findings about the same task whole as well, with the one call', async () => {
		const {keep, listed, guardDuty, account, finding} = aScene();
		guardDuty.add(aFinding(2, {...finding, id: aFinding(2).id, arn: aFinding(2).arn, json: {whole: true}}));
		await listed();
		const {files} = await keep();
		expect(JSON.parse(files.get('other-findings.json')!)).toEqual([{whole: true}]);
		expect(account.sent.findLast(({name}) => name === 'guardduty:GetFindings')?.input).toMatchObject({
			findingIds: [finding.id, aFinding(2).id],
		});
	});

	test('says that there may be other findings where their list can’t be read', async () => {
		const denied = failed({kind: 'denied', action: 'guardduty:ListFindings', message: ''});
		const {keep} = aScene({over: {'guardduty:ListFindings': () => denied}});
		const {files} = await keep();
		expect(parsed(files, 'manifest.json').missing).toContainEqual({
			what: 'other findings about the same task',
			why: expect.stringContaining('needs guardduty:ListFindings') as unknown,
		});
	});

	test('of a task that shares the network of its instance misses no interface', async () => {
		const {keep, ecs, task} = aScene({task: {network: undefined}});
		const definition = ecs.taskDefinitions.get(task.taskDefinition)!;
		ecs.taskDefinitions.set(task.taskDefinition, {...definition, networkMode: undefined});
		const {files} = await keep();
		const {missing} = parsed(files, 'manifest.json') as {missing: {what: string}[]};
		expect(missing.map(({what}) => what)).not.toContain('the network interface');
		expect(files.get('report.md')).toContain('- network mode: `bridge: no interface of its own');
	});

	test('says what it could not collect and why, and keeps the rest', async () => {
		const denied = failed({kind: 'denied', action: 'ec2:DescribeNetworkInterfaces', message: 'no'});
		const {keep} = aScene({
			over: {
				'ec2:DescribeNetworkInterfaces': () => denied,
				'logs:GetLogEvents': () => failed({kind: 'denied', action: 'logs:GetLogEvents', message: 'no'}),
			},
		});
		const {run, files} = await keep();
		expect(run.status).toBe('done');
		expect(run.steps[0]?.lines.join('\n')).toContain('needs ec2:DescribeNetworkInterfaces');
		expect(parsed(files, 'manifest.json').missing).toEqual([
			expect.objectContaining({what: 'the network interface', permission: 'ec2:DescribeNetworkInterfaces'}),
			expect.objectContaining({what: 'the last log lines of container app', permission: 'logs:GetLogEvents'}),
			expect.objectContaining({why: 'its log driver is awsfirelens: onduty reads CloudWatch Logs only'}),
		]);
	});

	test('says of each container where its log is, and that nobody can read that of the agent', async () => {
		const {keep} = aScene({
			task: {containers: [{name: 'app'}, {name: 'aws-guardduty-agent-mfjGLB'}, {name: 'debug'}]},
		});
		const {run, files} = await keep();
		const {logs, missing} = parsed(files, 'manifest.json') as {
			readonly logs: readonly {readonly container: string}[];
			readonly missing: readonly {readonly what: string}[];
		};
		expect(logs).toEqual([
			expect.objectContaining({container: 'app', file: 'log-app.log', events: 1}),
			expect.objectContaining({
				file: null,
				why: 'its log driver is awsfirelens: onduty reads CloudWatch Logs only',
			}),
			{
				container: 'aws-guardduty-agent-mfjGLB',
				file: null,
				why: 'GuardDuty injects this container: the task definition has neither it nor a log driver for it, and AWS documents no log of it in this account',
			},
			{
				container: 'debug',
				file: null,
				why: 'the task definition has no container of this name, so nothing tells where it logs',
			},
		]);
		// What nobody can read is no reason to look again.
		expect(missing.map(({what}) => what).join()).not.toContain('guardduty-agent');
		expect(missing.map(({what}) => what).join()).toContain('container debug');
		expect(files.get('report.md')).toContain(
			'- container `aws-guardduty-agent-mfjGLB`: none: `GuardDuty injects',
		);
		expect(run.steps[0]?.lines.join()).not.toContain('guardduty-agent');
	});

	test('has what was done about it, also when this session did it a moment ago', async () => {
		const scene = aScene();
		const made = await scene.plan(taskIsolate, [taskTarget(scene.task)], {evidence: 'skip'});
		await scene.carryOut(taskIsolate, made);
		const {files} = await scene.keep();
		expect(files.get('report.md')).toMatch(
			/## What was done with onduty\n\n```text\n(?:.*\n)*.*isolate task \(ec2:ModifyNetworkInterfaceAttribute\) by oncall\/ann/,
		);
		expect(files.get('report.md')).toMatch(/- state: `isolated since .* by oncall\/ann \(EC2 said so at/);
	});

	test('of a task that ECS has forgotten has what this console saw of it', async () => {
		const {keep, ecs, task, store, clock, network} = aScene();
		// Somebody looked at the task while it lived.
		store.want([want(tasksRead, task.clusterArn, {everyMs: 60_000, priority: 0})]);
		await clock.advance(1000);
		ecs.tasks.clear();
		network.interfaces.clear();
		network.interfaces.set('eni-2', anInterface('eni-2'));
		const {files} = await keep();
		expect(parsed(files, 'task-as-seen.json').arn).toBe(task.arn);
		expect(files.get('report.md')).toContain(
			'gone: ECS does not know it (any more); what follows was seen at',
		);
		expect(files.has('log-app.log')).toBe(true);
	});

	test('whose strings are hostile has only plain names, and the report formats none of it', async () => {
		const {keep} = aScene({
			facts: {title: hostile, type: `Execution:${hostile}`, image: hostile, containerName: hostile},
		});
		const {files, path} = await keep();
		for (const name of [...files.keys(), path!.split('/').at(-1)!]) {
			expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
		}

		const outsideOfCode = files.get('report.md')!.replaceAll(/^```text$[\s\S]*?^```$/gm, '');
		expect(outsideOfCode).not.toMatch(/^# Owned/m);
		expect(outsideOfCode.replaceAll(/`[^`]*`/g, '')).not.toContain('passwd');
	});

	test('of stolen credentials says whose task is not in the folder', async () => {
		const {keep} = aScene({
			facts: {taskArn: undefined, taskId: undefined, task: undefined, accessKey: {principalId: `AROA:${id}`}},
		});
		const {files} = await keep();
		expect(files.get('report.md')).toContain(`the credentials were made for task ${id}`);
	});

	test('of an attack on several tasks says whose evidence is not in the folder', async () => {
		const [one, other] = ['0a'.padEnd(32, '0'), '0b'.padEnd(32, '0')];
		const sequence = {
			signals: [],
			actors: [],
			resources: [one, other].map(task => ({
				id: `arn:aws:ecs:eu-west-1:123456789012:task/checkout/${task}`,
				type: 'ECS_TASK',
				facts: [],
			})),
			endpoints: [],
			indicators: [],
			additionalTypes: [],
		};
		const {keep} = aScene({facts: {taskArn: undefined, taskId: undefined, isSequence: true, sequence}});
		const {files} = await keep();
		expect(parsed(files, 'manifest.json')).toMatchObject({
			isComplete: false,
			missing: [{what: 'the tasks', why: expect.stringContaining(`names 2 (${one}, ${other})`) as unknown}],
		});
	});

	test('of a sample asks ECS nothing', async () => {
		const {keep, account} = aScene({facts: {isSample: true}});
		const {run, files} = await keep();
		expect(run.status).toBe('done');
		expect(account.counts()['ecs:DescribeTasks']).toBeUndefined();
		expect(files.get('report.md')).toContain('This is a sample finding');
	});

	test('is kept in a read-only session as well', async () => {
		const {keep} = aScene({isReadOnly: true});
		expect((await keep()).run.status).toBe('done');
	});

	test('that can not be written fails, and says so', async () => {
		const scene = aScene();
		scene.folders.failure = {
			kind: 'rejected',
			code: 'ENOSPC',
			message: 'cannot write in /var/evidence: no space left',
		};
		const {run} = await scene.keep();
		expect([run.status, run.steps[0]?.detail]).toEqual([
			'failed',
			'cannot write in /var/evidence: no space left',
		]);
	});

	test('that is stopped in the middle writes nothing', async () => {
		const {plan, store, finding, folders, clock, run} = aScene();
		const made = await plan(evidenceKeep, [findingTarget(finding)]);
		const runId = store.start(evidenceKeep, made, {});
		await clock.advance(60);
		store.abort(runId);
		await clock.advanceUntil(() => run(runId).finishedAt !== undefined, 60_000);
		expect([run(runId).status, folders.written.size]).toEqual(['aborted', 0]);
	});

	test('that tells nothing at all is no folder', async () => {
		const login = failed({kind: 'timeout', message: 'no answer'});
		const {plan, carryOut, task, folders} = aScene({
			facts: {taskArn: undefined},
			over: {
				'ecs:DescribeTasks': () => login,
				'ecs:DescribeTaskDefinition': () => login,
				'logs:GetLogEvents': () => login,
			},
		});
		const made = await plan(evidenceKeep, [taskTarget(task)]);
		const run = await carryOut(evidenceKeep, made);
		expect([run.status, folders.written.size]).toEqual(['failed', 0]);
		expect(run.steps[0]?.detail).toContain('nothing could be read: the task: ');
	});

	test('of a task has the finding that is open on it', async () => {
		const {keep, listed, task} = aScene();
		await listed();
		const {files} = await keep(taskTarget(task));
		expect(files.has('finding.json')).toBe(true);
	});
});

describe('before a task with an open finding is touched', () => {
	const cases: readonly (readonly [string, Action, 'task' | 'service'])[] = [
		['stopped', taskStop, 'task'],
		['isolated', taskIsolate, 'task'],
		['redeployed', serviceRedeploy, 'service'],
	];

	test.each(cases)('when it is %s, its evidence is offered first', async (_what, action, kind) => {
		const {listed, plan, store, task, service} = aScene();
		await listed();
		const target = kind === 'task' ? taskTarget(task) : serviceTarget(service);
		await plan(action, [target], {reason: 'x'});
		const [first] = action.questions([target], store.snapshot(), settings);
		expect(first).toMatchObject({id: 'evidence', initial: 'keep'});
		expect(first?.label).toContain('Execution:Runtime/ReverseShell');

		const kept = await plan(action, [target], {reason: 'x', evidence: 'keep'});
		expect(kept.steps.map(({goesFirst}) => goesFirst)).toEqual([true, undefined]);
		expect(kept.changes[0]).toContain('first the evidence of 1 task is kept');

		const skipped = await plan(action, [target], {reason: 'x', evidence: 'skip'});
		expect(skipped.steps).toHaveLength(1);
		expect(skipped.warnings[0]).toContain('no evidence is kept');
	});

	test('nothing is asked about a task without one, about samples, or about archived ones', async () => {
		for (const facts of [{taskArn: 'arn:other'}, {isSample: true}, {isArchived: true}]) {
			const {listed, store, task} = aScene({facts});
			await listed();
			expect(
				taskStop.questions([taskTarget(task)], store.snapshot(), settings).map(({id: one}) => one),
			).toEqual(['reason']);
		}
	});

	test('it is not stopped when its evidence can not be written', async () => {
		const scene = aScene();
		await scene.listed();
		scene.folders.failure = {kind: 'rejected', code: 'ENOSPC', message: 'no space left'};
		const made = await scene.plan(taskStop, [taskTarget(scene.task)], {reason: 'x', evidence: 'keep'});
		const run = await scene.carryOut(taskStop, made);
		expect(run.steps.map(({status}) => status)).toEqual(['failed', 'skipped']);
		expect(scene.account.counts()['ecs:StopTask']).toBeUndefined();
	});

	test('the evidence is whole before the task is told to stop', async () => {
		const scene = aScene();
		await scene.listed();
		const made = await scene.plan(taskStop, [taskTarget(scene.task)], {reason: 'x', evidence: 'keep'});
		await scene.carryOut(taskStop, made);
		expect(scene.folders.written.size).toBe(1);
		const asked = scene.account.sent.map(({name}) => name);
		expect(asked.indexOf('logs:GetLogEvents')).toBeLessThan(asked.indexOf('ecs:StopTask'));
	});

	test('a standalone one that is replaced is asked about as well', async () => {
		const {listed, store, task, plan} = aScene({
			task: {group: 'family:x', serviceName: undefined, startedBy: undefined},
		});
		await listed();
		await plan(taskReplace, [taskTarget(task)], {evidence: 'keep'});
		expect(taskReplace.questions([taskTarget(task)], store.snapshot(), settings)[0]?.id).toBe('evidence');
	});
});
