import {describe, expect, test} from 'vitest';
import {type Failure} from '../../source/domain/failure.js';
import {aDetector, app} from '../domain/build.js';
import {failed, ok, type Script} from '../store/fake-account.js';
import {aTask, clusterArn, describeOf, emptyWorld, scriptOf, type World} from '../store/fake-world.js';
import {text} from '../views/build.js';
import {printList} from './run.js';

const denied = (action: string): Failure => ({kind: 'denied', action, message: ''});

const world: World = {
	clusters: ['checkout', 'search'],
	services: cluster => (cluster === 'checkout' ? ['api'] : ['finder', '=cmd()']),
	running: cluster => (cluster === 'checkout' ? ['a1', 'a2', 'a3'] : ['b1', 'b2', 'b3']),
	stopped: () => [],
};

const healthy: Script = {
	...scriptOf(world),
	'guardduty:GetDetector': () => ok(aDetector({auto: true})),
	'ecs:DescribeTasks': ({cluster, tasks}) =>
		ok(
			describeOf(tasks, arn => {
				const name = cluster.endsWith('checkout') ? 'api' : 'finder';
				return aTask(cluster.slice(cluster.lastIndexOf('/') + 1), arn.slice(arn.lastIndexOf('/') + 1), {
					serviceName: name,
					group: `service:${name}`,
				});
			}),
		),
};

/** In `checkout` one task was started before the opt-in. */
const faulty: Script = {
	...healthy,
	async 'ecs:DescribeTasks'(input) {
		const answer = await healthy['ecs:DescribeTasks']!(input);
		return answer.ok
			? {
					...answer,
					value: {
						...answer.value,
						items: answer.value.items.map(task => (task.id === 'a3' ? {...task, containers: [app]} : task)),
					},
				}
			: answer;
	},
};

describe('the table', () => {
	test('is as wide as its cells need when it is piped', async () => {
		const {text: table, errorText, exitCode} = await printList(healthy, {});
		expect(`${table}`).toBe(
			text(`
			NAME      OPT-IN             AGENTS  INSIGHTS  STALE  SERVICES  TASKS
			checkout  ✓ monitored (tag)  3/3     –             –         1      3
			search    ✓ monitored (tag)  3/3     –             –         1      3

		`),
		);
		expect([errorText, exitCode]).toEqual(['', 0]);
	});

	test('is never wider than the terminal', async () => {
		const {text: table} = await printList(faulty, {view: 'services', width: 60});
		expect(table).toBe(
			text(`
			NAME    CLUSTER   DES/RUN/PEND  AGENTS  STALE  ROLLOUT
			=cmd()  search           2/2/0  ?       ?      ✓ completed
			api     checkout         2/2/0  2/3 !1  yes    ✓ completed
			finder  search           2/2/0  3/3     no     ✓ completed

		`),
		);
		expect(Math.max(...table.split('\n').map(line => line.length))).toBeLessThanOrEqual(60);
	});

	test('is drawn with ASCII alone when asked', async () => {
		const {text: table} = await printList(faulty, {isAscii: true});
		expect(table).toMatch(/^[ -~\n]*$/);
		expect(table).toContain('+ monitored (tag)');
	});

	test('of tasks over all clusters says which cluster each is in', async () => {
		const {text: table, exitCode} = await printList(faulty, {view: 'tasks', faultsOnly: true});
		expect(table.split('\n')[0]).toMatch(/^TASK +CLUSTER +SERVICE/);
		expect(table.split('\n').slice(1)).toEqual([
			expect.stringMatching(/^a3 +checkout +api +RUNNING +✗ absent/),
			'',
		]);
		expect(exitCode).toBe(1);
	});

	test('without rows says on stderr why', async () => {
		const none = await printList(healthy, {faultsOnly: true});
		expect(none).toMatchObject({text: '', errorText: 'onduty: no faults in 2 clusters\n', exitCode: 0});
		const empty = await printList(scriptOf(emptyWorld), {});
		expect(empty).toMatchObject({text: '', errorText: 'onduty: no clusters in eu-west-1\n', exitCode: 0});
	});
});

