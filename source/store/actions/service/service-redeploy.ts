import {type ClusterArn, shortName} from '../../../domain/arn.js';
import {heldValue} from '../../../domain/fetched.js';
import {type Service} from '../../../domain/resources.js';
import {redeployRefusal, redeployWarnings} from '../../../domain/task/redeploy.js';
import {want} from '../../read.js';
import {accountSettingRead} from '../../reads/account-setting.js';
import {administratorRead} from '../../reads/administrator.js';
import {clustersRead} from '../../reads/clusters.js';
import {detectorRead} from '../../reads/detector.js';
import {servicesRead} from '../../reads/services.js';
import {taskDefinitionRead} from '../../reads/task-definition.js';
import {tasksRead} from '../../reads/tasks.js';
import {type Snapshot} from '../../snapshot.js';
import {type ActionSettings, type EcsTarget, type Plan, type Question} from '../action.js';
import {ecsAction, type PlanInputOf} from '../action-of.js';
import {evidenceQuestions, withEvidenceFirst} from '../evidence/evidence-first.js';
import {evidenceWants} from '../evidence/evidence-subjects.js';
import {heldService} from '../held.js';
import {clustersOf, confirmation, counted, emptyPlan} from '../plan-parts.js';
import {type NamedWarnings, sharedWarnings} from '../shared-warnings.js';
import {type Candidate, redeployCandidates, uncovered} from './redeploy-candidates.js';
import {redeployStep} from './redeploy-step.js';

const defaultWave = 2;
const largestWave = 20;

/** Gives services new tasks, wave by wave, and sees that each new task has its agent. */
export const serviceRedeploy = ecsAction({
	id: 'service.redeploy',
	label: 'redeploy',
	describes: 'Give a service new tasks, or all stale services of a cluster, in waves',
	appliesTo: ['service', 'cluster'],
	disabledReason,
	wants: (targets, snapshot) => [
		want(clustersRead, undefined, {everyMs: 30_000, priority: 0}),
		want(detectorRead, undefined, {everyMs: 300_000, priority: 0}),
		want(administratorRead, undefined, {everyMs: 300_000, priority: 2}),
		want(accountSettingRead, undefined, {everyMs: 300_000, priority: 1}),
		...clustersOf(targets).flatMap(cluster => [
			want(servicesRead, cluster, {everyMs: 30_000, priority: 0}),
			want(tasksRead, cluster, {everyMs: 30_000, priority: 0}),
		]),
		...definitionsOf(redeployCandidates(targets, snapshot).services).map(arn =>
			want(taskDefinitionRead, arn, {everyMs: 3_600_000, priority: 0}),
		),
		...evidenceWants(),
	],
	questions,
	plan,
});

function disabledReason(targets: readonly EcsTarget[], snapshot: Snapshot): string | undefined {
	// Services are asked for at each key press: what their tasks are like does not matter yet.
	if (targets.every(target => target.kind === 'service')) {
		const refusals = targets.map(target => refusalOf(target, snapshot));
		return refusals.every(refusal => refusal !== undefined) ? refusals[0] : undefined;
	}

	const {waitingFor, services, warnings} = redeployCandidates(targets, snapshot);
	if (waitingFor.length > 0 || services.length > 0) {
		return undefined;
	}

	return nothingLeft(targets, warnings);
}

function refusalOf(target: EcsTarget, snapshot: Snapshot): string | undefined {
	const found = heldService(snapshot, target);
	return found.status === 'held' ? redeployRefusal(found.value) : undefined;
}

function nothingLeft(targets: readonly EcsTarget[], warnings: readonly string[]): string {
	const [only] = warnings;
	if (only !== undefined && warnings.length === 1) {
		return only;
	}

	return targets.every(target => target.kind === 'cluster')
		? 'no service here is known to be stale'
		: 'none of these services can be redeployed';
}

/** One service needs no waves; of a cluster nobody knows the count before its services are read. */
function questions(
	targets: readonly EcsTarget[],
	snapshot: Snapshot,
	settings?: ActionSettings,
): readonly Question[] {
	const evidence = evidenceQuestions(tasksOf(redeployCandidates(targets, snapshot).services), snapshot);
	const [only] = targets;
	if (targets.length === 1 && only?.kind === 'service') {
		return evidence;
	}

	const initial = settings?.waveSize ?? defaultWave;
	return [
		...evidence,
		{kind: 'number', id: 'wave', label: 'services at a time', initial, min: 1, max: largestWave},
	];
}

