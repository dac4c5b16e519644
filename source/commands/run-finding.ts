import {isoTime} from '../domain/age.js';
import {type Failure} from '../domain/failure.js';
import {heldValue} from '../domain/fetched.js';
import {type Finding} from '../domain/findings/finding.js';
import {plainWords} from '../domain/findings/plain-words.js';
import {explainType} from '../domain/findings/types.js';
import {type Want, want} from '../store/read.js';
import {findingRead} from '../store/reads/finding.js';
import {type Snapshot} from '../store/snapshot.js';
import {findingView} from '../views/findings/finding.js';
import {findingPlace} from '../views/findings/finding-places.js';
import {findingRecord} from '../views/findings/finding-record.js';
import {findingVerdict} from '../views/findings/finding-row.js';
import {taskStateIn} from '../views/findings/task-state.js';
import {headerWants} from '../views/header.js';
import {pace} from '../views/pace.js';
import {failureDetail, schemaVersion} from '../views/report.js';
import {toAscii} from '../views/symbols.js';
import {blockText} from './block-text.js';
import {type ExitCode, type Printed} from './printed.js';
import {type Reading} from './read-list.js';

/** Which finding is meant. */
export type FindingName = {
	readonly id: string;
	/** Of the ARN, where one was typed. */
	readonly region?: string;
};

export type FindingCommand = Reading &
	FindingName & {
		readonly output: 'table' | 'json';
		readonly isAscii: boolean;
	};

/** Reads one finding and returns it printed: 1 when it is at fault, 2 when it could not be read or told. */
export async function runFinding(command: FindingCommand): Promise<Printed> {
	const {store, now, output, isAscii} = command;
	const answer = await readFinding(command);
	if ('problem' in answer) {
		return {text: '', errorText: `onduty: ${answer.problem}\n`, exitCode: 2};
	}

	const {finding} = answer;
	const snapshot = store.snapshot();
	const exitCode = codeOf(finding);
	if (output === 'json') {
		return {
			text: `${JSON.stringify(documentOf(snapshot, finding, now()), null, 2)}\n`,
			errorText: '',
			exitCode,
		};
	}

	const text = blockText(findingView.blocks(snapshot, findingPlace(finding), now()));
	return {text: isAscii ? toAscii(text) : text, errorText: '', exitCode};
}

/** Reads a finding, and what tells whether its task still runs; or says why it can't be had. */
export async function readFinding({
	store,
	id,
	region,
	deadlineMs,
	now,
}: Reading & FindingName): Promise<{readonly finding: Finding} | {readonly problem: string}> {
	const here = store.snapshot().scope.region;
	if (region !== undefined && region !== here) {
		return {problem: `that finding is in ${region}, and ${here} is read: add --region ${region}`};
	}

	const startedAt = now();
	const own = want(findingRead, {id}, {everyMs: pace.focusedMs, priority: 0});
	await store.settle((): readonly Want[] => {
		const snapshot = store.snapshot();
		const finding = heldValue(snapshot.get(findingRead, {id}));
		const around = finding ? findingView.wants(findingPlace(finding), snapshot) : [];
		return [own, ...around, ...headerWants()];
	}, deadlineMs);
	const fetched = store.snapshot().get(findingRead, {id});
	const finding = heldValue(fetched);
	if (finding) {
		return {finding};
	}

	return {
		problem:
			fetched.status === 'failed'
				? `cannot read the finding ${id}: ${whyNot(fetched.failure)}`
				: `the finding ${id} was not read within ${Math.round((now() - startedAt) / 1000)} s`,
	};
}

/** Of one that GuardDuty does not know its own words are all: there is no list to go back to. */
function whyNot(failure: Failure): string {
	return failure.kind === 'absent' && failure.message !== '' ? failure.message : failureDetail(failure);
}

function codeOf(finding: Finding): ExitCode {
	const codes = {ok: 0, fault: 1, unknown: 2} as const;
	return codes[findingVerdict({finding})];
}

/** The members of a row of the list, what the console says of it, and AWS's own JSON. */
function documentOf(snapshot: Snapshot, finding: Finding, now: number) {
	const {meaning, advice} = explainType(finding.type);
	return {
		schemaVersion,
		view: 'finding',
		generatedAt: isoTime(now),
		verdict: findingVerdict({finding}),
		...findingRecord({finding, state: taskStateIn(snapshot, finding), held: {at: now}}),
		whatHappened: plainWords(finding),
		meaning,
		advice,
		finding: finding.json,
	};
}
