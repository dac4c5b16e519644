import {type ActionSettings, type Plan} from '../store/actions/action.js';
import {type ActionRun} from '../store/actions/action-run.js';
import {evidenceKeep} from '../store/actions/evidence/evidence-keep.js';
import {findingTarget} from '../views/findings/finding-pivots.js';
import {type Printed} from './printed.js';
import {type Reading} from './read-list.js';
import {type FindingName, readFinding} from './run-finding.js';

export type EvidenceCommand = Reading &
	FindingName & {
		/** Absolute: the folder in which the new one is made. */
		readonly directory: string;
		readonly version: string;
		/** Hears how far it is, one line each. */
		onProgress(line: string): void;
	};

/**
 * Keeps the evidence of one finding and returns the path of its folder: 0 when all was kept, 2 when it could not be
 * written, or when something is missing in it; what is missing is told.
 */
export async function runEvidence(command: EvidenceCommand): Promise<Printed> {
	const {store, id, deadlineMs} = command;
	const answer = await readFinding(command);
	if ('problem' in answer) {
		return refused(answer.problem);
	}

	const targets = [findingTarget(answer.finding)];
	await store.settle(() => evidenceKeep.wants(targets, store.snapshot()), deadlineMs);
	const plan = planOf(command, targets);
	if (plan.refusal !== undefined || plan.waitingFor !== undefined) {
		return refused(plan.refusal ?? `${plan.waitingFor} could not be read in time`);
	}

	command.onProgress(`keeping the evidence of ${answer.finding.type} (${id})`);
	return printedRun(await finishedRun(command, store.start(evidenceKeep, plan, {})));
}

function planOf(
	{store, now, directory, version}: EvidenceCommand,
	targets: Parameters<typeof evidenceKeep.plan>[0]['targets'],
): Plan {
	const settings: ActionSettings = {
		isProtected: () => false,
		waveSize: 1,
		evidence: {directory, version},
	};
	return evidenceKeep.plan({targets, answers: {}, snapshot: store.snapshot(), settings, now: now()});
}

/** Waits for the end of a run, and tells of each new thing that it does. */
function finishedRun({store, onProgress}: EvidenceCommand, runId: string): Promise<ActionRun | undefined> {
	let told = '';
	return new Promise(resolve => {
		const look = () => {
			const run = store.snapshot().runs.find(one => one.id === runId);
			const detail = run?.steps[0]?.detail ?? '';
			if (detail !== told && run?.finishedAt === undefined) {
				told = detail;
				onProgress(detail);
			}

			if (run === undefined || run.finishedAt !== undefined) {
				stop();
				resolve(run);
			}
		};
		const stop = store.subscribe(look);
		look();
	});
}

function printedRun(run: ActionRun | undefined): Printed {
	const [step] = run?.steps ?? [];
	if (step?.status !== 'done') {
		return refused(`no evidence was kept: ${run?.problem ?? step?.detail ?? 'it was not started'}`);
	}

	const [folder = ''] = step.detail.split(/: \d+ files?, /);
	const missing = step.lines.filter(line => line.startsWith('missing: '));
	return {
		text: `${folder}\n`,
		errorText: missing.map(line => `onduty: ${line}\n`).join(''),
		exitCode: missing.length === 0 ? 0 : 2,
	};
}

function refused(problem: string): Printed {
	return {text: '', errorText: `onduty: ${problem}\n`, exitCode: 2};
}
