import {failureLine} from '../../domain/failure-text.js';
import {type Finding} from '../../domain/findings/finding.js';
import {sessionTaskId} from '../../domain/findings/session-task.js';
import {isolationsWants} from '../../store/isolation.js';
import {type Want} from '../../store/read.js';
import {type Snapshot} from '../../store/snapshot.js';
import {linesBlock} from '../blocks.js';
import {clustersWant} from '../clusters/cluster-facts.js';
import {pace} from '../pace.js';
import {type Block, type DetailView, type ListStatus, type Place} from '../view.js';
import {actionBlocks} from './action-blocks.js';
import {fetchedFinding, findingAt, findingErrors, findingWants, summaryAt} from './finding-facts.js';
import {findingIsolation} from './finding-isolation.js';
import {findingActions, findingPivots, findingTarget, taskTargets} from './finding-pivots.js';
import {findingRemedies} from './finding-remedies.js';
import {instanceBlocks} from './instance-blocks.js';
import {processBlocks} from './process-blocks.js';
import {restBlocks} from './rest-blocks.js';
import {sequenceBlocks} from './sequence-blocks.js';
import {summaryBlocks} from './summary-blocks.js';
import {taskLookupWants} from './task-lookup.js';
import {taskStateIn} from './task-state.js';
import {meaningBlock, whatBlock} from './what-blocks.js';
import {containerBlocks, copyBlocks, whereBlocks} from './where-blocks.js';

/** One finding: what happened first, then where, what it means, and everything else that GuardDuty tells. */
export const findingView: DetailView = {
	kind: 'detail',
	id: 'finding',
	title: () => 'finding',
	wants: findingDetailWants,
	status: findingStatus,
	blocks: findingDetailBlocks,
	pivots(place, snapshot) {
		const finding = summaryAt(snapshot, place.subject);
		const whole = findingAt(snapshot, place.subject);
		return finding
			? {
					...findingPivots(finding, taskStateIn(snapshot, finding)),
					// Stolen credentials tell their task, and not its cluster.
					...(whole && sessionTaskId(whole) !== undefined && {tasks: {view: 'tasks'}}),
				}
			: {};
	},
	target(place, snapshot) {
		const finding = summaryAt(snapshot, place.subject);
		return finding && findingTarget(finding);
	},
	besides(place, snapshot) {
		const finding = summaryAt(snapshot, place.subject);
		return finding ? taskTargets(finding, taskStateIn(snapshot, finding)) : [];
	},
	actions: findingActions,
	remedies(place, snapshot) {
		const finding = findingAt(snapshot, place.subject);
		return finding ? findingRemedies(finding, snapshot.scope) : [];
	},
};

/** The finding itself, and what tells whether its task still runs. */
function findingDetailWants(place: Place, snapshot: Snapshot): readonly Want[] {
	const finding = summaryAt(snapshot, place.subject);
	return [
		...findingWants(snapshot, place.subject),
		clustersWant(pace.addedMs, 1),
		...(finding ? taskLookupWants(snapshot, [finding]) : []),
		...isolationsWants(snapshot),
	];
}

function findingStatus(snapshot: Snapshot, place: Place): ListStatus {
	const finding = fetchedFinding(snapshot, place.subject);
	const errors = findingErrors(snapshot, place.subject);
	return {
		...(finding.status === 'fresh' || finding.status === 'stale' ? {at: finding.at} : {}),
		isPartial: finding.status !== 'fresh',
		...(finding.status === 'failed' || finding.status === 'stale' ? {failure: finding.failure} : {}),
		errors,
	};
}

/** Returns the blocks of a finding; while only its summary is held, that. */
export function findingDetailBlocks(snapshot: Snapshot, place: Place, now: number): readonly Block[] {
	const fetched = fetchedFinding(snapshot, place.subject);
	const summary = summaryAt(snapshot, place.subject);
	if (fetched.status === 'fresh' || fetched.status === 'stale') {
		return findingBlocks(snapshot, fetched.value, now);
	}

	const why =
		fetched.status === 'failed'
			? ({text: failureLine(fetched.failure), tone: 'fault'} as const)
			: ({text: 'Enter reads all of it', tone: 'dim'} as const);
	return summary
		? summaryBlocks(
				summary,
				{
					state: taskStateIn(snapshot, summary),
					isolation: findingIsolation(snapshot, summary),
					now,
				},
				why,
			)
		: [linesBlock('Finding', [why], '')];
}

/** Returns everything that is known of a finding, the most important first. */
function findingBlocks(snapshot: Snapshot, finding: Finding, now: number): readonly Block[] {
	return [
		whatBlock(finding, now),
		...whereBlocks(finding, taskStateIn(snapshot, finding), findingIsolation(snapshot, finding)),
		meaningBlock(finding),
		...sequenceBlocks(finding),
		...processBlocks(finding),
		...actionBlocks(finding),
		...containerBlocks(finding),
		...instanceBlocks(finding.instance),
		...copyBlocks(finding),
		...restBlocks(finding),
	];
}
