import {describe, expect, test} from 'vitest';
import {type Census} from '../../../source/domain/agent/census.js';
import {type CoverageDetails, type CoverageResource} from '../../../source/domain/coverage/coverage.js';
import {type CompareInput, compareCoverage} from '../../../source/domain/coverage/coverage-compare.js';
import {groupIssues} from '../../../source/domain/coverage/coverage-groups.js';
import {known, unknownFact} from '../../../source/domain/fact.js';
import {aCensus} from '../build.js';

const account = '111122223333';

type EcsDetails = Partial<Extract<CoverageDetails, {type: 'ECS'}>>;

function aRecord(
	status: string,
	ecs: EcsDetails = {},
	more: Partial<CoverageResource> = {},
): CoverageResource {
	return {
		id: 'r',
		accountId: account,
		status,
		updatedAt: 60_000,
		details: {type: 'ECS', clusterName: 'shop', ...ecs},
		...more,
	};
}

function compare(
	resource: CoverageResource | undefined,
	census: Partial<Census>,
	more: Partial<CompareInput> = {},
) {
	return compareCoverage({
		coverage: known(resource),
		census: known(aCensus(census)),
		account,
		newestTaskAt: 30_000,
		now: 180_000,
		...more,
	});
}

const healthy = aRecord('HEALTHY');
const unhealthy = aRecord('UNHEALTHY');
const silent = aRecord('UNHEALTHY', {
	fargate: {issues: ["Agent not reporting for tasks in TaskDefinition - 'api:7'"]},
});
const vpcIssue = aRecord('UNHEALTHY', {
	fargate: {issues: ["Endpoint rejected; for task in TaskDefinition - 'api:7'"]},
});
const fargateOnly = aRecord('UNHEALTHY', {
	fargate: {issues: ["ExitCode: 1 for tasks in TaskDefinition - 'api:7'"]},
	instances: {covered: 0, compatible: 0},
});
const halfCovered = aRecord('UNHEALTHY', {instances: {covered: 1, compatible: 3}});

describe('GuardDuty and the tasks', () => {
	test.each<[string, CoverageResource | undefined, Partial<Census>, string]>([
		['healthy, every agent runs', healthy, {running: 4}, 'both say healthy'],
		['healthy, nothing runs', healthy, {}, 'no task runs now'],
		['healthy, tasks that can have no agent', healthy, {unsupported: 2}, 'both say healthy'],
		['unhealthy, agents are absent', unhealthy, {running: 3, absent: 1}, 'both see'],
		['unhealthy, agents failed', unhealthy, {failed: 1}, 'both see'],
		['not listed, nothing runs', undefined, {}, 'no task runs'],
		['not listed, no agents', undefined, {absent: 4}, 'no task has an agent'],
	])('agree: %s', (_title, resource, census, text) => {
		const comparison = compare(resource, census);
		expect(comparison).toMatchObject({outcome: 'agree', text: expect.stringContaining(text)});
	});

	test.each<[string, CoverageResource | undefined, Partial<Census>, Partial<CompareInput>, string, string]>([
		[
			'another account',
			aRecord('UNHEALTHY', {}, {accountId: '9'}),
			{running: 1},
			{},
			'other-account',
			'account 9',
		],
		[
			'healthy, judged before the newest task',
			healthy,
			{absent: 1},
			{newestTaskAt: 90_000},
			'lag',
			'judged 2m ago',
		],
		[
			'healthy, not managed',
			aRecord('HEALTHY', {fargate: {issues: [], management: 'DISABLED'}}),
			{absent: 2, isPartial: true},
			{},
			'not-managed',
			'at least 2 of 2',
		],
		['healthy, agents absent', healthy, {absent: 1}, {}, 'unexplained', 'though GuardDuty says healthy'],
		['unhealthy, nothing runs', unhealthy, {}, {}, 'nothing-runs', 'ended lately'],
		[
			'unhealthy, tasks ended',
			unhealthy,
			{running: 2},
			{finishedWithoutAgent: 3},
			'finished-tasks',
			'3 tasks',
		],
		['unhealthy, judged before', unhealthy, {running: 2}, {newestTaskAt: 90_000}, 'lag', 'judged 2m ago'],
		['unhealthy, without a clue', unhealthy, {running: 2}, {}, 'finished-tasks', 'may still count'],
		['unhealthy, Fargate alone', fargateOnly, {running: 2}, {}, 'finished-tasks', 'may still count'],
		['unhealthy, the VPC', vpcIssue, {running: 2}, {}, 'agents-silent', 'look at the network'],
		['unhealthy, agents silent', silent, {running: 2}, {}, 'agents-silent', 'look at the network'],
		[
			'unhealthy, an instance without agent',
			halfCovered,
			{running: 2},
			{},
			'instance-without-agent',
			'2 of 3 container instances',
		],
		['not listed, agents run', undefined, {running: 2}, {}, 'lag', 'does not list the cluster yet'],
	])('disagree: %s', (_title, resource, census, more, reason, text) => {
		expect(compare(resource, census, more)).toMatchObject({
			outcome: 'disagree',
			reason,
			text: expect.stringContaining(text),
		});
	});

	test.each<[string, CoverageResource | undefined, Partial<Census>, string]>([
		['healthy, agents on instances', healthy, {unknown: 2}, 'agent of 2 tasks is not known'],
		['healthy, partly read', healthy, {running: 2, isPartial: true}, 'not every task'],
		['unhealthy, agents on instances', unhealthy, {running: 1, unknown: 2}, 'not known'],
		['unhealthy, partly read', unhealthy, {isPartial: true}, 'not every task'],
		['a status nobody knows', aRecord('PENDING'), {running: 1}, 'PENDING'],
		['not listed, agents on instances', undefined, {unknown: 1}, 'not known'],
		['not listed, partly read', undefined, {isPartial: true}, 'not every task'],
	])('can not be compared: %s', (_title, resource, census, text) => {
		expect(compare(resource, census)).toMatchObject({
			outcome: 'unknown',
			text: expect.stringContaining(text),
		});
	});

	test.each([
		['coverage', {coverage: unknownFact({kind: 'denied', action: 'guardduty:ListCoverage', message: ''})}],
		['census', {census: unknownFact({kind: 'denied', action: 'ecs:ListTasks', message: ''})}],
	])('can not be compared without %s', (_name, more) => {
		const {outcome, text} = compare(healthy, {running: 4}, more);
		expect(outcome).toBe('unknown');
		expect(text).toContain('access denied');
	});
});

