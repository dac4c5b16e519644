import {isObject, type Json, type JsonObject} from '../../json.js';
import {findingJson} from '../../wire/finding-json.js';
import {type Finding} from '../../world/finding.js';
import {type World} from '../../world/types.js';

type Value = string | number | boolean;

const instance = 'resource.instanceDetails';
const task = 'resource.ecsClusterDetails.taskDetails';
const call = 'service.action.awsApiCallAction';
const connection = 'service.action.networkConnectionAction';
const ownProcess = 'service.runtimeDetails.process';

// What finding criteria of ListFindings may name: docs.aws.amazon.com/guardduty/latest/APIReference/API_ListFindings.html
// and, for ECS and processes, docs.aws.amazon.com/guardduty/latest/ug/guardduty_filter-findings.html. The many other
// fields are for CreateFilter alone. Whether service.additionalInfo.sample works here is not documented: it is refused.
const paths = [
	'accountId',
	'region',
	'confidence',
	'id',
	'type',
	'severity',
	'updatedAt',
	...['accessKeyId', 'principalId', 'userName', 'userType'].map(name => `resource.accessKeyDetails.${name}`),
	`${instance}.iamInstanceProfile.id`,
	`${instance}.imageId`,
	`${instance}.instanceId`,
	`${instance}.tags.key`,
	`${instance}.tags.value`,
	...[
		'ipv6Addresses',
		'privateIpAddresses.privateIpAddress',
		'publicDnsName',
		'publicIp',
		'securityGroups.groupId',
		'securityGroups.groupName',
		'subnetId',
		'vpcId',
	].map(name => `${instance}.networkInterfaces.${name}`),
	'resource.resourceType',
	'resource.ecsClusterDetails.name',
	`${task}.definitionArn`,
	`${task}.containers.image`,
	'resource.containerDetails.image',
	'service.action.actionType',
	...[
		'api',
		'callerType',
		'remoteIpDetails.city.cityName',
		'remoteIpDetails.country.countryName',
		'remoteIpDetails.ipAddressV4',
		'remoteIpDetails.organization.asn',
		'remoteIpDetails.organization.asnOrg',
		'serviceName',
	].map(name => `${call}.${name}`),
	'service.action.dnsRequestAction.domain',
	'service.action.dnsRequestAction.domainWithSuffix',
	...[
		'blocked',
		'connectionDirection',
		'localPortDetails.port',
		'protocol',
		'remoteIpDetails.country.countryName',
		'remoteIpDetails.ipAddressV4',
		'remoteIpDetails.organization.asn',
		'remoteIpDetails.organization.asnOrg',
		'remotePortDetails.port',
	].map(name => `${connection}.${name}`),
	'service.additionalInfo.threatListName',
	'service.archived',
	'service.ebsVolumeScanDetails.scanId',
	'service.resourceRole',
	`${ownProcess}.executableSha256`,
	`${ownProcess}.name`,
	`${ownProcess}.executablePath`,
];

const known = new Set(paths);
const numeric = new Set([
	'severity',
	'confidence',
	'updatedAt',
	`${connection}.localPortDetails.port`,
	`${connection}.remotePortDetails.port`,
]);

export const isField = (name: string): boolean => known.has(name);
export const isNumeric = (name: string): boolean => numeric.has(name);

/** What a finding has in a field: none, one, or several where a list is on the way. */
export function valuesOf(world: World, finding: Finding, field: string): readonly Value[] {
	switch (field) {
		case 'accountId':
			return [finding.accountId];
		case 'region':
			return [world.region];
		case 'id':
			return [finding.id];
		case 'type':
			return [finding.type];
		case 'severity':
			return [finding.severity];
		case 'updatedAt':
			return [finding.updatedAt];
		case 'service.archived':
			return [finding.isArchived];
		case 'resource.resourceType':
			return [finding.resourceType];
		case 'resource.ecsClusterDetails.name':
			return clusterName(world, finding);
		case 'service.additionalInfo.threatListName':
			return threatList(findingJson(world, finding));
		default:
			return valuesAt(findingJson(world, finding), field.split('.'));
	}
}

// Known without making what the finding tells, of which there may be ten thousand.
function clusterName(world: World, finding: Finding): readonly Value[] {
	const {resourceId, distort} = finding;
	return distort === undefined &&
		resourceId.startsWith('arn:aws:ecs:') &&
		finding.resourceType === 'ECSCluster'
		? [resourceId.slice(resourceId.lastIndexOf('/') + 1)]
		: valuesAt(findingJson(world, finding), ['resource', 'ecsClusterDetails', 'name']);
}

// It is a member of JSON text.
function threatList(json: JsonObject): readonly Value[] {
	const [text] = valuesAt(json, ['service', 'additionalInfo', 'value']);
	const info = typeof text === 'string' ? parsed(text) : undefined;
	return isObject(info) ? valuesAt(info, ['threatListName']) : [];
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// What can't be read has no list of threats.
		return undefined;
	}
}

function valuesAt(json: Json | undefined, path: readonly string[]): readonly Value[] {
	if (Array.isArray(json)) {
		// The check narrows to any[].
		return (json as readonly Json[]).flatMap(item => valuesAt(item, path));
	}

	const [member, ...rest] = path;
	if (member === undefined) {
		return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? [json] : [];
	}

	return isObject(json) ? valuesAt(json[member], rest) : [];
}
