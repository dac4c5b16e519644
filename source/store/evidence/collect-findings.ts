import {type Finding} from '../../domain/findings/finding.js';
import {sessionTaskId} from '../../domain/findings/session-task.js';
import {type Collecting, jsonOf} from './ask.js';
import {type Drawer} from './drawer.js';
import {type EvidenceSubject, taskPlaceOf} from './subject.js';

/** What one call takes. docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html */
const idsLimit = 50;

type FindingsFound = {
	readonly finding?: Finding;
	/** Other findings about the same task, as far as they were answered with it. */
	readonly others: readonly Finding[];
};

/** Collects the finding as GuardDuty has it, with the others about the same task; else what the list knew of it. */
export async function collectFinding(
	{context, drawer, reading}: Collecting,
	{finding, detectorId, others}: EvidenceSubject,
): Promise<FindingsFound> {
	if (finding === undefined) {
		return {others: []};
	}

	if (detectorId === undefined) {
		drawer.addJson(['finding-as-listed'], 'the finding, as the list of findings had it', jsonOf(finding));
		drawer.lacks('the whole finding', 'the detector is not known');
		return {others: []};
	}

	reading('the finding');
	const findingIds = [finding, ...others].map(({id}) => id).slice(0, idsLimit);
	const answer = await context.call('guardduty:GetFindings', {detectorId, findingIds});
	const found = answer.ok ? answer.value : [];
	const whole = found.find(({id}) => id === finding.id);
	if (whole) {
		drawer.addJson(['finding'], 'the finding, as GuardDuty answers it', whole.json);
		return {finding: whole, others: found};
	}

	if (answer.ok) {
		drawer.lacks('the whole finding', 'GuardDuty does not know it (any more)');
	} else {
		drawer.missed('the whole finding', answer.failure);
	}

	if (!context.signal.aborted) {
		drawer.addJson(['finding-as-listed'], 'the finding, as the list of findings had it', jsonOf(finding));
	}

	return {others: found};
}

/** A sequence of several tasks leads to no single one: whoever reads the folder must know that theirs are not in it. */
export function tellOfOtherTasks(drawer: Drawer, finding: Finding | undefined): void {
	const session = finding && sessionTaskId(finding);
	if (session !== undefined) {
		drawer.lacks(
			'the task',
			`the credentials were made for task ${session} by the name of their session, and the finding does not tell its cluster: keep the evidence of the task by itself`,
		);
	}

	const ids = (finding?.sequence?.resources ?? []).flatMap(({id}) => taskPlaceOf(id)?.id ?? []);
	if (ids.length > 0) {
		const why = `the attack sequence names ${ids.length} (${ids.join(', ')}): keep the evidence of each by itself, or of a finding about it`;
		drawer.lacks('the tasks', why);
	}
}

/** Whole as far as GuardDuty answered; of the rest what the list of findings had. */
export function addOthers(
	{drawer}: Collecting,
	{others, othersUnread}: EvidenceSubject,
	found: readonly Finding[],
): void {
	if (othersUnread !== undefined) {
		drawer.lacks('other findings about the same task', othersUnread);
	}

	if (others.length === 0) {
		return;
	}

	const whole = new Map(found.map(({id, json}) => [id, json]));
	const asListed = others.filter(({id}) => !whole.has(id)).length;
	drawer.addJson(
		['other-findings'],
		`other open findings about the same task, as GuardDuty answers them${asListed === 0 ? '' : `; ${asListed} as the list had them`}`,
		others.map(other => whole.get(other.id) ?? jsonOf(other)),
	);
}
