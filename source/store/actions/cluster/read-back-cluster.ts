import {type ClusterArn} from '../../../domain/arn.js';
import {type OperationName} from '../../../domain/operations.js';
import {type Cluster} from '../../../domain/resources.js';
import {type StepContext, type StepEnd} from '../action.js';
import {readBack} from '../read-back.js';
import {type Look} from '../watch.js';
import {type Sent} from '../write-end.js';

const everyMs = 2000;
/** ECS is eventually consistent, in seconds; what is not seen by then is told as not seen. */
const patienceMs = 30_000;

type ClusterReadBack = {
	readonly arn: ClusterArn;
	readonly call: OperationName;
	/** What was written, e.g. `GuardDutyManaged`. */
	readonly what: string;
	readonly wanted: string;
	/** What a cluster says of it now; undefined when its answer does not tell. */
	seen(cluster: Cluster): string | undefined;
};

/** Ends a step that wrote something of a cluster: done only once DescribeClusters reads as wanted. */
export async function readBackCluster(
	context: StepContext,
	sent: Sent<unknown>,
	written: ClusterReadBack,
): Promise<StepEnd> {
	const {call, what, wanted} = written;
	return readBack(context, sent, {
		call,
		everyMs,
		patienceMs,
		doing: `reading back ${what}`,
		whenLate: 'not seen yet after',
		whenAborted: `${what} = ${wanted} was not read back yet`,
		look: wrote => look(context, written, wrote),
	});
}

async function look(context: StepContext, written: ClusterReadBack, wrote: string): Promise<Look> {
	const {arn, what, wanted} = written;
	const answer = await context.call('ecs:DescribeClusters', {clusters: [arn]});
	if (!answer.ok) {
		return {status: 'unread', failure: answer.failure};
	}

	const cluster = answer.value.items.find(item => item.arn === arn);
	if (cluster === undefined || cluster.status === 'INACTIVE') {
		const detail = `${wrote}, but the cluster is gone`;
		return {status: 'ended', end: {status: 'failed', detail}};
	}

	const seen = written.seen(cluster);
	if (seen === wanted) {
		return {status: 'ended', end: {status: 'done', detail: `${what} = ${seen}`}};
	}

	const detail =
		seen === undefined
			? `DescribeClusters does not tell ${what}`
			: `DescribeClusters still says ${what} = ${seen}`;
	context.progress({phase: 'verifying', detail});
	// The mark stays: patience is counted from the write, not from the last change.
	return {status: 'going', mark: '', detail};
}
