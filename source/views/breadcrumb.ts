import {shortName} from '../domain/arn.js';
import {arnInKey, subjectKind} from './places.js';
import {views} from './registry.js';
import {type Place} from './view.js';

/** Returns where one is as words from the top: `clusters`, `checkout`, `api`, `events`. */
export function breadcrumbOf(place: Place): readonly string[] {
	const view = views.get(place.view);
	const subject = place.subject === undefined ? undefined : labelOf(arnInKey(place.subject));
	const names = [
		place.cluster && shortName(place.cluster),
		place.service && shortName(place.service),
		place.task && labelOf(place.task),
	].filter(name => name !== undefined);
	const last = names.at(-1);
	const shown = subject === undefined || subject === last ? [] : [subject];
	const title = view && isNamed(place) ? [] : [view?.title(place) ?? place.view];
	if (place.view === 'clusters') {
		return ['clusters'];
	}

	if (ofUsage.has(place.view) && place.cluster === undefined) {
		return place.view === 'usage' ? title : ['usage', ...title];
	}

	const home = homeOf(place);
	return place.view === home && names.length + shown.length === 0 && title[0] === home
		? [home]
		: [home, ...names, ...shown, ...title];
}

/** Views under pane 2, when they are about all clusters. */
const ofCoverage: ReadonlySet<string> = new Set(['coverage', 'causes', 'affected', 'fixes', 'fix', 'doctor']);

/** Views under pane 3, when they are about all clusters. */
const ofUsage: ReadonlySet<string> = new Set(['usage', 'usage-of', 'size', 'size-of']);
/** Views under pane 4. */
const ofFindings: ReadonlySet<string> = new Set([
	'findings',
	'finding',
	'finding-task',
	'blast-radius',
	'timeline',
	'flows',
	'flow',
]);

function homeOf({view, cluster, subject}: Place): string {
	const isOfFinding = subject !== undefined && subjectKind(subject) === 'finding';
	if (cluster !== undefined && !isOfFinding) {
		return 'clusters';
	}

	return ofFindings.has(view) ? 'findings' : ofCoverage.has(view) ? 'coverage' : 'clusters';
}

/** Where the last name says what is shown: the services of a cluster, the tasks of a service, a task. */
function isNamed({view, cluster, service, task}: Place): boolean {
	return (
		(view === 'services' && cluster !== undefined) ||
		(view === 'tasks' && service !== undefined) ||
		(view === 'task' && task !== undefined)
	);
}

/** Ids are long and random; their beginning tells them apart. */
function labelOf(arn: string): string {
	const name = shortName(arn);
	const kind = subjectKind(arn);
	return kind === 'task' || kind === 'container-instance' || kind === 'finding' ? name.slice(0, 8) : name;
}
