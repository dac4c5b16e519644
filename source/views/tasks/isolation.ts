import {momentText} from '../../domain/age.js';
import {callerName} from '../../domain/arn.js';
import {isolationSince, isolationWords, type TaskIsolation} from '../../domain/findings/isolation-record.js';
import {type Task} from '../../domain/resources.js';
import {isLive} from '../../domain/task/task-phase.js';
import {isolationOf, isolationRecordOf} from '../../store/isolation.js';
import {type Snapshot} from '../../store/snapshot.js';
import {type Cell} from '../view.js';

/** What of a task is needed to say whether it is isolated; without its description only its ARN is known. */
type Subject = {readonly arn: string; readonly task?: Task | undefined};

/**
 * Returns that a task is cut off the network, since when, by whom, how sure that is, and `undo`, how it is undone; of a
 * task that has ended, that it was. Undefined where nothing says so.
 */
export function isolationCell(snapshot: Snapshot, {arn, task}: Subject, undo: string): Cell | undefined {
	if (task && !isLive(task)) {
		return pastCell(snapshot, arn);
	}

	const isolation = isolationOf(snapshot, {arn, eniId: task?.network?.eniId});
	return isolation && {text: `${isolationWords(isolation)}; ${undo}`, tone: 'warning'};
}

/** Returns that a task which has ended, or which ECS has forgotten, was isolated by what the journal tells. */
export function pastCell(snapshot: Snapshot, arn: string): Cell | undefined {
	const record = isolationRecordOf(snapshot, arn);
	return record?.kind === 'isolated'
		? {
				text: `it was isolated ${momentText(record.at)} by ${callerName(record.identity)}, and not released after`,
			}
		: undefined;
}

/** Returns that sentence for a row, without what only its detail asks for; as isolationMark() undefined for others. */
export function isolationHint(
	isolation: TaskIsolation | undefined,
	task: Task | undefined,
	undo: string,
): string | undefined {
	return isolation && isolationMark(isolation, task) !== undefined
		? `${isolationSince(isolation)}; ${undo}`
		: undefined;
}

/** Returns the short mark of lists; undefined for a task that has ended, or of which nothing says so. */
export function isolationMark(
	isolation: TaskIsolation | undefined,
	task: Task | undefined,
): string | undefined {
	if (!isolation || !task || !isLive(task)) {
		return undefined;
	}

	return isolation.kind === 'isolated' ? 'isolated' : 'isolated?';
}
