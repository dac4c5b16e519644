import {type AgentState} from '../agent/agent.js';
import {type Check} from '../checks/check.js';
import {checks} from '../checks/registry.js';
import {agentStateIn, serviceSubject, taskSubject} from '../checks/subject.js';
import {factValue} from '../fact.js';
import {likeliestCause, orderOf, stageOf, tasksByCause} from './doctor-cause.js';
import {type DoctorFacts} from './doctor-facts.js';
import {type Subject, type Verdict, type VerdictStatus} from './verdict.js';

/** A verdict with whom it is about; the same verdict on several tasks is told once. */
export type ReportVerdict = Verdict & {
	readonly subjects: readonly Subject[];
	/** Tasks among the subjects whose agent does not run. */
	readonly tasksWithoutAgent: number;
};

export type CauseCount = {readonly checkId: string; readonly title: string; readonly tasks: number};

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
	/** How many of the tasks without a running agent each check explains, each task once; the most first. */
	readonly causes: readonly CauseCount[];
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
	const explained = explainedBy(verdicts, members);
	const causes = countByCheck(explained);
	const cause =
		explained.find(({verdict}) => verdict.checkId === causes[0]?.checkId)?.verdict ??
		likeliestCause(verdicts, members.flatMap(statesOf));
	return {
		subject,
		verdicts,
		overall: verdicts[0]?.status ?? 'not-applicable',
		...(cause && {cause}),
		causes,
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
	return check.run(facts).map(verdict => ({verdict: disproved(verdict, state), subject, isWithoutAgent}));
}

/** An agent that runs was injected and pulled; what speaks against that is about the next task. */
function disproved(verdict: Verdict, state: AgentState | undefined): Verdict {
	const stage = stageOf(verdict);
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

type Explained = {readonly verdict: ReportVerdict; readonly tasks: number};

/** Returns what most likely keeps the agent out of the tasks that lack it, what explains most of them first. */
function explainedBy(
	verdicts: readonly ReportVerdict[],
	members: readonly DoctorFacts[],
): readonly Explained[] {
	const lacking = members.flatMap(facts => {
		const arn = factValue(facts.task)?.arn;
		return arn === undefined ? [] : statesOf(facts).flatMap(state => (lacksAgent(state) ? {arn, state} : []));
	});
	const tasks = tasksByCause(verdicts, lacking);
	return verdicts
		.flatMap(verdict => ({verdict, tasks: tasks.get(verdict) ?? 0}))
		.filter(explained => explained.tasks > 0)
		.sort((left, right) => right.tasks - left.tasks);
}

function statesOf(facts: DoctorFacts): readonly AgentState[] {
	const state = agentStateIn(facts);
	return state === undefined ? [] : [state];
}

function lacksAgent(state: AgentState): boolean {
	return state === 'absent' || state === 'failed';
}

/** The same check may have found several things, one for each service or role. */
function countByCheck(explained: readonly Explained[]): readonly CauseCount[] {
	const byCheck = new Map<string, CauseCount>();
	for (const {verdict, tasks} of explained) {
		const {checkId, title} = verdict;
		byCheck.set(checkId, {checkId, title, tasks: (byCheck.get(checkId)?.tasks ?? 0) + tasks});
	}

	return [...byCheck.values()].sort((left, right) => right.tasks - left.tasks);
}

function countOf(verdicts: readonly Verdict[]): VerdictCounts {
	const counts = {pass: 0, fail: 0, warn: 0, 'not-applicable': 0, unknown: 0};
	for (const {status} of verdicts) {
		counts[status]++;
	}

	return counts;
}
