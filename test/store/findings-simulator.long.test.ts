import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {createAccount} from '../../source/aws/account.js';
import {type FindingArn, type TaskArn} from '../../source/domain/arn.js';
import {type FindingSummary} from '../../source/domain/findings/finding.js';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.js';
import {
	type Action,
	type ActionSettings,
	type Answers,
	type Plan,
	type Target,
} from '../../source/store/actions/action.js';
import {evidenceKeep} from '../../source/store/actions/evidence/evidence-keep.js';
import {findingArchive, findingUnarchive} from '../../source/store/actions/finding/finding-archive.js';
import {findingFeedback} from '../../source/store/actions/finding/finding-feedback.js';
import {findingSamples} from '../../source/store/actions/finding/finding-samples.js';
import {taskIsolate} from '../../source/store/actions/task/task-isolate.js';
import {taskRelease} from '../../source/store/actions/task/task-release.js';
import {createStore} from '../../source/store/create-store.js';
import {taskPlaceOf} from '../../source/store/evidence/subject.js';
import {want} from '../../source/store/read.js';
import {detectorRead} from '../../source/store/reads/detector.js';
import {findingStatisticsRead} from '../../source/store/reads/finding-statistics.js';
import {findingsRead} from '../../source/store/reads/findings.js';
import {type Store} from '../../source/store/store.js';
import {memoryJournal} from './memory-journal.js';

// The store with the real SDK against the simulated account: what both believe of the API must be the same.

const open = {isArchived: false};
const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
	for (const end of ends.splice(0).reverse()) {
		await end();
	}
});

async function consoleOf(scenario: string) {
	const simulator = await startSimulator({scenario});
	const journal = memoryJournal();
	const directory = mkdtempSync(path.join(tmpdir(), 'onduty-'));
	const store = createStore({
		account: createAccount({
			region: simulator.region,
			endpointUrl: simulator.url,
			credentials: simulator.credentials,
		}),
		clock: {
			now: Date.now,
			after(delayMs, callback) {
				const timer = setTimeout(callback, delayMs);
				return () => {
					clearTimeout(timer);
				};
			},
		},
		isReadOnly: false,
		journal,
	});
	ends.push(
		async () => simulator.stop(),
		async () => store.close(),
		async () => rmSync(directory, {recursive: true, force: true}),
	);
	return {simulator, store, journal, directory, act: actor(store, directory)};
}

/** Does what the dialog does: reads what the action wants until there is a plan, then carries it out. */
function actor(store: Store, directory: string) {
	const settings: ActionSettings = {
		isProtected: () => false,
		waveSize: 2,
		evidence: {directory, version: '1.2.3'},
	};
	async function plan(action: Action, targets: readonly Target[], answers: Answers = {}): Promise<Plan> {
		const make = () => action.plan({targets, answers, snapshot: store.snapshot(), settings, now: Date.now()});
		return changed(store, () => {
			store.want(action.wants(targets, store.snapshot()));
			const made = make();
			return made.waitingFor === undefined ? made : undefined;
		});
	}

	return {
		plan,
		async carryOut(action: Action, targets: readonly Target[], answers: Answers = {}) {
			const id = store.start(action, await plan(action, targets, answers), answers);
			return changed(store, () =>
				store.snapshot().runs.find(run => run.id === id && run.finishedAt !== undefined),
			);
		},
	};
}

/** Waits for a change of the store after which there is an answer. */
function changed<T>(store: Store, look: () => T | undefined): Promise<T> {
	return new Promise(resolve => {
		let stop: (() => void) | undefined;
		const check = () => {
			const found = look();
			if (found !== undefined) {
				stop?.();
				resolve(found);
			}

			return found !== undefined;
		};
		if (!check()) {
			stop = store.subscribe(check);
		}
	});
}

async function openFindings(store: Store): Promise<readonly FindingSummary[]> {
	await store.settle([
		want(findingsRead, open, {everyMs: 60_000, priority: 0}),
		want(findingStatisticsRead, open, {everyMs: 60_000, priority: 0}),
		want(detectorRead, undefined, {everyMs: 60_000, priority: 0}),
	]);
	const list = store.snapshot().get(findingsRead, open);
	expect([list.isComplete, list.failure]).toEqual([true, undefined]);
	return list.rows.flatMap(({value}) => value ?? []);
}

const findingTarget = ({arn, id}: FindingSummary): Target => ({
	kind: 'finding',
	arn: arn as FindingArn,
	id,
	name: id,
});
const taskTarget = ({taskArn}: FindingSummary): Target => {
	const {cluster, arn, id} = taskPlaceOf(taskArn)!;
	return {kind: 'task', arn: arn satisfies TaskArn, clusterArn: cluster, name: id};
};

const callsOf = (simulator: Simulator) => Object.keys(simulator.report().operations);

