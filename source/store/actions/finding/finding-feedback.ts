import {type FindingTarget, type Plan, type Question} from '../action.js';
import {findingAction, type PlanInputOf} from '../action-of.js';
import {emptyPlan, named} from '../plan-parts.js';
import {send} from '../write-end.js';
import {batchesOf, findingLine, heldFindings} from './finding-parts.js';
import {detectorWants, findingWants} from './held-finding.js';
import {readBackFindings} from './read-back-findings.js';

/** GuardDuty documents no limit for a comment; this much is enough to say why. */
const longestComment = 500;

const questions: readonly Question[] = [
	{
		kind: 'choice',
		id: 'feedback',
		label: 'was it useful?',
		options: [
			{value: 'USEFUL', label: 'useful', hint: 'it told of something that matters'},
			{value: 'NOT_USEFUL', label: 'not useful', hint: 'a false alarm, or nothing that matters here'},
		],
		initial: 'USEFUL',
	},
	{
		kind: 'text',
		id: 'comment',
		label: 'comment (AWS reads it; may be empty)',
		initial: '',
		check: text => (text.length > longestComment ? `at most ${longestComment} characters` : undefined),
	},
];

/** Tells AWS whether findings were useful. */
export const findingFeedback = findingAction({
	id: 'finding.feedback',
	label: 'feedback',
	describes: 'Tell AWS whether findings were useful, with a comment',
	appliesTo: ['finding'],
	disabledReason: () => undefined,
	wants: (targets, snapshot) => [...detectorWants(), ...findingWants(targets, snapshot)],
	questions: () => questions,
	plan,
});

function plan({targets, answers, snapshot, settings}: PlanInputOf<FindingTarget>): Plan {
	const title = `tell AWS about ${targets.length === 1 ? 'finding ' : ''}${named(targets, 'findings')}`;
	const feedback = answers.feedback;
	if (feedback !== 'USEFUL' && feedback !== 'NOT_USEFUL') {
		return emptyPlan(title, {refusal: 'choose useful or not useful', warnings: []});
	}

	const comments = answers.comment ?? '';
	if (comments.length > longestComment) {
		return emptyPlan(title, {
			refusal: `the comment is too long: at most ${longestComment} characters`,
			warnings: [],
		});
	}

	const held = heldFindings(targets, snapshot, title);
	if (held.status === 'plan') {
		return held.plan;
	}

	if (held.findings.length === 0) {
		return emptyPlan(title, {refusal: held.leftOut.join('; ') || 'no finding to tell about', warnings: []});
	}

	const {detectorId} = held;
	const word = feedback === 'USEFUL' ? 'useful' : 'not useful';
	return {
		title,
		changes: held.findings.map(({finding}) => `${findingLine(finding)}: ${word}`),
		keeps: ['the findings stay open or archived as they are', 'earlier feedback is replaced'],
		warnings: [
			...held.leftOut,
			...(comments === '' ? [] : ['the comment goes to AWS: no secrets, no names of customers']),
		],
		steps: batchesOf(held.findings).map(({id, label, target, findingIds}) => {
			const call = {
				name: 'guardduty:UpdateFindingsFeedback',
				input: {detectorId, findingIds, feedback, ...(comments !== '' && {comments})},
			} as const;
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
						what: `marked ${word}`,
						isAsWanted: finding => finding.feedback === feedback,
					});
				},
			};
		}),
		waveSize: settings.waveSize,
		confirm: {kind: 'y'},
	};
}
