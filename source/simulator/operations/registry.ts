import {listAccountSettings} from './account-settings.js';
import {lookupEvents} from './cloudtrail.js';
import {describeClusters, listClusters, updateClusterSettings} from './clusters.js';
import {describeContainerInstances, listContainerInstances} from './container-instances.js';
import {getCoverageStatistics, listCoverage} from './coverage.js';
import {createSecurityGroup, revokeSecurityGroupEgress} from './ec2/change-groups.js';
import {describeInternetGateways, describeNatGateways} from './ec2/gateways.js';
import {modifyNetworkInterfaceAttribute} from './ec2/isolate.js';
import {describeNetworkInterfaces} from './ec2/network-interfaces.js';
import {describeManagedPrefixLists} from './ec2/prefix-lists.js';
import {describeRouteTables} from './ec2/route-tables.js';
import {describeSecurityGroups} from './ec2/security-groups.js';
import {describeSubnets} from './ec2/subnets.js';
import {describeVpcEndpoints} from './ec2/vpc-endpoints.js';
import {describeVpcAttribute, describeVpcs} from './ec2/vpcs.js';
import {
	archiveFindings,
	createSampleFindings,
	unarchiveFindings,
	updateFindingsFeedback,
} from './findings/change.js';
import {describePublishingDestination, listPublishingDestinations} from './findings/destinations.js';
import {getFindings, listFindings} from './findings/read.js';
import {getFindingsStatistics} from './findings/statistics.js';
import {listGraphs} from './flow/detective.js';
import {listRules, listTargetsByRule} from './flow/events.js';
import {describeHub, listEnabledProductsForImport} from './flow/hub.js';
import {getAdministratorAccount, getDetector, listDetectors} from './guardduty.js';
import {getPolicy, getPolicyVersion} from './iam/policies.js';
import {getRole, getRolePolicy, listAttachedRolePolicies, listRolePolicies} from './iam/roles.js';
import {simulatePrincipalPolicy} from './iam/simulate.js';
import {filterLogEvents} from './logs/filter-events.js';
import {getLogEvents} from './logs/get-events.js';
import {describeLogGroups} from './logs/groups.js';
import {describeQueries, getQueryResults, stopQuery} from './logs/queries.js';
import {startQuery} from './logs/start-query.js';
import {describeLogStreams} from './logs/streams.js';
import {listMembers} from './members.js';
import {type Operation} from './operation.js';
import {runTask} from './run-task.js';
import {
	describeServiceDeployments,
	listServiceDeployments,
	stopServiceDeployment,
} from './service-deployments.js';
import {describeServices, listServices, updateService} from './services.js';
import {getCallerIdentity} from './sts.js';
import {listTagsForResource, tagResource, untagResource} from './tags.js';
import {describeTaskDefinition, listTaskDefinitions} from './task-definitions.js';
import {describeTasks, listTasks, stopTask} from './tasks.js';

/** Every operation that the account serves; one line each. */
export const operations: readonly Operation[] = [
	listClusters,
	describeClusters,
	updateClusterSettings,
	listServices,
	describeServices,
	updateService,
	listTasks,
	describeTasks,
	stopTask,
	runTask,
	listContainerInstances,
	describeContainerInstances,
	listTaskDefinitions,
	describeTaskDefinition,
	listServiceDeployments,
	describeServiceDeployments,
	stopServiceDeployment,
	listAccountSettings,
	listTagsForResource,
	tagResource,
	untagResource,
	listDetectors,
	getDetector,
	getAdministratorAccount,
	listCoverage,
	getCoverageStatistics,
	listMembers,
	getCallerIdentity,
	describeNetworkInterfaces,
	describeVpcs,
	describeVpcAttribute,
	describeSubnets,
	describeRouteTables,
	describeInternetGateways,
	describeNatGateways,
	describeVpcEndpoints,
	describeSecurityGroups,
	describeManagedPrefixLists,
	getRole,
	listAttachedRolePolicies,
	listRolePolicies,
	getRolePolicy,
	getPolicy,
	getPolicyVersion,
	simulatePrincipalPolicy,
	lookupEvents,
	listFindings,
	getFindings,
	getFindingsStatistics,
	archiveFindings,
	unarchiveFindings,
	updateFindingsFeedback,
	createSampleFindings,
	listPublishingDestinations,
	describePublishingDestination,
	listRules,
	listTargetsByRule,
	describeHub,
	listEnabledProductsForImport,
	listGraphs,
	modifyNetworkInterfaceAttribute,
	createSecurityGroup,
	revokeSecurityGroupEgress,
	describeLogGroups,
	describeLogStreams,
	filterLogEvents,
	getLogEvents,
	startQuery,
	getQueryResults,
	stopQuery,
	describeQueries,
];
