import {type ClusterArn} from '../../domain/arn.js';
import {type Target} from '../../store/actions/action.js';
import {columnsAt} from '../../views/fit.js';
import {type Place} from '../../views/view.js';
import {bindings, type CommandId} from '../keymap.js';
import {type Context} from './context.js';
import {actionsOf} from './targets.js';

/** What may follow a word of `:`. */
type Argument = 'cluster' | 'profile' | 'region' | 'column' | 'file' | 'none';

/** A word of `:`. Those of keys and actions come from their tables. */
export type Word = {readonly word: string; readonly argument: Argument; readonly label: string};

const ownWords: readonly Word[] = [
	{word: 'clusters', argument: 'none', label: 'all clusters'},
	{word: 'services', argument: 'cluster', label: 'services of a cluster'},
	{word: 'tasks', argument: 'cluster', label: 'tasks of a cluster'},
	{word: 'instances', argument: 'cluster', label: 'container instances of a cluster'},
	{word: 'coverage', argument: 'none', label: "GuardDuty's coverage of all clusters"},
	{word: 'causes', argument: 'none', label: 'what GuardDuty complains of, by cause'},
	{word: 'fixes', argument: 'cluster', label: 'what to do, the biggest effect first'},
	{word: 'doctor', argument: 'cluster', label: 'the doctor of a cluster'},
	{word: 'usage', argument: 'cluster', label: 'what agents use against their limits'},
	{word: 'size', argument: 'cluster', label: 'whether task sizes will do with the agent in them'},
	{word: 'findings', argument: 'cluster', label: 'open findings, of all clusters or of one'},
	{word: 'archived', argument: 'none', label: 'archived findings'},
	{word: 'flows', argument: 'none', label: 'where findings flow to'},
	{word: 'profile', argument: 'profile', label: 'switch the profile'},
	{word: 'region', argument: 'region', label: 'switch the Region'},
	{word: 'sort', argument: 'column', label: 'sort by a column; add desc to turn it round'},
	{word: 'export', argument: 'file', label: 'write the rows shown to a .json or .csv file'},
	{word: 'q', argument: 'none', label: 'quit'},
];

/** The view that a word opens for a cluster. */
export const clusterViews: {readonly [word: string]: string} = {
	services: 'services',
	tasks: 'tasks',
	instances: 'container-instances',
	fixes: 'fixes',
	doctor: 'doctor',
	usage: 'usage',
	size: 'size',
	findings: 'findings',
};

/** Returns every word that `:` knows here. */
export function wordsOf(context: Context): readonly Word[] {
	const ofKeys = bindings.flatMap(({word, label}) =>
		word === undefined ? [] : [{word, label, argument: 'none' as const}],
	);
	const ofActions = actionsOf(context).map(action => ({
		word: wordOfAction(action.id),
		label: action.describes,
		argument: 'none' as const,
	}));
	return [...ownWords, ...ofKeys, ...ofActions];
}

/** `cluster.tag` is typed as `tag`. */
export function wordOfAction(id: string): string {
	return id.slice(id.indexOf('.') + 1);
}

/** Returns the command whose key the word stands for, or undefined. */
export function commandOfWord(word: string): CommandId | undefined {
	return word === 'q' ? 'quit' : bindings.find(binding => binding.word === word)?.command;
}

/** Returns what could be typed instead of the last word of a line. */
export function candidates(text: string, context: Context, profiles: readonly string[]): readonly string[] {
	const parts = text.trimStart().split(/\s+/);
	const typed = parts.at(-1) ?? '';
	const known =
		parts.length <= 1 ? wordsOf(context).map(({word}) => word) : argumentsOf(parts, context, profiles);
	return known.filter(one => one.toLowerCase().startsWith(typed.toLowerCase()));
}

/** Returns a line of `:` completed as far as there is no doubt. */
export function completed(text: string, context: Context, profiles: readonly string[]): string {
	const found = candidates(text, context, profiles);
	const [first] = found;
	if (first === undefined) {
		return text;
	}

	const typed = /\S*$/.exec(text)?.[0] ?? '';
	const before = text.slice(0, text.length - typed.length);
	return found.length === 1 ? `${before}${first} ` : before + commonStart(found);
}

function commonStart(words: readonly string[]): string {
	const [first = ''] = words;
	let length = first.length;
	while (!words.every(word => word.toLowerCase().startsWith(first.slice(0, length).toLowerCase()))) {
		length--;
	}

	return first.slice(0, length);
}

function argumentsOf(
	parts: readonly string[],
	context: Context,
	profiles: readonly string[],
): readonly string[] {
	const argument = wordsOf(context).find(({word}) => word === parts[0])?.argument ?? 'none';
	if (parts.length > 2) {
		return argument === 'column' && parts.length === 3 ? ['asc', 'desc'] : [];
	}

	switch (argument) {
		case 'cluster':
			return clustersOf(context).map(({name}) => name);
		case 'profile':
			return profiles;
		case 'region':
			return context.regions;
		case 'column':
			return columnsAt(context.listing?.view.columns ?? [], context.place).map(column => column.id);
		case 'file':
		case 'none':
			return [];
	}
}

/** Returns the clusters that are known now, from the view of all clusters. */
export function clustersOf({catalog, snapshot}: Context): readonly {name: string; arn: ClusterArn}[] {
	const view = catalog.views.get('clusters');
	if (view?.kind !== 'list') {
		return [];
	}

	return view.rows(snapshot, {view: 'clusters'}).flatMap(row => {
		const target: Target | undefined = view.target(row);
		return target === undefined || target.kind === 'finding'
			? []
			: [{name: target.name, arn: target.clusterArn}];
	});
}

/** Returns the way to a view of a cluster, or what is wrong. Without a name: of the cluster on screen, else of all. */
export function trailTo(
	word: string,
	name: string | undefined,
	context: Context,
): {readonly trail: readonly Place[]} | {readonly problem: string} {
	const home: Place = {view: 'clusters'};
	const view = clusterViews[word];
	if (view === undefined) {
		return {trail: ownTrails[word] ?? [{view: word}]};
	}

	if (name === undefined) {
		return trailFromHere(view, context.place);
	}

	const found = clustersOf(context).filter(cluster => cluster.name === name);
	const [cluster] = found;
	if (cluster === undefined) {
		return {problem: `no cluster “${name}” here`};
	}

	return {trail: [home, {view, cluster: cluster.arn}]};
}

/** Views that stand under another one, or need more than their name. */
const ownTrails: {readonly [word: string]: readonly Place[]} = {
	causes: [{view: 'coverage'}, {view: 'causes'}],
	archived: [{view: 'findings'}, {view: 'findings', item: 'archived'}],
	flows: [{view: 'findings'}, {view: 'flows'}],
};

/** A view of what is on screen, else of all clusters. */
function trailFromHere(
	view: string,
	{cluster, service, task}: Place,
): {readonly trail: readonly Place[]} | {readonly problem: string} {
	const home: Place = {view: 'clusters'};
	if (view === 'doctor') {
		return cluster === undefined
			? {problem: 'doctor needs a cluster'}
			: {trail: [home, {view, cluster, ...(service && {service}), ...(task && {task})}]};
	}

	// `:findings` alone is pane 4, wherever one is: the worst one may be elsewhere.
	if (cluster !== undefined && view !== 'findings') {
		return {trail: [home, {view, cluster}]};
	}

	const under: {readonly [view: string]: string} = {fixes: 'coverage', size: 'usage'};
	const above = under[view];
	return {trail: above === undefined ? [{view}] : [{view: above}, {view}]};
}
