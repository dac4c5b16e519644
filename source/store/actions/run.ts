import {type Clock} from '../../domain/clock.js';
import {type Identity} from '../../domain/resources.js';
import {type Call, type Raw} from '../call.js';
import {type EvidenceFolders} from '../evidence/folders.js';
import {type JournalEntry} from '../journal.js';
import {type JournalWriter} from '../journal-file.js';
import {type Action, type Answers, type Plan, type Step, type StepEnd} from './action.js';
import {type ActionRun} from './action-run.js';
import {createRunJournal, type RunJournal} from './run-journal.js';
import {ended, endOf, newRun, progressed, tally, withRestSkipped, withStep} from './run-state.js';
import {pauseFor} from './watch.js';
import {openWriteGate, type Write} from './write-gate.js';

/** What a runner works with; the store gives it. */
export type RunnerParts = {
	readonly clock: Clock;
	readonly random: () => number;
	readonly region: string;
	readonly journal: JournalWriter;
	/** Returns reads that are budgeted and retried, and answer `cancelled` once the signal aborts. */
	readonly calls: (signal: AbortSignal) => Call;
	readonly raws: (signal: AbortSignal) => Raw;
	readonly folders: EvidenceFolders;
	readonly write: Write;
	/** Who acts, as held; undefined makes the runner ask STS before the run. */
	readonly identity: () => Identity | undefined;
	/** Told after every change, with all runs of the session, newest first. */
	readonly onRuns: (runs: readonly ActionRun[]) => void;
	/** Told of every line, after it was written (or could not be, which the run says). */
	readonly onJournal: (entry: JournalEntry) => void;
};

export type Runner = {
	/** Starts a confirmed plan and returns the run's id; everything that follows comes through `onRuns`. */
	start(action: Action, plan: Plan, answers: Answers): string;
	/** Stops a run: nothing new is sent, running steps end as soon as what they sent is answered. */
	abort(runId: string): void;
	/** Resolves when no run is in flight. */
	settle(): Promise<void>;
};

const identityWaitMs = 5000;

/** Returns what runs the steps of confirmed plans, wave after wave, until the first wave that did not end well. */
export function createRunner(parts: RunnerParts): Runner {
	const {clock, onRuns} = parts;
	const runs = new Map<string, ActionRun>();
	const aborts = new Map<string, AbortController>();
	const inFlight = new Set<Promise<void>>();

	function update(id: string, change: (run: ActionRun) => ActionRun): ActionRun | undefined {
		const run = runs.get(id);
		if (run === undefined) {
			return undefined;
		}

		const changed = change(run);
		runs.set(id, changed);
		onRuns([...runs.values()].reverse());
		return changed;
	}

	return {
		start(action, plan, answers) {
			const startedAt = clock.now();
			const id = newRunId(startedAt, parts.random());
			const abort = new AbortController();
			runs.set(id, newRun({id, actionId: action.id, startedAt}, plan));
			aborts.set(id, abort);
			const flight = carryOut(parts, {id, action, plan, answers, signal: abort.signal}, change =>
				update(id, change),
			).finally(() => {
				aborts.delete(id);
				inFlight.delete(flight);
			});
			inFlight.add(flight);
			update(id, run => run);
			return id;
		},
		abort(runId) {
			const abort = aborts.get(runId);
			if (abort !== undefined && !abort.signal.aborted) {
				abort.abort();
				update(runId, run => ({...run, status: 'stopping'}));
			}
		},
		async settle() {
			while (inFlight.size > 0) {
				await Promise.all(inFlight);
			}
		},
	};
}

type Run = {
	readonly id: string;
	readonly action: Action;
	readonly plan: Plan;
	readonly answers: Answers;
	readonly signal: AbortSignal;
};

type Update = (change: (run: ActionRun) => ActionRun) => ActionRun | undefined;

