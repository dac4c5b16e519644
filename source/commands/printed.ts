import {groupBy} from '../domain/group.js';
import {failureDetail} from '../views/report.js';
import {type ListStatus, type RowVerdict} from '../views/view.js';

/** 0 all well, 1 faults found, 2 could not tell. */
export type ExitCode = 0 | 1 | 2;

/** What a command has to say: `text` for stdout, `errorText` for stderr, each whole lines or empty. */
export type Printed = {readonly text: string; readonly errorText: string; readonly exitCode: ExitCode};

/**
 * Returns the exit code of a list: 1 as soon as one row is at fault, even when not all could be read; else 2 when a
 * row could not be told or the list is not whole, since an unknown is not a pass; else 0.
 */
export function exitCodeOf(verdicts: readonly RowVerdict[], status: ListStatus): ExitCode {
	if (verdicts.includes('fault')) {
		return 1;
	}

	return verdicts.includes('unknown') || status.isPartial || status.failure !== undefined ? 2 : 0;
}

/** Returns one line for each reason why something could not be read: a login that fails is one, not five. */
export function errorLines(status: ListStatus): string {
	const reasons = groupBy(status.errors, ({failure}) => failureDetail(failure));
	return [...reasons]
		.map(([reason, errors]) => `onduty: ${errors.map(({what}) => what).join(', ')}: ${reason}\n`)
		.join('');
}
