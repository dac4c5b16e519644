import {describe, expect, test} from 'vitest';
import {journalRead} from '../../../source/store/reads/journal.js';
import {networkInterfacesRead} from '../../../source/store/reads/network-interfaces.js';
import {serviceDeploymentsRead} from '../../../source/store/reads/service-deployments.js';
import {serviceEventsRead} from '../../../source/store/reads/service-events.js';
import {taskDefinitionRead} from '../../../source/store/reads/task-definition.js';
import {blastRadiusView} from '../../../source/views/findings/blast-radius.js';
import {timelineView} from '../../../source/views/findings/timeline.js';
import {type Place} from '../../../source/views/view.js';
import {app} from '../../domain/build.js';
import {
	aCluster,
	aShop,
	aSnapshot,
	aTask,
	clusterArn,
	drawn,
	fresh,
	holding,
	hourMs,
	minuteMs,
	now,
	ofService,
	readAt,
	serviceArn,
	taskArn,
	taskId,
	text,
} from '../build.js';
import {aFinding, aFindingLike, found, placeOfFinding} from './build.js';

const cluster = clusterArn('shop');
const definition = (name: string, taskRoleArn?: string) =>
	holding(
		taskDefinitionRead,
		`arn:aws:ecs:eu-west-1:111122223333:task-definition/${name}:7` as never,
		fresh({
			arn: name as never,
			family: name,
			revision: 7,
			containers: [],
			requiresCompatibilities: [],
			taskRoleArn,
		}),
	);
const arnOf = (name: string) => `arn:aws:ecs:eu-west-1:111122223333:task-definition/${name}:7` as never;
const container = (digest: string | undefined, image = 'api:v3') => [
	{...app, name: 'web', image, imageDigest: digest},
];
const own = aTask('shop', 'a1', {
	...ofService('api'),
	taskDefinition: arnOf('api'),
	containers: container('sha256:aa'),
	network: {eniId: 'eni-a1'},
});
const others = [
	aTask('shop', 'a2', {
		...ofService('api'),
		taskDefinition: arnOf('api'),
		containers: container('sha256:aa'),
		network: {eniId: 'eni-a2'},
	}),
	aTask('shop', 'b1', {
		...ofService('web'),
		taskDefinition: arnOf('web'),
		containers: container('sha256:bb'),
		network: {eniId: 'eni-b1'},
	}),
	aTask('shop', 'c1', {
		...ofService('odd'),
		taskDefinition: arnOf('odd'),
		containers: container(undefined, 'other:v1'),
		network: {eniId: 'eni-c1'},
	}),
	aTask('shop', 'd1', {
		...ofService('apart'),
		taskDefinition: arnOf('apart'),
		containers: container('sha256:dd'),
		network: {eniId: 'eni-d1'},
	}),
	aTask('shop', 'e1', {
		...ofService('api'),
		taskDefinition: arnOf('api'),
		containers: container('sha256:aa'),
		lastStatus: 'STOPPED',
		desiredStatus: 'STOPPED',
	}),
];
const interfaces = (groups: Readonly<Record<string, string>>) =>
	holding(
		networkInterfacesRead,
		{subject: cluster, ids: []},
		{
			rows: Object.entries(groups).map(([id, group]) => ({
				key: id,
				value: {found: {id, ipv6Addresses: [], securityGroups: [group]}},
				at: readAt,
			})),
			isComplete: true,
			listedAt: readAt,
		},
	);
const shell = aFinding();
const world = [
	...aShop(aCluster('shop', {runningTasks: 5}), {tasks: [own, ...others]}),
	...found([shell, aFindingLike('f2', {severity: 5, taskArn: others[0]!.arn, taskId: others[0]!.id})]),
	definition('api', 'role/api'),
	definition('web', 'role/api'),
	definition('apart', 'role/apart'),
	interfaces({'eni-a1': 'sg-1', 'eni-a2': 'sg-1', 'eni-b1': 'sg-2', 'eni-c1': 'sg-3', 'eni-d1': 'sg-4'}),
];
const blast = placeOfFinding(shell, 'blast-radius');