describe('the exit code', () => {
	test('is 1 with a fault, even when not all could be read', async () => {
		const {exitCode} = await printList(faulty, {});
		expect(exitCode).toBe(1);
		const half: Script = {
			...faulty,
			'ecs:ListTasks': input =>
				input.cluster === clusterArn('search')
					? failed(denied('ecs:ListTasks'))
					: faulty['ecs:ListTasks']!(input),
		};
		expect((await printList(half, {})).exitCode).toBe(1);
	});

	test('is 2 when a row can not be told, and stderr says why', async () => {
		const blind: Script = {
			...healthy,
			'guardduty:ListDetectors': () => failed(denied('guardduty:ListDetectors')),
		};
		const {exitCode, errorText, text: table} = await printList(blind, {});
		expect(exitCode).toBe(2);
		expect(errorText).toMatch(
			/^onduty: GuardDuty detector.*: access denied: needs guardduty:ListDetectors; /,
		);
		expect(table).toContain('? unknown (denied)');
	});

	test('is not 2 for a failed read that leaves nothing in doubt', async () => {
		const partly: Script = {
			...healthy,
			'guardduty:GetAdministratorAccount': () => failed(denied('guardduty:GetAdministratorAccount')),
		};
		const {exitCode, errorText} = await printList(partly, {});
		expect(exitCode).toBe(0);
		expect(errorText).toContain('GuardDuty administrator: access denied');
	});

	test('is 2 when the clusters can not be listed', async () => {
		const shut: Script = {...healthy, 'ecs:ListClusters': () => failed(denied('ecs:ListClusters'))};
		const {exitCode, text: table, errorText} = await printList(shut, {});
		expect([exitCode, table]).toEqual([2, '']);
		expect(errorText).toMatch(/^onduty: clusters: access denied: needs ecs:ListClusters.*\n$/);
	});

	test('comes with one line for a login that fails, whatever it keeps from being read', async () => {
		const expired = () => failed({kind: 'expired', message: 'the token has expired'});
		const script = Object.fromEntries(Object.keys(healthy).map(name => [name, expired]));
		const {exitCode, errorText} = await printList(script, {});
		expect(exitCode).toBe(2);
		expect(errorText).toMatch(/^onduty: clusters, .*: the AWS login has expired; .*\n$/);
	});

	test('is 2 when there was not the time to read all, and what was read is printed', async () => {
		const slow: Script = {...healthy, 'ecs:DescribeTasks': () => new Promise(() => undefined)};
		const {exitCode, text: table, errorText} = await printList(slow, {}, 5000);
		expect(exitCode).toBe(2);
		expect(table).toContain('checkout');
		expect(errorText).toContain('not everything was read within 5 s');
	});
});

describe('--cluster', () => {
	test('reads that cluster alone', async () => {
		const {text: table, sent} = await printList(healthy, {view: 'services', cluster: 'checkout'});
		expect(table.split('\n').map(line => line.split(' ')[0])).toEqual(['NAME', 'api', '']);
		expect(table).not.toContain('CLUSTER');
		expect(sent['ecs:ListServices']).toBe(1);
		const clusters = await printList(healthy, {cluster: clusterArn('search')});
		expect(clusters.text.split('\n').map(line => line.split(' ')[0])).toEqual(['NAME', 'search', '']);
		expect(clusters.sent['ecs:DescribeTasks']).toBe(1);
	});

	test('that no cluster has is one line and exit code 2', async () => {
		expect(await printList(healthy, {view: 'services', cluster: 'chekout'})).toMatchObject({
			text: '',
			errorText: 'onduty: no cluster named chekout in eu-west-1; there are checkout, search\n',
			exitCode: 2,
		});
	});

	test('with clusters that can not be listed says that instead', async () => {
		const shut: Script = {...healthy, 'ecs:ListClusters': () => failed(denied('ecs:ListClusters'))};
		const {errorText, exitCode} = await printList(shut, {view: 'tasks', cluster: 'checkout'});
		expect(errorText).toMatch(/^onduty: cannot list clusters: access denied: needs ecs:ListClusters/);
		expect(exitCode).toBe(2);
	});
});

describe('JSON', () => {
	test('has a version, the account, what could not be read, and the whole rows', async () => {
		const half: Script = {
			...faulty,
			'guardduty:GetAdministratorAccount': () => failed(denied('guardduty:GetAdministratorAccount')),
		};
		const {text: json, errorText, exitCode} = await printList(half, {output: 'json', faultsOnly: true});
		expect(JSON.parse(json)).toMatchObject({
			schemaVersion: 1,
			view: 'clusters',
			generatedAt: expect.stringMatching(/^2026-11-23T08:00:0\d\.\d{3}Z$/),
			account: '123456789012',
			region: 'eu-west-1',
			partial: false,
			errors: [
				{
					what: 'GuardDuty administrator',
					action: 'guardduty:GetAdministratorAccount',
					message: expect.stringContaining('access denied'),
				},
			],
			rows: [
				{
					verdict: 'fault',
					name: 'checkout',
					optIn: 'monitored',
					optInBy: 'tag',
					agentsExpected: 3,
					agentsRunning: 2,
					agentsAbsent: 1,
					stale: 1,
					staleServices: ['api'],
				},
			],
		});
		expect([errorText, exitCode]).toEqual(['', 1]);
	});

	test('says that it is partial when rows failed', async () => {
		const half: Script = {...healthy, 'ecs:DescribeClusters': () => failed(denied('ecs:DescribeClusters'))};
		const {text: json, exitCode} = await printList(half, {output: 'json'});
		const parsed = JSON.parse(json) as {partial: boolean; rows: unknown[]; errors: unknown[]};
		expect(parsed).toMatchObject({
			partial: true,
			errors: [{what: '2 of 2 clusters', action: 'ecs:DescribeClusters'}],
		});
		expect(parsed.rows).toHaveLength(2);
		expect(exitCode).toBe(2);
	});
});

describe('CSV', () => {
	test('has a heading and guards names that a spreadsheet would run', async () => {
		const {text: csv} = await printList(healthy, {view: 'services', output: 'csv'});
		const lines = csv.split('\r\n');
		expect(lines[0]).toMatch(
			/^verdict,name,cluster,arn,status,desired,running,pending,optIn,agentsExpected,/,
		);
		expect(lines.slice(1).map(line => line.split(',').slice(0, 3).join())).toEqual([
			"unknown,'=cmd(),search",
			'ok,api,checkout',
			'ok,finder,search',
			'',
		]);
	});
});
