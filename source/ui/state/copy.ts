import {cliLine} from '../../domain/cli-line.js';
import {consoleLink} from '../../domain/console-link.js';
import {type ConsoleState, withOverlay} from './console-state.js';
import {type Context} from './context.js';
import {also, just, type Outcome, say} from './outcome.js';
import {named} from './pivots.js';

export function copyName(state: ConsoleState, context: Context): Outcome {
	const about = named(state, context);
	return about === undefined
		? nothing(state, context)
		: also(state, {kind: 'copy', text: about.name, what: about.name});
}

export function copyArn(state: ConsoleState, context: Context): Outcome {
	const about = named(state, context);
	return about === undefined
		? nothing(state, context)
		: also(state, {kind: 'copy', text: about.arn, what: about.arn});
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
	const about = named(state, context);
	const url = about === undefined ? undefined : consoleLink(about.arn);
	return url === undefined
		? say(state, context, 'the AWS console has no plain link for this', 'dim')
		: just(withOverlay(state, {kind: 'link', url}));
}

function nothing(state: ConsoleState, context: Context): Outcome {
	return say(state, context, 'there is nothing under the cursor', 'dim');
}
