/** What an issue asks for: a press of a key here, a change elsewhere, patience, or a closer look. */
export type IssueRemedy = 'redeploy' | 'relaunch' | 'retag' | 'change' | 'wait' | 'look' | 'none';

/** One documented issue text: how it is recognised, what it means and what mends it. */
export type IssueText = {
	/** F1-F18 (Fargate), E1-E17 (EC2), B2 (Bottlerocket); the ids are the console's own. */
	readonly id: string;
	/** GuardDuty's own heading. */
	readonly type: string;
	/** A regular expression for its first words, which tell it from others. */
	readonly start: string;
	/** A regular expression for what follows; its named groups are the parts that vary. */
	readonly rest: string;
	/** True when it may hold the first words of another issue, as a quoted reason may. */
	readonly mayHoldOthers?: true;
	readonly cause: string;
	readonly fix: string;
	readonly remedy: IssueRemedy;
};

// The documentation's own texts lack closing quotes here and there; such a list ends with its sentence.
function quoted(group: string): string {
	return `'(?:(?<${group}>[^']*)'|(?<${group}Open>[^']*?)(?=[.;]\\s|$))`;
}

/** A regular expression for `TaskDefinition - 'a:1'`, group `taskDefinitions`. */
export const taskDefinitionPart: string = `TaskDefinitions?(?:\\s*-\\s*${quoted('taskDefinitions')})?`;

/** Returns a regular expression for `Impacted task ID(s): 'a, b'`. */
export function listPart(label: string, group: 'taskIds' | 'services'): string {
	return `${label}:?\\s*${quoted(group)}`;
}
