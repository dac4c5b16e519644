import {type ClusterArn, clusterNameIn, parseArn, type TaskArn} from '../../domain/arn.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {taskIdIn} from '../../domain/findings/task-id.js';
import {type JournalEntry} from '../journal.js';
import {type SeenTask} from '../task-memory.js';

/** What evidence is kept of: a finding with its task, or a task alone. */
export type EvidenceSubject = {
	readonly finding?: FindingSummary;
	/** The detector that is asked by for the finding. */
	readonly detectorId?: string;
	readonly task?: TaskPlace;
	/** What this console saw of the task. */
	readonly seen?: SeenTask;
	/** Open findings about the same task. */
	readonly others: readonly FindingSummary[];
	/** Why there may be more of them. */
	readonly othersUnread?: string;
	/** Lines of the journal, the newest first; those about the subject are kept. */
	readonly journal: readonly JournalEntry[];
};

export type TaskPlace = {readonly cluster: ClusterArn; readonly arn: TaskArn; readonly id: string};

/** Returns where a task is by its ARN, or undefined for a text that is no ARN of a task which names its cluster. */
export function taskPlaceOf(arn: string | undefined): TaskPlace | undefined {
	const id = taskIdIn(arn);
	const cluster = clusterNameIn(arn ?? '');
	const parts = parseArn(arn ?? '');
	if (arn === undefined || id === undefined || cluster === undefined || parts === undefined) {
		return undefined;
	}

	const {partition, region, account} = parts;
	return {
		// Both have the shape that their kind has: docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
		cluster: `arn:${partition}:ecs:${region}:${account}:cluster/${cluster}` as ClusterArn,
		arn: arn as TaskArn,
		id,
	};
}
