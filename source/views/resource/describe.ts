import {shortName as nameOf} from '../../domain/arn.js';
import {clusterBlocks, clusterStatus, clusterWants} from '../clusters/describe-cluster.js';
import {findingView} from '../findings/finding.js';
import {instanceBlocks, instanceStatus, instanceWants} from '../instances/describe-instance.js';
import {arnInKey, clusterOfSubject, subjectKind} from '../places.js';
import {serviceBlocks, serviceStatus, serviceWants} from '../services/describe-service.js';
import {taskView} from '../tasks/task-detail.js';
import {type DetailView, type Place} from '../view.js';

type Described = Pick<DetailView, 'wants' | 'status' | 'blocks'>;

/** All that is known of the place's subject: a cluster, a service, a task or a container instance. */
export const describeView: DetailView = {
	kind: 'detail',
	id: 'describe',
	title: () => 'describe',
	wants: (place, snapshot) => about(place).wants(placed(place), snapshot),
	status: (snapshot, place) => about(place).status(snapshot, placed(place)),
	blocks: (snapshot, place, now) => about(place).blocks(snapshot, placed(place), now),
	pivots(place) {
		const {cluster, service} = placed(place);
		return cluster
			? {
					tasks: {view: 'tasks', cluster, ...(service ? {service} : {})},
					tree: {view: 'tree', cluster},
					instances: {view: 'container-instances', cluster},
					doctor: {view: 'doctor', cluster, ...(service ? {service} : {})},
					fixes: {view: 'fixes', cluster},
					usage: {view: 'usage', cluster, ...(service ? {service} : {})},
					size: {view: 'size', cluster},
					...(service
						? {
								events: {view: 'service-events', cluster, service},
								timeline: {view: 'timeline', cluster, service},
							}
						: {}),
				}
			: {};
	},
	target(place, snapshot) {
		const {cluster, subject, ...rest} = placed(place);
		if (!cluster || subject === undefined) {
			return undefined;
		}

		switch (subjectKind(subject)) {
			case 'cluster':
				return {kind: 'cluster', arn: cluster, clusterArn: cluster, name: nameOf(cluster)};
			case 'service':
				return {kind: 'service', arn: subject, clusterArn: cluster, name: nameOf(subject)};
			case 'task':
				return taskView.target({...rest, cluster, subject}, snapshot);
			case 'finding':
				return findingView.target({...rest, subject}, snapshot);
			case 'container-instance':
			case 'other':
				return undefined;
		}
	},
	actions: [
		'cluster.tag',
		'cluster.insights',
		'service.redeploy',
		'service.stop-rollout',
		'task.stop',
		'evidence.keep',
		'task.isolate',
		'task.release',
	],
};

/** The place with its subject resolved: `describe` may be asked about a row's key or about where one is. */
function placed(place: Place): Place {
	const asked = place.subject ?? place.task ?? place.service ?? place.cluster;
	if (asked === undefined) {
		return place;
	}

	const subject = arnInKey(asked);
	const cluster = clusterOfSubject({...place, subject});
	return {
		view: place.view,
		subject,
		...(cluster ? {cluster} : {}),
		// The kind in the ARN says so itself.
		...(subjectKind(subject) === 'service' ? {service: subject as NonNullable<Place['service']>} : {}),
	};
}

function about(place: Place): Described {
	const {subject} = placed(place);
	switch (subject === undefined ? 'other' : subjectKind(subject)) {
		case 'cluster':
			return {wants: clusterWants, status: clusterStatus, blocks: clusterBlocks};
		case 'service':
			return {wants: serviceWants, status: serviceStatus, blocks: serviceBlocks};
		case 'task':
			return taskView;
		case 'container-instance':
			return {wants: instanceWants, status: instanceStatus, blocks: instanceBlocks};
		case 'finding':
			return findingView;
		case 'other':
			return nothing;
	}
}

const nothing: Described = {
	wants: () => [],
	status: () => ({isPartial: false, errors: []}),
	blocks: () => [{kind: 'lines', heading: 'Describe', lines: [{text: 'nothing here can be described'}]}],
};
