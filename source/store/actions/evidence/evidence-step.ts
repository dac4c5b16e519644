import {type FindingArn, type ResourceArn} from '../../../domain/arn.js';
import {heldValue} from '../../../domain/fetched.js';
import {collectEvidence} from '../../evidence/collect.js';
import {type EvidenceSubject} from '../../evidence/subject.js';
import {identityRead} from '../../reads/identity.js';
import {type Snapshot} from '../../snapshot.js';
import {type EvidenceSettings, type Step, type StepContext, type StepEnd} from '../action.js';
import {counted} from '../plan-parts.js';
import {evidenceStepId} from './evidence-step-id.js';

export type EvidenceStepParts = {
	readonly subject: EvidenceSubject;
	readonly snapshot: Snapshot;
	readonly settings: EvidenceSettings;
};

/** Returns the step that collects what is known of a finding and its task, and writes it into a folder of its own. */
export function evidenceStep({subject, snapshot, settings}: EvidenceStepParts): Step {
	const {finding, task} = subject;
	const target: ResourceArn | undefined = finding ? (finding.arn as FindingArn) : task?.arn;
	return {
		id: evidenceStepId(target),
		label: `evidence of ${finding?.type ?? `task ${task?.id}`}`,
		// A finding or a task: there is no other subject.
		target: target as ResourceArn,
		calls: [],
		run: context => keep(context, {subject, snapshot, settings}),
	};
}

async function keep(
	context: StepContext,
	{subject, snapshot, settings}: EvidenceStepParts,
): Promise<StepEnd> {
	const {directory, version} = settings;
	const identity = heldValue(snapshot.get(identityRead, undefined));
	const collected = await collectEvidence(context, {
		subject,
		region: snapshot.scope.region,
		...(identity && {identity}),
		toolVersion: version,
	});
	if (context.signal.aborted) {
		return {status: 'aborted', detail: 'stopped: nothing was written'};
	}

	if (!collected.ok) {
		return {status: 'failed', detail: collected.failure.message, failure: collected.failure};
	}

	const {name, files, missing} = collected.value;
	context.progress({phase: 'applying', detail: `writing ${counted(files.size, 'file')} into ${directory}`});
	const written = await context.folders.write({directory, name, files}, context.signal);
	if (!written.ok) {
		return written.failure.kind === 'cancelled'
			? {status: 'aborted', detail: written.failure.message}
			: {status: 'failed', detail: written.failure.message, failure: written.failure};
	}

	const lines = missing.map(({what, why}) => `missing: ${what}: ${why}`);
	const gaps = missing.length === 0 ? 'nothing is missing' : `${missing.length} missing, in the report`;
	const detail = `${written.value}: ${counted(files.size, 'file')}, ${gaps}`;
	context.progress({phase: 'verifying', detail, lines});
	context.verified(detail, true);
	return {status: 'done', detail};
}
