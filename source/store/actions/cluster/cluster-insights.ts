import {iacOwner} from '../../../domain/opt-in/tag.js';
import {type Cluster, type ContainerInsights} from '../../../domain/resources.js';
import {want} from '../../read.js';
import {clustersRead} from '../../reads/clusters.js';
import {type Snapshot} from '../../snapshot.js';
import {type EcsTarget, type Plan, type Step} from '../action.js';
import {ecsAction, type PlanInputOf} from '../action-of.js';
import {heldCluster} from '../held.js';
import {clustersOf, confirmation, counted, emptyPlan, named} from '../plan-parts.js';
import {send} from '../write-end.js';
import {readBackCluster} from './read-back-cluster.js';

// docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
const levels: readonly {readonly value: ContainerInsights; readonly hint: string}[] = [
	{value: 'disabled', hint: 'no performance logs; only the AWS/ECS metrics'},
	{value: 'enabled', hint: 'metrics by cluster, service and family; the agent only in the logs'},
	{value: 'enhanced', hint: 'also metrics by task and container'},
];

/** Sets Container Insights of clusters to disabled, enabled or enhanced; reads it back. */
export const clusterInsights = ecsAction({
	id: 'cluster.insights',
	label: 'insights',
	describes: 'Set Container Insights to disabled, enabled or enhanced',
	appliesTo: ['cluster'],
	disabledReason: () => undefined,
	wants: () => [want(clustersRead, undefined, {everyMs: 30_000, priority: 0})],
	questions: (targets, snapshot) => [
		{
			kind: 'choice',
			id: 'value',
			label: 'Container Insights',
			options: levels.map(({value, hint}) => ({value, label: value, hint})),
			initial: levelOf(targets, snapshot) === 'enhanced' ? 'disabled' : 'enhanced',
		},
	],
	plan,
});

function levelOf(targets: readonly EcsTarget[], snapshot: Snapshot): ContainerInsights | undefined {
	const found = targets[0] && heldCluster(snapshot, targets[0].clusterArn);
	return found?.status === 'held' ? found.value.containerInsights : undefined;
}

function plan({targets, answers, snapshot, settings}: PlanInputOf<EcsTarget>): Plan {
	const level = levels.find(({value}) => value === answers.value);
	const title = `set Container Insights = ${level?.value} on ${named(targets, 'clusters')}`;
	if (level === undefined) {
		return emptyPlan(title, {refusal: 'choose disabled, enabled or enhanced', warnings: []});
	}

	const founds = targets.map(target => ({target, found: heldCluster(snapshot, target.clusterArn)}));
	const waitingFor = founds.filter(({found}) => found.status === 'waiting').length;
	if (waitingFor > 0) {
		return emptyPlan(title, {waitingFor: counted(waitingFor, 'cluster'), warnings: []});
	}

	const clusters = founds.flatMap(({found}) => (found.status === 'held' ? [found.value] : []));
	const changing = clusters.filter(cluster => cluster.containerInsights !== level.value);
	const warnings = [
		...founds.flatMap(({target, found}) =>
			found.status === 'missing' ? [`${target.name} is left out: ${found.why}`] : [],
		),
		...clusters
			.filter(cluster => cluster.containerInsights === level.value)
			.map(({name}) => `${name} is left out: it is ${level.value} already`),
	];
	if (changing.length === 0) {
		const [only] = warnings;
		const refusal = warnings.length === 1 && only !== undefined ? only : 'nothing is left to change';
		return emptyPlan(title, {refusal, warnings: warnings.length === 1 ? [] : warnings});
	}

	return {
		title,
		changes: [
			...changing.map(
				cluster => `${cluster.name}: ${cluster.containerInsights ?? 'unknown'} -> ${level.value}`,
			),
			level.hint,
			'it takes effect for new tasks',
			...(level.value === 'enhanced'
				? ['whether running tasks need a redeploy for container metrics is not documented']
				: []),
		],
		keeps: ['tasks, services, tags and other cluster settings stay as they are'],
		warnings: [...warnings, ...changing.flatMap(cluster => ownerWarning(cluster))],
		steps: changing.map(cluster => insightsStep(cluster, level.value)),
		waveSize: settings.waveSize,
		confirm: confirmation(
			clustersOf(targets).filter(arn => changing.some(cluster => cluster.arn === arn)),
			settings,
		),
	};
}

function ownerWarning({name, tags}: Cluster): readonly string[] {
	const owner = iacOwner(tags);
	return owner === undefined
		? []
		: [`${name} looks managed by ${owner}: its next deployment may put the setting back`];
}

function insightsStep({arn, name}: Cluster, containerInsights: ContainerInsights): Step {
	const call = {name: 'ecs:UpdateClusterSettings', input: {cluster: arn, containerInsights}} as const;
	return {
		id: arn,
		label: name,
		target: arn,
		calls: [call],
		async run(context) {
			return readBackCluster(context, await send(context, call), {
				arn,
				call: call.name,
				what: 'containerInsights',
				wanted: containerInsights,
				seen: cluster => cluster.containerInsights,
			});
		},
	};
}
