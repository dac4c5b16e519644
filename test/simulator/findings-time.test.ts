import {DescribeTasksCommand, StopTaskCommand} from '@aws-sdk/client-ecs';
import {type Finding} from '@aws-sdk/client-guardduty';
import {expect, test} from 'vitest';
import {findingsOf, taskOf, where} from './findings.js';
import {createRig, type Rig} from './rig.js';

const start = createRig();

const newest = {SortCriteria: {AttributeName: 'updatedAt', OrderBy: 'DESC'}} as const;
const shell = 'Execution:Runtime/ReverseShell';

/** Types with their counts, the newest first. */
async function told(rig: Rig): Promise<readonly string[]> {
	const found = await findingsOf(rig.guardduty, newest);
	return found.map(({Type, Service}) => `${Type} ${Service?.Count}`);
}

async function shellOfApi({guardduty}: Rig): Promise<Finding | undefined> {
	const found = await findingsOf(guardduty, where('type', {Equals: [shell]}));
	return found.find(finding => taskOf(finding) !== '' && isOfApi(finding));
}

const isOfApi = ({Resource}: Finding): boolean =>
	Resource?.EcsClusterDetails?.TaskDetails?.Group === 'service:payments-api';

async function taskNow({ecs}: Rig, arn: string) {
	const {tasks, failures} = await ecs.send(
		new DescribeTasksCommand({cluster: arn.split('/')[1], tasks: [arn]}),
	);
	return tasks?.[0]?.lastStatus ?? failures?.[0]?.reason;
}

test('the demo begins with findings of every band, about tasks that run, have stopped and are gone', async () => {
	const rig = await start();
	const found = await findingsOf(rig.guardduty);
	expect(found).toHaveLength(18);
	const states = new Map<string | undefined, number>();
	for (const finding of found.filter(one => taskOf(one) !== '')) {
		const state = await taskNow(rig, taskOf(finding));
		states.set(state, (states.get(state) ?? 0) + 1);
	}

	expect(Object.fromEntries(states)).toEqual({RUNNING: 13, STOPPED: 1, MISSING: 2});
});

test('a reverse shell opens after 75 seconds, in a running task, and more follows from it', async () => {
	const rig = await start();
	rig.simulator.advance(74_000);
	expect(await shellOfApi(rig)).toBeUndefined();
	rig.simulator.advance(1000);
	const finding = await shellOfApi(rig);
	expect(finding).toMatchObject({
		Severity: 8,
		CreatedAt: '2026-11-23T08:01:15.000Z',
		UpdatedAt: '2026-11-23T08:01:15.000Z',
		Service: {Count: 1, Archived: false},
	});
	expect(await taskNow(rig, taskOf(finding!))).toBe('RUNNING');
	rig.simulator.advance(105_000);
	const latest = await findingsOf(rig.guardduty, newest);
	expect(latest.slice(0, 2).map(({Type}) => Type)).toEqual([
		'Backdoor:Runtime/C&CActivity.B',
		'Execution:Runtime/SuspiciousCommand',
	]);
	expect(latest.slice(0, 2).map(taskOf)).toEqual([taskOf(finding!), taskOf(finding!)]);
});

test('what is seen again keeps its id, counts up and tells the newer details', async () => {
	const rig = await start();
	rig.simulator.advance(75_000);
	const before = await shellOfApi(rig);
	rig.simulator.advance(125_000);
	const after = await shellOfApi(rig);
	expect(after).toMatchObject({
		Id: before?.Id,
		CreatedAt: before?.CreatedAt,
		UpdatedAt: '2026-11-23T08:03:20.000Z',
		Service: {Count: 2, EventFirstSeen: before?.Service?.EventFirstSeen},
	});
	const start1 = before?.Service?.RuntimeDetails?.Process?.StartTime;
	expect(after?.Service?.RuntimeDetails?.Process?.StartTime).not.toEqual(start1);
});

test('the sequence grows by what came, which points to it from then on', async () => {
	const rig = await start();
	rig.simulator.advance(239_000);
	expect((await shellOfApi(rig))?.AssociatedAttackSequenceArn).toBeUndefined();
	rig.simulator.advance(1000);
	const [sequence] = await findingsOf(rig.guardduty, where('severity', {GreaterThanOrEqual: 9}));
	expect((await shellOfApi(rig))?.AssociatedAttackSequenceArn).toBe(sequence?.Arn);
	expect(sequence?.Service).toMatchObject({Count: 2});
	expect(sequence?.Service?.Detection?.Sequence?.Signals).toHaveLength(7);
});

test('everything comes at the same time in every run with the same seed', async () => {
	const [one, other] = [await start(), await start()];
	for (const rig of [one, other]) {
		rig.simulator.advance(1_800_000);
	}

	expect(await told(one)).toEqual(await told(other));
	expect(await told(one)).toHaveLength(25);
	expect((await findingsOf(one.guardduty)).map(({Id}) => Id)).toEqual(
		(await findingsOf(other.guardduty)).map(({Id}) => Id),
	);
});

test('a stopped task is known for an hour; then the finding alone remembers it, and nothing more comes of it', async () => {
	const rig = await start();
	rig.simulator.advance(75_000);
	const before = await shellOfApi(rig);
	const arn = taskOf(before!);
	await rig.ecs.send(new StopTaskCommand({cluster: 'payments-prod', task: arn}));
	rig.simulator.advance(60_000);
	expect(await taskNow(rig, arn)).toBe('STOPPED');
	rig.simulator.advance(3_540_000);
	expect(await taskNow(rig, arn)).toBe('STOPPED');
	rig.simulator.advance(60_000);
	expect(await taskNow(rig, arn)).toBe('MISSING');
	const after = await shellOfApi(rig);
	expect(after?.Resource).toEqual(before?.Resource);
	expect(after?.Service?.Count).toBe(1);
	expect((await findingsOf(rig.guardduty, newest)).filter(isOfApi)).toHaveLength(1);
});

test('nothing comes to an account where nothing runs', async () => {
	const {simulator, guardduty} = await start({scenario: 'empty'});
	simulator.advance(300_000);
	expect(await findingsOf(guardduty)).toEqual([]);
});