describe('issues grouped by cause', () => {
	const named = (clusterName: string, issues: readonly string[]) =>
		aRecord('UNHEALTHY', {clusterName, fargate: {issues}});
	const redeploy = (service: string) =>
		`Services deployed before enabling Automated Agent Configuration are not covered. Impacted service name(s): '${service}'`;
	const exit = (code: number) => `ExitCode: ${code} for tasks in TaskDefinition - 'a:1'`;

	test('join clusters, the biggest first', () => {
		const groups = groupIssues([
			named('one', [exit(1), redeploy('api'), redeploy('web')]),
			named('two', [redeploy('api'), exit(137)]),
			named('three', [redeploy('jobs'), exit(137)]),
			aRecord('HEALTHY'),
		]);
		expect(
			groups.map(({key, issue, resources, services}) => [
				key,
				issue.id,
				resources.map(({details}) => details.type === 'ECS' && details.clusterName),
				services,
			]),
		).toEqual([
			['F15', 'F15', ['one', 'two', 'three'], ['api', 'web', 'jobs']],
			['F3 137', 'F3', ['two', 'three'], []],
			['F3 1', 'F3', ['one'], []],
		]);
	});

	test('with as many clusters go by the tasks and services that they name, then by their key', () => {
		const groups = groupIssues([
			named('one', [
				'b new text',
				'a new text of its own',
				"Tasks started before enabling Runtime Monitoring require a relaunch. Impacted task ID(s): '1, 2, 3'",
				redeploy('api, web'),
			]),
		]);
		expect(groups.map(({key}) => key)).toEqual([
			'F17',
			'F15',
			'unknown a new text of its own',
			'unknown b new text',
		]);
		expect(groups[0]?.taskIds).toEqual(['1', '2', '3']);
	});

	test.each([
		[exit(1), exit(2)],
		["Reason: a for tasks in TaskDefinition - 'a:1'", "Reason: b for tasks in TaskDefinition - 'a:1'"],
		["one; for task in TaskDefinition - 'a:1'", "two; for task in TaskDefinition - 'a:1'"],
		['a text', 'another text'],
		[
			"ExitCode: 1 with reason: 'a' for tasks in TaskDefinition - 'a:1'",
			"ExitCode: 1 with reason: 'b' for tasks in TaskDefinition - 'a:1'",
		],
	])('keep causes apart: %s / %s', (one, other) => {
		expect(groupIssues([named('a', [one]), named('b', [other])])).toHaveLength(2);
		expect(groupIssues([named('a', [one]), named('b', [one])])).toHaveLength(1);
	});
});
