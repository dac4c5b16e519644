import {type Described, type Missing, type Page} from '../../../domain/operations.js';
import {anyText, type Fields, list, text, texts} from '../../fields.js';
import {next} from '../page.js';

/** Returns one page of ARNs. */
export function arnPage<Arn extends string>(arns: unknown, nextToken: unknown): Page<Arn> {
	// AWS names the resources, so its words are taken for the brand.
	return {items: texts(arns) as readonly Arn[], ...next(nextToken)};
}

/** Returns what was found, and from `failures[]` what was not: ECS reports a missing resource in a good answer. */
export function described<T>(items: unknown, failures: unknown, read: (item: Fields) => T): Described<T> {
	return {items: list(items, read), missing: list(failures, missing)};
}

function missing(failure: Fields): Missing {
	const reason = text(failure.reason) ?? 'no reason given';
	const detail = text(failure.detail);
	return {arn: anyText(failure.arn), reason: detail === undefined ? reason : `${reason}: ${detail}`};
}

/** Returns the attribute's value in a list of ECS attributes; capabilities have a name alone. */
export function attribute(attributes: unknown, name: string): string | undefined {
	return list(attributes, ({name: found, value}) => (found === name ? text(value) : undefined)).find(
		value => value !== undefined,
	);
}
