import {type Fix} from '../../domain/fixes/fix.js';
import {type Target} from '../../store/actions/action.js';
import {keyNames} from '../key-names.js';
import {type CopiedText} from '../view.js';

/** Returns what an action is applied to; nothing where the console can't apply the fix. */
export function targetsOfFix({action, targets}: Fix): readonly Target[] {
	return action === undefined ? [] : targets;
}

/** Returns the text of a remedy to copy. */
export function remediesOfFix({remedy}: Fix): readonly CopiedText[] {
	return remedy ? [remedy] : [];
}

/** Returns the key that applies a fix, or copies what is to be done; and what must be done before. */
export function howText({action, remedy, after, effortText, targets}: Fix): string {
	const [first] = after;
	const before = first === undefined ? '' : `, after: ${first}`;
	if (action !== undefined) {
		const what = targets.length === 1 ? 'it' : 'them';
		return `${keyNames[action]} ${actionWords[action]} ${what}${before}`;
	}

	return remedy ? `${keyNames['copy.id']} copies the ${remedy.label}` : effortText;
}

const actionWords = {
	'cluster.tag': 'tags',
	'service.redeploy': 'redeploys',
	'task.replace': 'replaces',
} as const;
