import {listed} from './plan-parts.js';

export type NamedWarnings = {readonly name: string; readonly warnings: readonly string[]};

/**
 * Returns the warnings of several services, each said once with the services it holds for: twenty services that
 * share a risk are one line to read, not twenty. The order is that of the first service that has the warning.
 */
export function sharedWarnings(services: readonly NamedWarnings[]): readonly string[] {
	const namesByWarning = new Map<string, readonly string[]>();
	for (const {name, warnings} of services) {
		for (const warning of warnings) {
			namesByWarning.set(warning, [...(namesByWarning.get(warning) ?? []), name]);
		}
	}

	return [...namesByWarning].map(([warning, names]) =>
		names.length === services.length && names.length > 1
			? `all ${names.length} services: ${warning}`
			: `${listed(names, 4)}: ${warning}`,
	);
}
