import {type Answer} from '../../domain/account.js';
import {type Clock} from '../../domain/clock.js';
import {type Json} from '../../domain/resources.js';
import {type JournalEntry} from '../journal.js';
import {type JournalWriter} from '../journal-file.js';

/** The journal as one run sees it. Lines are written in the order of the calls. */
export type RunJournal = {
	/** Why nothing more may be sent: a line could not be written. */
	problem(): string | undefined;
	began(parameters: Json): Promise<void>;
	wrote(write: {
		readonly name: string;
		readonly target: string;
		readonly parameters: Json;
		readonly answer: Answer<unknown>;
	}): Promise<void>;
	verified(target: string, detail: string, ok: boolean): Promise<void>;
	/** What a later undoing needs to know. */
	noted(target: string, detail: string, parameters: Json): Promise<void>;
	ended(end: {
		readonly status: 'done' | 'failed' | 'aborted';
		readonly detail: string;
		readonly parameters: Json;
	}): Promise<void>;
};

export type RunJournalParts = {
	readonly writer: JournalWriter;
	readonly clock: Clock;
	/** What every line of the run says. */
	readonly about: Pick<JournalEntry, 'identity' | 'account' | 'region' | 'action' | 'run'>;
	/** What begin and end are about: the plan's title. */
	readonly title: string;
	readonly onEntry: (entry: JournalEntry) => void;
	readonly onProblem: (problem: string) => void;
};

type Line = Omit<JournalEntry, 'time' | keyof RunJournalParts['about']>;

/**
 * Returns the journal of one run: `begin` (which proves that lines can be written before anything is sent),
 * one line per write call, one per reading back (`verify`), `end`. A line that can't be written is reported
 * once through `onProblem`, stays in this session's list, and closes the write gate of the run.
 */
export function createRunJournal(parts: RunJournalParts): RunJournal {
	const {writer, clock, about, title, onEntry, onProblem} = parts;
	let problem: string | undefined;

	async function append(line: Line): Promise<void> {
		const entry = {time: new Date(clock.now()).toISOString(), ...about, ...line};
		const failure = await writer.append(entry);
		if (failure !== undefined && problem === undefined) {
			problem = failure.message;
			onProblem(problem);
		}

		onEntry(entry);
	}

	return {
		problem: () => problem,
		began: async parameters => append({call: 'begin', target: title, parameters, result: 'ok'}),
		async wrote({name, target, parameters, answer}) {
			const {requestId} = answer;
			await append({
				call: name,
				target,
				parameters,
				...(requestId !== undefined && {requestId}),
				...outcome(answer),
			});
		},
		verified: async (target, detail, ok) =>
			append({call: 'verify', target, parameters: {}, result: ok ? 'ok' : 'failed', detail}),
		noted: async (target, detail, parameters) =>
			append({call: 'note', target, parameters, result: 'ok', detail}),
		ended: async ({status, detail, parameters}) =>
			append({call: 'end', target: title, parameters, result: status === 'done' ? 'ok' : status, detail}),
	};
}

function outcome(answer: Answer<unknown>): Pick<Line, 'result' | 'detail'> {
	if (answer.ok) {
		return {result: 'ok'};
	}

	const {kind, message} = answer.failure;
	return {result: kind === 'cancelled' ? 'aborted' : 'failed', detail: `${kind}: ${message}`};
}
