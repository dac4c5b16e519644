import {type FindingArn} from '../../../source/domain/arn.js';
import {type Clock} from '../../../source/domain/clock.js';
import {type Failure} from '../../../source/domain/failure.js';
import {type Finding} from '../../../source/domain/findings/finding.js';
import {type Cluster, type Service, type Task} from '../../../source/domain/resources.js';
import {
	type Action,
	type ActionSettings,
	type Answers,
	type EcsTarget,
	type FindingTarget,
	type Plan,
	type Target,
} from '../../../source/store/actions/action.js';
import {type ActionRun} from '../../../source/store/actions/action-run.js';
import {createStore} from '../../../source/store/create-store.js';
import {type EvidenceFolders} from '../../../source/store/evidence/folders.js';
import {type JournalEntry} from '../../../source/store/journal.js';
import {type JournalWriter} from '../../../source/store/journal-file.js';
import {createDrivenClock} from '../driven-clock.js';
import {createFakeAccount, failed, ok, type Script} from '../fake-account.js';
import {createFakeGuardDuty} from '../fake-guardduty.js';
import {createFakeNetwork} from '../fake-network.js';
import {createFakeEcs} from './fake-ecs.js';

export const settings: ActionSettings = {
	isProtected: name => name.endsWith('-prod'),
	waveSize: 2,
	evidence: {directory: '/var/evidence', version: '1.2.3'},
};

export const clusterTarget = ({arn, name}: Cluster): EcsTarget => ({
	kind: 'cluster',
	arn,
	clusterArn: arn,
	name,
});
export const serviceTarget = ({arn, clusterArn, name}: Service): EcsTarget => ({
	kind: 'service',
	arn,
	clusterArn,
	name,
});
export const taskTarget = ({arn, clusterArn, id}: Task): EcsTarget => ({
	kind: 'task',
	arn,
	clusterArn,
	name: id,
});

export const findingTarget = ({arn, id}: Finding): FindingTarget => ({
	kind: 'finding',
	arn: arn as FindingArn,
	id,
	name: id,
});

type MemoryJournal = JournalWriter & {readonly entries: JournalEntry[]; failsFrom?: number};

/** A journal in memory that takes a while for each line, and can be made to fail from some line on. */
export function memoryJournal(clock: Clock): MemoryJournal {
	const entries: JournalEntry[] = [];
	let given = 0;
	return {
		entries,
		async append(entry) {
			await new Promise<void>(resolve => {
				clock.after(5, resolve);
			});
			given += 1;
			if (this.failsFrom !== undefined && given >= this.failsFrom) {
				return {kind: 'rejected', code: 'ENOSPC', message: 'cannot write the journal: no space left'};
			}

			entries.push(entry);
			return undefined;
		},
		recall: async () => ({ok: true, value: entries.toReversed()}),
		async close() {},
	};
}

type MemoryFolders = EvidenceFolders & {
	/** Files by name, by the path of their folder. */
	readonly written: Map<string, ReadonlyMap<string, string>>;
	failure?: Failure;
};

/** Folders in memory, which can be made to fail. */
function memoryFolders(): MemoryFolders {
	const written = new Map<string, ReadonlyMap<string, string>>();
	return {
		written,
		async write({directory, name, files}, signal) {
			if (this.failure || signal.aborted) {
				return failed(this.failure ?? {kind: 'cancelled', message: 'stopped'});
			}

			written.set(`${directory}/${name}`, files);
			return ok(`${directory}/${name}`);
		},
	};
}

/**
 * The store with all that is real in it, before a fake ECS, GuardDuty and EC2 and on a driven clock; `over` answers in
 * their place.
 */
export function aConsole({isReadOnly = false, over = {}}: {isReadOnly?: boolean; over?: Script} = {}) {
	const clock = createDrivenClock();
	const ecs = createFakeEcs(clock);
	const guardDuty = createFakeGuardDuty(clock);
	const network = createFakeNetwork();
	const script: Script = {
		...guardDuty.script,
		...network.script,
		...ecs.script,
		// Interfaces that no test has made are those of the fake ECS.
		'ec2:DescribeNetworkInterfaces': input =>
			(network.interfaces.size > 0 ? network : ecs).script['ec2:DescribeNetworkInterfaces']!(input),
		...over,
	};
	const account = createFakeAccount({clock, script});
	const journal = memoryJournal(clock);
	const folders = memoryFolders();
	const store = createStore({account, clock, isReadOnly, journal, folders, random: () => 0.5});

	/** What the dialog does: keeps what the action wants fresh until its plan is ready or refused. */
	async function plan(action: Action, targets: readonly Target[], answers: Answers = {}): Promise<Plan> {
		const make = () =>
			action.plan({targets, answers, snapshot: store.snapshot(), settings, now: clock.now()});
		for (let round = 0; round < 20; round++) {
			store.want(action.wants(targets, store.snapshot()));
			await clock.advance(500);
			if (make().waitingFor === undefined) {
				break;
			}
		}

		return make();
	}

	const run = (id: string): ActionRun => store.snapshot().runs.find(one => one.id === id)!;

	/** Starts a plan and lets time pass until it has ended. */
	async function carryOut(
		action: Action,
		confirmed: Plan,
		{answers = {}, withinMs = 3_600_000}: {answers?: Answers; withinMs?: number} = {},
	): Promise<ActionRun> {
		const id = store.start(action, confirmed, answers);
		await clock.advanceUntil(() => run(id).finishedAt !== undefined, withinMs);
		return run(id);
	}

	/** What the journal says, shortened: one text per line. */
	const journalled = () =>
		journal.entries.map(({call, result, detail}) => [call, result, ...(detail ? [detail] : [])].join(' | '));

	return {clock, ecs, guardDuty, network, folders, account, journal, store, plan, run, carryOut, journalled};
}
