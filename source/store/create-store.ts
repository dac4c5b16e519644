import {type Account} from '../domain/account.js';
import {type Clock} from '../domain/clock.js';
import {heldValue} from '../domain/fetched.js';
import {type UsageSettings} from '../domain/usage/usage-settings.js';
import {type ActionRun} from './actions/action-run.js';
import {createRunner} from './actions/run.js';
import {affectedBy, targetsEnded, targetsUnderWay} from './affected.js';
import {createBudget} from './budget.js';
import {createErrorLog} from './error-log.js';
import {createEvidenceFolders, type EvidenceFolders} from './evidence/folders.js';
import {createHoldings, keyOf, valueIn} from './holdings.js';
import {type JournalEntry} from './journal.js';
import {type JournalWriter} from './journal-file.js';
import {jobOf} from './loads.js';
import {isNewPace, paceStep} from './meter.js';
import {createNotifier} from './notifier.js';
import {type Want} from './read.js';
import {identityRead} from './reads/identity.js';
import {createScheduler} from './scheduler.js';
import {settleAll} from './settle.js';
import {createSharedThings} from './shared.js';
import {type Snapshot} from './snapshot.js';
import {createSpend, type Spender} from './spend.js';
import {type Store} from './store.js';
import {createTaskMemory} from './task-memory.js';
import {witnessed} from './witness.js';

export type StoreParts = {
	readonly account: Account;
	readonly clock: Clock;
	readonly isReadOnly: boolean;
	readonly journal: JournalWriter;
	readonly usageSettings?: UsageSettings;
	/** Where evidence is written; the disk when left out. */
	readonly folders?: EvidenceFolders;
	/** From 0 up to 1, for the jitter of retries and the ids of runs. */
	readonly random?: () => number;
};

/** Lines of the journal that this session keeps in memory; the file has them all. */
const journalBound = 1000;
/** What nobody needs is looked for this often while the screen stays the same, in milliseconds. */
const tidyEveryMs = 60_000;
/** While the meter tells of something it is looked at this often, in milliseconds. */
const meterEveryMs = 1000;
/** What an action reads and writes goes before everything that is only looked at. */
const actionPriority = -1;

/**
 * Returns the store of one account and Region. Nothing is asked before something is wanted.
 * `close` also closes the account and the journal's file, which opens again when it is written to.
 */
