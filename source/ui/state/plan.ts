import {type Action, type Plan, type Question, type Target} from '../../store/actions/action.js';
import {actionKeys} from '../action-keys.js';
import {type KeyName} from '../keys.js';
import {type ConsoleState, type PlanOverlay, withOverlay} from './console-state.js';
import {type Context} from './context.js';
import {also, just, type Outcome, say} from './outcome.js';
import {actionsHere, actionsOf, disabledReason, targetsFor} from './targets.js';
import {editLine, type TextLine, textLine} from './text-line.js';

/** Where a plan stands: at a question, or at the plan itself. */
export type PlanStage =
	| {readonly kind: 'question'; readonly question: Question; readonly number: number; readonly of: number}
	| {readonly kind: 'plan'; readonly plan: Plan};

/** A plan that changed this short ago was not read yet. */
const readingMs = 1000;

/** Returns the outcome of an action's key: a plan on screen, or why there is none. */
export function openPlan(state: ConsoleState, context: Context, action: Action): Outcome {
	const targets = targetsFor(action, state, context);
	const reason = disabledReason(action, targets, context);
	if (reason !== undefined) {
		return say(state, context, `${action.label}: ${reason}`, 'warning');
	}

	return just(settlePlan(withOverlay(state, freshPlan(action, targets)), context));
}

/** Returns the action that a key means for what is under the cursor, or undefined. */
export function actionOfKey(state: ConsoleState, context: Context, key: string): Action | undefined {
	const isOnKey = (action: Action) => actionKeys[action.id] === key;
	// One that is not for what is under the cursor still answers, with its reason.
	return actionsHere(state, context).find(isOnKey) ?? actionsOf(context).find(isOnKey);
}

function freshPlan(action: Action, targets: readonly Target[]): PlanOverlay {
	return {kind: 'plan', actionId: action.id, targets, answers: {}, line: textLine(), field: '', scroll: 0};
}

export function actionOfPlan(overlay: PlanOverlay, context: Context): Action | undefined {
	return context.catalog.actions.find(action => action.id === overlay.actionId);
}

/** Returns the first question without an answer, or the plan; undefined when the action is unknown. */
export function stageOf(overlay: PlanOverlay, context: Context): PlanStage | undefined {
	const action = actionOfPlan(overlay, context);
	if (!action) {
		return undefined;
	}

	const {targets, answers} = overlay;
	const {snapshot, settings, now} = context;
	const questions = action.questions(targets, snapshot, settings);
	const open = questions.findIndex(question => answers[question.id] === undefined);
	const question = questions[open];
	if (question) {
		return {kind: 'question', question, number: open + 1, of: questions.length};
	}

	return {kind: 'plan', plan: action.plan({targets, answers, snapshot, settings, now})};
}

/**
 * Returns the state with the plan brought up to date: a question that came up gets its field, and the plan on screen
 * follows the data. When what would be sent has changed, `y` is not taken before there was time to read it.
 */
export function settlePlan(state: ConsoleState, context: Context): ConsoleState {
	const {overlay} = state;
	if (overlay?.kind !== 'plan') {
		return state;
	}

	const stage = stageOf(overlay, context);
	if (stage === undefined) {
		return withOverlay(state, undefined);
	}

	if (stage.kind === 'question') {
		return overlay.field === stage.question.id
			? state
			: withOverlay(state, {
					...overlay,
					field: stage.question.id,
					line: initialLine(stage.question),
					problem: undefined,
					plan: undefined,
					shownAtRead: undefined,
				});
	}

	const {plan} = stage;
	if (overlay.plan !== undefined && isSamePlan(overlay.plan, plan)) {
		return withOverlay(state, {...overlay, plan});
	}

	const wasReady = overlay.plan !== undefined && isReady(overlay.plan);
	return withOverlay(state, {
		...overlay,
		field: '',
		line: overlay.plan === undefined ? textLine() : overlay.line,
		plan,
		shownAtRead: context.read,
		...(wasReady
			? {changedAt: context.at, problem: 'the plan has changed: read it again'}
			: {problem: undefined}),
	});
}

/** True when nothing keeps a plan from being confirmed. */
export function isReady(plan: Plan): boolean {
	return plan.waitingFor === undefined && plan.refusal === undefined;
}

/** True when the same would be sent under the same warnings. */
function isSamePlan(some: Plan, other: Plan): boolean {
	return substance(some) === substance(other);
}

function substance({refusal, waitingFor, warnings, steps, confirm, waveSize}: Plan): string {
	return JSON.stringify([
		refusal,
		waitingFor,
		warnings,
		confirm,
		waveSize,
		steps.map(({id, target, calls}) => [id, target, calls]),
	]);
}

