import {type OptInFacts, optInOf} from '../../../domain/opt-in/opt-in.js';
import {guardDutyTag, guardDutyTagKey, iacOwner} from '../../../domain/opt-in/tag.js';
import {type Cluster, type Tag} from '../../../domain/resources.js';
import {want} from '../../read.js';
import {accountSettingRead} from '../../reads/account-setting.js';
import {administratorRead} from '../../reads/administrator.js';
import {clustersRead} from '../../reads/clusters.js';
import {detectorRead} from '../../reads/detector.js';
import {optInFactsIn} from '../../selectors.js';
import {type Snapshot} from '../../snapshot.js';
import {type EcsTarget, type Plan, type Question, type Step} from '../action.js';
import {ecsAction, type PlanInputOf} from '../action-of.js';
import {heldCluster} from '../held.js';
import {clustersOf, confirmation, counted, emptyPlan, listed, named} from '../plan-parts.js';
import {writeTag} from './cluster-tag-step.js';

const choices = ['true', 'false', 'remove'] as const;
type Choice = (typeof choices)[number];

/** A resource has at most so many tags of its own; AWS's do not count. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TagResource.html */
const tagQuota = 50;

/** Sets the tag `GuardDutyManaged` of clusters to true or false, or removes it; reads it back. */
export const clusterTag = ecsAction({
	id: 'cluster.tag',
	label: 'tag',
	describes: `Set or remove the tag ${guardDutyTagKey}: opt a cluster in or out`,
	appliesTo: ['cluster'],
	disabledReason: () => undefined,
	wants: () => [
		want(clustersRead, undefined, {everyMs: 30_000, priority: 0}),
		want(detectorRead, undefined, {everyMs: 300_000, priority: 1}),
		want(administratorRead, undefined, {everyMs: 300_000, priority: 2}),
		want(accountSettingRead, undefined, {everyMs: 300_000, priority: 1}),
	],
	questions: (targets, snapshot) => [question(targets, snapshot)],
	plan,
});

function question(targets: readonly EcsTarget[], snapshot: Snapshot): Question {
	const facts = optInFactsIn(snapshot);
	const first = targets[0] && heldCluster(snapshot, targets[0].clusterArn);
	const cluster = first?.status === 'held' ? first.value : undefined;
	const isSet = cluster !== undefined && guardDutyTag(cluster.tags).value === 'true';
	return {
		kind: 'choice',
		id: 'value',
		label: guardDutyTagKey,
		options: choices.map(value => ({
			value,
			label: value,
			...(cluster && {hint: effectOf(value, cluster, facts)}),
		})),
		initial: isSet ? 'false' : 'true',
	};
}

/** What a choice does, by the truth table: the opt-in state that the cluster would have with it. */
function effectOf(choice: Choice, cluster: Cluster, facts: OptInFacts): string {
	const optIn = optInOf({...cluster, tags: tagsAfter(cluster.tags ?? [], choice)}, facts);
	switch (optIn.state) {
		case 'monitored':
			return 'new tasks get the agent; running tasks only after a redeploy';
		case 'excluded':
			return 'new tasks get no agent; agents that run stay, unheard and unbilled';
		case 'not-opted-in':
			return 'new tasks get no agent; agents that run stay';
		case 'off':
			return `no effect now: ${optIn.reason}`;
		case 'unknown':
			return `the effect can't be told: ${optIn.reason}`;
		default:
			return optIn.state satisfies never;
	}
}

function tagsAfter(tags: readonly Tag[], choice: Choice): readonly Tag[] {
	const others = tags.filter(tag => tag.key !== guardDutyTagKey);
	return choice === 'remove' ? others : [...others, {key: guardDutyTagKey, value: choice}];
}

