import {circuitBreakerThreshold} from '../engine/deployments.js';
import {type JsonObject} from '../json.js';
import {clusterArn, serviceArn, serviceDeploymentArn, serviceRevisionArn} from '../world/arns.js';
import {type ServiceDeployment} from '../world/service-deployment.js';
import {type Service, type World} from '../world/types.js';
import {seconds} from './seconds.js';
import {revisionJson} from './service-json.js';

/** As ListServiceDeployments shows it. */
export function serviceDeploymentBrief(
	world: World,
	service: Service,
	record: ServiceDeployment,
): JsonObject {
	return {
		...common(world, service, record),
		targetServiceRevisionArn: serviceRevisionArn(world, service, record.deploymentId),
	};
}

/** As DescribeServiceDeployments shows it. */
export function serviceDeploymentJson(world: World, service: Service, record: ServiceDeployment): JsonObject {
	const target = service.deployments.find(({id}) => id === record.deploymentId);
	const source = service.deployments.find(({id}) => id === record.sourceId);
	const breaker = service.circuitBreaker;
	return {
		...common(world, service, record),
		...(record.stoppedAt !== undefined && {stoppedAt: seconds(record.stoppedAt)}),
		updatedAt: seconds(record.finishedAt ?? target?.updatedAt ?? record.createdAt),
		sourceServiceRevisions: source
			? [revisionJson(world, service, source)]
			: record.sourceId === undefined
				? []
				: [{arn: serviceRevisionArn(world, service, record.sourceId)}],
		targetServiceRevision: target
			? revisionJson(world, service, target)
			: {arn: serviceRevisionArn(world, service, record.deploymentId)},
		deploymentConfiguration: {
			...(breaker && {deploymentCircuitBreaker: breaker}),
			maximumPercent: service.maximumPercent,
			minimumHealthyPercent: service.minimumHealthyPercent,
			strategy: 'ROLLING',
			bakeTimeInMinutes: 0,
		},
		...(record.rollback && {
			rollback: {
				reason: record.rollback.reason,
				startedAt: seconds(record.rollback.startedAt),
				...(record.sourceId !== undefined && {
					serviceRevisionArn: serviceRevisionArn(world, service, record.sourceId),
				}),
			},
		}),
		deploymentCircuitBreaker: {
			status: breakerStatus(service, record),
			failureCount: target?.failedTasks ?? 0,
			threshold: circuitBreakerThreshold(service),
		},
	};
}

function common(world: World, service: Service, record: ServiceDeployment): JsonObject {
	return {
		serviceDeploymentArn: serviceDeploymentArn(world, service, record),
		serviceArn: serviceArn(world, service),
		clusterArn: clusterArn(world, service.cluster),
		startedAt: seconds(record.startedAt),
		createdAt: seconds(record.createdAt),
		...(record.finishedAt !== undefined && {finishedAt: seconds(record.finishedAt)}),
		status: record.status,
		...(record.statusReason !== undefined && {statusReason: record.statusReason}),
	};
}

function breakerStatus({circuitBreaker}: Service, record: ServiceDeployment): string {
	if (!circuitBreaker?.enable) {
		return 'DISABLED';
	}

	if (record.statusReason?.includes('circuit breaker')) {
		return 'TRIGGERED';
	}

	return record.finishedAt === undefined ? 'MONITORING' : 'MONITORING_COMPLETE';
}
