/** Whether something holds; `unknown` when what it depends on is not known here. */
export type Holds = boolean | 'unknown';

/** Policy variables, `${aws:username}`, have a value only when the request is made. */
const variable = /\$\{[^}]*\}/;

/** Returns whether a pattern with `*` and `?` matches; linear in both, hostile patterns included. */
export function matchesPattern(pattern: string, text: string): boolean {
	let at = 0;
	let inPattern = 0;
	let star = -1;
	let resume = 0;
	while (at < text.length) {
		if (pattern[inPattern] === '*') {
			star = inPattern++;
			resume = at;
		} else if (pattern[inPattern] === '?' || pattern[inPattern] === text[at]) {
			inPattern++;
			at++;
		} else if (star >= 0) {
			inPattern = star + 1;
			at = ++resume;
		} else {
			return false;
		}
	}

	return /^\**$/.test(pattern.slice(inPattern));
}

/** Returns whether one of the action patterns matches; actions have no case. */
export function matchesAction(patterns: readonly string[], action: string): boolean {
	const lower = action.toLowerCase();
	return patterns.some(pattern => matchesPattern(pattern.toLowerCase(), lower));
}

/** Returns whether one of the resource patterns matches; one with a variable may. */
export function matchesResource(patterns: readonly string[], resource: string): Holds {
	if (patterns.some(pattern => !variable.test(pattern) && matchesPattern(pattern, resource))) {
		return true;
	}

	const maybe = patterns.some(
		pattern =>
			variable.test(pattern) && matchesPattern(pattern.replaceAll(new RegExp(variable, 'g'), '*'), resource),
	);
	return maybe ? 'unknown' : false;
}

/** Returns the opposite; what is unknown stays so. */
export function not(holds: Holds): Holds {
	return holds === 'unknown' ? holds : !holds;
}

/** Returns whether all hold: one that does not settles it. */
export function all(...holds: readonly Holds[]): Holds {
	if (holds.includes(false)) {
		return false;
	}

	return holds.includes('unknown') ? 'unknown' : true;
}
