import {type OperationInput, type OperationName} from './operations.js';
import {type Json} from './resources.js';

/** One request of the console: its name and the console's own input. */
export type ApiCall = {
	readonly [Name in OperationName]: {readonly name: Name; readonly input: OperationInput<Name>};
}[OperationName];

/**
 * Returns the body that the API gets for a write, with the API's member names. aws/ sends exactly this
 * and plans, the journal and the CLI line show exactly this. For a read it is the console's own input.
 */
export function apiRequest(call: ApiCall): Json {
	switch (call.name) {
		case 'ecs:TagResource':
			return {
				resourceArn: call.input.resourceArn,
				tags: call.input.tags.map(({key, value}) => ({key, value})),
			};
		case 'ecs:UntagResource':
			return {resourceArn: call.input.resourceArn, tagKeys: call.input.tagKeys};
		case 'ecs:UpdateClusterSettings':
			return {
				cluster: call.input.cluster,
				settings: [{name: 'containerInsights', value: call.input.containerInsights}],
			};
		case 'ecs:UpdateService':
			return {cluster: call.input.cluster, service: call.input.service, forceNewDeployment: true};
		case 'ecs:StopServiceDeployment':
			return {serviceDeploymentArn: call.input.serviceDeployment, stopType: call.input.stopType};
		case 'ecs:StopTask':
			return {cluster: call.input.cluster, task: call.input.task, reason: call.input.reason};
		case 'ecs:RunTask':
			return call.input.request;
		case 'guardduty:ArchiveFindings':
		case 'guardduty:UnarchiveFindings':
			return {DetectorId: call.input.detectorId, FindingIds: call.input.findingIds};
		case 'guardduty:UpdateFindingsFeedback': {
			const {detectorId, findingIds, feedback, comments} = call.input;
			return {
				DetectorId: detectorId,
				FindingIds: findingIds,
				Feedback: feedback,
				...(comments === undefined ? {} : {Comments: comments}),
			};
		}

		case 'guardduty:CreateSampleFindings':
			return {DetectorId: call.input.detectorId, FindingTypes: call.input.findingTypes};
		case 'ec2:ModifyNetworkInterfaceAttribute':
			return {NetworkInterfaceId: call.input.networkInterfaceId, Groups: call.input.groups};
		case 'ec2:CreateSecurityGroup':
			return {
				VpcId: call.input.vpcId,
				GroupName: call.input.groupName,
				Description: call.input.description,
			};
		case 'ec2:RevokeSecurityGroupEgress':
			return {GroupId: call.input.groupId, IpPermissions: allTrafficTo(call.input)};
		default:
			return readInput(call.input);
	}
}

/**
 * Returns the permissions that allow all traffic to these ranges; protocol -1 is all of them.
 * docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
export function allTrafficTo(to: OperationInput<'ec2:RevokeSecurityGroupEgress'>): Json {
	return [
		{
			IpProtocol: '-1',
			...(to.cidrs.length > 0 && {IpRanges: to.cidrs.map(CidrIp => ({CidrIp}))}),
			...(to.ipv6Cidrs.length > 0 && {Ipv6Ranges: to.ipv6Cidrs.map(CidrIpv6 => ({CidrIpv6}))}),
		},
	];
}

function readInput(input: object): Json {
	// Inputs of reads are flat records of texts and lists of texts; what is undefined is not sent.
	const members = Object.entries(input) as [string, Json | undefined][];
	return Object.fromEntries(members.filter((member): member is [string, Json] => member[1] !== undefined));
}