test('every type of finding is listed, the worst first, and counted as GuardDuty counts', async () => {
	const {store} = await consoleOf('findings');
	const findings = await openFindings(store);
	expect(findings.length).toBeGreaterThan(48);
	expect(findings[0]?.type).toBe('AttackSequence:ECS/CompromisedCluster');
	expect(store.snapshot().get(findingStatisticsRead, open)).toMatchObject({value: {total: findings.length}});
});

test('the evidence of a finding on a running task is whole on the disk', async () => {
	const {store, directory, act} = await consoleOf('findings');
	const finding = (await openFindings(store)).find(
		({type, taskArn}) => type === 'Execution:Runtime/ReverseShell' && taskArn !== undefined,
	)!;
	const run = await act.carryOut(evidenceKeep, [findingTarget(finding)]);
	expect(run.steps.map(({status, detail}) => [status, detail])).toEqual([
		['done', expect.stringContaining(directory)],
	]);
	const [folder] = readdirSync(directory);
	const files = readdirSync(path.join(directory, folder!));
	expect(files).toEqual(
		expect.arrayContaining([
			'finding.json',
			'task.json',
			'task-definition.json',
			'manifest.json',
			'report.md',
			'SHA256SUMS',
		]),
	);
	expect(readFileSync(path.join(directory, folder!, 'finding.json'), 'utf8')).toContain(finding.id);
});

test('findings are archived, brought back and rated, and AWS says so', async () => {
	const {store, act} = await consoleOf('findings');
	const targets = (await openFindings(store)).slice(0, 3).map(findingTarget);
	expect((await act.carryOut(findingArchive, targets)).steps[0]?.detail).toBe('3 findings archived');
	expect((await act.carryOut(findingUnarchive, targets.slice(0, 1))).steps[0]?.detail).toBe('1 finding open');
	const rated = await act.carryOut(findingFeedback, targets.slice(0, 1), {
		feedback: 'NOT_USEFUL',
		comment: 'a drill',
	});
	expect(rated.steps[0]?.detail).toBe('1 finding marked not useful');
});

test('a drill brings its samples', async () => {
	const {store, act} = await consoleOf('findings');
	const before = await openFindings(store);
	const run = await act.carryOut(findingSamples, [], {samples: 'chain'});
	expect(run.steps[0]?.detail).toBe('4 of 4 samples are there');
	store.want([want(findingsRead, open, {everyMs: 60_000, priority: 0})]);
	const after = await changed(store, () => {
		const {rows} = store.snapshot().get(findingsRead, open);
		return rows.length > before.length ? rows : undefined;
	});
	expect(after.filter(({value}) => value?.isSample).length).toBeGreaterThanOrEqual(4);
});

test('in a member account archiving is refused with the name of the administrator, and nothing is sent', async () => {
	const {store, act, simulator} = await consoleOf('member');
	const [first] = await openFindings(store);
	const plan = await act.plan(findingArchive, [findingTarget(first!)]);
	expect(plan.refusal).toContain('905311246688');
	expect(callsOf(simulator)).not.toContain('guardduty:ArchiveFindings');
});

test('what is denied names its action', async () => {
	const {store, act} = await consoleOf('denied-response');
	const [first] = await openFindings(store);
	const run = await act.carryOut(findingArchive, [findingTarget(first!)]);
	expect(run.status).toBe('failed');
	expect(run.steps[0]?.detail).toContain('guardduty:ArchiveFindings');
});

test('a task is isolated and released where EC2 allows it', async () => {
	const {store, act} = await consoleOf('findings-isolation');
	const findings = await openFindings(store);
	const runs: string[] = [];
	for (const finding of findings.filter(({taskArn}) => taskPlaceOf(taskArn) !== undefined)) {
		const target = taskTarget(finding);
		const plan = await act.plan(taskIsolate, [target], {evidence: 'skip'});
		if (plan.refusal === undefined) {
			const isolated = await act.carryOut(taskIsolate, [target], {evidence: 'skip'});
			const released = await act.carryOut(taskRelease, [target]);
			runs.push(...[isolated, released].map(({steps}) => steps[0]?.detail.split(':')[0] ?? ''));
			break;
		}
	}

	expect(runs).toEqual(['isolated', 'released']);
});

test('a finding full of hostile text becomes files with plain names', async () => {
	const {store, directory, act} = await consoleOf('findings-hostile');
	const findings = await openFindings(store);
	await act.carryOut(evidenceKeep, findings.slice(0, 5).map(findingTarget));
	for (const folder of readdirSync(directory)) {
		for (const name of [folder, ...readdirSync(path.join(directory, folder))]) {
			expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
		}

		const report = readFileSync(path.join(directory, folder, 'report.md'), 'utf8');
		expect(report).not.toMatch(
			/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b-\u200f]/,
		);
	}
});
