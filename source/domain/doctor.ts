import {type AgentState} from './agent.js';
import {type Check, type CheckStage} from './checks/check.js';
import {checks} from './checks/registry.js';
import {agentStateIn, serviceSubject, taskSubject} from './checks/subject.js';
import {type DoctorFacts} from './doctor-facts.js';
import {factValue} from './fact.js';
import {type Subject, type Verdict, type VerdictStatus} from './verdict.js';

/** A verdict with whom it is about; the same verdict on several tasks is told once. */
export type ReportVerdict = Verdict & {
	readonly subjects: readonly Subject[];
	/** Tasks among the subjects whose agent does not run. */
	readonly tasksWithoutAgent: number;
};

export type VerdictCounts = {readonly [status in VerdictStatus]: number};

/** What the doctor says of a cluster, a service or a task. */
export type DoctorReport = {
	readonly subject: Subject;
	/** The worst first: fail, unknown, warn, pass, not applicable; then in the order in which things happen to a task. */
	readonly verdicts: readonly ReportVerdict[];
	/** The worst status; `not-applicable` only when no check applies. */
	readonly overall: VerdictStatus;
	/** What most likely keeps the agent away, or GuardDuty from hearing it. */
	readonly cause?: ReportVerdict;
	readonly counts: VerdictCounts;
	/** IAM actions that would turn unknown into an answer. */
	readonly missingPermissions: readonly string[];
};

export type DiagnoseInput = {
	readonly subject: Subject;
	/** Of the subject itself: checks of the cluster judge by these. */
	readonly facts: DoctorFacts;
	/** One per task, each with its service; for a service without tasks its own. Checks of tasks judge by these. */
	readonly members: readonly DoctorFacts[];
};

/** Returns the report on a subject by every check. Costs no call: what was not read makes verdicts unknown. */
export function diagnose({subject, facts, members}: DiagnoseInput): DoctorReport {
	const judged = checks.flatMap((check): readonly Judged[] => {
		switch (check.level) {
			case 'cluster':
				return judge(check, facts, subject);
			case 'service':
			case 'task':
				return members.flatMap(member => judge(check, member, subjectOf(member, subject)));
			default:
				return check.level satisfies never;
		}
	});
	const verdicts = merge(judged).sort(
		(left, right) => severity[left.status] - severity[right.status] || orderOf(left) - orderOf(right),
	);
	const states = members.flatMap(member => agentStateIn(member) ?? []);
	const cause = likeliestCause(verdicts, states);
	return {
		subject,
		verdicts,
		overall: verdicts[0]?.status ?? 'not-applicable',
		...(cause && {cause}),
		counts: countOf(verdicts),
		missingPermissions: [...new Set(verdicts.flatMap(({missingPermission}) => missingPermission ?? []))],
	};
}

type Judged = {readonly verdict: Verdict; readonly subject: Subject; readonly isWithoutAgent: boolean};

const severity: VerdictCounts = {fail: 0, unknown: 1, warn: 2, pass: 3, 'not-applicable': 4};

function judge(check: Check, facts: DoctorFacts, subject: Subject): readonly Judged[] {
	const state = agentStateIn(facts);
	const isWithoutAgent =
		check.level !== 'cluster' && (state === 'absent' || state === 'failed' || state === 'unknown');
	return check
		.run(facts)
		.map(verdict => ({verdict: disproved(verdict, check, state), subject, isWithoutAgent}));
}

/** An agent that runs was injected and pulled; what speaks against that is about the next task. */
function disproved(verdict: Verdict, {stage}: Check, state: AgentState | undefined): Verdict {
	const isPast = stage === 'start' || stage === 'pull';
	return verdict.status === 'fail' && isPast && state === 'running'
		? {
				...verdict,
				status: 'warn',
				seen: `${verdict.seen}; the agent that runs was started all the same, the next may not`,
			}
		: verdict;
}

function subjectOf(facts: DoctorFacts, subject: Subject): Subject {
	const task = factValue(facts.task);
	if (task) {
		return taskSubject(task);
	}

	const service = factValue(facts.service);
	return service ? serviceSubject(service) : subject;
}

function merge(judged: readonly Judged[]): ReportVerdict[] {
	const groups = new Map<string, {readonly verdict: Verdict; readonly judged: Judged[]}>();
	for (const one of judged) {
		const {checkId, status, seen, fix, action} = one.verdict;
		const key = JSON.stringify([checkId, status, seen, fix, action?.id, action?.target.arn]);
		const group = groups.get(key);
		if (group) {
			group.judged.push(one);
		} else {
			groups.set(key, {verdict: one.verdict, judged: [one]});
		}
	}

	return [...groups.values()].map(group => ({
		...group.verdict,
		subjects: group.judged.map(({subject}) => subject),
		tasksWithoutAgent: group.judged.filter(({isWithoutAgent}) => isWithoutAgent).length,
	}));
}

function orderOf({checkId}: Verdict): number {
	return checks.findIndex(({id}) => id === checkId);
}

function countOf(verdicts: readonly Verdict[]): VerdictCounts {
	const counts = {pass: 0, fail: 0, warn: 0, 'not-applicable': 0, unknown: 0};
	for (const {status} of verdicts) {
		counts[status]++;
	}

	return counts;
}

/**
 * What explains most comes first: what keeps the agent from being wanted or injected, then from being pulled, then from
 * running. When every agent runs, only what keeps GuardDuty from hearing it can be the cause; when agents were injected
 * and failed, not what comes before.
 */
function likeliestCause(
	verdicts: readonly ReportVerdict[],
	states: readonly AgentState[],
): ReportVerdict | undefined {
	const stages = stagesFor(states);
	const ranked = verdicts
		.filter(({status}) => status === 'fail' || status === 'warn')
		.map(verdict => ({verdict, rank: rankOf(verdict, stages)}))
		.filter(({rank, verdict}) => rank >= 0 && (verdict.status === 'fail' || stageOf(verdict) === 'opt-in'))
		.sort((left, right) => left.rank - right.rank || orderOf(left.verdict) - orderOf(right.verdict));
	return ranked.find(({verdict}) => verdict.status === 'fail')?.verdict ?? ranked[0]?.verdict;
}

function stagesFor(states: readonly AgentState[]): readonly CheckStage[] {
	if (states.includes('absent') || states.length === 0) {
		return ['opt-in', 'start', 'pull', 'run', 'report', 'guardduty'];
	}

	return states.includes('failed')
		? ['pull', 'run', 'report', 'opt-in', 'start', 'guardduty']
		: ['report', 'guardduty', 'opt-in', 'start', 'pull', 'run'];
}

function rankOf(verdict: ReportVerdict, stages: readonly CheckStage[]): number {
	return stages.indexOf(stageOf(verdict));
}

function stageOf({checkId}: Verdict): CheckStage {
	return checks.find(({id}) => id === checkId)?.stage ?? 'guardduty';
}
