import {failureLine} from '../../../domain/failure-text.js';
import {administratorRead} from '../../reads/administrator.js';
import {type Snapshot} from '../../snapshot.js';
import {type FindingTarget, type Plan, type Step} from '../action.js';
import {findingAction, type PlanInputOf} from '../action-of.js';
import {emptyPlan, named} from '../plan-parts.js';
import {send} from '../write-end.js';
import {type Batch, batchesOf, findingLine, heldFindings} from './finding-parts.js';
import {administratorOf, detectorWants, findingWants, heldFinding} from './held-finding.js';
import {readBackFindings} from './read-back-findings.js';

/** Sentences of a plan name so many findings, and count the rest. */
const namedFindings = 8;

type Way = {
	readonly verb: 'archive' | 'unarchive';
	readonly name: 'guardduty:ArchiveFindings' | 'guardduty:UnarchiveFindings';
	/** What they are afterwards. */
	readonly isArchived: boolean;
	readonly after: string;
	readonly keeps: readonly string[];
	readonly undo: string;
};

const archiving: Way = {
	verb: 'archive',
	name: 'guardduty:ArchiveFindings',
	isArchived: true,
	after: 'archived',
	keeps: [
		'the findings stay in GuardDuty for 90 days from their last update, and can be brought back',
		'repeats of them go on reaching EventBridge; Security Hub is not told',
		'no task, service or rule changes',
	],
	undo: 'U, in the list of archived findings (z), brings them back',
};

const bringingBack: Way = {
	verb: 'unarchive',
	name: 'guardduty:UnarchiveFindings',
	isArchived: false,
	after: 'open',
	keeps: ['no task, service or rule changes: a suppression rule archives new findings as before'],
	undo: 'A archives them again',
};

/** Archives findings and reads that back. */
export const findingArchive = findingAction({
	id: 'finding.archive',
	label: 'archive',
	describes: 'Archive findings: they leave the list of open ones',
	...partsOf(archiving),
});

/** Brings archived findings back and reads that back. */
export const findingUnarchive = findingAction({
	id: 'finding.unarchive',
	label: 'unarchive',
	describes: 'Bring archived findings back to the open ones',
	...partsOf(bringingBack),
});

function partsOf(way: Way) {
	return {
		appliesTo: ['finding'] as const,
		disabledReason: (targets: readonly FindingTarget[], snapshot: Snapshot) =>
			targets.every(target => isIn(target, way.isArchived, snapshot))
				? `it is ${way.after} already`
				: undefined,
		isCalledFor: (targets: readonly FindingTarget[], snapshot: Snapshot) =>
			targets.some(target => isIn(target, !way.isArchived, snapshot)),
		wants: (targets: readonly FindingTarget[], snapshot: Snapshot) => [
			...detectorWants(),
			...findingWants(targets, snapshot),
		],
		questions: () => [],
		plan: (input: PlanInputOf<FindingTarget>) => planOf(input, way),
	};
}

function isIn(target: FindingTarget, isArchived: boolean, snapshot: Snapshot): boolean {
	const found = heldFinding(snapshot, target);
	return found.status === 'held' && found.value.isArchived === isArchived;
}

function planOf({targets, snapshot, settings}: PlanInputOf<FindingTarget>, way: Way): Plan {
	const title = `${way.verb} ${targets.length === 1 ? 'finding ' : ''}${named(targets, 'findings')}`;
	const administrator = snapshot.get(administratorRead, undefined);
	if (administrator.status === 'waiting') {
		return emptyPlan(title, {waitingFor: 'the administrator of this account', warnings: []});
	}

	const owner = administratorOf(snapshot);
	if (owner !== undefined) {
		// docs.aws.amazon.com/guardduty/latest/APIReference/API_ArchiveFindings.html
		const refusal = `only the administrator account may ${way.verb} findings: that is ${owner}, this is a member of it`;
		return emptyPlan(title, {refusal, warnings: []});
	}

	const held = heldFindings(targets, snapshot, title);
	if (held.status === 'plan') {
		return held.plan;
	}

	const changing = held.findings.filter(({finding}) => finding.isArchived !== way.isArchived);
	const already = held.findings
		.filter(({finding}) => finding.isArchived === way.isArchived)
		.map(({target}) => `${target.name} is left out: it is ${way.after} already`);
	const leftOut = [...held.leftOut, ...already];
	if (changing.length === 0) {
		return emptyPlan(title, {refusal: leftOut.join('; ') || 'no finding to change', warnings: []});
	}

	const lines = changing.map(({finding}) => `${findingLine(finding)} becomes ${way.after}`);
	return {
		title,
		changes: [
			...lines.slice(0, namedFindings),
			...(lines.length > namedFindings ? [`and ${lines.length - namedFindings} more`] : []),
		],
		keeps: way.keeps,
		warnings: [
			...leftOut,
			...(administrator.status === 'failed'
				? [
						`whether only an administrator account may do it is not known: ${failureLine(administrator.failure)}`,
					]
				: []),
		],
		steps: batchesOf(changing).map(batch => archiveStep(batch, held.detectorId, way)),
		waveSize: settings.waveSize,
		undo: way.undo,
		confirm: {kind: 'y'},
	};
}

function archiveStep({id, label, target, findingIds}: Batch, detectorId: string, way: Way): Step {
	const call = {name: way.name, input: {detectorId, findingIds}} as const;
	return {
		id,
		label,
		target,
		calls: [call],
		async run(context) {
			return readBackFindings(context, await send(context, call), {
				detectorId,
				findingIds,
				call: call.name,
				what: way.after,
				isAsWanted: finding => finding.isArchived === way.isArchived,
			});
		},
	};
}