/** The tasks that a redeploy replaces, as far as they were read. */
function tasksOf(services: readonly Candidate[]): readonly string[] {
	return services.flatMap(({tasks}) => tasks.map(({arn}) => arn));
}

function plan(input: PlanInputOf<EcsTarget>): Plan {
	const {targets, snapshot, settings} = input;
	const candidates = redeployCandidates(targets, snapshot);
	const {services, warnings} = candidates;
	const missing = definitionsOf(services).filter(
		arn => snapshot.get(taskDefinitionRead, arn).status === 'waiting',
	);
	const waitingFor = [
		...candidates.waitingFor,
		...(missing.length > 0 ? [counted(missing.length, 'task definition')] : []),
	];
	const title = titleOf(services, targets);
	if (waitingFor.length > 0) {
		return emptyPlan(title, {waitingFor: waitingFor.join(', '), warnings});
	}

	if (services.length === 0) {
		const refusal = nothingLeft(targets, warnings);
		return emptyPlan(title, {refusal, warnings: warnings.filter(warning => warning !== refusal)});
	}

	const waveSize = waveSizeOf(input);
	const clusters = [...new Set(services.map(({service}) => service.clusterArn))];
	const redeploy: Plan = {
		title: services.length > 1 ? `${title}, ${waveSize} at a time` : title,
		changes: services.map(changeOf),
		keeps: [
			'task definition, desired count and configuration of the services',
			'old tasks run until new ones replace them',
			...(services.length > waveSize ? ['the next wave waits until this one ends well'] : []),
		],
		warnings: [
			...unmonitored(services),
			...warnings,
			...sharedWarnings(services.map(candidate => warningsOf(candidate, snapshot))),
		],
		steps: services.map(candidate => redeployStep(candidate, labelOf(candidate.service, clusters))),
		waveSize,
		confirm: confirmation(clusters, settings),
	};
	return withEvidenceFirst(redeploy, {
		taskArns: tasksOf(services),
		answers: input.answers,
		snapshot,
		settings: settings.evidence,
	});
}

function waveSizeOf({answers, settings}: PlanInputOf<EcsTarget>): number {
	const asked = Number.parseInt(answers.wave ?? '', 10);
	return Math.min(largestWave, Math.max(1, Number.isNaN(asked) ? settings.waveSize : asked));
}

function titleOf(services: readonly Candidate[], targets: readonly EcsTarget[]): string {
	const [first] = services;
	if (first !== undefined && services.length === 1) {
		return `redeploy ${first.service.name}`;
	}

	const clusters = clustersOf(targets);
	const where = clusters.length === 1 ? clusters.map(shortName).join() : counted(clusters.length, 'cluster');
	return `redeploy ${counted(services.length, 'service')} of ${where}`;
}

function labelOf(service: Service, clusters: readonly ClusterArn[]): string {
	return clusters.length === 1 ? service.name : `${shortName(service.clusterArn)}/${service.name}`;
}

function changeOf(candidate: Candidate): string {
	const {service, census} = candidate;
	const tasks = counted(service.desired, 'task');
	if (census === undefined) {
		return `${service.name}: ${tasks} replaced; which have the agent is not known`;
	}

	const without = uncovered(candidate);
	const partial = census.isPartial ? 'at least ' : '';
	return `${service.name}: ${tasks} replaced; ${partial}${without} of ${census.tasks} have no working agent now`;
}

/** A redeploy where nothing is injected would change tasks for nothing. */
function unmonitored(services: readonly Candidate[]): readonly string[] {
	const sentences = services.map(({service, optIn}) => {
		const cluster = shortName(service.clusterArn);
		if (optIn === undefined) {
			return `${cluster} could not be read: whether new tasks get the agent is not known`;
		}

		switch (optIn.state) {
			case 'monitored':
				return undefined;
			case 'unknown':
				return `whether new tasks of ${cluster} get the agent is not known: ${optIn.reason}`;
			case 'excluded':
			case 'not-opted-in':
			case 'off':
				return `new tasks of ${cluster} get no agent: ${optIn.reason}`;
			default:
				return optIn.state satisfies never;
		}
	});
	return [...new Set(sentences.filter(sentence => sentence !== undefined))];
}

function warningsOf({service, tasks}: Candidate, snapshot: Snapshot): NamedWarnings {
	const definition = heldValue(snapshot.get(taskDefinitionRead, service.taskDefinition));
	return {name: service.name, warnings: redeployWarnings(service, definition, tasks)};
}

function definitionsOf(services: readonly Candidate[]) {
	return [...new Set(services.map(({service}) => service.taskDefinition))];
}
