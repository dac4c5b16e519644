import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.js';
import {type Answer, awsCommands, needAwsCli} from './aws-command.js';

// The AWS CLI knows nothing of us: what it reads from the simulator, any AWS client reads.
let simulator: Simulator;

beforeAll(async () => {
	await needAwsCli();
});

beforeEach(async () => {
	await simulator?.stop();
	// Fast enough for a rollout between two looks of a waiter, which come every 15 s.
	simulator = await startSimulator({clockRate: 20});
});

afterAll(async () => {
	await simulator?.stop();
});

const {aws, refusal} = awsCommands(() => simulator);

type Covered = {readonly ResourceDetails: {readonly EcsClusterDetails?: {readonly ClusterName: string}}};

/** Version 1 of the CLI prints times as they are on the wire, version 2 as ISO 8601. */
function epochMs(time: string | number | undefined): number {
	return typeof time === 'number' ? time * 1000 : Date.parse(time ?? '');
}

const cluster = ['--cluster', 'payments-prod'];

describe('logs', () => {
	const group = '/aws/ecs/containerinsights/payments-prod/performance';

	test('a query is started, waited for and read', async () => {
		const now = Math.floor(Date.now() / 1000);
		const {queryId} = await aws(
			...['logs', 'start-query', '--log-group-name', group],
			...['--start-time', String(now - 3600), '--end-time', String(now)],
			...[
				'--query-string',
				'filter Type = "Task" | stats count(*) as n by TaskDefinitionFamily | sort n desc',
			],
		);
		let answer: Answer;
		do {
			answer = await aws('logs', 'get-query-results', '--query-id', String(queryId));
		} while (answer.status === 'Running' || answer.status === 'Scheduled');

		const lines = answer.results as readonly (readonly {field: string; value: string}[])[];
		expect(answer.status).toBe('Complete');
		expect(lines).toHaveLength(7);
		expect(lines[0]?.map(({field}) => field)).toEqual(['TaskDefinitionFamily', 'n']);
		expect(Number(lines[0]?.[1]?.value)).toBeGreaterThan(100);
	});

	test('a query that is none is refused with its place', async () => {
		const said = await refusal(
			...['logs', 'start-query', '--log-group-name', group, '--start-time', '1', '--end-time', '2'],
			...['--query-string', 'fields foo bar'],
		);
		expect(said).toContain('MalformedQueryException');
		expect(said).toContain('unexpected symbol found bar at line 1 and position 12');
	});

	test('groups and events, page by page', async () => {
		const {logGroups} = await aws('logs', 'describe-log-groups', '--log-group-name-prefix', '/aws/ecs/');
		expect(logGroups).toHaveLength(7);
		const {events} = await aws(
			...['logs', 'filter-log-events', '--log-group-name', group],
			...['--start-time', String(Date.now() - 600_000), '--page-size', '20'],
			...['--filter-pattern', '{ $.ContainerName = "aws-guardduty-agent*" }'],
		);
		expect((events as readonly Answer[]).length).toBeGreaterThan(40);
	});

	test('the last lines of a container', async () => {
		const {taskArns} = await aws('ecs', 'list-tasks', ...cluster, '--service-name', 'payments-api');
		const id = (taskArns as readonly string[])[0]?.slice(-32);
		const {events} = await aws(
			...['logs', 'get-log-events', '--log-group-name', '/ecs/payments-api', '--limit', '5'],
			...['--log-stream-name', `ecs/payments-api/${id}`],
		);
		expect(events).toHaveLength(5);
	});
});

