import {type Collection, type Held, heldValue} from '../../domain/fetched.js';
import {type Finding, type FindingSummary} from '../../domain/findings/finding.js';
import {type Want, want} from '../../store/read.js';
import {findingRead} from '../../store/reads/finding.js';
import {type Looked} from '../../store/reads/lookup-read.js';
import {memberFindingsRead} from '../../store/reads/member-findings.js';
import {type Snapshot} from '../../store/snapshot.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {findingIdIn} from './finding-places.js';

/** Every id of a finding in samples of AWS looks so (domain.md §11); what does not is asked of nobody. */
const idShape = /^[0-9a-f]{32}$/;

/** Returns the ids of the findings that an attack sequence names, each once. */
export function memberIds({sequence}: Pick<Finding, 'sequence'>): readonly string[] {
	const named = (sequence?.signals ?? []).flatMap(({type, id}) =>
		type === 'FINDING' && idShape.test(id) ? [id] : [],
	);
	return [...new Set(named)];
}

/** Returns what a list of a sequence's findings needs: the sequence itself, and those that the open ones don't have. */
export function memberWants(
	snapshot: Snapshot,
	{sequence, open, detectorId}: MembersOf & {readonly detectorId: string | undefined},
): readonly Want[] {
	const id = findingIdIn(sequence);
	const known = {...(detectorId !== undefined && {detectorId})};
	const ids = open.isComplete || open.failure ? missingIds(snapshot, {sequence, open}) : [];
	return [
		...(id === undefined ? [] : [want(findingRead, {id, ...known}, {everyMs: pace.gatesMs, priority: 1})]),
		...(ids.length === 0
			? []
			: [want(memberFindingsRead, {sequence, ids, ...known}, {everyMs: pace.gatesMs, priority: 0})]),
	];
}

type MembersOf = {readonly sequence: string; readonly open: Collection<FindingSummary>};

function missingIds(snapshot: Snapshot, {sequence, open}: MembersOf): readonly string[] {
	const id = findingIdIn(sequence);
	const whole = id === undefined ? undefined : heldValue(snapshot.get(findingRead, {id}));
	return whole ? missingFrom(whole, open) : [];
}

const missingFrom = memoBy((whole: Finding, open: Collection<FindingSummary>): readonly string[] => {
	const held = new Set(open.rows.flatMap(({key, value}) => (value ? [key] : [])));
	return memberIds(whole).filter(id => !held.has(id));
});

/** Returns what was found of those that the list of open findings does not have. */
export function membersLooked(snapshot: Snapshot, sequence: string): Collection<Looked<FindingSummary>> {
	return snapshot.get(memberFindingsRead, {sequence, ids: []});
}

/** Returns the rows of those that were found and are not in `open` by now. */
export const foundMembers = memoBy(
	(
		looked: Collection<Looked<FindingSummary>>,
		open: Collection<FindingSummary>,
	): readonly Held<FindingSummary>[] => {
		const held = new Set(open.rows.map(({key}) => key));
		return looked.rows.flatMap(({key, value, at, failure}) =>
			value?.found && !held.has(key)
				? [{key, value: value.found, ...(at !== undefined && {at}), ...(failure && {failure})}]
				: [],
		);
	},
);

/** Returns how many of a sequence's findings GuardDuty does not know (any more). */
export function goneMembers(snapshot: Snapshot, sequence: string): number {
	return membersLooked(snapshot, sequence).rows.filter(({value}) => value && value.found === undefined)
		.length;
}
