import {momentText} from '../../domain/age.js';
import {type ClusterArn, type ServiceArn, shortName} from '../../domain/arn.js';
import {failureLine} from '../../domain/failure-text.js';
import {heldValue} from '../../domain/fetched.js';
import {type Deployment, type Service} from '../../domain/resources.js';
import {launchText} from '../../domain/task/launch.js';
import {redeployRefusal, redeployWarnings} from '../../domain/task/redeploy.js';
import {type Want, want} from '../../store/read.js';
import {serviceDeploymentsRead} from '../../store/reads/service-deployments.js';
import {serviceEventsRead} from '../../store/reads/service-events.js';
import {servicesRead} from '../../store/reads/services.js';
import {taskDefinitionRead} from '../../store/reads/task-definition.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {agentsCell} from '../agents/agents-cell.js';
import {factsBlock, linesBlock, tagsBlock, timeCell} from '../blocks.js';
import {clustersWant, gateErrors, gateWants} from '../clusters/cluster-facts.js';
import {failureOf, heldRow, heldValues, statusOf} from '../held.js';
import {pace} from '../pace.js';
import {symbols} from '../symbols.js';
import {type Block, type Cell, type ListStatus, type Place} from '../view.js';
import {minMaxText, platformText, rolloutCell, staleCell} from './service-columns.js';
import {type ServiceRow, serviceRows} from './service-row.js';

type At = {readonly cluster: ClusterArn; readonly service: ServiceArn};

function atOf({cluster, service}: Place): At | undefined {
	return cluster && service ? {cluster, service} : undefined;
}

export function serviceWants(place: Place, snapshot: Snapshot): readonly Want[] {
	const at = atOf(place);
	if (!at) {
		return [];
	}

	const service = heldRow(snapshot.get(servicesRead, at.cluster), at.service)?.value;
	return [
		want(servicesRead, at.cluster, {everyMs: pace.focusedMs, priority: 0}),
		want(serviceEventsRead, at, {everyMs: pace.focusedMs, priority: 1}),
		want(serviceDeploymentsRead, at, {everyMs: pace.addedMs, priority: 1}),
		want(tasksRead, at.cluster, {everyMs: pace.addedMs, priority: 1}),
		...(service
			? [want(taskDefinitionRead, service.taskDefinition, {everyMs: pace.rarelyMs, priority: 1})]
			: []),
		clustersWant(pace.addedMs, 1),
		...gateWants(),
	];
}

export function serviceStatus(snapshot: Snapshot, place: Place): ListStatus {
	const at = atOf(place);
	return at
		? statusOf(
				[{what: 'services', collection: snapshot.get(servicesRead, at.cluster)}],
				[
					...failureOf('service events', snapshot.get(serviceEventsRead, at)),
					...failureOf('service deployments', snapshot.get(serviceDeploymentsRead, at)),
					...gateErrors(snapshot),
				],
			)
		: {isPartial: false, errors: []};
}

/** Returns all that is known of a service. */
export function serviceBlocks(snapshot: Snapshot, place: Place, now: number): readonly Block[] {
	const at = atOf(place);
	const services = at && snapshot.get(servicesRead, at.cluster);
	const row = at && serviceRows(snapshot, at.cluster).find(({arn}) => arn === at.service);
	if (!at || !row?.service) {
		const text = services?.isComplete && !row ? 'ECS does not list this service any more' : 'reading …';
		return [linesBlock('Service', [], text)];
	}

	const {service} = row;
	return [
		stateBlock(row),
		factsBlock('Facts', [
			['status', service.status],
			['desired/running/pending', `${service.desired}/${service.running}/${service.pending}`],
			['agents', agentsCell(row.census, row.optIn, service.running)],
			['launch', launchText(service)],
			['platform', platformText(service)],
			['task definition', shortName(service.taskDefinition)],
			['scheduling', service.scheduling],
			['controller', service.controller],
			['strategy', service.strategy],
			['min/max percent', minMaxText(service)],
			['circuit breaker', breakerText(service)],
			['created', timeCell(service.createdAt, now)],
			['ARN', service.arn],
		]),
		redeployBlock(snapshot, at, service),
		deploymentsBlock(service, now),
		networkBlock(service),
		historyBlock(snapshot, at),
		tagsBlock(service.tags),
		eventsBlock(snapshot, at),
	];
}

