import {type PolicyDocument, type Statement} from './types.js';

/** What is asked: may the principal do this here? Condition keys in lower case. */
export type Question = {
	readonly action: string;
	readonly resource: string;
	readonly context: ReadonlyMap<string, readonly string[]>;
};

/** What the documents of one kind say together, and the condition keys that nobody gave a value for. */
export type Outcome = {
	readonly decision: 'allow' | 'deny' | 'silent';
	readonly missingKeys: readonly string[];
};

/** An explicit deny beats an allow. docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export function outcomeOf(documents: readonly PolicyDocument[], question: Question): Outcome {
	const missing = new Set<string>();
	const effects = documents
		.flatMap(({Statement}) => Statement)
		.filter(statement => applies(statement, question, missing))
		.map(({Effect}) => Effect);
	const decision = effects.includes('Deny') ? 'deny' : effects.includes('Allow') ? 'allow' : 'silent';
	return {decision, missingKeys: [...missing]};
}

/** True when the pattern, where `*` is any text and `?` any character, covers the whole value. */
export function matchesPattern(pattern: string, value: string): boolean {
	const source = pattern
		.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
		.replaceAll('*', '.*')
		.replaceAll('?', '.');
	return new RegExp(`^${source}$`, 's').test(value);
}

function applies(statement: Statement, question: Question, missing: Set<string>): boolean {
	const covers = (patterns: string | readonly string[], value: string): boolean =>
		[patterns].flat().some(pattern => matchesPattern(pattern, value));
	const action = question.action.toLowerCase();
	const lower = (patterns: string | readonly string[]): readonly string[] =>
		[patterns].flat().map(pattern => pattern.toLowerCase());
	const {Action, NotAction, Resource, NotResource} = statement;
	if (Action !== undefined && !covers(lower(Action), action)) {
		return false;
	}

	if (NotAction !== undefined && covers(lower(NotAction), action)) {
		return false;
	}

	if (Resource !== undefined && !covers(Resource, question.resource)) {
		return false;
	}

	if (NotResource !== undefined && covers(NotResource, question.resource)) {
		return false;
	}

	return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
		Object.entries(keys).every(([key, wanted]) => {
			const given = question.context.get(key.toLowerCase());
			if (!given) {
				missing.add(key);
			}

			return holds(operator, [wanted].flat(), given);
		}),
	);
}

// The operators that the scenarios' policies use; a key without a value fails, except where the operator says otherwise.
function holds(operator: string, wanted: readonly string[], given: readonly string[] | undefined): boolean {
	const plain = operator.replace(/IfExists$/, '');
	const isNegative = plain.includes('Not');
	if (!given) {
		return isNegative || operator.endsWith('IfExists');
	}

	const isLike = plain.endsWith('Like') || plain.startsWith('Arn');
	const isSame = given.some(value =>
		wanted.some(pattern => (isLike ? matchesPattern(pattern, value) : pattern === value)),
	);
	return isNegative ? !isSame : isSame;
}
