import {type Finding, type FindingContainer, type FindingTask} from '../../../../domain/findings/finding.js';
import {placeInSequence} from '../../../../domain/findings/sequence-place.js';
import {cleanJson} from '../../../border.js';
import {type Fields, fields, required} from '../../../fields.js';
import {takeAction} from './action.js';
import {takeAdditional, takeThreats} from './additional.js';
import {factsLeft} from './facts.js';
import {takeMalware} from './malware.js';
import {part, partOf, takeFlag, takeNumber, takeTags, takeText, takeTime} from './part.js';
import {takeContext, takeProcess} from './process.js';
import {takeAccessKey, takeContainer, takeInstance, takeTask} from './resource.js';
import {takeSequence} from './sequence.js';

/**
 * Returns a finding as it is on the wire, in EventBridge's events and in exports: members in camelCase. All of it has
 * passed the border; what this parser does not know is among the others. Throws MalformedAnswer without an id.
 */
export function finding(sent: Fields): Finding {
	const id = required(sent, 'id');
	const json = cleanJson(sent);
	// Taken apart is a copy, which is clean already.
	const left = partOf(structuredClone(json));
	const resource = part(left, 'resource');
	const cluster = part(resource, 'ecsClusterDetails');
	const service = part(left, 'service');
	const runtime = part(service, 'runtimeDetails');

	const type = takeText(left, 'type') ?? 'unknown';
	const title = takeText(left, 'title') ?? type;
	const task = takeTask(cluster);
	const container = takeContainerOf(resource);
	const instance = takeInstance(resource);
	const sequence = takeSequence(service);
	const place = placeInSequence(sequence);
	const additionalInfo = takeAdditional(service, fields(sent.service));
	const involved = container ?? onlyContainer(task);
	const arn = takeText(left, 'arn') ?? '';
	left.id = undefined;

	return {
		id,
		arn,
		accountId: takeText(left, 'accountId') ?? '',
		region: takeText(left, 'region') ?? '',
		type,
		title,
		description: takeText(left, 'description') ?? '',
		severity: takeNumber(left, 'severity'),
		confidence: takeNumber(left, 'confidence'),
		partition: takeText(left, 'partition'),
		schemaVersion: takeText(left, 'schemaVersion'),
		customRuleName: takeText(left, 'customDetectionRuleName'),
		createdAt: takeTime(left, 'createdAt'),
		updatedAt: takeTime(left, 'updatedAt'),
		firstSeenAt: takeTime(service, 'eventFirstSeen'),
		lastSeenAt: takeTime(service, 'eventLastSeen'),
		count: takeNumber(service, 'count'),
		isArchived: takeFlag(service, 'archived'),
		isSample: title.startsWith('[SAMPLE]') || tellsOfSample(additionalInfo),
		detectorId: takeText(service, 'detectorId') ?? /:detector\/([^/]+)\//.exec(arn)?.[1],
		resourceType: takeText(resource, 'resourceType'),
		clusterName: takeText(cluster, 'name') ?? place.clusterName,
		clusterArn: takeText(cluster, 'arn') ?? place.clusterArn,
		clusterStatus: takeText(cluster, 'status'),
		clusterServices: takeNumber(cluster, 'activeServicesCount'),
		clusterInstances: takeNumber(cluster, 'registeredContainerInstancesCount'),
		clusterRunningTasks: takeNumber(cluster, 'runningTasksCount'),
		clusterTags: takeTags(cluster, 'tags'),
		task,
		taskArn: task?.arn ?? place.taskArn,
		taskId: task?.id ?? place.taskId,
		serviceName: task?.serviceName,
		container,
		containerName: involved?.name,
		image: involved?.image,
		instance,
		instanceId: instance?.id,
		accessKey: takeAccessKey(resource),
		sequence,
		sequenceArn: takeText(left, 'associatedAttackSequenceArn'),
		isSequence: type.startsWith('AttackSequence:') || (sequence?.signals.length ?? 0) > 0,
		featureName: takeText(service, 'featureName'),
		resourceRole: takeText(service, 'resourceRole'),
		feedback: takeText(service, 'userFeedback'),
		process: takeProcess(runtime),
		context: takeContext(runtime),
		action: takeAction(service),
		threats: takeThreats(service),
		malware: takeMalware(service),
		additionalInfo,
		others: othersOf(left),
		json,
	};
}

function takeContainerOf(resource: Record<string, unknown>): FindingContainer | undefined {
	const container = part(resource, 'containerDetails');
	return Object.keys(container).length === 0 ? undefined : takeContainer(container);
}

/** With one container in the task there is no doubt which one it was. */
function onlyContainer(task: FindingTask | undefined): FindingContainer | undefined {
	return task?.containers.length === 1 ? task.containers[0] : undefined;
}

function tellsOfSample(additionalInfo: Finding['additionalInfo']): boolean {
	return additionalInfo.some(({name, value}) => name === 'sample' && value === 'true');
}

/** The service's own name says nothing: it is always GuardDuty. */
function othersOf(left: Record<string, unknown>): Finding['others'] {
	return factsLeft(left).filter(
		({name, value}) => !(name === 'service.serviceName' && value === 'guardduty'),
	);
}