function initialLine(question: Question): TextLine {
	return textLine(question.kind === 'number' ? String(question.initial) : question.initial);
}

/** Returns the state after Enter on a question: the answer is kept, or what is wrong with it is shown. */
export function acceptAnswer(state: ConsoleState, overlay: PlanOverlay, context: Context): Outcome {
	const stage = stageOf(overlay, context);
	if (stage?.kind !== 'question') {
		return confirmTyped(state, overlay, context);
	}

	const answer = overlay.line.text;
	const problem = problemOf(stage.question, answer);
	if (problem !== undefined) {
		return just(withOverlay(state, {...overlay, problem}));
	}

	const answers = {...overlay.answers, [stage.question.id]: answer};
	return just(settlePlan(withOverlay(state, {...overlay, answers, problem: undefined}), context));
}

function problemOf(question: Question, answer: string): string | undefined {
	switch (question.kind) {
		case 'choice':
			return undefined;
		case 'text':
			return question.check(answer);
		case 'number': {
			const number = Number(answer);
			return /^\d+$/.test(answer.trim()) && number >= question.min && number <= question.max
				? undefined
				: `a whole number from ${question.min} to ${question.max}`;
		}
	}
}

/** Returns the state back at the question before, its answer to be given anew. */
export function questionBefore(state: ConsoleState, overlay: PlanOverlay, context: Context): Outcome {
	const questions = actionOfPlan(overlay, context)?.questions(
		overlay.targets,
		context.snapshot,
		context.settings,
	);
	const last = questions?.findLast(question => overlay.answers[question.id] !== undefined);
	if (!last) {
		return just(state);
	}

	const {[last.id]: _, ...answers} = overlay.answers;
	return just(settlePlan(withOverlay(state, {...overlay, answers, field: '', scroll: 0}), context));
}

/**
 * Returns the field after a key that is no command, or undefined when it types nothing. A letter picks the next
 * option that begins with it; a digit takes the place of the number that was proposed.
 */
export function typeAnswer(overlay: PlanOverlay, context: Context, key: KeyName): TextLine | undefined {
	const stage = stageOf(overlay, context);
	const question = stage?.kind === 'question' ? stage.question : undefined;
	if (question?.kind === 'choice') {
		const here = question.options.findIndex(({value}) => value === overlay.line.text) + 1;
		const turned = [...question.options.slice(here), ...question.options.slice(0, here)];
		const option = turned.find(({label}) => label.startsWith(key));
		return option && textLine(option.value);
	}

	const isProposed = question?.kind === 'number' && overlay.line.text === String(question.initial);
	return editLine(isProposed && /^\d$/.test(key) ? textLine() : overlay.line, key);
}

/** Returns the choice's next option, or the one before. */
export function moveChoice(
	state: ConsoleState,
	overlay: PlanOverlay,
	context: Context,
	step: 1 | -1,
): Outcome {
	const stage = stageOf(overlay, context);
	if (stage?.kind !== 'question' || stage.question.kind !== 'choice') {
		return just(state);
	}

	const {options} = stage.question;
	const index = options.findIndex(option => option.value === overlay.line.text);
	const option = options[(index + step + options.length) % options.length];
	return option === undefined
		? just(state)
		: just(withOverlay(state, {...overlay, line: textLine(option.value)}));
}

/** Returns the outcome of `y`: the action starts, when there is a plan that was on screen and asks for no more. */
export function confirmPlan(state: ConsoleState, overlay: PlanOverlay, context: Context): Outcome {
	const {plan} = overlay;
	if (plan?.confirm.kind !== 'y') {
		return just(state);
	}

	return startPlan(state, overlay, plan, context);
}

function confirmTyped(state: ConsoleState, overlay: PlanOverlay, context: Context): Outcome {
	const {plan, line} = overlay;
	if (plan?.confirm.kind !== 'type') {
		return just(state);
	}

	return line.text === plan.confirm.text
		? startPlan(state, overlay, plan, context)
		: just(
				withOverlay(state, {...overlay, problem: `type ${plan.confirm.text} to confirm, or Esc to leave`}),
			);
}

function startPlan(state: ConsoleState, overlay: PlanOverlay, plan: Plan, context: Context): Outcome {
	const action = actionOfPlan(overlay, context);
	if (!action || !isReady(plan)) {
		return just(state);
	}

	if (overlay.shownAtRead === context.read) {
		return just(withOverlay(state, {...overlay, problem: 'read the plan first, then confirm'}));
	}

	if (overlay.changedAt !== undefined && context.at - overlay.changedAt < readingMs) {
		return just(state);
	}

	return also(state, {kind: 'start', action, plan, answers: overlay.answers});
}
