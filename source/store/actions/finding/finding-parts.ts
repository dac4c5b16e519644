import {type FindingArn} from '../../../domain/arn.js';
import {type FindingSummary} from '../../../domain/findings/finding.js';
import {type Snapshot} from '../../snapshot.js';
import {type FindingTarget, type Plan} from '../action.js';
import {counted, emptyPlan} from '../plan-parts.js';
import {heldDetector, heldFinding} from './held-finding.js';

/** At most so many ids in one call. docs.aws.amazon.com/guardduty/latest/APIReference/API_ArchiveFindings.html */
const batchSize = 50;

export type HeldFinding = {readonly target: FindingTarget; readonly finding: FindingSummary};

/** The findings that a plan is about, and the detector that is asked by; or the plan that says what is missing. */
export type FindingsHeld =
	| {
			readonly status: 'held';
			readonly detectorId: string;
			readonly findings: readonly HeldFinding[];
			readonly leftOut: readonly string[];
	  }
	| {readonly status: 'plan'; readonly plan: Plan};

export function heldFindings(
	targets: readonly FindingTarget[],
	snapshot: Snapshot,
	title: string,
): FindingsHeld {
	const detector = heldDetector(snapshot);
	if (detector.status === 'missing') {
		return {status: 'plan', plan: emptyPlan(title, {refusal: detector.why, warnings: []})};
	}

	const founds = targets.map(target => ({target, found: heldFinding(snapshot, target)}));
	const waiting = founds.filter(({found}) => found.status === 'waiting').length;
	if (detector.status === 'waiting' || waiting > 0) {
		const waitingFor = waiting > 0 ? counted(waiting, 'finding') : 'the detector';
		return {status: 'plan', plan: emptyPlan(title, {waitingFor, warnings: []})};
	}

	return {
		status: 'held',
		detectorId: detector.id,
		findings: founds.flatMap(({target, found}) =>
			found.status === 'held' ? [{target, finding: found.value}] : [],
		),
		leftOut: founds.flatMap(({target, found}) =>
			found.status === 'missing' ? [`${target.name} is left out: ${found.why}`] : [],
		),
	};
}

export type Batch = {
	readonly id: string;
	readonly label: string;
	readonly target: FindingArn;
	readonly findingIds: readonly string[];
};

/** Returns the findings in the batches that one call takes. */
export function batchesOf(findings: readonly HeldFinding[]): readonly Batch[] {
	return Array.from({length: Math.ceil(findings.length / batchSize)}, (_, index) =>
		findings.slice(index * batchSize, (index + 1) * batchSize),
	).flatMap(batch => {
		const [first] = batch;
		return first === undefined
			? []
			: [
					{
						id: first.target.id,
						label: batch.length === 1 ? first.finding.type : counted(batch.length, 'finding'),
						target: first.target.arn,
						findingIds: batch.map(({target}) => target.id),
					},
				];
	});
}

/** Returns how a plan tells of a finding: what, where, how often. */
export function findingLine({type, clusterName, count = 1, isSample}: FindingSummary): string {
	const where = clusterName === undefined ? '' : ` in ${clusterName}`;
	const often = count > 1 ? `, seen ${count} times` : '';
	return `${type}${where}${often}${isSample ? ' (sample)' : ''}`;
}
