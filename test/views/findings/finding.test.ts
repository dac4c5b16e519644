import {describe, expect, test} from 'vitest';
import {taskDefinitionRead} from '../../../source/store/reads/task-definition.js';
import {findingView} from '../../../source/views/findings/finding.js';
import {findingTaskView} from '../../../source/views/findings/finding-task.js';
import {rawView} from '../../../source/views/resource/raw.js';
import {
	aSnapshot,
	clusterArn,
	fresh,
	holding,
	hourMs,
	minuteMs,
	now,
	taskArn,
	taskId,
	text,
	written,
} from '../build.js';
import {shopHoldings, tasks} from '../shop.js';
import {aFinding, aFindingLike, findingOf, found, placeOfFinding, shellWire, wireFindings} from './build.js';

const shell = aFinding();
const told = (finding = shell, more = shopHoldings) =>
	written(findingView.blocks(aSnapshot([...more, ...found([finding])]), placeOfFinding(finding), now));

describe('a finding', () => {
	test('tells what happened first, then where, what it means, the process as a tree, and all the rest', () => {
		expect(told()).toBe(
			text(`
			# What happened
			High 8.0  Execution:Runtime/ReverseShell
			/bin/bash, started by sh, gave a shell to 198.51.100.7:4444 (container web, service api, cluster shop).
			Outbound connection over TCP with 198.51.100.7:4444 (Example Hosting).
			It ran as root.
			It was seen 3 times.
			open, first seen 2026-11-23 11:04:00Z (1h ago), last 2026-11-23 11:59:00Z (5m ago)
			# Where
			cluster: shop
			service: api
			task: ${taskId('a1')}
			task now: running, agent ✓ running 1.17.1; t opens it
			container: web
			image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:v3
			security context: not privileged, may escalate privileges
			# What it means, and what to do
			A shell was handed to somebody outside: it opened the connection itself and takes its commands from there.
			▸ Cut the task off the network now, keep the evidence, then replace it.
			▸ Look which other tasks run the same image: they may do the same.
			# Process and its ancestors
			node  pid 101  /usr/bin/node
			└ sh  pid 102  /bin/sh
			  └ bash  pid 103  uid 0  /bin/bash  ◂ this finding
			# The process
			name: bash
			executable: /bin/bash
			user: root (uid 0)
			pid: 103
			# Network connection
			direction: OUTBOUND
			protocol: TCP
			remote: 198.51.100.7 port 4444
			remote location: Example Hosting
			# The task as the finding has it
			ARN: ${taskArn('shop', taskId('a1'))}
			task definition: api:7
			group: service:api
			started by: ecs-svc/1
			launch: FARGATE
			created: 2026-11-23 10:04:00Z
			started: 2026-11-23 10:04:00Z
			cluster: shop  ACTIVE
			container 1: web
			image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:v3
			security context: not privileged, may escalate privileges
			runtime: containerd
			# Tags
			cluster team: “web”
			# The finding itself
			id: ${'f1'.padEnd(32, '0')}
			ARN: ${shell.arn}
			account: 111122223333
			Region: eu-west-1
			resource type: ECSCluster
			cluster ARN: ${clusterArn('shop')}
			feature: RuntimeMonitoring
			title: A reverse shell was opened.
			AWS describes it as: A process opened a reverse shell.
			`),
		);
	});

	test.each(wireFindings.map(wire => [String(wire.type), wire] as const))(
		'%s shows every value that it tells',
		(_type, wire) => {
			const finding = findingOf(wire);
			const shown = told(finding).replaceAll(/\s+/g, ' ');
			const lost = leaves(wire)
				.filter(({path}) => !boring.test(path))
				.filter(({value}) => !shown.includes(value));
			expect(lost).toEqual([]);
		},
	);

	test('a field that is new is kept and shown by its name', () => {
		const wire = shellWire({futureField: {insight: 'new in 2027'}});
		expect(told(findingOf(wire))).toContain(
			'# Fields that this console does not know\nfutureField.insight: new in 2027',
		);
	});

	test('a sample says so first, and its task never was', () => {
		const sample = aFinding({title: '[SAMPLE] A reverse shell was opened.'});
		expect(told(sample)).toContain('# What happened\nA SAMPLE for a drill: none of this happened');
		expect(told(sample)).toContain('task now: there is none: this is a sample');
	});

	test('a sequence of several tasks says how many, and how to get to them', () => {
		const resource = (id: string) => ({type: 'ECS_TASK', id: taskArn('shop', taskId(id)), facts: []});
		const sequence = {
			actors: [],
			endpoints: [],
			signals: [],
			indicators: [],
			resources: [resource('a1'), resource('b2'), resource('a1')],
			additionalTypes: [],
		};
		const several = aFindingLike('s1', {isSequence: true, taskArn: undefined, taskId: undefined, sequence});
		expect(told(several)).toContain('tasks: 2: a1000000, b2000000; a lists the findings about them');
	});

	test('of stolen credentials says for which task they were made, and leads to where that is found', () => {
		const id = 'c0ffee'.padEnd(32, '0');
		const stolen = aFindingLike('s2', {
			task: undefined,
			taskArn: undefined,
			taskId: undefined,
			accessKey: {principalId: `AROAEXAMPLE:${id}`},
		});
		expect(told(stolen)).toContain(
			`credentials of: task ${id}, by the name of the session; in the list of all tasks (t) / c0ffee00 finds it`,
		);
		const from = aSnapshot([...shopHoldings, ...found([stolen])]);
		expect(findingView.pivots(placeOfFinding(stolen), from).tasks).toEqual({view: 'tasks'});
		expect(told({...stolen, accessKey: {principalId: 'AROAEXAMPLE:i-0abc'}})).not.toContain('credentials of');
	});

	test('part of an attack sequence says how to get there', () => {
		expect(
			told(aFinding({associatedAttackSequenceArn: 'arn:aws:guardduty:eu-west-1:1:detector/d/finding/s1'})),
		).toContain('part of an attack sequence: a opens it');
	});

	test('that leaves out how grave it is, whether it is open, and when, says that it is not told', () => {
		const mute = aFindingLike('e2', {
			severity: undefined,
			isArchived: undefined,
			firstSeenAt: undefined,
			lastSeenAt: undefined,
		});
		const lines = told(mute).split('\n');
		expect(lines).toContain('?  Execution:Runtime/ReverseShell');
		expect(lines).toContain(
			'GuardDuty does not say whether it is open or archived, when it was seen is not told',
		);
	});

	test('of which only the list is read tells what that knows, and that Enter reads the rest', () => {
		const [, list] = found([shell]);
		const from = aSnapshot([...shopHoldings, list!]);
		const text = written(findingView.blocks(from, placeOfFinding(shell), now));
		expect(text).toContain('High 8.0  Execution:Runtime/ReverseShell\nA reverse shell was opened.');
		expect(text).toContain('Enter reads all of it');
	});

	test('asks for itself, for its task alone, and for the clusters', () => {
		const ids = findingView
			.wants(placeOfFinding(shell), aSnapshot([...shopHoldings, ...found([shell])]))
			.map(({read}) => read.id);
		expect(ids).toEqual(['finding', 'clusters', 'task-lookup', 'journal']);
	});

	test('hands over a suppression filter, then its id, and its own JSON', () => {
		const snapshot = aSnapshot(found([shell]));
		const remedies = findingView.remedies?.(placeOfFinding(shell), snapshot) ?? [];
		expect(remedies.map(({text}) => text.split('\n').at(-1))).toEqual([
			expect.stringMatching(/^aws guardduty create-filter .*"resource\.ecsClusterDetails\.name"/),
			shell.id,
		]);
		expect(written(rawView.blocks(snapshot, placeOfFinding(shell, 'raw'), now))).toContain(
			'"type": "Execution:Runtime/ReverseShell"',
		);
	});
});

