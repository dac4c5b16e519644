import {type ClusterArn} from '../../domain/arn.js';
import {failureLine} from '../../domain/failure-text.js';
import {type OperationName} from '../../domain/operations.js';
import {type Cluster} from '../../domain/resources.js';
import {type StepContext, type StepEnd} from './action.js';
import {span} from './plan-parts.js';
import {type Look, watch} from './watch.js';
import {callName, explained, type Sent} from './write-end.js';

const everyMs = 2000;
/** ECS is eventually consistent, in seconds; what is not seen by then is told as not seen. */
const patienceMs = 30_000;

type ReadBack = {
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
	readBack: ReadBack,
): Promise<StepEnd> {
	if (sent.status === 'ended') {
		return sent.end;
	}

	const {what, wanted} = readBack;
	const call = callName(readBack.call);
	const wrote =
		sent.status === 'sent' ? `${call} was accepted` : `no answer to ${call} (${failureLine(sent.failure)})`;
	context.progress({phase: 'verifying', detail: `${wrote}; reading back ${what}`});
	return watch(context, {
		everyMs,
		stallMs: patienceMs,
		look: () => look(context, readBack, wrote),
		stalled: (detail, failure) => ({
			status: 'failed',
			detail: `${wrote}, not seen yet after ${span(patienceMs)}: ${detail}`,
			...(failure && {failure}),
		}),
		aborted: () => ({status: 'aborted', detail: `${wrote}; ${what} = ${wanted} was not read back yet`}),
		unreadable: failure => ({
			status: 'failed',
			detail: `${wrote}, but it can't be read back: ${explained(failure)}`,
			failure,
		}),
	});
}

async function look(context: StepContext, readBack: ReadBack, wrote: string): Promise<Look> {
	const {arn, what, wanted} = readBack;
	const answer = await context.call('ecs:DescribeClusters', {clusters: [arn]});
	if (!answer.ok) {
		return {status: 'unread', failure: answer.failure};
	}

	const cluster = answer.value.items.find(item => item.arn === arn);
	if (cluster === undefined || cluster.status === 'INACTIVE') {
		const detail = `${wrote}, but the cluster is gone`;
		return {status: 'ended', end: {status: 'failed', detail}};
	}

	const seen = readBack.seen(cluster);
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
