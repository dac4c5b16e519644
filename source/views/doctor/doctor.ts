import {doctorWants} from '../../store/doctor/wants.js';
import {type Snapshot} from '../../store/snapshot.js';
import {type Block, type DetailView, type Pivot, type Place} from '../view.js';
import {doctorBlocks, remediesOf} from './doctor-blocks.js';
import {doctorStatus, doctorSubject, reportIn} from './doctor-report.js';

/** Why a cluster, a service or a task is not covered: every prerequisite as a verdict, the likeliest cause first. */
export const doctorView: DetailView = {
	kind: 'detail',
	id: 'doctor',
	isOnlyAlone: true,
	title: () => 'doctor',
	wants(place, snapshot) {
		const subject = doctorSubject(place);
		return subject ? doctorWants(snapshot, subject) : [];
	},
	status(snapshot, place) {
		const subject = doctorSubject(place);
		return subject ? doctorStatus(snapshot, subject) : {isPartial: false, errors: []};
	},
	blocks: doctorBlocksAt,
	pivots: pivotsAt,
	target(place, snapshot) {
		const subject = doctorSubject(place);
		return subject && reportIn(snapshot, subject).subject;
	},
	actions: ['cluster.tag', 'service.redeploy', 'task.replace'],
	remedies(place, snapshot) {
		const subject = doctorSubject(place);
		return subject ? remediesOf(reportIn(snapshot, subject)) : [];
	},
};

function doctorBlocksAt(snapshot: Snapshot, place: Place): readonly Block[] {
	const subject = doctorSubject(place);
	return subject
		? doctorBlocks(reportIn(snapshot, subject))
		: [{kind: 'lines', heading: 'Doctor', lines: [{text: 'no cluster was chosen', tone: 'dim'}]}];
}

function pivotsAt(place: Place): {readonly [pivot in Pivot]?: Place} {
	const {cluster, service} = place;
	return {
		causes: {view: 'causes'},
		...(cluster
			? {
					fixes: {view: 'fixes', cluster},
					usage: {view: 'usage', cluster, ...(service && {service}), ...(place.task && {task: place.task})},
					size: {view: 'size', cluster},
					tasks: {view: 'tasks', cluster, ...(service && {service})},
					tree: {view: 'tree', cluster},
					instances: {view: 'container-instances', cluster},
					...(service
						? {
								service: {view: 'describe', cluster, subject: service},
								events: {view: 'service-events', cluster, service},
							}
						: {}),
				}
			: {}),
	};
}
