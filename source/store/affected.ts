import {clusterNameIn, parseArn, type ResourceArn, shortName} from '../domain/arn.js';
import {type ActionRun} from './actions/action-run.js';
import {isEvidenceStep} from './actions/evidence/evidence-step-id.js';

/**
 * Returns which keys of the store an action on these targets touches: all that belongs to their clusters, and
 * the list of clusters itself; on findings all that belongs to findings. An old short ARN does not name its cluster; then everything may be touched.
 */
export function affectedBy(targets: readonly ResourceArn[]): (key: string) => boolean {
	const ofGuardDuty = targets.filter(isOfGuardDuty);
	const ofEcs = targets.filter(target => !isOfGuardDuty(target));
	const clusters = new Set(ofEcs.map(clusterOf));
	return key => {
		const [read = '', arn = ''] = key.split(' ');
		if (ofGuardDuty.length > 0 && findingReads.has(read)) {
			return true;
		}

		if (ofEcs.length === 0) {
			return false;
		}

		const cluster = clusterOf(arn);
		return (
			besideClusters.has(read) || clusters.has(undefined) || (cluster !== undefined && clusters.has(cluster))
		);
	};
}

/** What an action may change that no cluster's name stands in. */
const besideClusters: ReadonlySet<string> = new Set([
	'clusters',
	'network-interface',
	'isolation-group',
	'journal',
]);

const findingReads: ReadonlySet<string> = new Set([
	'findings',
	'finding',
	'finding-statistics',
	'member-findings',
]);

function isOfGuardDuty(target: ResourceArn): boolean {
	return parseArn(target)?.service === 'guardduty';
}

/** Returns the targets of steps that are under way. */
export function targetsUnderWay(runs: readonly ActionRun[]): readonly ResourceArn[] {
	return runs
		.filter(run => run.finishedAt === undefined)
		.flatMap(run => run.steps.filter(step => step.finishedAt === undefined).map(step => step.target));
}

/** Returns the targets of steps that ended between two states of the runs. */
export function targetsEnded(
	before: readonly ActionRun[],
	after: readonly ActionRun[],
): readonly ResourceArn[] {
	const ended = new Set(endedSteps(before).map(({id}) => id));
	return endedSteps(after)
		.filter(({id}) => !ended.has(id))
		.map(({target}) => target);
}

function endedSteps(
	runs: readonly ActionRun[],
): readonly {readonly id: string; readonly target: ResourceArn}[] {
	return runs.flatMap(run =>
		run.steps
			.filter(step => step.finishedAt !== undefined && !isEvidenceStep(step.id))
			.map(step => ({id: `${run.id} ${step.id}`, target: step.target})),
	);
}

function clusterOf(arn: string): string | undefined {
	return parseArn(arn)?.resource.startsWith('cluster/') ? shortName(arn) : clusterNameIn(arn);
}
