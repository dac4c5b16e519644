import {describe, expect, test} from 'vitest';
import {type ResourceArn} from '../../../source/domain/arn.js';
import {type CoverageResource} from '../../../source/domain/coverage/coverage.js';
import {type ContainerInstance} from '../../../source/domain/resources.js';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {containerInstancesRead} from '../../../source/store/reads/container-instances.js';
import {coverageRead, instancesCoverage} from '../../../source/store/reads/coverage.js';
import {serviceDeploymentsRead} from '../../../source/store/reads/service-deployments.js';
import {serviceEventsRead} from '../../../source/store/reads/service-events.js';
import {containerInstancesView} from '../../../source/views/instances/container-instances.js';
import {describeView} from '../../../source/views/resource/describe.js';
import {type Place} from '../../../source/views/view.js';
import {aDetector} from '../../domain/build.js';
import {
	aCluster,
	aSnapshot,
	drawn,
	fresh,
	gates,
	holding,
	hourMs,
	listed,
	minuteMs,
	now,
	serviceArn,
	text,
	written,
} from '../build.js';
import {coverageList} from '../coverage-shop.js';
import {shop, shopHoldings, shopSnapshot, tasks} from '../shop.js';

const place = (subject: ResourceArn): Place => ({view: 'describe', subject});
const service = serviceArn('shop', 'api');
const at = {cluster: shop.arn, service};

const instance: ContainerInstance = {
	arn: 'arn:aws:ecs:eu-west-1:111122223333:container-instance/shop/0123' as ContainerInstance['arn'],
	id: '0123',
	ec2InstanceId: 'i-0abc',
	status: 'ACTIVE',
	isAgentConnected: true,
	ecsAgentVersion: '1.86.0',
	runningTasks: 3,
	pendingTasks: 0,
	registeredAt: now - 50 * hourMs,
	instanceType: 'm7g.large',
	availabilityZone: 'eu-west-1a',
	remainingCpuUnits: 512,
	registeredCpuUnits: 2048,
	remainingMemoryMiB: 1024,
	tags: [],
};