describe('a task that ECS has forgotten', () => {
	const lost = aFindingLike('f2', {taskArn: taskArn('shop', taskId('77')), taskId: taskId('77')});
	const blocks = (facts: Parameters<typeof aSnapshot>[1] = {}) =>
		written(
			findingTaskView.blocks(
				aSnapshot(
					[
						...shopHoldings,
						...found([lost]),
						holding(
							taskDefinitionRead,
							tasks.watched.taskDefinition,
							fresh({
								arn: tasks.watched.taskDefinition,
								family: 'web',
								revision: 7,
								containers: [],
								requiresCompatibilities: [],
							}),
						),
					],
					facts,
				),
				placeOfFinding(lost, 'finding-task'),
				now,
			),
		);

	test('is told from the finding’s own copy, and that nobody saw it', () => {
		expect(blocks()).toContain(
			'✗ gone since some time after 2026-11-23 11:59:00Z (ECS did not know it at 12:03Z)',
		);
		expect(blocks()).toContain('nothing: it was gone before this console looked');
		expect(blocks()).toContain('# The task as the finding has it');
	});

	test('is told with what this console saw while it lived: digests, containers, when it stopped', () => {
		const task = {
			...tasks.watched,
			arn: taskArn('shop', taskId('77')),
			id: taskId('77'),
			lastStatus: 'STOPPED',
			stoppedAt: now - 2 * hourMs,
		};
		const seen = blocks({seenTask: () => ({task, seenAt: now - 90 * minuteMs})});
		expect(seen).toContain('✗ gone since 2026-11-23 10:04:00Z, when it stopped');
		expect(seen).toContain('# What onduty saw of it (last at 2026-11-23 10:34:00Z)');
		expect(seen).toContain('# Image digests');
	});

	test('leads to blast radius and service, not to itself', () => {
		const pivots = findingTaskView.pivots(
			placeOfFinding(lost, 'finding-task'),
			aSnapshot([...shopHoldings, ...found([lost])]),
		);
		expect(pivots.tasks).toBeUndefined();
		expect(pivots.service).toMatchObject({view: 'describe', cluster: clusterArn('shop')});
		expect(pivots.tree).toMatchObject({view: 'blast-radius'});
	});
});

/** What is told in other words, or is of no use to a person; times are written in another form. */
const boring =
	/^(?:schemaVersion|partition)$|(?:At|Time|Seen|launchTime)$|\.(?:archived|count|privileged|allowPrivilegeEscalation|blocked|actionType)$|^severity$|serviceName$|detectorId$|additionalInfo\.(?:type|value)$|userId$|euid$|serviceName|CountS?$|Count$|definitionArn$|parentUuid$|\.uuid$|namespacePid$|groupName$|imageUid$/;

function leaves(value: unknown, path = ''): readonly {path: string; value: string}[] {
	if (typeof value !== 'object' || value === null) {
		return value === null || value === ''
			? []
			: [{path, value: String(value).replaceAll(/\s+/g, ' ').trim()}];
	}

	return Object.entries(value).flatMap(([name, member]) =>
		leaves(member, path === '' ? name : `${path}.${name}`),
	);
}
