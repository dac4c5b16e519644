import {lastCompleted, rollBack} from '../engine/deployments.js';
import {wake} from '../engine/scheduler.js';
import {invalidParameter, Refusal} from '../refusal.js';
import {serviceDeploymentBrief, serviceDeploymentJson} from '../wire/service-deployment-json.js';
import {serviceDeploymentArn} from '../world/arns.js';
import {type ServiceDeployment} from '../world/service-deployment.js';
import {type Service, type World} from '../world/types.js';
import {text, texts} from './inputs.js';
import {serviceOf} from './lookup.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

export const listServiceDeployments: Operation = {
	service: 'ecs',
	name: 'ListServiceDeployments',
	bucket: 'service deployment',
	input: {
		service: 'text',
		cluster: 'text',
		status: 'texts',
		createdAt: 'object',
		nextToken: 'text',
		maxResults: 'integer',
	},
	serve(input, world) {
		const service = serviceOf(input, world);
		if (service instanceof Refusal) {
			return service;
		}

		if (service.controller !== 'ECS') {
			return new Refusal(
				'UnsupportedFeatureException',
				'Service deployments are only available for services with the ECS deployment controller.',
			);
		}

		const statuses = texts(input, 'status');
		const all = service.serviceDeployments.filter(
			({status}) => statuses.length === 0 || statuses.includes(status),
		);
		const scope = `ListServiceDeployments ${service.cluster.name}/${service.name} ${statuses.join(' ')}`;
		const paged = page(all, {input, rules: {maximum: 100, usual: 20, scope}, keyOf: ({id}) => id});
		if (paged instanceof Refusal) {
			return paged;
		}

		return {
			serviceDeployments: paged.items.map(record => serviceDeploymentBrief(world, service, record)),
			nextToken: paged.nextToken,
		};
	},
};

export const describeServiceDeployments: Operation = {
	service: 'ecs',
	name: 'DescribeServiceDeployments',
	bucket: 'service deployment',
	input: {serviceDeploymentArns: 'texts'},
	serve(input, world) {
		const arns = texts(input, 'serviceDeploymentArns');
		if (arns.length === 0 || arns.length > 20) {
			return invalidParameter('serviceDeploymentArns must have between 1 and 20 elements.');
		}

		const found = arns.map(arn => ({arn, known: findServiceDeployment(world, arn)}));
		return {
			serviceDeployments: found.flatMap(({known}) =>
				known ? [serviceDeploymentJson(world, known.service, known.record)] : [],
			),
			failures: found.flatMap(({arn, known}) => (known ? [] : [{arn, reason: 'MISSING'}])),
		};
	},
};

export const stopServiceDeployment: Operation = {
	service: 'ecs',
	name: 'StopServiceDeployment',
	bucket: 'service deployment',
	input: {serviceDeploymentArn: 'text', stopType: 'text'},
	resource: input => text(input, 'serviceDeploymentArn') ?? '*',
	serve(input, world) {
		const arn = text(input, 'serviceDeploymentArn') ?? '';
		const stopType = text(input, 'stopType') ?? 'ROLLBACK';
		const known = findServiceDeployment(world, arn);
		if (!known) {
			return new Refusal(
				'ServiceDeploymentNotFoundException',
				'The specified service deployment could not be found.',
			);
		}

		if (stopType !== 'ROLLBACK' && stopType !== 'ABORT') {
			return invalidParameter(`Invalid stopType: ${stopType}`);
		}

		const {service, record} = known;
		if (record.finishedAt !== undefined) {
			return conflict(`The service deployment is ${record.status} and cannot be stopped.`);
		}

		const refusal = stopType === 'ABORT' ? abort(world, service, record) : goBack(world, service);
		return refusal ?? {serviceDeploymentArn: serviceDeploymentArn(world, service, record)};
	},
};

function goBack(world: World, service: Service): Refusal | undefined {
	const target = lastCompleted(service);
	if (!target) {
		return conflict('There is no completed service deployment to roll back to.');
	}

	rollBack(world, service, {
		target,
		reason: 'Service deployment rolled back because of a StopServiceDeployment request.',
		rolloutReason: `ECS deployment rolling back to deploymentId ${target.id}.`,
	});
	wake(world, service);
	return undefined;
}

function abort(world: World, service: Service, record: ServiceDeployment): undefined {
	const now = world.clock.now();
	record.status = 'STOPPED';
	record.statusReason = 'Service deployment stopped because of a StopServiceDeployment request.';
	record.stoppedAt = now;
	record.finishedAt = now;
	service.isHalted = true;
	const [primary] = service.deployments;
	if (primary) {
		primary.rollout = 'FAILED';
		primary.rolloutReason = `ECS deployment ${primary.id} stopped by user.`;
		primary.updatedAt = now;
	}
}

function findServiceDeployment(
	world: World,
	arn: string,
): {service: Service; record: ServiceDeployment} | undefined {
	const [, cluster = '', name = '', id = ''] = arn.split('/');
	const service = world.clusters.get(cluster)?.contents().services.get(name);
	const record = service?.serviceDeployments.find(candidate => candidate.id === id);
	return service && record ? {service, record} : undefined;
}

const conflict = (message: string): Refusal => new Refusal('ConflictException', message);
