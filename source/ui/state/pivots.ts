import {type ResourceArn} from '../../domain/arn.js';
import {arnInKey, clusterOfSubject, servicePlace} from '../../views/places.js';
import {type Pivot, type Place} from '../../views/view.js';
import {type ConsoleState, viewStateOf} from './console-state.js';
import {type Context} from './context.js';
import {just, type Outcome, say} from './outcome.js';
import {cursorRow, targetsOf} from './targets.js';
import {enter} from './trail.js';
import {windowOf} from './view-state.js';

type Perform = (state: ConsoleState, context: Context) => Outcome;

/** Returns the state inside the row of the cursor. */
export function openRow(state: ConsoleState, context: Context): Outcome {
	const row = cursorRow(state, context);
	const place = row === undefined ? undefined : context.listing?.view.open(row, context.place);
	return place === undefined ? say(state, context, 'nothing opens here', 'dim') : go(state, context, place);
}

/** Returns the way to what a pivot key leads to from here. */
export function follow(pivot: Pivot): Perform {
	return (state, context) => {
		const place = pivotsOf(state, context)[pivot];
		return place === undefined
			? say(state, context, `no ${pivot} from here`, 'dim')
			: go(state, context, place);
	};
}

/** Returns where the pivot keys lead from the row of the cursor, or from the detail on screen. */
export function pivotsOf(state: ConsoleState, context: Context): {readonly [pivot in Pivot]?: Place} {
	const {view, place, snapshot, listing} = context;
	if (view.kind === 'detail') {
		return view.pivots(place, snapshot);
	}

	const row = cursorRow(state, context);
	if (row === undefined || !listing) {
		return {...pivotsOfPlace(place), ...listing?.view.pivotsHere?.(place)};
	}

	return listing.view.pivots(row, place);
}

/** Without a row the keys are about where one is: the tasks of a cluster without services, the events of a service without tasks. */
function pivotsOfPlace({view, cluster, service}: Place): {readonly [pivot in Pivot]?: Place} {
	if (!cluster) {
		return {};
	}

	return {
		...(view === 'tasks' ? {} : {tasks: {view: 'tasks', cluster, ...(service && {service})}}),
		...(view === 'tree' ? {} : {tree: {view: 'tree', cluster}}),
		...(view === 'usage' ? {} : {usage: {view: 'usage', cluster, ...(service && {service})}}),
		...(view === 'size' ? {} : {size: {view: 'size', cluster}}),
		...(view === 'container-instances' ? {} : {instances: {view: 'container-instances', cluster}}),
		...(service
			? {
					service: servicePlace(cluster, service),
					...(view === 'service-events' ? {} : {events: {view: 'service-events', cluster, service}}),
				}
			: {}),
	};
}

/** Returns the way to `describe` or `raw` of what the cursor or the detail is about. */
export function openSubject(view: 'describe' | 'raw'): Perform {
	return (state, context) => {
		const place = subjectPlace(state, context, view);
		return place === undefined
			? say(state, context, 'nothing to show here', 'dim')
			: go(state, context, place);
	};
}

/** Returns the place of a view about the resource under the cursor, marks aside. */
export function subjectPlace(
	state: ConsoleState,
	context: Context,
	view: 'describe' | 'raw',
): Place | undefined {
	const {place} = context;
	if (context.view.kind === 'detail') {
		const subject = place.subject ?? place.task ?? place.service ?? place.cluster;
		return subject === undefined ? undefined : {...place, view, subject};
	}

	const row = cursorRow(state, context);
	const listing = context.listing;
	if (row === undefined || !listing) {
		return undefined;
	}

	const own = view === 'describe' ? listing.view.describe?.(row, place) : undefined;
	if (own) {
		return own;
	}

	const subject = arnOfKey(listing.view.key(row)) ?? listing.view.target(row)?.arn;
	if (subject === undefined) {
		return undefined;
	}

	const cluster = clusterOfSubject({...place, subject});
	return {view, subject, ...(cluster !== undefined && {cluster})};
}

function go(state: ConsoleState, context: Context, place: Place): Outcome {
	return context.catalog.views.has(place.view)
		? just(enter(state, place))
		: say(state, context, `no view “${place.view}” here`, 'dim');
}

/** Causes and fixes are no resources: their keys are no ARNs. */
function arnOfKey(key: string): ResourceArn | undefined {
	return key.startsWith('arn:') ? arnInKey(key) : undefined;
}

/** Returns the name and the ARN, where it has one, of what the keys `c`, `C` and `o` are about. */
export function named(
	state: ConsoleState,
	context: Context,
): {name: string; arn: string | undefined} | undefined {
	const {listing, height, place} = context;
	if (listing) {
		const {index, key} = windowOf(viewStateOf(state), listing.listed, height);
		const row = listing.model.rows[index];
		return key === undefined
			? undefined
			: {name: listing.view.name(row), arn: arnOfKey(key) ?? listing.view.target(row)?.arn};
	}

	const [target] = targetsOf(state, context);
	const arn = place.subject ?? place.task ?? place.service ?? place.cluster;
	return target ?? (arn === undefined ? undefined : {name: arn.slice(arn.lastIndexOf('/') + 1), arn});
}
