import {type ClusterArn} from '../../domain/arn.js';
import {type Held} from '../../domain/fetched.js';
import {type OptIn, type OptInFacts, optInOf} from '../../domain/opt-in/opt-in.js';
import {type Cluster} from '../../domain/resources.js';
import {type Want, want} from '../../store/read.js';
import {accountSettingRead} from '../../store/reads/account-setting.js';
import {administratorRead} from '../../store/reads/administrator.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {detectorRead} from '../../store/reads/detector.js';
import {optInFactsIn} from '../../store/selectors.js';
import {type Snapshot} from '../../store/snapshot.js';
import {failureOf, heldRow} from '../held.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {type ListStatus} from '../view.js';

/** What every list needs to know of the cluster that its rows are in. */
export type ClusterFacts = {
	/** Undefined while the cluster is not listed. */
	readonly held?: Held<Cluster>;
	/** Undefined while the cluster, or what decides the state, was not read for the first time. */
	readonly optIn?: OptIn;
};

/** Returns the facts of a cluster; the opt-in state is the same object until something that it is made of changes. */
export function clusterFacts(snapshot: Snapshot, arn: ClusterArn): ClusterFacts {
	const held = heldRow(snapshot.get(clustersRead, undefined), arn);
	const optIn = held?.value && optInIn(snapshot, held.value);
	return {...(held ? {held} : {}), ...(optIn ? {optIn} : {})};
}

/** Returns the opt-in state of a cluster, undefined while GuardDuty and the account setting were never asked. */
export function optInIn(snapshot: Snapshot, cluster: Cluster): OptIn | undefined {
	const facts = optInFactsIn(snapshot);
	const isAsked = facts.detector.status !== 'waiting' && facts.accountSetting.status !== 'waiting';
	return isAsked ? rememberedOptIn(cluster, facts) : undefined;
}

const rememberedOptIn = memoBy((cluster: Cluster, facts: OptInFacts): OptIn => optInOf(cluster, facts));

/** Returns what the opt-in state is made of, besides the clusters. */
export function gateWants(): readonly Want[] {
	const options = {everyMs: pace.gatesMs, priority: 1} as const;
	return [
		want(detectorRead, undefined, options),
		want(accountSettingRead, undefined, options),
		want(administratorRead, undefined, options),
	];
}

/** Returns what could not be read of that, one line each. */
export function gateErrors(snapshot: Snapshot): ListStatus['errors'] {
	return [
		...failureOf('GuardDuty detector', snapshot.get(detectorRead, undefined)),
		...failureOf('account setting guardDutyActivate', snapshot.get(accountSettingRead, undefined)),
		...failureOf('GuardDuty administrator', snapshot.get(administratorRead, undefined)),
	];
}

/** Returns the clusters' own want, for lists that show their rows' cluster. */
export function clustersWant(everyMs: number, priority: 0 | 1): Want {
	return want(clustersRead, undefined, {everyMs, priority});
}
