import {isoTime} from '../../domain/age.js';
import {type ClusterArn, type ServiceArn, shortName} from '../../domain/arn.js';
import {failureLine} from '../../domain/failure-text.js';
import {type Fetched, heldValue} from '../../domain/fetched.js';
import {type ServiceEvent} from '../../domain/resources.js';
import {want} from '../../store/read.js';
import {serviceEventsRead} from '../../store/reads/service-events.js';
import {type Snapshot} from '../../store/snapshot.js';
import {ageColumn, textCell} from '../columns.js';
import {failureOf} from '../held.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {servicePlace} from '../places.js';
import {
	type Cell,
	type Column,
	type ListStatus,
	type ListView,
	type Place,
	type RowVerdict,
} from '../view.js';

/** One event of a service; `readAt` is when the list was read. */
export type EventRow = {
	readonly clusterArn: ClusterArn;
	readonly serviceArn: ServiceArn;
	readonly event: ServiceEvent;
	readonly readAt: number;
};

/** The last events of a service, newest first; AWS keeps 100. */
export const serviceEventsView: ListView<EventRow> = {
	kind: 'list',
	id: 'service-events',
	title: () => 'events',
	wants: ({cluster, service}) =>
		cluster && service
			? [want(serviceEventsRead, {cluster, service}, {everyMs: pace.focusedMs, priority: 0})]
			: [],
	rows: (snapshot, place) => eventRows(snapshot, place),
	status: (snapshot, place) => eventsStatus(eventsAt(snapshot, place)),
	// The service's ARN leads, so that `d`, `y` and the links of an event are about its service.
	key: ({serviceArn, event}) => `${serviceArn}#${event.id}`,
	name: ({event}) => event.message,
	columns: eventColumns(),
	sort: {column: 'age', isDescending: false},
	verdict: eventVerdict,
	freshness: ({readAt}) => ({at: readAt}),
	empty: (snapshot, place) => emptyEvents(eventsAt(snapshot, place), place),
	hint: ({event}) => ({text: event.message}),
	open: ({clusterArn, serviceArn}) => ({view: 'describe', cluster: clusterArn, subject: serviceArn}),
	pivots: ({clusterArn, serviceArn}) => ({
		tasks: {view: 'tasks', cluster: clusterArn, service: serviceArn},
		service: servicePlace(clusterArn, serviceArn),
		tree: {view: 'tree', cluster: clusterArn},
	}),
	target: ({clusterArn, serviceArn}) => ({
		kind: 'service',
		arn: serviceArn,
		clusterArn,
		name: shortName(serviceArn),
	}),
	actions: ['service.redeploy', 'service.stop-rollout'],
	record: ({serviceArn, event}) => ({
		id: event.id,
		service: shortName(serviceArn),
		at: event.at === undefined ? null : isoTime(event.at),
		message: event.message,
	}),
	members: ['id', 'service', 'at', 'message'],
};

function eventsAt(snapshot: Snapshot, {cluster, service}: Place): Fetched<readonly ServiceEvent[]> {
	return cluster && service ? snapshot.get(serviceEventsRead, {cluster, service}) : {status: 'waiting'};
}

function eventRows(snapshot: Snapshot, place: Place): readonly EventRow[] {
	return place.cluster && place.service
		? rememberedRows(eventsAt(snapshot, place), place.cluster, place.service)
		: [];
}

const rememberedRows = memoBy(
	(
		events: Fetched<readonly ServiceEvent[]>,
		clusterArn: ClusterArn,
		serviceArn: ServiceArn,
	): readonly EventRow[] => {
		const readAt = events.status === 'fresh' || events.status === 'stale' ? events.at : 0;
		return (heldValue(events) ?? []).map(event => ({clusterArn, serviceArn, event, readAt}));
	},
);

function eventColumns(): readonly Column<EventRow>[] {
	return [
		ageColumn({id: 'age', heading: 'AGE', min: 4, max: 4, priority: 1}, ({event}) => event.at),
		{
			id: 'message',
			heading: 'MESSAGE',
			align: 'left',
			min: 20,
			max: 400,
			priority: 2,
			grows: true,
			cell: row => messageCell(row),
			value: ({event}) => event.message,
		},
	];
}

/** Words that ECS uses in events of trouble; the texts themselves are not documented. */
const trouble = /\b(?:unable|failed|unhealthy|rolling back|not able|did not|error|insufficient)\b/i;

function eventVerdict({event}: EventRow): RowVerdict {
	return trouble.test(event.message) ? 'fault' : 'ok';
}

function messageCell(row: EventRow): Cell {
	return {...textCell(row.event.message), tone: eventVerdict(row) === 'fault' ? 'fault' : 'plain'};
}

function eventsStatus(events: Fetched<readonly ServiceEvent[]>): ListStatus {
	const errors = failureOf('service events', events);
	const failure = errors[0]?.failure;
	return {
		...(events.status === 'fresh' || events.status === 'stale' ? {at: events.at} : {}),
		isPartial: events.status !== 'fresh',
		...(failure ? {failure} : {}),
		errors,
	};
}

function emptyEvents(events: Fetched<readonly ServiceEvent[]>, {service}: Place): string {
	switch (events.status) {
		case 'waiting':
			return 'reading …';
		case 'failed':
			return failureLine(events.failure);
		case 'stale':
		case 'fresh':
			return `no events of ${service ? shortName(service) : 'this service'}`;
	}
}
