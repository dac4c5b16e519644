import {cliLine} from '../../domain/cli-line.js';
import {consoleLink} from '../../domain/console-link.js';
import {type ConsoleLink} from '../../domain/insights-link.js';
import {type CopiedText} from '../../views/view.js';
import {type ConsoleState, viewStateOf, withOverlay, withView} from './console-state.js';
import {type Context} from './context.js';
import {also, just, type Outcome, say} from './outcome.js';
import {named} from './pivots.js';
import {cursorRow} from './targets.js';

/** Copies the remedy where the view has one, one after the other where it has several; else the name. */
export function copyName(state: ConsoleState, context: Context): Outcome {
	const remedies = remediesOf(state, context);
	const view = viewStateOf(state);
	const index = context.listing ? 0 : view.copied % Math.max(1, remedies.length);
	const remedy = remedies[index];
	if (remedy) {
		const more = context.listing || remedies.length === 1 ? '' : ` (${index + 1} of ${remedies.length})`;
		return also(withView(state, {...view, copied: index + 1}), {
			kind: 'copy',
			text: remedy.text,
			what: `${remedy.label}${more}`,
		});
	}

	const about = named(state, context);
	return about === undefined
		? nothing(state, context)
		: also(state, {kind: 'copy', text: about.name, what: about.name});
}

export function copyArn(state: ConsoleState, context: Context): Outcome {
	const arn = named(state, context)?.arn;
	return arn === undefined ? nothing(state, context) : also(state, {kind: 'copy', text: arn, what: arn});
}

/** Returns the outcome of copying a plan as lines for the AWS CLI. */
export function copyPlan(state: ConsoleState, context: Context): Outcome {
	const plan = state.overlay?.kind === 'plan' ? state.overlay.plan : undefined;
	const lines = plan?.steps.flatMap(step => step.calls.map(call => cliLine(call, context.scope))) ?? [];
	return lines.length === 0
		? just(state)
		: also(state, {kind: 'copy', text: lines.join('\n'), what: `${lines.length} AWS CLI lines`});
}

/** Returns the state with the AWS console's page of this resource, to click or to copy. */
export function showLink(state: ConsoleState, context: Context): Outcome {
	const own = ownLink(state, context);
	if (own) {
		return 'url' in own
			? just(withOverlay(state, {kind: 'link', url: own.url}))
			: say(state, context, own.problem, 'dim');
	}

	const arn = named(state, context)?.arn;
	const url = arn === undefined ? undefined : consoleLink(arn);
	return url === undefined
		? say(state, context, 'the AWS console has no plain link for this', 'dim')
		: just(withOverlay(state, {kind: 'link', url}));
}

function ownLink(state: ConsoleState, context: Context): ConsoleLink | undefined {
	const {view, listing, place, snapshot} = context;
	if (view.kind === 'detail') {
		return view.link?.(place, snapshot);
	}

	const row = cursorRow(state, context);
	return row === undefined ? undefined : listing?.view.link?.(row, place, snapshot);
}

function remediesOf(state: ConsoleState, context: Context): readonly CopiedText[] {
	const {view, listing, place, snapshot} = context;
	if (view.kind === 'detail') {
		return view.remedies?.(place, snapshot) ?? [];
	}

	const row = cursorRow(state, context);
	return row === undefined ? [] : (listing?.view.remedies?.(row, place, snapshot) ?? []);
}

function nothing(state: ConsoleState, context: Context): Outcome {
	return say(state, context, 'there is nothing under the cursor', 'dim');
}