async function carryOut(parts: RunnerParts, run: Run, update: Update): Promise<void> {
	const {plan, signal} = run;
	const journal = await openJournal(parts, run, update);
	const notReady = plan.refusal ?? plan.waitingFor;
	if (notReady === undefined) {
		await journal.began({answers: run.answers, steps: plan.steps.map(({label}) => label)});
	}

	let reason = notReady === undefined ? journal.problem() : `the plan was not ready: ${notReady}`;
	for (const wave of waves(plan)) {
		reason ??= signal.aborted ? 'not started: stopped by hand' : undefined;
		if (reason !== undefined) {
			break;
		}

		const ends = await Promise.all(wave.map(step => carryOutStep(parts, {step, journal, signal}, update)));
		const failed = wave.find((_, index) => ends[index]?.status === 'failed');
		reason = journal.problem() ?? (failed && `stopped after ${failed.label} failed`);
	}

	const rest = reason;
	const last = update(current => ({
		...(rest === undefined ? current : withRestSkipped(current, rest)),
		...(notReady !== undefined && {problem: rest}),
	}));
	if (last !== undefined) {
		const steps = last.steps.map(({label, status, detail}) => ({label, status, detail}));
		await journal.ended({status: endOf(last), detail: tally(last), parameters: {steps}});
	}

	// The line above may have been the first that could not be written: the end is judged after it.
	update(current => ({...current, status: endOf(current), finishedAt: parts.clock.now()}));
}

async function openJournal(parts: RunnerParts, run: Run, update: Update): Promise<RunJournal> {
	const identity = parts.identity() ?? (await askIdentity(parts, run.signal));
	return createRunJournal({
		writer: parts.journal,
		clock: parts.clock,
		about: {
			identity: identity?.arn ?? 'unknown',
			...(identity && {account: identity.account}),
			region: parts.region,
			action: run.action.id,
			run: run.id,
		},
		title: run.plan.title,
		onEntry: parts.onJournal,
		onProblem: problem => {
			update(current => ({...current, problem}));
		},
	});
}

/** STS may be out of reach where ECS is not (a bastion with few endpoints): nobody waits long for it. */
async function askIdentity(parts: RunnerParts, signal: AbortSignal): Promise<Identity | undefined> {
	const giveUp = new AbortController();
	const cancel = parts.clock.after(identityWaitMs, () => giveUp.abort());
	const answer = await parts.calls(AbortSignal.any([signal, giveUp.signal]))('sts:GetCallerIdentity', {});
	cancel();
	return answer.ok ? answer.value : undefined;
}

async function carryOutStep(
	parts: RunnerParts,
	{step, journal, signal}: {readonly step: Step; readonly journal: RunJournal; readonly signal: AbortSignal},
	update: Update,
): Promise<StepEnd> {
	const {clock} = parts;
	const change = (part: Parameters<typeof withStep>[2]) => update(run => withStep(run, step.id, part));
	change({status: 'applying', startedAt: clock.now()});
	const lines: Promise<void>[] = [];
	const end = await orBug(() =>
		step.run({
			call: parts.calls(signal),
			raw: parts.raws(signal),
			folders: parts.folders,
			write: openWriteGate(parts.write, journal, {target: step.target, signal}),
			signal,
			now: () => clock.now(),
			pause: delayMs => pauseFor(clock, delayMs, signal),
			progress: progress => change(progressed(progress)),
			verified: (detail, ok) => {
				lines.push(journal.verified(step.target, detail, ok));
			},
			note: (detail, parameters) => journal.noted(step.target, detail, parameters),
		}),
	);
	await Promise.all(lines);
	change(ended(end, clock.now()));
	return end;
}

/** A bug in one step must not take the journal and the other steps with it; it is told as what it is. */
async function orBug(run: () => Promise<StepEnd>): Promise<StepEnd> {
	try {
		return await run();
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return {status: 'failed', detail: `a bug in onduty: ${message}; what was sent is in the journal`};
	}
}

function waves(plan: Plan): readonly (readonly Step[])[] {
	const size = Math.max(1, plan.waveSize);
	const first = plan.steps.filter(step => step.goesFirst);
	const rest = plan.steps.filter(step => !step.goesFirst);
	return [first, rest].flatMap(steps =>
		Array.from({length: Math.ceil(steps.length / size)}, (_, wave) =>
			steps.slice(wave * size, (wave + 1) * size),
		),
	);
}

/** Returns an id that no other session's run in the same journal has, e.g. `20261123T082100-k3f9q1`. */
function newRunId(now: number, random: number): string {
	const second = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
	return `${second}-${Math.floor(random * 36 ** 6)
		.toString(36)
		.padStart(6, '0')}`;
}