describe('reading', () => {
	test('clusters with their tags and settings', async () => {
		const {clusterArns} = await aws('ecs', 'list-clusters');
		expect(clusterArns).toContain(`arn:aws:ecs:eu-west-1:482193057716:cluster/payments-prod`);
		const {clusters, failures} = await aws(
			...[
				'ecs',
				'describe-clusters',
				'--clusters',
				'payments-prod',
				'nowhere',
				'--include',
				'TAGS',
				'SETTINGS',
			],
		);
		expect(clusters).toEqual([
			expect.objectContaining({
				clusterName: 'payments-prod',
				settings: [{name: 'containerInsights', value: 'enhanced'}],
				tags: expect.arrayContaining([{key: 'GuardDutyManaged', value: 'true'}]),
			}),
		]);
		expect(failures).toEqual([expect.objectContaining({reason: 'MISSING'})]);
	});

	test('services and tasks, page by page', async () => {
		const byTwo = await aws('ecs', 'list-services', ...cluster, '--page-size', '2');
		const {serviceArns} = await aws('ecs', 'list-services', ...cluster);
		expect(byTwo.serviceArns).toEqual(serviceArns);
		expect(serviceArns).toHaveLength(6);
		const byThree = await aws('ecs', 'list-tasks', ...cluster, '--page-size', '3');
		const {taskArns} = await aws('ecs', 'list-tasks', ...cluster);
		expect(byThree.taskArns).toEqual(taskArns);
		expect(taskArns).toHaveLength(19);
	});

	test('a task with its agent and its times', async () => {
		const {taskArns} = await aws('ecs', 'list-tasks', ...cluster, '--service-name', 'payments-api');
		const [first] = taskArns as readonly string[];
		const {tasks} = await aws('ecs', 'describe-tasks', ...cluster, '--tasks', first ?? '');
		const [task] = tasks as readonly {containers: readonly Answer[]; startedAt: string | number}[];
		expect(task?.containers.map(({name}) => name)).toEqual([
			'payments-api',
			'aws-otel-collector',
			expect.stringMatching(/^aws-guardduty-agent-\w{6}$/),
		]);
		expect(epochMs(task?.startedAt)).toBeGreaterThan(Date.now() - 3 * 86_400_000);
		expect(epochMs(task?.startedAt)).toBeLessThan(Date.now());
	});

	test('who I am, and what GuardDuty does, over the other protocols', async () => {
		expect(await aws('sts', 'get-caller-identity')).toMatchObject({Account: '482193057716'});
		const {DetectorIds} = await aws('guardduty', 'list-detectors');
		const [detector] = DetectorIds as readonly string[];
		expect(await aws('guardduty', 'get-detector', '--detector-id', detector ?? '')).toMatchObject({
			Status: 'ENABLED',
			Features: expect.arrayContaining([
				expect.objectContaining({Name: 'RUNTIME_MONITORING', Status: 'ENABLED'}),
			]),
		});
	});
});

