import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type CoverageResource} from '../../../source/domain/coverage/coverage.js';
import {
	coverageIssuesOf,
	type IssuePlatform,
	parseCoverageIssues,
} from '../../../source/domain/coverage/coverage-issue.js';

type Sample = {issues: {class: string; extra?: string[]; messages?: string[]}[]};

// Samples: AWS documentation (test/samples/SOURCES.md).
function sample(name: string): Sample {
	return JSON.parse(readFileSync(new URL(`../../samples/coverage/${name}.json`, import.meta.url), 'utf8'));
}

function only(text: string, platform: IssuePlatform = 'fargate') {
	const issues = parseCoverageIssues(text, platform);
	expect(issues).toHaveLength(1);
	return issues[0]!;
}

describe('every documented text', () => {
	const fargate = sample('issue-texts-ecs-fargate').issues.flatMap(({class: type, extra = []}) =>
		extra.map(text => [type, text] as const),
	);
	const order = 'F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F14 F15 F16 F17 F18'.split(' ');

	test.each(fargate.map(([type, text], index) => [order[index]!, type, text] as const))(
		'%s of Fargate is recognised as documented: %s',
		(id, type, text) => {
			expect(only(text)).toMatchObject({id, type});
		},
	);

	const ec2 = sample('issue-texts-ec2').issues.flatMap(({class: type, messages = []}) =>
		messages.map(text => [type, text] as const),
	);
	const ec2Order = 'E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15 E16 E17'.split(' ');

	test.each(ec2.map(([type, text], index) => [ec2Order[index]!, type, text] as const))(
		'%s of EC2 is recognised with its heading: %s',
		(id, type, text) => {
			const resource = anInstance(text === '' ? type : `${type}: ${text}`);
			expect(coverageIssuesOf(resource)).toMatchObject([{id, type}]);
		},
	);

	test.each(
		ec2.map(([, text], index) => [ec2Order[index]!, text] as const).filter(([, text]) => text !== ''),
	)('%s of EC2 is recognised by its message alone: %s', (id, text) => {
		// Without their heading the texts of E10 and E11 are the same.
		expect(coverageIssuesOf(anInstance(text))).toMatchObject([{id: id === 'E11' ? 'E10' : id}]);
	});

	test.each([
		['The agent container image could not be pulled from Amazon ECR.', 'B2'],
		['ECR Image Pull Failed: The agent container image could not be pulled from Amazon ECR.', 'B2'],
		['SSM Association Update Failed: GuardDuty SSM association does not exist in your account', 'E10'],
		['Agent disconnected', 'E3'],
		['Kernel version is lower than the supported version.', 'E5'],
	])('of Bottlerocket too: %s', (text, id) => {
		expect(coverageIssuesOf(anInstance(text))).toMatchObject([{id}]);
	});

	test('has a cause and a fix', () => {
		for (const text of [...fargate, ...ec2].map(([, said]) => said).filter(said => said !== '')) {
			const {cause, fix, raw} = only(text);
			expect(cause).not.toBe('');
			expect(fix).not.toBe('');
			expect(raw).not.toBe('');
		}
	});
});