describe('describe', () => {
	test('of a cluster begins with its opt-in, and shows its tags as they are', () => {
		const typo = aCluster('shop', {
			tags: [
				{key: 'GuardDutyManaged', value: 'true '},
				{key: 'aws:cloudformation:stack-name', value: 'shop-prod'},
			],
			runningTasks: 2,
			runningFargateTasks: 2,
		});
		const snapshot = aSnapshot([...gates(), holding(clustersRead, undefined, listed([typo]))]);
		expect(written(describeView.blocks(snapshot, place(shop.arn), now))).toBe(
			text(`
			# Runtime Monitoring
			✗ not opted in !tag
			no tag GuardDutyManaged, and the automated agent is off for the account; tag GuardDutyManaged=true  does not count: the value has a space too many
			tag GuardDutyManaged = “true ” does not count: the value has a space too many
			# Facts
			name: shop
			status: ACTIVE
			agents: …
			services: 0
			running tasks: 2
			on Fargate: 2
			on EC2: –
			pending tasks: 0
			container instances: 0
			container insights: disabled
			capacity providers: FARGATE
			managed by: CloudFormation stack shop-prod
			ARN: arn:aws:ecs:eu-west-1:111122223333:cluster/shop
			# Tags
			GuardDutyManaged: “true ”
			aws:cloudformation:stack-name: “shop-prod”
		`),
		);
	});

	test('of a cluster says what is not known, and why', () => {
		const failure = {kind: 'denied', action: 'guardduty:GetDetector', message: ''} as const;
		const denied = aSnapshot([
			...gates({status: 'failed', failure, at: 0}),
			holding(clustersRead, undefined, listed([shop])),
		]);
		const [first] = describeView.blocks(denied, place(shop.arn), now);
		expect(written([first!])).toBe(
			text(`
			# Runtime Monitoring
			? unknown (denied)
			GuardDuty could not be read (denied); ECS alone: tag true, account setting on: new tasks should get the agent
			? GuardDuty features are unknown: access denied: needs guardduty:GetDetector; AWS does not say which policy refuses it: ask for guardduty:GetDetector
		`),
		);
		expect(describeView.status(denied, place(shop.arn)).errors).toEqual([
			{what: 'GuardDuty detector', failure},
		]);
	});

	test('of a cluster whose tags were not read does not say that there are none', () => {
		const untold = {...shop, tags: undefined};
		const snapshot = aSnapshot([
			...gates(),
			holding(clustersRead, undefined, listed([untold as typeof shop])),
		]);
		expect(written(describeView.blocks(snapshot, place(shop.arn), now))).toContain(
			'# Tags\n? the tags could not be read',
		);
	});

	test('of a service shows deployments, what a redeploy would meet, history and events', () => {
		const snapshot = aSnapshot([
			...shopHoldings,
			holding(
				serviceEventsRead,
				at,
				fresh([{id: 'e', at: now - minuteMs, message: '(service api) is steady.'}]),
			),
			holding(serviceDeploymentsRead, at, {
				status: 'failed' as const,
				at: 0,
				failure: {kind: 'not-offered', operation: 'ecs:ListServiceDeployments', message: ''},
			}),
		]);
		expect(written(describeView.blocks(snapshot, place(service), now))).toBe(
			text(`
			# State
			rollout: ✓ completed
			rollout reason: –
			stale: no
			why: every task that can have the agent has it
			cluster: tag GuardDutyManaged=true; the automated agent is off for the account
			# Facts
			status: ACTIVE
			desired/running/pending: 2/2/0
			agents: 1/2 !1
			launch: Fargate
			platform: 1.4.0
			task definition: api:7
			scheduling: REPLICA
			controller: ECS
			strategy: –
			min/max percent: 100/100
			circuit breaker: on, rolls back
			created: –
			ARN: arn:aws:ecs:eu-west-1:111122223333:service/shop/api
			# Before a redeploy
			✗ it can't roll: minimum 100 % and maximum 100 % of 2 leave no room for a new task
			! the task definition was not read: new tasks may run a newer image
			! circuit breaker with rollback: if it trips, the old deployment comes back
			# Deployments
			ID | STATUS | ROLLOUT | DES/RUN/PEND | FAILED | TASKDEF | CREATED
			ecs-svc/1 | PRIMARY | COMPLETED | 2/2/0 | 0 | api:7 | 2026-11-23 09:04:00Z (3h ago)
			# Network
			subnets: –
			security groups: –
			public IP: –
			# Deployment history
			this endpoint does not offer ecs:ListServiceDeployments; nothing to do; what depends on it stays unknown
			# Tags
			? the tags could not be read
			# Events
			2026-11-23 12:03:00Z  (service api) is steady.
		`),
		);
	});

	test('of a task is its detail', () => {
		const blocks = describeView.blocks(shopSnapshot, place(tasks.watched.arn), now);
		expect(blocks.map(({heading}) => heading)).toEqual([
			'State',
			'Facts',
			'Containers',
			'Image digests',
			'Timeline',
		]);
		expect(describeView.target(place(tasks.watched.arn), shopSnapshot)).toMatchObject({kind: 'task'});
	});

	test('of a container instance shows what is free on it', () => {
		const snapshot = aSnapshot([holding(containerInstancesRead, shop.arn, listed([instance]))]);
		const blocks = written(describeView.blocks(snapshot, place(instance.arn), now));
		expect(blocks).toContain('CPU units free: 512 of 2048');
		expect(blocks).toContain('memory free MiB: 1024\n');
		expect(blocks).toContain('registered: 2026-11-21 10:04:00Z (2d ago)');
	});

	test('of an event or a container is about its service or task', () => {
		const event = `${service}#event-1` as ResourceArn;
		expect(describeView.target(place(event), shopSnapshot)).toEqual({
			kind: 'service',
			arn: service,
			clusterArn: shop.arn,
			name: 'api',
		});
	});

	test('of nothing says so', () => {
		expect(written(describeView.blocks(shopSnapshot, {view: 'describe'}, now))).toBe(
			'# Describe\nnothing here can be described',
		);
		expect(describeView.wants({view: 'describe'}, shopSnapshot)).toEqual([]);
	});

	test('offers the pivots of its service', () => {
		expect(describeView.pivots(place(service), shopSnapshot)).toMatchObject({
			tasks: {view: 'tasks', ...at},
			events: {view: 'service-events', ...at},
		});
	});
});

