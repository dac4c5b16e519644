import {
	type FindingContainer,
	type FindingInstance,
	type FindingTask,
} from '../../../../domain/findings/finding.js';
import {taskIdIn} from '../../../../domain/findings/task-id.js';
import {type Part, part, parts, takeFlag, takeTags, takeText, takeTime} from './part.js';

const servicePrefix = 'service:';

/** Takes the finding's copy of the task; undefined when it tells of none. */
export function takeTask(cluster: Part): FindingTask | undefined {
	const task = part(cluster, 'taskDetails');
	if (Object.keys(task).length === 0) {
		return undefined;
	}

	const arn = takeText(task, 'arn');
	const group = takeText(task, 'group');
	return {
		arn,
		id: taskIdIn(arn),
		definitionArn: takeText(task, 'definitionArn'),
		version: takeText(task, 'version'),
		createdAt: takeTime(task, 'createdAt'),
		startedAt: takeTime(task, 'startedAt'),
		startedBy: takeText(task, 'startedBy'),
		group,
		serviceName: group?.startsWith(servicePrefix) ? group.slice(servicePrefix.length) : undefined,
		launchType: takeText(task, 'launchType'),
		containers: parts(task, 'containers').map(takeContainer),
		volumes: parts(task, 'volumes').map(volume => ({
			name: takeText(volume, 'name'),
			hostPath: takeText(part(volume, 'hostPath'), 'path'),
		})),
		tags: takeTags(task, 'tags'),
	};
}

/** Takes a container, of a task or alone. */
export function takeContainer(container: Part): FindingContainer {
	const security = part(container, 'securityContext');
	return {
		id: takeText(container, 'id'),
		name: takeText(container, 'name'),
		image: takeText(container, 'image'),
		imagePrefix: takeText(container, 'imagePrefix'),
		runtime: takeText(container, 'containerRuntime'),
		mounts: parts(container, 'volumeMounts').map(mount => ({
			name: takeText(mount, 'name'),
			path: takeText(mount, 'mountPath'),
		})),
		isPrivileged: takeFlag(security, 'privileged'),
		allowsPrivilegeEscalation: takeFlag(security, 'allowPrivilegeEscalation'),
	};
}

/** Takes the EC2 instance; undefined when the finding tells of none. */
export function takeInstance(resource: Part): FindingInstance | undefined {
	const instance = part(resource, 'instanceDetails');
	if (Object.keys(instance).length === 0) {
		return undefined;
	}

	return {
		id: takeText(instance, 'instanceId'),
		type: takeText(instance, 'instanceType'),
		imageId: takeText(instance, 'imageId'),
		state: takeText(instance, 'instanceState'),
		availabilityZone: takeText(instance, 'availabilityZone'),
		profileArn: takeText(part(instance, 'iamInstanceProfile'), 'arn'),
		launchedAt: takeText(instance, 'launchTime'),
		interfaces: parts(instance, 'networkInterfaces').map(takeInterface),
		tags: takeTags(instance, 'tags'),
	};
}

function takeInterface(networkInterface: Part): FindingInstance['interfaces'][number] {
	const groups = parts(networkInterface, 'securityGroups');
	return {
		id: takeText(networkInterface, 'networkInterfaceId'),
		privateIp: takeText(networkInterface, 'privateIpAddress'),
		publicIp: takeText(networkInterface, 'publicIp'),
		vpcId: takeText(networkInterface, 'vpcId'),
		subnetId: takeText(networkInterface, 'subnetId'),
		securityGroups: groups.flatMap(group => takeText(group, 'groupId') ?? []),
		securityGroupNames: groups.flatMap(group => takeText(group, 'groupName') ?? []),
	};
}

/** Takes the access key that was used; undefined when the finding tells of none. */
export function takeAccessKey(resource: Part) {
	const key = part(resource, 'accessKeyDetails');
	return Object.keys(key).length === 0
		? undefined
		: {
				id: takeText(key, 'accessKeyId'),
				principalId: takeText(key, 'principalId'),
				userName: takeText(key, 'userName'),
				userType: takeText(key, 'userType'),
			};
}