describe('what varies in a text', () => {
	test.each([
		["Agent not reporting for tasks in TaskDefinition - 'api:7'", {taskDefinitions: ['api:7']}],
		[
			"agent NOT reporting for tasks in taskdefinition - 'arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7'",
			{id: 'F1', taskDefinitions: ['api:7']},
		],
		[
			"ExitCode: 137 for tasks in TaskDefinition - 'api:7'",
			{values: {exitCode: '137'}, taskDefinitions: ['api:7']},
		],
		[
			"ExitCode: 1 with reason: 'it's; odd' for tasks in TaskDefinition - 'api:7'",
			{id: 'F5', values: {exitCode: '1', reason: "it's; odd"}, taskDefinitions: ['api:7']},
		],
		[
			"Reason: OutOfMemoryError: container killed for tasks in TaskDefinition - 'api:7'",
			{id: 'F4', values: {reason: 'OutOfMemoryError: container killed'}},
		],
		[
			"Reason: CannotPullContainerError: 403 Forbidden for tasks in TaskDefinition - 'api:7'",
			{id: 'F6', values: {reason: 'CannotPullContainerError: 403 Forbidden'}, taskDefinitions: ['api:7']},
		],
		[
			'Agent exited: Reason: CannotPullContainerError: pull image manifest has been retried 5 time(s)',
			{
				id: 'F6',
				values: {reason: 'CannotPullContainerError: pull image manifest has been retried 5 time(s)'},
			},
		],
		[
			'Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for vpc-0a1 (Service: EC2, Status Code:400, Request ID: a-b).',
			{id: 'F7', values: {vpc: 'vpc-0a1'}},
		],
		[
			"Unsupported invocation by AWS Batch for task(s) in TaskDefinition - 'job:2'",
			{values: {service: 'AWS Batch'}, taskDefinitions: ['job:2']},
		],
		[
			"Unsupported CPU architecture 'RISCV' for task(s) in TaskDefinition - 'api:7'",
			{values: {architecture: 'RISCV'}},
		],
		["TaskExecutionRole missing from TaskDefinition - 'api:7'", {taskDefinitions: ['api:7']}],
		[
			"Missing network configuration 'subnets: []' for task(s) in TaskDefinition - 'api:7'",
			{values: {configuration: 'subnets: []'}},
		],
		[
			"Tasks started before enabling Runtime Monitoring require a relaunch. Impacted task ID(s): '0a, 0b,0c'",
			{id: 'F17', taskIds: ['0a', '0b', '0c'], services: []},
		],
		[
			"Services deployed before enabling Automated Agent Configuration are not covered. Impacted service name(s): 'api,web'",
			{id: 'F15', services: ['api', 'web'], taskIds: []},
		],
		[
			"Service 'api' requires a new deployment to fix/troubleshoot. Refer documentation, Impacted service name(s): 'api'",
			{id: 'F16', services: ['api']},
		],
		[
			"Owner account ID 111122223333 for shared VPC vpc-1 doesn't have either Runtime Monitoring, automated agent configuration, or both, enabled",
			{id: 'E14', values: {owner: '111122223333', vpc: 'vpc-1'}},
		],
		[
			'Shared VPC endpoint deletion not allowed for account ID 111122223333, shared VPC vpc-1, owner account ID 555555555555.',
			{id: 'E16', values: {account: '111122223333', vpc: 'vpc-1', owner: '555555555555'}},
		],
	])('is taken out of: %s', (text, parts) => {
		expect(only(text)).toMatchObject(parts);
	});

	test('is found where the closing quote is missing', () => {
		expect(
			only(
				"Tasks started when clusters had exclusion tag are excluded from Runtime Monitoring. Impacted task ID(s): '0a, 0b",
			),
		).toMatchObject({id: 'F12', taskIds: ['0a', '0b']});
	});

	test('ends with its sentence where the closing quote is missing and another issue follows', () => {
		const issues = parseCoverageIssues(
			"Impacted things: Services deployed when clusters had exclusion tag are excluded. Impacted service name(s): 'api. Agent not reporting for tasks in TaskDefinition - 'web:1'",
			'fargate',
		);
		expect(issues.map(({id, services, taskDefinitions}) => [id, services, taskDefinitions])).toEqual([
			['unknown', [], []],
			['F13', ['api'], []],
			['F1', [], ['web:1']],
		]);
	});
});

describe('several issues in one text', () => {
	test('are told one by one, in order', () => {
		const text = [
			"Agent not reporting for tasks in TaskDefinition - 'a:1'",
			"ExitCode: 1 with reason: 'Reason: Unidentified issue' for tasks in TaskDefinition - 'b:1'",
			'Agent exited: Reason: CannotPullContainerError: pull image manifest has been retried',
			"Unidentified issue, for tasks in TaskDefinition - 'c:1'",
		].join('; ');
		expect(parseCoverageIssues(text, 'fargate').map(({id}) => id)).toEqual(['F1', 'F5', 'F6', 'F18']);
	});

	test.each(['no-reason:1', 'reason:12', 'exitcode:3', 'last-ExitCode:1'])(
		'a task definition %s is no issue of its own',
		name => {
			const text = `Reason: CannotStartContainerError: deadline exceeded for tasks in TaskDefinition - '${name}'`;
			expect(parseCoverageIssues(text, 'fargate')).toMatchObject([
				{id: 'F4', taskDefinitions: [name], raw: text},
			]);
			const code = `ExitCode: 1 for tasks in TaskDefinition - '${name}'`;
			expect(parseCoverageIssues(`${text}; ${code}`, 'fargate')).toMatchObject([
				{id: 'F4', taskDefinitions: [name]},
				{id: 'F3', taskDefinitions: [name]},
			]);
		},
	);

	test('a network issue with its task definition is one', () => {
		const text =
			"Agent not reporting for tasks in TaskDefinition - 'a:1'. Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for vpc-1; for task in TaskDefinition - 'b:2'";
		expect(parseCoverageIssues(text, 'fargate')).toMatchObject([
			{id: 'F1', taskDefinitions: ['a:1']},
			{id: 'F2', taskDefinitions: ['b:2'], values: {vpc: 'vpc-1'}, cause: expect.stringContaining('DNS')},
		]);
	});

	test('a network issue that nobody has documented keeps its words', () => {
		expect(only("Endpoint vpce-1 was rejected; for task in TaskDefinition - 'b:2'")).toMatchObject({
			id: 'F2',
			taskDefinitions: ['b:2'],
			values: {vpcIssue: 'Endpoint vpce-1 was rejected'},
		});
	});

	test('GuardDuty’s two fields do not count twice', () => {
		const said = "Agent not reporting for tasks in TaskDefinition - 'a:1'";
		const resource = aCluster([said, "ExitCode: 1 for tasks in TaskDefinition - 'b:1'"], `${said}.`);
		expect(coverageIssuesOf(resource).map(({id}) => id)).toEqual(['F1', 'F3']);
	});
});

