import {type JsonObject} from '../json.js';
import {type CoverageResource} from '../world/coverage/types.js';
import {seconds} from './seconds.js';

/** A resource as ListCoverage shows it. */
export function coverageJson({
	id,
	accountId,
	detectorId,
	status,
	issue,
	updatedAt,
	details,
}: CoverageResource): JsonObject {
	return {
		resourceId: id,
		detectorId,
		accountId,
		coverageStatus: status,
		...(issue !== undefined && {issue}),
		updatedAt: seconds(updatedAt),
		resourceDetails: {resourceType: details.type, ...detailsJson(details)},
	};
}

function detailsJson(details: CoverageResource['details']): JsonObject {
	switch (details.type) {
		case 'ECS': {
			const {clusterName, issues, management, covered, compatible} = details;
			return {
				ecsClusterDetails: {
					clusterName,
					fargateDetails: {issues, managementType: management},
					containerInstanceDetails: {
						coveredContainerInstances: covered,
						compatibleContainerInstances: compatible,
					},
				},
			};
		}
		case 'EC2': {
			const {instanceId, instanceType, clusterArn, agentVersion, management} = details;
			return {
				ec2InstanceDetails: {
					instanceId,
					instanceType,
					...(clusterArn !== undefined && {clusterArn}),
					...(agentVersion !== undefined && {agentDetails: {version: agentVersion}}),
					managementType: management,
				},
			};
		}
	}
}
