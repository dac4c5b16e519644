/** What AWS gives a finding of this type unless the circumstances say otherwise; `variable` when they always do. */
export type DefaultSeverity = 'critical' | 'high' | 'medium' | 'low' | 'variable';

/** What is known of one finding type, in this project's own words. */
export type TypeFacts = {
	readonly type: string;
	readonly severity: DefaultSeverity;
	/** One sentence. */
	readonly meaning: string;
	/** What to do, the first thing first. */
	readonly advice: readonly string[];
};

/** Returns the facts of a table's row. */
export function typeFacts(
	type: string,
	severity: DefaultSeverity,
	meaning: string,
	...advice: readonly string[]
): TypeFacts {
	return {type, severity, meaning, advice};
}