describe('a text that is not documented', () => {
	test.each([
		'The moon is full',
		'Unsupported CPU architecture, alas',
		"Rate exceeded for 'api'",
		'Impacted task ID(s): 0a',
	])('is shown whole: %s', text => {
		expect(only(text)).toMatchObject({id: 'unknown', raw: text, cause: text});
	});

	test('is kept beside the known ones', () => {
		const issues = parseCoverageIssues(
			"Something new. TaskExecutionRole missing from TaskDefinition - 'a:1' and then more",
			'fargate',
		);
		expect(issues.map(({id, raw}) => [id, raw])).toEqual([
			['unknown', 'Something new.'],
			['F10', "TaskExecutionRole missing from TaskDefinition - 'a:1'"],
			['unknown', 'and then more'],
		]);
	});

	test('of another kind of resource is no less whole', () => {
		const resource: CoverageResource = {
			...aCluster([]),
			issue: 'Addon is degraded',
			details: {type: 'other', name: 'EKS'},
		};
		expect(coverageIssuesOf(resource)).toMatchObject([{id: 'unknown', raw: 'Addon is degraded'}]);
	});
});

test('a healthy resource and an empty text have no issue', () => {
	expect(coverageIssuesOf(aCluster([]))).toEqual([]);
	expect(coverageIssuesOf({...anInstance(''), status: 'HEALTHY'})).toEqual([]);
	expect(parseCoverageIssues(' \n ', 'fargate')).toEqual([]);
});

test('an instance that is not covered and says nothing has the silent issue', () => {
	expect(coverageIssuesOf(anInstance(''))).toMatchObject([{id: 'E2'}]);
});

test('thousands of ids and of issues are all told', () => {
	const ids = Array.from({length: 20_000}, (_, index) => `task${index}`);
	const list = `Tasks started before enabling Runtime Monitoring require a relaunch. Impacted task ID(s): '${ids.join(', ')}'`;
	const many = Array.from(
		{length: 3000},
		(_, index) => `ExitCode: 1 for tasks in TaskDefinition - 'a:${index}'`,
	).join('; ');
	expect(only(list).taskIds).toHaveLength(20_000);
	expect(parseCoverageIssues(many, 'fargate')).toHaveLength(3000);
});

test('no letter of any text is lost', () => {
	const words = fc.constantFrom(
		'Agent not reporting for tasks in TaskDefinition - ',
		"'a:1'",
		'Reason: ',
		'ExitCode: 3',
		" for tasks in TaskDefinition - 'b:2'",
		'; ',
		'. ',
		"Impacted service name(s): 'api'",
		'Services deployed before enabling Automated Agent Configuration are not covered. ',
		'other words',
		'Enabling private DNS requires both enableDnsSupport and enableDnsHostnames ',
		"'",
	);
	const letters = (text: string) => text.replace(/[^A-Za-z0-9]/g, '');
	fc.assert(
		fc.property(fc.array(words, {maxLength: 12}), parts => {
			const text = parts.join('');
			const told = parseCoverageIssues(text, 'fargate').map(({raw}) => letters(raw));
			expect(told.join('')).toBe(letters(text));
		}),
		{numRuns: 500},
	);
});

function aCluster(issues: readonly string[], issue?: string): CoverageResource {
	return {
		id: 'r',
		accountId: '111122223333',
		status: issues.length > 0 ? 'UNHEALTHY' : 'HEALTHY',
		...(issue !== undefined && {issue}),
		details: {type: 'ECS', clusterName: 'shop', fargate: {issues}},
	};
}

function anInstance(issue: string): CoverageResource {
	return {
		id: 'i',
		accountId: '111122223333',
		status: 'UNHEALTHY',
		issue,
		details: {type: 'EC2', instanceId: 'i-1'},
	};
}
