import {agentOf} from '../agent/agent.js';
import {type ReportVerdict} from '../doctor/doctor.js';
import {groupBy} from '../group.js';
import {isLive} from '../task/task-phase.js';
import {type ClusterState, type Fix} from './fix.js';

type Fault = {readonly verdict: ReportVerdict; readonly state: ClusterState};

/** Returns what no key here mends: one fix per remedy, however many clusters and tasks wait for it. */
export function changes(clusters: readonly ClusterState[]): readonly Fix[] {
	const faults = clusters.flatMap(state =>
		(state.verdicts ?? []).filter(isForOthers).map(verdict => ({verdict, state})),
	);
	return [...groupBy(faults, keyOf)].flatMap(([key, group]): readonly Fix[] => {
		const [first] = group;
		return first ? [changeOf(key, {first: first.verdict, group})] : [];
	});
}

/** Returns the title of a change; restarts name the changes that must come first by it. */
export function changeTitle({title, fix}: ReportVerdict): string {
	return `${title}: ${fix}`;
}

/** True for faults that are mended elsewhere. */
export function isForOthers({status, action, checkId, remedy}: ReportVerdict): boolean {
	if (action !== undefined || repeating.has(checkId)) {
		return false;
	}

	return status === 'fail' || (checkId === 'leftover-endpoint' && status === 'warn' && remedy !== undefined);
}

/** These say again what other verdicts explain. */
const repeating: ReadonlySet<string> = new Set(['coverage-issues', 'account-setting', 'agent-state']);

/** Clusters whose tasks GuardDuty could cover, were it switched on. */
const isAboutAccount: ReadonlySet<string> = new Set(['detector', 'runtime-monitoring']);

function changeOf(
	key: string,
	{first, group}: {readonly first: ReportVerdict; readonly group: readonly Fault[]},
): Fix {
	const isCleanUp = first.checkId.startsWith('leftover-');
	return {
		id: `change ${key}`,
		kind: 'change',
		purpose: isCleanUp ? 'clean-up' : 'cover',
		title: changeTitle(first),
		reason: first.seen,
		targets: group.flatMap(({verdict}) => verdict.subjects),
		tasksFixed: group.reduce((sum, fault) => sum + tasksFixedBy(fault), 0),
		effort: 'high',
		effortText: first.remedy ? `copy the ${first.remedy.label}` : 'not from here',
		risk: isCleanUp ? 'medium' : 'low',
		riskTexts: isCleanUp ? ['others in the VPC may need it'] : [],
		after: [],
		...(first.remedy && {remedy: first.remedy}),
	};
}

function tasksFixedBy({verdict, state}: Fault): number {
	return isAboutAccount.has(verdict.checkId)
		? state.tasks.filter(task => isLive(task) && agentOf(task).state === 'absent').length
		: verdict.tasksWithoutAgent;
}

/** The same statement is to be added to each role by itself, and the same rule to each group. */
function keyOf({verdict: {checkId, remedy, seen}}: Fault): string {
	return JSON.stringify([checkId, remedy?.text ?? seen, /\brole (\S+)/.exec(seen)?.[1] ?? '']);
}
