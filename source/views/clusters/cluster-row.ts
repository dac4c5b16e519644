import {type Census, censusOf} from '../../domain/agent/census.js';
import {type ClusterArn, shortName} from '../../domain/arn.js';
import {type Fetched, type Held} from '../../domain/fetched.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {type Cluster} from '../../domain/resources.js';
import {censusIn} from '../../store/selectors.js';
import {type Snapshot} from '../../store/snapshot.js';
import {openIndex} from '../findings/finding-facts.js';
import {memoBy} from '../memo.js';
import {optInIn} from './cluster-facts.js';

/** One cluster with what ECS and GuardDuty say about it. */
export type ClusterRow = {
	readonly arn: ClusterArn;
	readonly name: string;
	readonly held: Held<Cluster>;
	/** Absent until it was described. */
	readonly cluster?: Cluster;
	/** Absent until GuardDuty and the account setting were read. */
	readonly optIn?: OptIn;
	readonly census: Fetched<Census>;
	/** Open ones, samples aside; `untoldFindings` as long as not all were read. */
	readonly findings: readonly FindingSummary[];
};

/** Returns the row of a cluster; the same object until something that it is made of changes. */
export function clusterRow(snapshot: Snapshot, held: Held<Cluster>): ClusterRow {
	// The read keys its rows by ARN.
	const arn = held.key as ClusterArn;
	const optIn = held.value && optInIn(snapshot, held.value);
	const {byCluster, others} = openIndex(snapshot);
	const findings = byCluster.get(arn) ?? others;
	return rememberedRow(held, arn, optIn, censusIn(snapshot, arn), findings);
}

const rememberedRow = memoBy(
	(
		held: Held<Cluster>,
		arn: ClusterArn,
		optIn: OptIn | undefined,
		census: Fetched<Census>,
		findings: readonly FindingSummary[],
	): ClusterRow => ({
		arn,
		name: held.value?.name ?? shortName(arn),
		held,
		...(held.value ? {cluster: held.value} : {}),
		...(optIn ? {optIn} : {}),
		census: emptyCensus(held) ?? census,
		findings,
	}),
);

/** Where nothing runs there is nothing to ask: ECS's own count is the census. */
function emptyCensus({value, at}: Held<Cluster>): Fetched<Census> | undefined {
	if (!value || at === undefined || value.runningTasks + value.pendingTasks > 0) {
		return undefined;
	}

	return {status: 'fresh', value: censusOf([], false), at};
}
