import {type OperationName} from '../../domain/operations.js';
import {type Operation} from './operation.js';

const ecs = () => import('./ecs/operations.js');
const guardduty = () => import('./guardduty/operations.js');
// EC2 takes 400 ms to load, and IAM half of that: only the doctor asks for them.
const ec2 = () => import('./ec2/operations.js');
const iam = () => import('./iam/operations.js');
const logs = () => import('./logs/operations.js');
const events = () => import('./events/operations.js');
const securityhub = () => import('./securityhub/operations.js');

/** Every operation by its name; a service's code is loaded with the first of its operations that is used. */
export const operations: {readonly [Name in OperationName]: () => Promise<Operation<Name>>} = {
	'sts:GetCallerIdentity': async () => (await import('./sts/get-caller-identity.js')).getCallerIdentity,
	'ecs:ListClusters': async () => (await ecs()).listClusters,
	'ecs:DescribeClusters': async () => (await ecs()).describeClusters,
	'ecs:ListServices': async () => (await ecs()).listServices,
	'ecs:DescribeServices': async () => (await ecs()).describeServices,
	'ecs:ListTasks': async () => (await ecs()).listTasks,
	'ecs:DescribeTasks': async () => (await ecs()).describeTasks,
	'ecs:ListContainerInstances': async () => (await ecs()).listContainerInstances,
	'ecs:DescribeContainerInstances': async () => (await ecs()).describeContainerInstances,
	'ecs:DescribeTaskDefinition': async () => (await ecs()).describeTaskDefinition,
	'ecs:ListServiceDeployments': async () => (await ecs()).listServiceDeployments,
	'ecs:ListAccountSettings': async () => (await ecs()).listAccountSettings,
	'ecs:TagResource': async () => (await ecs()).tagResource,
	'ecs:UntagResource': async () => (await ecs()).untagResource,
	'ecs:UpdateClusterSettings': async () => (await ecs()).updateClusterSettings,
	'ecs:UpdateService': async () => (await ecs()).updateService,
	'ecs:StopServiceDeployment': async () => (await ecs()).stopServiceDeployment,
	'ecs:StopTask': async () => (await ecs()).stopTask,
	'ecs:RunTask': async () => (await ecs()).runTask,
	'guardduty:ListDetectors': async () => (await guardduty()).listDetectors,
	'guardduty:GetDetector': async () => (await guardduty()).getDetector,
	'guardduty:GetAdministratorAccount': async () => (await guardduty()).getAdministratorAccount,
	'guardduty:ListCoverage': async () => (await guardduty()).listCoverage,
	'guardduty:GetCoverageStatistics': async () => (await guardduty()).getCoverageStatistics,
	'guardduty:ListFindings': async () => (await guardduty()).listFindings,
	'guardduty:GetFindings': async () => (await guardduty()).getFindings,
	'guardduty:GetFindingsStatistics': async () => (await guardduty()).getFindingsStatistics,
	'guardduty:ArchiveFindings': async () => (await guardduty()).archiveFindings,
	'guardduty:UnarchiveFindings': async () => (await guardduty()).unarchiveFindings,
	'guardduty:UpdateFindingsFeedback': async () => (await guardduty()).updateFindingsFeedback,
	'guardduty:CreateSampleFindings': async () => (await guardduty()).createSampleFindings,
	'guardduty:ListPublishingDestinations': async () => (await guardduty()).listPublishingDestinations,
	'guardduty:DescribePublishingDestination': async () => (await guardduty()).describePublishingDestination,
	'ec2:DescribeNetworkInterfaces': async () => (await ec2()).describeNetworkInterfaces,
	'ec2:DescribeSubnets': async () => (await ec2()).describeSubnets,
	'ec2:DescribeRouteTables': async () => (await ec2()).describeRouteTables,
	'ec2:DescribeVpcEndpoints': async () => (await ec2()).describeVpcEndpoints,
	'ec2:DescribeSecurityGroups': async () => (await ec2()).describeSecurityGroups,
	'ec2:DescribeVpcAttribute': async () => (await ec2()).describeVpcAttribute,
	'ec2:DescribeManagedPrefixLists': async () => (await ec2()).describeManagedPrefixLists,
	'ec2:ModifyNetworkInterfaceAttribute': async () => (await ec2()).modifyNetworkInterfaceAttribute,
	'ec2:CreateSecurityGroup': async () => (await ec2()).createSecurityGroup,
	'ec2:RevokeSecurityGroupEgress': async () => (await ec2()).revokeSecurityGroupEgress,
	'iam:GetRole': async () => (await iam()).getRole,
	'iam:ListAttachedRolePolicies': async () => (await iam()).listAttachedRolePolicies,
	'iam:ListRolePolicies': async () => (await iam()).listRolePolicies,
	'iam:GetRolePolicy': async () => (await iam()).getRolePolicy,
	'iam:GetPolicy': async () => (await iam()).getPolicy,
	'iam:GetPolicyVersion': async () => (await iam()).getPolicyVersion,
	'iam:SimulatePrincipalPolicy': async () => (await iam()).simulatePrincipalPolicy,
	'cloudtrail:LookupEvents': async () => (await import('./cloudtrail/lookup-events.js')).lookupEvents,
	'logs:DescribeLogGroups': async () => (await logs()).describeLogGroups,
	'logs:StartQuery': async () => (await logs()).startQuery,
	'logs:GetQueryResults': async () => (await logs()).getQueryResults,
	'logs:StopQuery': async () => (await logs()).stopQuery,
	'logs:FilterLogEvents': async () => (await logs()).filterLogEvents,
	'logs:GetLogEvents': async () => (await logs()).getLogEvents,
	'events:ListRules': async () => (await events()).listRules,
	'events:ListTargetsByRule': async () => (await events()).listTargetsByRule,
	'securityhub:DescribeHub': async () => (await securityhub()).describeHub,
	'securityhub:ListEnabledProductsForImport': async () => (await securityhub()).listEnabledProductsForImport,
	'detective:ListGraphs': async () => (await import('./detective/list-graphs.js')).listGraphs,
};
