import {isoTime, momentText} from '../../domain/age.js';
import {type Moment, type MomentSource} from '../../domain/findings/timeline.js';
import {ageColumn, textCell} from '../columns.js';
import {servicePlace} from '../places.js';
import {type ListView, type Place, type Tone} from '../view.js';
import {type TimelineRow, timelineRows, timelineStatus, timelineWants} from './timeline-facts.js';

/** What happened to a task, to a service, or around a finding, the newest first. */
export const timelineView: ListView<TimelineRow> = {
	kind: 'list',
	id: 'timeline',
	title: () => 'timeline',
	wants: timelineWants,
	rows: timelineRows,
	status: timelineStatus,
	key: ({key}) => key,
	name: ({moment}) => moment.text,
	columns: [
		{
			id: 'time',
			heading: 'TIME (UTC)',
			align: 'left',
			min: 20,
			max: 20,
			priority: 1,
			cell: ({moment: {at}}) => textCell(at === undefined ? undefined : momentText(at)),
			value: ({moment: {at}}) => at,
		},
		ageColumn({id: 'age', heading: 'AGE', min: 4, max: 4, priority: 4}, ({moment: {at}}) => at),
		{
			id: 'from',
			heading: 'FROM',
			align: 'left',
			min: 10,
			max: 10,
			priority: 3,
			cell: ({moment: {source}}) => ({text: source, tone: sourceTones[source]}),
			value: ({moment: {source}}) => source,
		},
		{
			id: 'what',
			heading: 'WHAT HAPPENED',
			align: 'left',
			// Rather that than how long ago: the time stands beside it.
			min: 40,
			max: 400,
			priority: 2,
			grows: true,
			cell: ({moment}) => ({text: moment.text, tone: moment.isFault ? 'fault' : 'plain'}),
			value: ({moment}) => moment.text,
		},
	],
	sort: {column: 'time', isDescending: true},
	verdict: ({moment}) => (moment.isFault ? 'fault' : 'ok'),
	freshness: () => ({}),
	empty: (snapshot, place) =>
		timelineStatus(snapshot, place).isPartial ? 'reading …' : 'nothing is known to have happened here',
	hint: ({moment}) => ({text: hintText(moment)}),
	open: ({opens}, {cluster, service}) =>
		opens ?? (cluster && service ? servicePlace(cluster, service) : undefined),
	pivots: (_row, place) => pivotsAt(place),
	pivotsHere: pivotsAt,
	target: () => undefined,
	actions: [],
	record: ({moment: {at, source, text, ref, isFault}}) => ({
		at: at === undefined ? null : isoTime(at),
		from: source,
		what: text,
		ref: ref ?? null,
		isFault: isFault ?? false,
	}),
	members: ['at', 'from', 'what', 'ref', 'isFault'],
};

const sourceTones: {readonly [source in MomentSource]: Tone} = {
	finding: 'accent',
	signal: 'accent',
	task: 'plain',
	event: 'plain',
	deployment: 'plain',
	action: 'warning',
	journal: 'warning',
};

function hintText({source, text, ref}: Moment): string {
	return [`${source}: ${text}`, ref].filter(Boolean).join('  ');
}

function pivotsAt({cluster, service, task}: Place): ReturnType<ListView<TimelineRow>['pivots']> {
	if (!cluster) {
		return {};
	}

	return {
		tasks: task ? {view: 'findings', cluster, task} : {view: 'tasks', cluster, ...(service ? {service} : {})},
		...(service
			? {
					service: servicePlace(cluster, service),
					events: {view: 'service-events', cluster, service},
				}
			: {}),
	};
}
