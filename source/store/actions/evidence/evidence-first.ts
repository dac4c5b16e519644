import {type FindingSummary} from '../../../domain/findings/finding.js';
import {type Snapshot} from '../../snapshot.js';
import {type Answers, type EvidenceSettings, type Plan, type Question} from '../action.js';
import {counted, listed} from '../plan-parts.js';
import {evidenceStep} from './evidence-step.js';
import {openFindingsOf, subjectOfTask, whyUnread} from './evidence-subjects.js';

const questionId = 'evidence';
/** Tasks whose evidence is kept before one action: each takes some seconds and a folder. */
const mostTasks = 10;

/** Returns the question that is asked before tasks with open findings are stopped, restarted or cut off. */
export function evidenceQuestions(taskArns: readonly string[], snapshot: Snapshot): readonly Question[] {
	const findings = openFindingsOf(new Set(taskArns), snapshot);
	if (findings.length === 0) {
		return [];
	}

	const tasks = tasksOf(findings);
	const bound = tasks.length > mostTasks ? ` (of the first ${mostTasks} tasks)` : '';
	return [
		{
			kind: 'choice',
			id: questionId,
			label: `${counted(findings.length, 'open finding')} on ${counted(tasks.length, 'task')} (${listed(typesOf(findings), 3)}): keep the evidence first?`,
			options: [
				{
					value: 'keep',
					label: `keep it first${bound}`,
					hint: 'a folder for each task, before anything is sent',
				},
				{value: 'skip', label: 'go on without', hint: 'what only the running task tells is lost'},
			],
			initial: 'keep',
		},
	];
}

/** Returns a plan in which the evidence of tasks with open findings is kept before anything is sent, unless skipped. */
export function withEvidenceFirst(
	plan: Plan,
	{
		taskArns,
		answers,
		snapshot,
		settings,
	}: {
		readonly taskArns: readonly string[];
		readonly answers: Answers;
		readonly snapshot: Snapshot;
		readonly settings: EvidenceSettings;
	},
): Plan {
	const findings = openFindingsOf(new Set(taskArns), snapshot);
	if (plan.steps.length === 0) {
		return plan;
	}

	if (findings.length === 0) {
		const why = whyUnread(snapshot);
		const warning = `whether there are open findings is not known (${why}): where there may be, E keeps the evidence first`;
		return why === undefined ? plan : {...plan, warnings: [warning, ...plan.warnings]};
	}

	if (answers[questionId] === 'skip') {
		const told = `${counted(findings.length, 'open finding')} (${listed(typesOf(findings), 3)})`;
		return {
			...plan,
			warnings: [`${told}, and no evidence is kept: E keeps it, better before than after`, ...plan.warnings],
		};
	}

	const tasks = tasksOf(findings);
	const kept = tasks.slice(0, mostTasks);
	return {
		...plan,
		changes: [
			`first the evidence of ${counted(kept.length, 'task')} is kept in ${settings.directory}; nothing is sent when that fails`,
			...plan.changes,
		],
		warnings: [
			...(tasks.length > kept.length
				? [`the evidence of ${tasks.length - kept.length} more tasks with open findings is not kept`]
				: []),
			...plan.warnings,
		],
		steps: [
			...kept.map(arn => ({
				...evidenceStep({subject: subjectOfTask(arn, snapshot), snapshot, settings}),
				goesFirst: true as const,
			})),
			...plan.steps,
		],
	};
}

function tasksOf(findings: readonly FindingSummary[]): readonly string[] {
	return [...new Set(findings.flatMap(({taskArn}) => taskArn ?? []))];
}

function typesOf(findings: readonly FindingSummary[]): readonly string[] {
	return [...new Set(findings.map(({type}) => type))];
}
