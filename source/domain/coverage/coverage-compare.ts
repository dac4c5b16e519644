import {age} from '../age.js';
import {type Census} from '../agent/census.js';
import {type Fact} from '../fact.js';
import {type CoverageResource} from './coverage.js';
import {coverageIssuesOf} from './coverage-issue.js';

/** Why GuardDuty and the tasks may say different things. */
export type DisagreementReason =
	| 'finished-tasks'
	| 'lag'
	| 'other-account'
	| 'nothing-runs'
	| 'instance-without-agent'
	| 'agents-silent'
	| 'not-managed'
	| 'unexplained';

/** GuardDuty's verdict on a cluster beside the console's own count. */
export type CoverageComparison =
	| {readonly outcome: 'agree'; readonly text: string}
	| {readonly outcome: 'disagree'; readonly reason: DisagreementReason; readonly text: string}
	| {readonly outcome: 'unknown'; readonly text: string};

export type CompareInput = {
	/** GuardDuty's record of the cluster; known `undefined` when it lists none. */
	readonly coverage: Fact<CoverageResource | undefined>;
	readonly census: Fact<Census>;
	/** The account that the console looks at. */
	readonly account: string;
	/** Epoch ms at which the youngest live task was started; undefined when none or not known. */
	readonly newestTaskAt?: number;
	/** How many tasks ended lately without a running agent; ECS shows them for an hour. */
	readonly finishedWithoutAgent?: number;
	readonly now: number;
};

/**
 * Returns whether both agree, or the likely reason why not. GuardDuty counts tasks that ended lately, judges when a task
 * is created, and does not see what runs in other accounts of its list with this login.
 * docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html
 */
export function compareCoverage(input: CompareInput): CoverageComparison {
	const {coverage, census, account} = input;
	if (coverage.status === 'unknown') {
		return {outcome: 'unknown', text: `GuardDuty's coverage: ${coverage.why}`};
	}

	const resource = coverage.value;
	if (resource && resource.accountId !== account) {
		return disagree('other-account', `in account ${resource.accountId}, whose tasks this login does not see`);
	}

	if (census.status === 'unknown') {
		return {outcome: 'unknown', text: `the tasks: ${census.why}`};
	}

	if (resource === undefined) {
		return unlisted(census.value);
	}

	switch (resource.status.toUpperCase()) {
		case 'HEALTHY':
			return healthy(census.value, {resource, input});
		case 'UNHEALTHY':
			return unhealthy(census.value, {resource, input});
		default:
			return {outcome: 'unknown', text: `GuardDuty says ${resource.status}`};
	}
}

type Judged = {readonly resource: CoverageResource; readonly input: CompareInput};

function unlisted(census: Census): CoverageComparison {
	if (census.tasks === 0 && !census.isPartial) {
		return agree('GuardDuty does not list it, and no task runs');
	}

	if (census.running > 0) {
		return disagree(
			'lag',
			`${census.running} tasks run an agent, but GuardDuty does not list the cluster yet`,
		);
	}

	return census.isPartial || census.unknown > 0
		? {outcome: 'unknown', text: `GuardDuty does not list it, and ${unreadPart(census)}`}
		: agree('GuardDuty does not list it, and no task has an agent that runs');
}

function healthy(census: Census, {resource, input}: Judged): CoverageComparison {
	const bad = census.absent + census.failed;
	if (bad === 0) {
		return census.isPartial || census.unknown > 0
			? {outcome: 'unknown', text: `healthy, but ${unreadPart(census)}`}
			: agree(census.tasks === 0 ? 'healthy, and no task runs now' : 'both say healthy');
	}

	const without = `${census.isPartial ? 'at least ' : ''}${bad} of ${census.tasks} tasks have no running agent`;
	if (isYoungerThanVerdict(resource, input)) {
		return disagree(
			'lag',
			`${without}; GuardDuty judged ${ageOf(resource, input)} ago, before the newest task`,
		);
	}

	if (managementOf(resource) === 'DISABLED') {
		return disagree(
			'not-managed',
			`${without}; GuardDuty does not manage the agent here and does not count them`,
		);
	}

	return disagree('unexplained', `${without}, though GuardDuty says healthy`);
}

function unhealthy(census: Census, {resource, input}: Judged): CoverageComparison {
	if (census.absent + census.failed > 0) {
		return agree('both see tasks without a running agent');
	}

	const {details} = resource;
	if (
		details.type === 'ECS' &&
		details.instances &&
		details.instances.covered < details.instances.compatible
	) {
		const {covered, compatible} = details.instances;
		return disagree(
			'instance-without-agent',
			`${compatible - covered} of ${compatible} container instances have no agent, which ECS does not show`,
		);
	}

	const issues = coverageIssuesOf(resource);
	if (census.running > 0 && issues.some(({id}) => id === 'F1' || id === 'F2')) {
		return disagree(
			'agents-silent',
			'the agents run, but GuardDuty hears nothing of them: look at the network',
		);
	}

	if (census.tasks === 0 && !census.isPartial) {
		return disagree('nothing-runs', 'no task runs now; GuardDuty still counts those that ended lately');
	}

	if ((input.finishedWithoutAgent ?? 0) > 0) {
		return disagree(
			'finished-tasks',
			`${input.finishedWithoutAgent} tasks without agent ended lately; GuardDuty still counts them`,
		);
	}

	if (census.isPartial || census.unknown > 0) {
		return {outcome: 'unknown', text: `GuardDuty says unhealthy, and ${unreadPart(census)}`};
	}

	if (isYoungerThanVerdict(resource, input)) {
		return disagree(
			'lag',
			`every agent runs; GuardDuty judged ${ageOf(resource, input)} ago, before the newest task`,
		);
	}

	return disagree('finished-tasks', 'every agent runs; GuardDuty may still count tasks that ended lately');
}

function unreadPart({isPartial, unknown}: Census): string {
	return isPartial ? 'not every task could be read' : `the agent of ${unknown} tasks is not known`;
}

function isYoungerThanVerdict({updatedAt}: CoverageResource, {newestTaskAt}: CompareInput): boolean {
	return updatedAt !== undefined && newestTaskAt !== undefined && updatedAt < newestTaskAt;
}

function ageOf({updatedAt = 0}: CoverageResource, {now}: CompareInput): string {
	return age(now - updatedAt);
}

function managementOf({details}: CoverageResource): string | undefined {
	return details.type === 'ECS' ? details.fargate?.management : undefined;
}

function agree(text: string): CoverageComparison {
	return {outcome: 'agree', text};
}

function disagree(reason: DisagreementReason, text: string): CoverageComparison {
	return {outcome: 'disagree', reason, text};
}