describe('the list of container instances', () => {
	const at = {view: 'container-instances', cluster: shop.arn};
	const lost = {
		...instance,
		arn: `${instance.arn}4` as typeof instance.arn,
		ec2InstanceId: 'i-0def',
		isAgentConnected: false,
	};
	const snapshotOf = (detector = aDetector({ec2: true})) =>
		aSnapshot([
			...gates(fresh(detector)),
			holding(containerInstancesRead, shop.arn, listed([instance, lost])),
		]);

	const judged = (facts: Partial<CoverageResource>, agentVersion?: string): CoverageResource => ({
		id: 'x',
		accountId: '111122223333',
		status: 'HEALTHY',
		details: {
			type: 'EC2',
			instanceId: 'i-0abc',
			clusterArn: shop.arn,
			management: 'AUTO_MANAGED',
			...(agentVersion !== undefined && {agentVersion}),
		},
		...facts,
	});
	const withCoverage = (resources: readonly CoverageResource[]) =>
		aSnapshot([
			...gates(fresh(aDetector({ec2: true}))),
			holding(containerInstancesRead, shop.arn, listed([instance, lost])),
			holding(coverageRead, instancesCoverage(shop.arn), coverageList(resources)),
		]);

	test('never says that GuardDuty’s agent is well while GuardDuty was not read, since ECS does not see it', () => {
		const rows = containerInstancesView.rows(snapshotOf(), at);
		expect(rows.map(row => containerInstancesView.verdict(row))).toEqual(['unknown', 'fault']);
		expect(containerInstancesView.hint(rows[1]!, 0)?.text).toBe(
			"the ECS agent has lost contact; ECS does not show the instance's tag; the EC2 agent is automatic; GuardDuty's coverage: not read yet",
		);
		expect(containerInstancesView.record(rows[0]!)).toMatchObject({guardDutyStatus: null, issues: null});
	});

	test('tells what GuardDuty says of each, which agent it has, and why not', () => {
		const healthy = judged({}, '1.17.1');
		expect(
			drawn(containerInstancesView, {snapshot: withCoverage([healthy]), place: at, width: 100}),
		).toContain('✓ healthy');
		const [well, unlisted] = containerInstancesView.rows(withCoverage([healthy]), at);
		expect(containerInstancesView.verdict(well!)).toBe('ok');
		expect(containerInstancesView.hint(unlisted!, 0)?.text).toContain('GuardDuty reports nothing of it');
		expect(containerInstancesView.record(well!)).toMatchObject({
			guardDutyStatus: 'HEALTHY',
			guardDutyAgentVersion: '1.17.1',
			management: 'AUTO_MANAGED',
			issues: [],
		});
		const ill = judged({status: 'UNHEALTHY', issue: 'Kernel version is lower than the supported version.'});
		const [row] = containerInstancesView.rows(withCoverage([ill]), at);
		expect(containerInstancesView.verdict(row!)).toBe('fault');
		expect(containerInstancesView.hint(row!, 0)).toMatchObject({
			text: expect.stringMatching(/kernel/i),
			tone: 'fault',
		});
		expect(containerInstancesView.record(row!)).toMatchObject({
			guardDutyStatus: 'UNHEALTHY',
			issues: [{id: 'E5'}],
		});
	});

	test('says that monitoring is off', () => {
		const rows = containerInstancesView.rows(snapshotOf(aDetector({rm: false})), at);
		expect(rows.map(row => containerInstancesView.verdict(row))).toEqual(['fault', 'fault']);
	});

	test('of a cluster without any says that nothing of it runs on EC2', () => {
		const none = aSnapshot([holding(containerInstancesRead, shop.arn, listed([]))]);
		expect(containerInstancesView.empty(none, at)).toBe(
			'shop has no container instances: nothing of it runs on EC2',
		);
	});
});