function plan({targets, answers, snapshot, settings}: PlanInputOf<EcsTarget>): Plan {
	const choice = choices.find(value => value === answers.value);
	const what =
		choice === 'remove' ? `remove ${guardDutyTagKey} from` : `set ${guardDutyTagKey} = ${choice} on`;
	const title = `${what} ${named(targets, 'clusters')}`;
	if (choice === undefined) {
		return emptyPlan(title, {refusal: 'choose true, false or remove', warnings: []});
	}

	const parts = clustersOf(targets).map(arn => ({arn, found: heldCluster(snapshot, arn)}));
	const waitingFor = parts.filter(({found}) => found.status === 'waiting').length;
	if (waitingFor > 0) {
		return emptyPlan(title, {waitingFor: counted(waitingFor, 'cluster'), warnings: []});
	}

	const facts = optInFactsIn(snapshot);
	const planned = targets.map(target => planOne(target, choice, {snapshot, facts}));
	const steps = planned.flatMap(one => one.step ?? []);
	const warnings = planned.flatMap(one => one.warnings);
	if (steps.length === 0) {
		const [only] = warnings;
		const refusal = planned.length === 1 && only !== undefined ? only : 'nothing is left to change';
		return emptyPlan(title, {refusal, warnings: planned.length === 1 ? [] : warnings});
	}

	return {
		title,
		changes: [...new Set(planned.flatMap(one => one.changes))],
		keeps: [
			...planned.flatMap(one => one.keeps),
			'running tasks stay as they are: a Fargate task never changes after its start',
			...(choice === 'false' ? ["GuardDuty's VPC endpoint stays: other clusters may use it"] : []),
		],
		warnings,
		steps,
		waveSize: settings.waveSize,
		confirm: confirmation(clustersOf(targets), settings),
	};
}

type Planned = {
	readonly step?: Step;
	readonly changes: readonly string[];
	readonly keeps: readonly string[];
	readonly warnings: readonly string[];
};

function planOne(
	target: EcsTarget,
	choice: Choice,
	{snapshot, facts}: {readonly snapshot: Snapshot; readonly facts: OptInFacts},
): Planned {
	const found = heldCluster(snapshot, target.clusterArn);
	if (found.status !== 'held') {
		const why = found.status === 'missing' ? found.why : 'it is still being read';
		return left(`${target.name} is left out: ${why}`);
	}

	const cluster = found.value;
	const {tags} = cluster;
	const before = tags?.find(tag => tag.key === guardDutyTagKey)?.value;
	const after = choice === 'remove' ? undefined : choice;
	if (tags !== undefined && before === after) {
		return left(`${cluster.name} is left out: it already has ${guardDutyTagKey} = ${shown(after)}`);
	}

	const own = tags?.filter(({key}) => !key.startsWith('aws:')) ?? [];
	if (before === undefined && after !== undefined && own.length >= tagQuota) {
		return left(`${cluster.name} is left out: it has ${own.length} tags, AWS allows ${tagQuota}`);
	}

	const others = (tags ?? []).filter(tag => tag.key !== guardDutyTagKey);
	return {
		step: writeTag({name: cluster.name, arn: cluster.arn, value: after}),
		changes: [
			`${cluster.name}: ${guardDutyTagKey} ${tags ? shown(before) : 'unknown'} -> ${shown(after)}`,
			`${effectOf(choice, cluster, facts)}`,
		],
		keeps: [otherTags(cluster, others)],
		warnings: warningsOf(cluster, choice, facts),
	};
}

function left(warning: string): Planned {
	return {changes: [], keeps: [], warnings: [warning]};
}

function shown(value: string | undefined): string {
	return value === undefined ? 'absent' : `"${value}"`;
}

function otherTags(cluster: Cluster, others: readonly Tag[]): string {
	if (cluster.tags === undefined) {
		return `${cluster.name}: its other tags, which could not be read, are not touched`;
	}

	return others.length === 0
		? `${cluster.name}: has no other tags`
		: `${cluster.name}: other tags untouched: ${listed(others.map(({key}) => key))}`;
}

function warningsOf(cluster: Cluster, choice: Choice, facts: OptInFacts): readonly string[] {
	const {name, tags, activeServices, runningTasks} = cluster;
	const owner = iacOwner(tags);
	const nearMisses = guardDutyTag(tags).nearMisses.filter(({key}) => key !== guardDutyTagKey);
	const after = optInOf({...cluster, tags: tagsAfter(tags ?? [], choice)}, facts);
	const wasMonitored = optInOf(cluster, facts).state === 'monitored';
	const needsRedeploy = after.state === 'monitored' && !wasMonitored && runningTasks > 0;
	return [
		...(owner === undefined
			? []
			: [`${name} looks managed by ${owner}: its next deployment may put the tag back`]),
		...nearMisses.map(
			miss => `${name}: the tag "${miss.key}" = "${miss.value}" stays and does nothing: ${miss.why}`,
		),
		...(needsRedeploy
			? [
					`${name}: ${counted(runningTasks, 'running task')} in ${counted(activeServices, 'service')} ` +
						'get the agent only by a redeploy',
				]
			: []),
	];
}
