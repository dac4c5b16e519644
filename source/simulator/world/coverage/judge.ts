import {isCompatible, isMonitoring, optInAt, supportsAgent} from '../opt-in.js';
import {type Cluster, type Service, type Task, type World} from '../types.js';
import {agentIssue, endpointIssue, timingIssues, unfitIssue} from './fargate-issues.js';
import {judgeInstance} from './instances.js';
import {type ClusterJudgement} from './types.js';

/** GuardDuty's word comes some time after what it is about; the documentation says minutes. */
const coverageLagMs = 60_000;
/** Tasks that finished not longer ago than this still count. */
const recentMs = 180_000;
/** The API carries at most so many issues. docs.aws.amazon.com/guardduty/latest/APIReference/API_FargateDetails.html */
const issueLimit = 50;

/** What GuardDuty says of the cluster now; undefined where it says nothing. */
export function judgementOf(world: World, cluster: Cluster): ClusterJudgement | undefined {
	const known = world.judgements.get(cluster.name);
	if (known) {
		return known;
	}

	const first = cluster.promised() ? promised(world, cluster) : assess(world, cluster);
	if (first) {
		world.judgements.set(cluster.name, first);
	}

	if (first && !cluster.promised()) {
		lookAgainWhenSettled(world, cluster);
	}

	return first;
}

/** Lets GuardDuty look again, later. Call it before the change, so that it remembers what it said until then. */
export function expectJudgement(world: World, cluster: Cluster, delayMs = coverageLagMs): void {
	const known = judgementOf(world, cluster);
	if (known?.isPending) {
		return;
	}

	if (known) {
		known.isPending = true;
	}

	world.clock.schedule(delayMs, () => judgeAgain(world, cluster));
}

function judgeAgain(world: World, cluster: Cluster): void {
	const fresh = assess(world, cluster);
	const known = world.judgements.get(cluster.name);
	if (!fresh) {
		if (known) {
			known.isPending = false;
		}

		return;
	}

	if (!known) {
		world.judgements.set(cluster.name, fresh);
		return;
	}

	const hasNews = fresh.status !== known.status || fresh.newestTaskAt > known.newestTaskAt;
	const updatedAt = hasNews ? world.clock.now() : known.updatedAt;
	const newestTaskAt = Math.max(fresh.newestTaskAt, known.newestTaskAt);
	Object.assign(known, {...fresh, updatedAt, newestTaskAt, isPending: false});
	lookAgainWhenSettled(world, cluster);
}

// What finished lately stops to count some day, and what starts is not settled yet.
function lookAgainWhenSettled(world: World, cluster: Cluster): void {
	const isUnsettled = [...cluster.contents().tasks.values()].some(
		task => task.status !== 'RUNNING' && isRecent(world, task),
	);
	if (isUnsettled) {
		expectJudgement(world, cluster);
	}
}

// Listing coverage must not make a large account fill all its clusters.
function promised(world: World, cluster: Cluster): ClusterJudgement | undefined {
	const known = cluster.promisedIssues?.();
	if (!known) {
		return assess(world, cluster);
	}

	const {issues, newestTaskAt} = known;
	return isMonitoring(world)
		? judgement(world, cluster, {issues, newestTaskAt, covered: 0, compatible: 0})
		: undefined;
}

function assess(world: World, cluster: Cluster): ClusterJudgement | undefined {
	const {tasks, services, instances} = cluster.contents();
	if (!isMonitoring(world) || (tasks.size === 0 && instances.size === 0)) {
		return undefined;
	}

	const seen = [...tasks.values()].filter(task => isCompatible(task) && isRecent(world, task));
	const issues = [...new Set(issuesOf(world, cluster, {seen, services: [...services.values()]}))];
	const nodes = [...instances.values()].map(instance => judgeInstance(world, instance));
	const covered = nodes.filter(({issue}) => issue === undefined).length;
	const newestTaskAt = [...tasks.values()].reduce((newest, {createdAt}) => Math.max(newest, createdAt), 0);
	return judgement(world, cluster, {issues, newestTaskAt, covered, compatible: nodes.length});
}

function judgement(
	world: World,
	cluster: Cluster,
	{
		issues,
		newestTaskAt,
		covered,
		compatible,
	}: Pick<ClusterJudgement, 'issues' | 'newestTaskAt' | 'covered' | 'compatible'>,
): ClusterJudgement {
	const isManaged = optInAt(world, cluster, world.clock.now()) === 'managed';
	return {
		status: issues.length === 0 && covered === compatible ? 'HEALTHY' : 'UNHEALTHY',
		issues: issues.slice(0, issueLimit),
		management: isManaged ? 'AUTO_MANAGED' : 'DISABLED',
		covered,
		compatible,
		updatedAt: newestTaskAt === 0 ? world.clock.now() : newestTaskAt,
		newestTaskAt,
		isPending: false,
	};
}

function issuesOf(
	world: World,
	cluster: Cluster,
	{seen, services}: {seen: readonly Task[]; services: readonly Service[]},
): readonly string[] {
	const fit = seen.filter(task => supportsAgent(task));
	const unfit = seen.filter(task => !supportsAgent(task));
	const isManaged = optInAt(world, cluster, world.clock.now()) === 'managed';
	// Services are judged by their deployment, standalone tasks each for itself.
	const without = services.filter(
		service =>
			service.deployments[0]?.injectsAgent === false &&
			fit.some(task => task.service === service && task.desired === 'RUNNING'),
	);
	const alone = fit.filter(task => !task.agent && !task.service && task.startedAt !== undefined);
	const told = (issues: readonly (string | undefined)[]): readonly string[] =>
		issues.filter(issue => issue !== undefined);
	return [
		...(isManaged ? told(fit.map(task => endpointIssue(world, task))) : []),
		...told(fit.map(task => agentIssue(world, task))),
		...(isManaged ? told(unfit.map(task => unfitIssue(task))) : []),
		...timingIssues(world, cluster, {services: without, tasks: alone}),
		...cluster.otherIssues,
	];
}

function isRecent(world: World, {stoppedAt}: Task): boolean {
	return stoppedAt === undefined || world.clock.now() - stoppedAt < recentMs;
}
