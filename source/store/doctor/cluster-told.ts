import {type ClusterArn, shortName} from '../../domain/arn.js';
import {type CoverageResource} from '../../domain/coverage/coverage.js';
import {type DoctorFacts, pendingFacts} from '../../domain/doctor/doctor-facts.js';
import {type Fact, factOf, factValue, known, pendingFact, unknownFact} from '../../domain/fact.js';
import {guardDutyTag} from '../../domain/opt-in/tag.js';
import {tagTime} from '../../domain/opt-in/tag-time.js';
import {type Cluster} from '../../domain/resources.js';
import {accountSettingRead} from '../reads/account-setting.js';
import {administratorRead} from '../reads/administrator.js';
import {clustersRead} from '../reads/clusters.js';
import {clustersCoverage, coverageRead, instancesCoverage} from '../reads/coverage.js';
import {detectorRead} from '../reads/detector.js';
import {tagEventsRead} from '../reads/tag-events.js';
import {censusIn} from '../selectors.js';
import {type Held} from './remember.js';
import {type DoctorSubject, isSettled, placeOf} from './subject.js';

/** What is known of the cluster that the subject is in; what belongs to tasks is not read yet. */
export function clusterTold(held: Held, subject: DoctorSubject): DoctorFacts {
	const {cluster: arn} = subject;
	const place = placeOf(subject);
	const cluster = clusterFact(held, arn);
	return {
		...pendingFacts(place),
		cluster,
		detector: factOf(held.get(detectorRead, undefined)),
		administrator: factOf(held.get(administratorRead, undefined)),
		accountSetting: factOf(held.get(accountSettingRead, undefined)),
		tagTime: tagTimeFact(held, cluster),
		census: factOf(censusIn(held, arn)),
		coverage: coverageFact(held, {arn, account: place.account, cluster}),
	};
}

export function clusterFact(held: Held, arn: ClusterArn): Fact<Cluster> {
	const clusters = held.get(clustersRead, undefined);
	const row = clusters.rows.find(({key}) => key === arn);
	if (row?.value) {
		return known(row.value);
	}

	const failure = row?.failure ?? clusters.failure;
	if (failure) {
		return unknownFact(failure);
	}

	return row || !isSettled(clusters)
		? pendingFact
		: {status: 'unknown', why: `the cluster ${shortName(arn)} does not exist`};
}

function tagTimeFact(held: Held, cluster: Fact<Cluster>): DoctorFacts['tagTime'] {
	const events = factOf(held.get(tagEventsRead, undefined));
	if (events.status === 'unknown') {
		return events;
	}

	return cluster.status === 'unknown'
		? cluster
		: known(
				tagTime({
					clusterArn: cluster.value.arn,
					value: guardDutyTag(cluster.value.tags).value,
					...events.value,
				}),
			);
}

type Of = {readonly arn: ClusterArn; readonly account: string; readonly cluster: Fact<Cluster>};

/** GuardDuty's ids of clusters are not documented, so they are found by account and name. */
function coverageFact(held: Held, {arn, account, cluster}: Of): DoctorFacts['coverage'] {
	const listed = held.get(coverageRead, clustersCoverage);
	const own = listed.rows.flatMap(({value}) =>
		value && value.accountId === account && isOf(value, arn) ? value : [],
	);
	if (own.length === 0 && listed.failure) {
		return unknownFact(listed.failure);
	}

	if (own.length === 0 && !isSettled(listed)) {
		return pendingFact;
	}

	const hasInstances = (factValue(cluster)?.containerInstances ?? 0) > 0;
	const instances = hasInstances ? held.get(coverageRead, instancesCoverage(arn)).rows : [];
	return known([...own, ...instances.flatMap(({value}) => value ?? [])]);
}

function isOf({details}: CoverageResource, arn: ClusterArn): boolean {
	return details.type === 'ECS' && details.clusterName === shortName(arn);
}