describe('what the doctor reads', () => {
	test('coverage, filtered, sorted and page by page', async () => {
		const {DetectorIds} = await aws('guardduty', 'list-detectors');
		const [detector = ''] = DetectorIds as readonly string[];
		const criterion = {CriterionKey: 'RESOURCE_TYPE', FilterCondition: {Equals: ['ECS']}};
		const {Resources} = await aws(
			...['guardduty', 'list-coverage', '--detector-id', detector, '--page-size', '4'],
			...['--sort-criteria', 'AttributeName=ECS_CLUSTER_NAME,OrderBy=ASC'],
			'--filter-criteria',
			JSON.stringify({FilterCriterion: [criterion]}),
		);
		const names = (Resources as readonly Covered[]).map(
			({ResourceDetails}) => ResourceDetails.EcsClusterDetails?.ClusterName,
		);
		expect(names).toHaveLength(10);
		expect(names).toEqual(names.toSorted());
		const statistics = await aws(
			...['guardduty', 'get-coverage-statistics', '--detector-id', detector],
			...['--statistics-type', 'COUNT_BY_RESOURCE_TYPE'],
		);
		expect(statistics).toEqual({CoverageStatistics: {CountByResourceType: {ECS: 10, EC2: 5}}});
		expect(await aws('guardduty', 'list-members', '--detector-id', detector)).toEqual({Members: []});
	});

	test('the network of a task, from its interface to its routes', async () => {
		const {NetworkInterfaces} = await aws('ec2', 'describe-network-interfaces', '--max-items', '1');
		const [own] = NetworkInterfaces as readonly {SubnetId: string; VpcId: string}[];
		const vpc = ['--filters', `Name=vpc-id,Values=${own?.VpcId}`];
		const {Subnets} = await aws('ec2', 'describe-subnets', '--subnet-ids', own?.SubnetId ?? '');
		expect(Subnets).toEqual([expect.objectContaining({VpcId: own?.VpcId})]);
		const {RouteTables} = await aws('ec2', 'describe-route-tables', ...vpc);
		expect(RouteTables).toHaveLength(2);
		const {VpcEndpoints} = await aws('ec2', 'describe-vpc-endpoints', ...vpc);
		expect(VpcEndpoints).toEqual([
			expect.objectContaining({ServiceName: 'com.amazonaws.eu-west-1.s3', VpcEndpointType: 'Gateway'}),
			expect.objectContaining({ServiceName: 'com.amazonaws.eu-west-1.guardduty-data'}),
		]);
		const {SecurityGroups} = await aws('ec2', 'describe-security-groups', ...vpc);
		expect(SecurityGroups).toHaveLength(3);
		const {PrefixLists} = await aws('ec2', 'describe-managed-prefix-lists');
		expect(PrefixLists).toHaveLength(2);
		const {NatGateways} = await aws('ec2', 'describe-nat-gateways');
		expect(NatGateways).toHaveLength(1);
		const attribute = ['--vpc-id', own?.VpcId ?? '', '--attribute', 'enableDnsSupport'];
		expect(await aws('ec2', 'describe-vpc-attribute', ...attribute)).toMatchObject({
			EnableDnsSupport: {Value: true},
		});
		expect(await refusal('ec2', 'describe-subnets', '--subnet-ids', 'subnet-0')).toContain(
			'(InvalidSubnetID.NotFound)',
		);
	});

	test('a role with its documents, and what it may do', async () => {
		const role = ['--role-name', 'ledger-writer-execution'];
		expect(await aws('iam', 'get-role', ...role)).toMatchObject({
			Role: {AssumeRolePolicyDocument: {Statement: [{Action: 'sts:AssumeRole'}]}},
		});
		expect(await aws('iam', 'list-role-policies', ...role)).toMatchObject({
			PolicyNames: ['pull-own-images'],
		});
		const inline = await aws('iam', 'get-role-policy', ...role, '--policy-name', 'pull-own-images');
		expect(inline).toMatchObject({
			PolicyDocument: {Statement: [{Sid: 'Token'}, {Sid: 'Pull'}, {Sid: 'Logs'}]},
		});
		const simulated = await aws(
			...['iam', 'simulate-principal-policy', '--policy-source-arn'],
			'arn:aws:iam::482193057716:role/ledger-writer-execution',
			...['--action-names', 'ecr:GetAuthorizationToken', 'ecr:BatchGetImage', '--resource-arns'],
			'arn:aws:ecr:eu-west-1:694911143906:repository/aws-guardduty-agent-fargate',
		);
		expect(simulated.EvaluationResults).toEqual([
			expect.objectContaining({EvalActionName: 'ecr:GetAuthorizationToken', EvalDecision: 'allowed'}),
			expect.objectContaining({EvalActionName: 'ecr:BatchGetImage', EvalDecision: 'implicitDeny'}),
		]);
		const managed = ['--policy-arn', 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'];
		const {Policy} = await aws('iam', 'get-policy', ...managed);
		const {DefaultVersionId} = Policy as {DefaultVersionId: string};
		const {PolicyVersion} = await aws(
			...['iam', 'get-policy-version', ...managed, '--version-id', DefaultVersionId],
		);
		expect(PolicyVersion).toMatchObject({Document: {Statement: [{Effect: 'Allow', Resource: '*'}]}});
		expect(await refusal('iam', 'get-role', '--role-name', 'nobody')).toContain('(NoSuchEntity)');
	});

	test('who set the tag, and when', async () => {
		const arn = 'arn:aws:ecs:eu-west-1:482193057716:cluster/payments-prod';
		const {Events} = await aws(
			...['cloudtrail', 'lookup-events', '--lookup-attributes'],
			`AttributeKey=ResourceName,AttributeValue=${arn}`,
		);
		const events = Events as readonly {EventName: string; CloudTrailEvent: string}[];
		expect(events.map(({EventName}) => EventName)).toEqual(['TagResource', 'CreateCluster']);
		expect(JSON.parse(events[0]?.CloudTrailEvent ?? '')).toMatchObject({
			requestParameters: {resourceArn: arn, tags: [{key: 'GuardDutyManaged', value: 'true'}]},
		});
	});
});

describe('changing', () => {
	test('a tag set is a tag read, and a tag removed is gone', async () => {
		const arn = 'arn:aws:ecs:eu-west-1:482193057716:cluster/sandbox';
		await aws('ecs', 'tag-resource', '--resource-arn', arn, '--tags', 'key=GuardDutyManaged,value=false');
		const {tags} = await aws('ecs', 'list-tags-for-resource', '--resource-arn', arn);
		expect(tags).toEqual([
			{key: 'environment', value: 'dev'},
			{key: 'GuardDutyManaged', value: 'false'},
		]);
		await aws('ecs', 'untag-resource', '--resource-arn', arn, '--tag-keys', 'GuardDutyManaged');
		const after = await aws('ecs', 'list-tags-for-resource', '--resource-arn', arn);
		expect(after.tags).toEqual([{key: 'environment', value: 'dev'}]);
	});

	test('a redeployed service becomes stable, with the agent in its tasks', async () => {
		const named = [...cluster, '--service', 'fraud-scoring'];
		const {service} = await aws('ecs', 'update-service', ...named, '--force-new-deployment');
		const [primary] = (service as {deployments: readonly Answer[]}).deployments;
		expect(primary).toMatchObject({status: 'PRIMARY', rolloutState: 'IN_PROGRESS'});
		await aws('ecs', 'wait', 'services-stable', ...cluster, '--services', 'fraud-scoring');
		const {services} = await aws('ecs', 'describe-services', ...cluster, '--services', 'fraud-scoring');
		expect(services).toEqual([
			expect.objectContaining({
				runningCount: 3,
				deployments: [expect.objectContaining({id: primary?.id, rolloutState: 'COMPLETED', runningCount: 3})],
			}),
		]);
		const {taskArns} = await aws('ecs', 'list-tasks', ...cluster, '--service-name', 'fraud-scoring');
		const {tasks} = await aws('ecs', 'describe-tasks', ...cluster, '--tasks', ...(taskArns as string[]));
		const agents = (tasks as readonly {containers: readonly Answer[]}[]).map(({containers}) =>
			containers.at(-1),
		);
		expect(agents).toHaveLength(3);
		for (const agent of agents) {
			expect(agent).toMatchObject({
				name: expect.stringMatching(/^aws-guardduty-agent-/),
				lastStatus: 'RUNNING',
			});
		}
	});
});

describe('errors', () => {
	test.each([
		['ClusterNotFoundException', ['list-services', '--cluster', 'nowhere']],
		['ServiceNotFoundException', ['update-service', ...cluster, '--service', 'nothing']],
		['InvalidParameterException', ['list-tasks', ...cluster, '--no-paginate', '--next-token', 'made-up']],
		['InvalidParameterException', ['stop-task', ...cluster, '--task', 'nothing']],
		['ClientException', ['describe-task-definition', '--task-definition', 'nothing']],
	])('%s', async (code, args) => {
		expect(await refusal('ecs', ...args)).toContain(`(${code})`);
	});

	test('a denied call names user, action and resource', async () => {
		simulator.setFaults({deny: ['ecs:TagResource']});
		const arn = 'arn:aws:ecs:eu-west-1:482193057716:cluster/sandbox';
		const said = await refusal('ecs', 'tag-resource', '--resource-arn', arn, '--tags', 'key=a,value=b');
		expect(said).toContain(
			`(AccessDeniedException) when calling the TagResource operation: User: arn:aws:sts::482193057716:assumed-role/OnCallEngineer/jo.field is not authorized to perform: ecs:TagResource on resource: ${arn} because no identity-based policy allows the ecs:TagResource action`,
		);
	});
});
