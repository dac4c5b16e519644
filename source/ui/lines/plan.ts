import {type Scope} from '../../domain/account.js';
import {apiRequest} from '../../domain/api-request.js';
import {cliLine} from '../../domain/cli-line.js';
import {type Plan, type Question} from '../../store/actions/action.js';
import {type Tone} from '../../views/view.js';
import {type PlanOverlay} from '../state/console-state.js';
import {type PlanStage} from '../state/plan.js';
import {type Theme} from '../theme.js';
import {inputCells} from './input.js';
import {type Line, wrap} from './spans.js';

/** Returns a plan, or the question before it, as lines. Everything that will be sent is there to be read. */
export function planLines(
	theme: Theme,
	{overlay, stage, scope, width}: {overlay: PlanOverlay; stage: PlanStage; scope: Scope; width: number},
): readonly Line[] {
	return stage.kind === 'question'
		? questionLines(theme, overlay, stage, width)
		: [...confirmLines(theme, overlay, stage.plan, width), [], ...textLines(stage.plan, scope, width)];
}

function questionLines(
	theme: Theme,
	overlay: PlanOverlay,
	{question, number, of}: PlanStage & {kind: 'question'},
	width: number,
): readonly Line[] {
	return [
		...overlay.targets
			.slice(0, 5)
			.map((target): Line => [{text: `${target.kind} `, tone: 'dim'}, {text: target.name}]),
		...(overlay.targets.length > 5
			? [[{text: `and ${overlay.targets.length - 5} more`, tone: 'dim'} as const]]
			: []),
		[],
		...(of > 1 ? [[{text: `question ${number} of ${of}`, tone: 'dim'} as const]] : []),
		...paragraph(question.label, 'accent', width),
		...fieldLines(theme, overlay, question, width),
		...(overlay.problem === undefined ? [] : [[], ...paragraph(overlay.problem, 'warning', width)]),
	];
}

function fieldLines(theme: Theme, overlay: PlanOverlay, question: Question, width: number): readonly Line[] {
	if (question.kind !== 'choice') {
		const range = question.kind === 'number' ? `  ${question.min} to ${question.max}` : '';
		return [[{text: '> ', tone: 'dim'}, ...inputCells(theme, overlay.line), {text: range, tone: 'dim'}]];
	}

	return question.options.flatMap(({value, label, hint}) => {
		const isChosen = value === overlay.line.text;
		const [first = '', ...more] = hint === undefined ? [''] : wrap(hint, Math.max(20, width - 4));
		return [
			[
				{text: `${isChosen ? theme.symbols.cursor : ' '} `, tone: 'accent'},
				{text: label, tone: isChosen ? 'accent' : 'plain'},
			] satisfies Line,
			...(first === '' ? [] : [first, ...more].map((text): Line => [{text: `    ${text}`, tone: 'dim'}])),
		];
	});
}

function confirmLines(theme: Theme, overlay: PlanOverlay, plan: Plan, width: number): readonly Line[] {
	const problem = overlay.problem === undefined ? [] : paragraph(overlay.problem, 'warning', width);
	if (plan.refusal !== undefined) {
		return [...paragraph(`can't be done: ${plan.refusal}`, 'fault', width)];
	}

	if (plan.waitingFor !== undefined) {
		return [...paragraph(`waiting for ${plan.waitingFor}`, 'dim', width)];
	}

	if (plan.confirm.kind === 'y') {
		return [[{text: 'y', tone: 'accent'}, {text: ' does it, Esc leaves everything as it is'}], ...problem];
	}

	return [
		...paragraph(
			`protected: type ${plan.confirm.text} and Enter to do it, Esc leaves everything as it is`,
			'warning',
			width,
		),
		[{text: '> ', tone: 'dim'}, ...inputCells(theme, overlay.line)],
		...problem,
	];
}

function textLines(plan: Plan, scope: Scope, width: number): readonly Line[] {
	const calls = plan.steps.flatMap(step => step.calls);
	const waves = plan.steps.length > plan.waveSize ? ` in waves of ${plan.waveSize}` : '';
	return [
		...section('Changes', plan.changes, 'plain', width),
		...section('Warnings', plan.warnings, 'warning', width),
		...section('Stays', plan.keeps, 'dim', width),
		[
			{
				text: calls.length === 0 ? 'API calls: none that change AWS' : `API calls (${calls.length}${waves})`,
				tone: 'accent',
			},
		],
		...calls.flatMap(call => [
			[{text: `  ${call.name}`}] satisfies Line,
			...JSON.stringify(apiRequest(call), undefined, 2)
				.split('\n')
				.flatMap(text => wrap(`  ${text}`, width).map((part): Line => [{text: part, tone: 'dim'}])),
		]),
		...(calls.length === 0
			? []
			: [[], [{text: 'The same with the AWS CLI (c copies)', tone: 'accent'} as const]]),
		...calls.flatMap(call =>
			wrap(cliLine(call, scope), width - 2).map((text): Line => [{text: `  ${text}`, tone: 'dim'}]),
		),
	];
}

function section(title: string, sentences: readonly string[], tone: Tone, width: number): readonly Line[] {
	return sentences.length === 0
		? []
		: [
				[{text: title, tone: 'accent'}],
				...sentences.flatMap(sentence =>
					wrap(sentence, Math.max(20, width - 2)).map((text): Line => [{text: `  ${text}`, tone}]),
				),
				[],
			];
}

function paragraph(text: string, tone: Tone, width: number): readonly Line[] {
	return wrap(text, width).map(part => [{text: part, tone}]);
}