describe('the blast radius', () => {
	test('has every running task that is tied, the closest first, then those that can’t be told', () => {
		expect(drawn(blastRadiusView, {snapshot: aSnapshot(world), place: blast, width: 74})).toBe(
			text(`
			TASK      SERVICE     IMAGE      TASKDEF  ROLE  GROUP  FINDINGS  AGENT
			a2000000  api         same       same     same  same   1M        ✗ absent
			b1000000  web         –          –        same  –      –         ✗ absent
			c1000000  odd         ?          –        ?     –      –         ✗ absent
			`),
		);
	});

	test('says how many share something, and what could not be compared', () => {
		expect(blastRadiusView.status(aSnapshot(world), blast).summary?.text).toBe(
			'2 of 4 running tasks share something; 1 compared in part',
		);
	});

	test.each([
		[
			'a sequence of several tasks',
			{isSequence: true},
			/^nothing was compared: .* Esc, then a lists its findings/,
		],
		['a finding that names nothing', {}, /^nothing was compared: the finding names no task, no image/],
	])('of %s is not said to be empty: nothing was compared', (_what, facts, empty) => {
		const bare = {
			task: undefined,
			taskArn: undefined,
			taskId: undefined,
			image: undefined,
			container: undefined,
		};
		const from = aSnapshot([...world, ...found([aFindingLike('f1', {...bare, ...facts})])]);
		expect(blastRadiusView.rows(from, blast)).toEqual([]);
		expect(blastRadiusView.status(from, blast).summary?.text).toBe('none of 5 running tasks was compared');
		expect(blastRadiusView.empty(from, blast)).toMatch(empty);
	});

	test('of a task that is gone goes by the finding’s own copy, and says what that lacks', () => {
		const from = aSnapshot([
			...aShop(aCluster('shop'), {tasks: others}),
			...found([
				aFindingLike('f1', {
					task: {...shell.task!},
					taskArn: taskArn('shop', taskId('77')),
					taskId: taskId('77'),
					image: 'api:v3',
				}),
			]),
			definition('api', 'role/api'),
			definition('web', 'role/web'),
		]);
		const row = blastRadiusView.rows(from, blast).find(({row}) => row.id.startsWith('a2'))!;
		expect(blastRadiusView.record(row)).toMatchObject({
			image: 'name',
			taskDefinition: 'same',
			taskRole: 'same',
			securityGroup: 'unknown',
		});
		const {summary} = blastRadiusView.status(from, blast);
		expect(summary?.text).toMatch(
			/not compared: the finding's image digest .*; the finding's security groups \(the task is gone/,
		);
	});

	test('asks for every cluster, each definition once, and the interfaces of what runs', () => {
		const wants = blastRadiusView.wants(blast, aSnapshot(world)).map(({read, params}) => [read.id, params]);
		expect(wants.filter(([id]) => id === 'tasks')).toEqual([['tasks', cluster]]);
		expect(wants.filter(([id]) => id === 'task-definition')).toHaveLength(4);
		expect(wants.find(([id]) => id === 'network-interfaces')?.[1]).toEqual({
			subject: cluster,
			ids: ['eni-a1', 'eni-a2', 'eni-b1', 'eni-c1', 'eni-d1'],
		});
	});
});

describe('the timeline', () => {
	const service = serviceArn('shop', 'api');
	const more = [
		holding(
			serviceEventsRead,
			{cluster, service},
			fresh([{id: 'e1', at: now - 90 * minuteMs, message: 'has reached a steady state.'}]),
		),
		holding(
			serviceDeploymentsRead,
			{cluster, service},
			fresh([
				{
					arn: 'arn:aws:ecs:eu-west-1:1:service-deployment/shop/api/x' as never,
					serviceArn: service,
					status: 'SUCCESSFUL',
					createdAt: now - 3 * hourMs,
					finishedAt: now - 2 * hourMs,
				},
			]),
		),
	];
	const journal = [
		{
			time: new Date(now - 2 * minuteMs).toISOString(),
			identity: 'oncall',
			region: 'eu-west-1',
			action: 'task.stop',
			run: 'r1',
			call: 'ecs:StopTask',
			target: own.arn,
			parameters: {},
			result: 'ok',
		},
		{
			time: new Date(now - minuteMs).toISOString(),
			identity: 'oncall',
			region: 'eu-west-1',
			action: 'task.stop',
			run: 'r2',
			call: 'ecs:StopTask',
			target: others[0]!.arn,
			parameters: {},
			result: 'ok',
		},
	] as const;
	const from = aSnapshot([...world, ...more], {journal});
	const place: Place = {
		view: 'timeline',
		cluster,
		service,
		task: own.arn,
		...{subject: placeOfFinding(shell).subject!},
	};
	const lines = (at: Place) =>
		timelineView.rows(from, at).map(({moment}) => `${moment.source}: ${moment.text}`);

	test('of a finding is its task’s life, the rollouts and events of its service, and what was done, in order', () => {
		expect(lines(place)).toEqual([
			'deployment: a rollout begins',
			'task: task a1000000 created',
			'deployment: the rollout ends SUCCESSFUL',
			'task: task a1000000 runs',
			'event: has reached a steady state.',
			'finding: Execution:Runtime/ReverseShell seen first',
			'finding: Execution:Runtime/ReverseShell seen last, 3 times in all',
			'action: stop task (ecs:StopTask) by oncall',
		]);
	});

	test('of a service has all its tasks and their findings', () => {
		const all = lines({view: 'timeline', cluster, service});
		expect(all.filter(line => line.startsWith('task: '))).toHaveLength(6);
		expect(all.filter(line => line.startsWith('action: '))).toHaveLength(2);
	});

	test('has what other sessions did, by the journal’s file, and says how far back that goes', () => {
		const older = {
			...journal[0],
			time: new Date(now - 100 * minuteMs).toISOString(),
			identity: 'arn:aws:sts::111122223333:assumed-role/OnCall/ana',
			run: 'r0',
		};
		const archived = {
			...older,
			action: 'finding.archive',
			call: 'guardduty:ArchiveFindings',
			target: 'another finding of the same batch',
			parameters: {DetectorId: 'd', FindingIds: ['x', shell.id]},
		};
		// The file has what this session wrote, too.
		const file = holding(journalRead, undefined, fresh([journal[0], archived, older]));
		const snapshot = aSnapshot([...world, ...more, file], {journal});
		expect(
			timelineView
				.rows(snapshot, place)
				.flatMap(({moment: {source, text: told}}) =>
					/action|journal/.test(source) ? [`${source}: ${told}`] : [],
				),
		).toEqual([
			'journal: archive finding (guardduty:ArchiveFindings) by OnCall/ana',
			'journal: stop task (ecs:StopTask) by OnCall/ana',
			'action: stop task (ecs:StopTask) by oncall',
		]);
		expect(timelineView.status(snapshot, place).summary?.text).toBe(
			'actions: by the journal, back to 2026-11-23 10:24:00Z',
		);
	});

	test('asks for the journal, is partial without it, and says when it can not be read', () => {
		expect(timelineView.wants(place, from).map(({read}) => read.id)).toContain('journal');
		expect(timelineView.status(from, place).isPartial).toBe(true);
		const failure = {kind: 'rejected', code: 'EACCES', message: 'cannot read the journal'} as const;
		const unread = aSnapshot(
			[...world, ...more, holding(journalRead, undefined, {status: 'failed', failure, at: now})],
			{journal},
		);
		const {errors, summary} = timelineView.status(unread, place);
		expect(errors).toContainEqual({what: 'journal', failure});
		expect(summary?.text).toBe('actions: those of this session');
	});

	test('opens the finding or the task of a moment', () => {
		const rows = timelineView.rows(from, place);
		expect(timelineView.open(rows[1]!, place)).toMatchObject({view: 'task', task: own.arn});
		expect(timelineView.open(rows[5]!, place)).toEqual(placeOfFinding(shell));
		expect(new Set(rows.map(row => timelineView.key(row))).size).toBe(rows.length);
	});

	test('has the newest on top, times in UTC', () => {
		expect(timelineView.sort).toEqual({column: 'time', isDescending: true});
		expect(drawn(timelineView, {snapshot: from, place, width: 77})).toContain(
			'2026-11-23 12:02:00Z  action      stop task (ecs:StopTask) by oncall',
		);
	});
});
