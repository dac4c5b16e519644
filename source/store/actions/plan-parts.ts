import {type ClusterArn, shortName} from '../../domain/arn.js';
import {type ActionSettings, type EcsTarget, type Plan, type Target} from './action.js';

/** A plan that can't be confirmed: still reading, or refused. */
export function emptyPlan(title: string, why: Pick<Plan, 'waitingFor' | 'refusal' | 'warnings'>): Plan {
	return {title, changes: [], keeps: [], steps: [], waveSize: 1, confirm: {kind: 'y'}, ...why};
}

/** Returns how a plan on these clusters is confirmed: by typing the name of the first protected one, else by `y`. */
export function confirmation(clusters: readonly ClusterArn[], settings: ActionSettings): Plan['confirm'] {
	const text = clusters.map(shortName).find(name => settings.isProtected(name));
	return text === undefined ? {kind: 'y'} : {kind: 'type', text};
}

/** Returns why an action can't be offered for these targets by their kind alone. */
export function wrongKind(targets: readonly Target[], kinds: readonly Target['kind'][]): string | undefined {
	if (targets.length === 0) {
		return 'nothing is selected';
	}

	const wrong = targets.find(target => !kinds.includes(target.kind));
	return wrong && `it applies to a ${kinds.join(' or a ')}, not to a ${wrong.kind}`;
}

/** Returns the clusters of these targets, each once. */
export function clustersOf(targets: readonly EcsTarget[]): readonly ClusterArn[] {
	return [...new Set(targets.map(target => target.clusterArn))];
}

/** Returns what these targets are called in a title: the name of one, else the count. */
export function named(targets: readonly Pick<Target, 'name'>[], plural: string): string {
	const [only] = targets;
	return only !== undefined && targets.length === 1 ? only.name : `${targets.length} ${plural}`;
}

/** Returns a count with its noun, e.g. `1 task`, `3 tasks`. */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Returns names in a line, the first few by name and the rest by count. */
export function listed(names: readonly string[], most = 6): string {
	const rest = names.length - most;
	return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}

/** Returns a duration as the sentences of a plan say it: `30 s`, `15 min`. */
export function span(ms: number): string {
	return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