export function createStore(parts: StoreParts): Store {
	const {clock, isReadOnly, journal, folders = createEvidenceFolders(), random = Math.random} = parts;
	const memory = createTaskMemory();
	const account = witnessed(parts.account, memory, () => clock.now());
	let isPaused = false;
	let runs: readonly ActionRun[] = [];
	let lines: readonly JournalEntry[] = [];
	let current: Snapshot | undefined;
	let cancelMeter: (() => void) | undefined;
	const closing = new AbortController();
	const settled = new Set<string>();
	let tidiedAt = clock.now();

	const notifier = createNotifier(clock, watchMeter);
	const changed = () => {
		current = undefined;
		notifier.changed();
	};

	const budget = createBudget(clock);
	const errors = createErrorLog(changed);
	const spend = createSpend({account, clock, budget, errors, isReadOnly, random, onLogin: changed});
	const holdings = createHoldings(clock, isNews => {
		current = undefined;
		if (isNews) {
			notifier.changed();
		}
	});
	const scheduler = createScheduler({clock, slowdown: () => budget.slowdown(), onLoading});
	const spender = (signal: AbortSignal): Spender => ({signal, priority: () => actionPriority});
	const never = new AbortController().signal;
	const shared = createSharedThings({clock, call: (name, input) => spend.read(name, input, spender(never))});
	const runner = createRunner({
		clock,
		random,
		region: account.scope.region,
		journal,
		folders,
		raws: signal => (name, input) => spend.raw(name, input, spender(signal)),
		calls: signal => (name, input) => spend.read(name, input, spender(signal)),
		write: (name, input, signal) => spend.write(name, input, spender(signal)),
		identity: () => heldValue(holdings.get(identityRead, undefined)),
		onRuns,
		onJournal(entry) {
			lines = [entry, ...lines].slice(0, journalBound);
			changed();
		},
	});

	function onLoading(isLoud: boolean): void {
		if (isLoud) {
			changed();
		}

		if (clock.now() - tidiedAt >= tidyEveryMs) {
			tidy();
		}
	}

	function onRuns(after: readonly ActionRun[]): void {
		const ended = targetsEnded(runs, after);
		runs = after;
		const underWay = targetsUnderWay(after);
		scheduler.hurry(underWay.length > 0 ? affectedBy(underWay) : undefined);
		if (ended.length > 0) {
			scheduler.makeDue(affectedBy(ended));
		}

		changed();
	}

	/** Lets the meter fall back after a burst; where nothing was drawn, nothing is drawn for the meter's sake. */
	function watchMeter(): void {
		const drawn = snapshot().meter;
		cancelMeter?.();
		cancelMeter = undefined;
		if (drawn.usedPercent >= paceStep) {
			cancelMeter = clock.after(meterEveryMs, () => {
				if (isNewPace(drawn, budget.meter())) {
					changed();
				} else {
					watchMeter();
				}
			});
		}
	}

	function snapshot(): Snapshot {
		current ??= takeSnapshot();
		return current;
	}

	function takeSnapshot(): Snapshot {
		const values = holdings.values();
		const loading = new Set(scheduler.loading());
		return {
			scope: account.scope,
			isReadOnly,
			isPaused,
			usageSettings: parts.usageSettings,
			get: (read, params) => {
				const key = keyOf(read, params);
				return valueIn(values.has(key) ? {value: values.get(key)} : undefined, read);
			},
			isLoading: (read, params) => loading.has(keyOf(read, params)),
			meter: budget.meter(),
			login: spend.login(),
			credentialsExpireAt: account.credentialsExpireAt(),
			errors: errors.list(),
			runs,
			journal: lines,
			seenTask: taskArn => memory.get(taskArn),
		};
	}

	const requestOf = ({read, params, priority}: Want) => ({
		// A want was made by want(), which checked that the parameters are the read's own.
		job: jobOf({clock, spend, holdings, errors, shared: shared.get, journal}, read, params as never),
		priority,
	});

	function tidy(): void {
		tidiedAt = clock.now();
		holdings.tidy(
			key => scheduler.isNeeded(key),
			key => scheduler.forget(key),
		);
		shared.tidy(tidiedAt);
	}

	return {
		snapshot,
		subscribe: listener => notifier.subscribe(listener),
		want(wants) {
			scheduler.want(wants.map(one => ({...requestOf(one), everyMs: one.everyMs})));
			tidy();
		},
		refresh() {
			if (spend.login()) {
				spend.renewLogin();
			}

			scheduler.refresh();
		},
		setPaused(paused) {
			isPaused = paused;
			scheduler.setPaused(paused);
			changed();
		},
		touch: () => scheduler.touch(),
		settle(wants, deadlineMs) {
			const list = typeof wants === 'function' ? wants : () => wants;
			return settleAll(
				() => list().map(requestOf),
				({job, priority}, onEnd) => scheduler.once(job, priority, onEnd),
				{clock, deadlineMs, asked: settled, signal: closing.signal},
			);
		},
		start: (action, plan, answers) => runner.start(action, plan, answers),
		abort: runId => runner.abort(runId),
		async close() {
			if (closing.signal.aborted) {
				return;
			}

			closing.abort();
			scheduler.close();
			notifier.close();
			cancelMeter?.();
			for (const {id} of runs) {
				runner.abort(id);
			}

			await shared.close();
			spend.close();
			// What was sent is waited for, so that its line is in the journal.
			await runner.settle();
			await journal.close();
			account.close();
		},
	};
}