function stateBlock({service, stale, optIn}: ServiceRow): Block {
	const reason = service?.deployments.find(({rolloutStateReason}) => rolloutStateReason)?.rolloutStateReason;
	return factsBlock('State', [
		['rollout', rolloutCell(service)],
		['rollout reason', reason],
		['stale', staleCell(stale)],
		['why', stale?.reason],
		['cluster', optIn?.reason],
	]);
}

/** What a redeploy would meet, so that nobody learns it from the plan alone. */
function redeployBlock(snapshot: Snapshot, {cluster}: At, service: Service): Block {
	const refusal = redeployRefusal(service);
	const own = heldValues(snapshot.get(tasksRead, cluster)).filter(
		({serviceName}) => serviceName === service.name,
	);
	const definition = heldValue(snapshot.get(taskDefinitionRead, service.taskDefinition));
	const warnings = redeployWarnings(service, definition, own);
	const lines: readonly Cell[] = [
		...(refusal === undefined ? [] : [{text: `${symbols.fault} ${refusal}`, tone: 'warning' as const}]),
		...warnings.map(text => ({text: `${symbols.warning} ${text}`, tone: 'warning' as const})),
	];
	return linesBlock('Before a redeploy', lines, 'nothing to mind');
}

function deploymentsBlock({deployments}: Service, now: number): Block {
	return {
		kind: 'table',
		heading: 'Deployments',
		columns: ['ID', 'STATUS', 'ROLLOUT', 'DES/RUN/PEND', 'FAILED', 'TASKDEF', 'CREATED'],
		rows: deployments.map(deployment => [
			deployment.id,
			deployment.status,
			deployment.rolloutState ?? symbols.none,
			`${deployment.desired}/${deployment.running}/${deployment.pending}`,
			deployment.failedTasks.toString(),
			shortName(deployment.taskDefinition),
			createdText(deployment, now),
		]),
	};
}

function createdText({createdAt}: Deployment, now: number): string {
	return timeCell(createdAt, now).text;
}

function networkBlock({networkConfiguration}: Service): Block {
	return factsBlock('Network', [
		['subnets', networkConfiguration?.subnets.join(', ')],
		['security groups', networkConfiguration?.securityGroups.join(', ')],
		['public IP', networkConfiguration?.assignPublicIp],
	]);
}

function breakerText({circuitBreaker}: Service): string | undefined {
	if (!circuitBreaker) {
		return undefined;
	}

	return circuitBreaker.enable ? `on${circuitBreaker.rollback ? ', rolls back' : ', no rollback'}` : 'off';
}

function historyBlock(snapshot: Snapshot, at: At): Block {
	const history = snapshot.get(serviceDeploymentsRead, at);
	if (history.status === 'failed') {
		return linesBlock('Deployment history', [{text: failureLine(history.failure), tone: 'warning'}], '');
	}

	const lines = (heldValue(history) ?? []).slice(0, shownEvents).map(
		({status, statusReason, startedAt, createdAt}): Cell => ({
			text: [whenText(startedAt ?? createdAt), status, statusReason ?? ''].join('  ').trimEnd(),
		}),
	);
	return linesBlock('Deployment history', lines, history.status === 'waiting' ? 'reading …' : 'none known');
}

const shownEvents = 20;

function eventsBlock(snapshot: Snapshot, at: At): Block {
	const events = snapshot.get(serviceEventsRead, at);
	if (events.status === 'failed') {
		return linesBlock('Events', [{text: failureLine(events.failure), tone: 'warning'}], '');
	}

	const lines = (heldValue(events) ?? [])
		.slice(0, shownEvents)
		.map(({at: time, message}): Cell => ({text: `${whenText(time)}  ${message}`}));
	return linesBlock('Events', lines, events.status === 'waiting' ? 'reading …' : 'no events');
}

function whenText(at: number | undefined): string {
	return at === undefined ? symbols.none : momentText(at);
}
