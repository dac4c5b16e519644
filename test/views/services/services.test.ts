import {describe, expect, test} from 'vitest';
import {type Failure} from '../../../source/domain/failure.js';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {servicesRead} from '../../../source/store/reads/services.js';
import {tasksRead} from '../../../source/store/reads/tasks.js';
import {servicesView} from '../../../source/views/services/services.js';
import {
	aCluster,
	aService,
	aShop,
	aSnapshot,
	drawn,
	gates,
	holding,
	listed,
	now,
	optedIn,
	serviceArn,
	text,
} from '../build.js';
import {services, shop, shopSnapshot as snapshot, tasks} from '../shop.js';

const place = {view: 'services', cluster: shop.arn};
const rowsOf = (from = snapshot) => servicesView.rows(from, place);
const rowOf = (name: string, from = snapshot) => rowsOf(from).find(row => row.name === name)!;

describe('the list of services', () => {
	test('shows counts, agents, staleness, rollout and launch', () => {
		expect(drawn(servicesView, {snapshot, place, width: 110})).toBe(
			text(`
			NAME                       DES/RUN/PEND  AGENTS       STALE  ROLLOUT        DEPLOYED  LAUNCH        PLATFORM
			api                               2/2/0  1/2 !1       no     ✓ completed          3h  Fargate       1.4.0
			batch                             0/0/0  –            no     ✓ completed          3h  EC2           –
			web                               2/2/0  0/1 !1       yes    ✗ failed             1d  Fargate       1.4.0
			worker                            4/3/1  0/1          no     ↻ in progress        4m  Fargate Spot  1.4.0
		`),
		);
	});

	test('drops platform and then launch in 78 cells', () => {
		expect(drawn(servicesView, {snapshot, place, width: 78})).toBe(
			text(`
			NAME                 DES/RUN/PEND  AGENTS       STALE  ROLLOUT        DEPLOYED
			api                         2/2/0  1/2 !1       no     ✓ completed          3h
			batch                       0/0/0  –            no     ✓ completed          3h
			web                         2/2/0  0/1 !1       yes    ✗ failed             1d
			worker                      4/3/1  0/1          no     ↻ in progress        4m
		`),
		);
	});

	test('has the cluster in a column when it is about all of them', () => {
		const lines = drawn(servicesView, {snapshot, place: {view: 'services'}}).split('\n');
		expect(lines[0]).toMatch(/^NAME +CLUSTER +DES/);
		expect(lines[1]).toMatch(/^api +shop +2\/2\/0/);
		expect(lines).toHaveLength(5);
	});
});

describe('a service', () => {
	test.each([
		['api', 'fault', 'agent failed in 1 task; t shows why'],
		['web', 'fault', 'rollout failed: tasks failed to start'],
		['worker', 'unknown', 'its tasks are being replaced'],
		['batch', 'ok', 'not on Fargate: a redeploy brings no agent'],
	] as const)('%s is %s: %s', (name, verdict, hint) => {
		expect(servicesView.verdict(rowOf(name))).toBe(verdict);
		expect(servicesView.hint(rowOf(name), 0)?.text).toBe(hint);
	});

	test.each([
		['with fewer tasks than it should have', {desired: 3, running: 2, pending: 0}, 'fault'],
		['that starts the tasks it lacks', {desired: 3, running: 2, pending: 1}, 'ok'],
		['that is scaled to nothing', {desired: 0, running: 0}, 'ok'],
	] as const)('%s is judged by that too', (_title, facts, verdict) => {
		const holdings = aShop(shop, {
			services: [aService('shop', 'api', facts)],
			tasks: facts.running ? [tasks.watched] : [],
		});
		expect(servicesView.verdict(rowOf('api', aSnapshot(holdings)))).toBe(verdict);
	});

	test('in a cluster that is not opted in is not watched', () => {
		const open = aCluster('shop', {runningTasks: 2});
		const from = aSnapshot(aShop(open, {services: [aService('shop', 'api')], tasks: [tasks.absent]}));
		expect(servicesView.verdict(rowOf('api', from))).toBe('fault');
		expect(servicesView.hint(rowOf('api', from), 0)?.text).toBe('the cluster is not opted in');
	});

	test('whose tasks could not be read keeps its row and is not known', () => {
		const failure: Failure = {kind: 'denied', action: 'ecs:ListTasks', message: ''};
		const from = aSnapshot([
			...gates(),
			holding(clustersRead, undefined, listed([aCluster('shop', {tags: optedIn, runningTasks: 2})])),
			holding(servicesRead, shop.arn, listed([services[0]!])),
			holding(tasksRead, shop.arn, {rows: [], isComplete: false, failure}),
		]);
		expect(drawn(servicesView, {snapshot: from, place, width: 60}).split('\n')[1]).toBe(
			'api                  2/2/0  ?           ?      ✓ completed',
		);
		expect(servicesView.verdict(rowOf('api', from))).toBe('unknown');
		expect(servicesView.hint(rowOf('api', from), 0)?.text).toBe(
			'agents unknown: access denied: needs ecs:ListTasks; AWS does not say which policy refuses it: ask for ecs:ListTasks',
		);
		expect(servicesView.status(from, place)).toMatchObject({
			isPartial: false,
			errors: [{what: 'tasks of shop', failure}],
		});
	});

	test('with a task that could not be described has agents that are counted in part, and is not a pass', () => {
		const failure: Failure = {kind: 'server', status: 500, message: ''};
		const listing = listed([tasks.watched]);
		const rows = [...listing.rows, {key: tasks.absent.arn, failure}];
		const from = aSnapshot([
			...aShop(shop, {services: [services[0]!], tasks: []}),
			holding(tasksRead, shop.arn, {...listing, rows}),
		]);
		const row = rowOf('api', from);
		expect(servicesView.columns.find(({id}) => id === 'agents')?.cell(row, 0)).toEqual({
			text: '?1/1',
			tone: 'warning',
		});
		expect(servicesView.verdict(row)).toBe('unknown');
	});

	test('none of whose tasks could be described says which permission is missing', () => {
		const failure: Failure = {kind: 'denied', action: 'ecs:DescribeTasks', message: ''};
		const from = aSnapshot([
			...aShop(shop, {services: [services[0]!], tasks: []}),
			holding(tasksRead, shop.arn, listed([], {rows: [{key: tasks.watched.arn, failure}]})),
		]);
		expect(servicesView.hint(rowOf('api', from), 0)?.text).toMatch(
			/^agents unknown: access denied: needs ecs:DescribeTasks/,
		);
		expect(servicesView.status(from, place).errors).toEqual([{what: '1 of 1 tasks of shop', failure}]);
	});

	test('that could not be described again is not a pass, and says why', () => {
		const failure: Failure = {kind: 'throttled', message: ''};
		const [api] = listed([services[3]!]).rows;
		const from = aSnapshot([
			...aShop(shop, {services: [], tasks: []}),
			holding(servicesRead, shop.arn, listed([], {rows: [{...api!, failure}]})),
		]);
		const row = rowOf('batch', from);
		expect(servicesView.verdict(row)).toBe('unknown');
		expect(servicesView.freshness(row)).toEqual({at: api!.at, failure});
		expect(servicesView.status(from, place)).toMatchObject({
			isPartial: true,
			errors: [{what: '1 of 1 services of shop', failure}],
		});
	});

	test('opens its tasks, leads to its events and doctor, and to tree, instances and fixes of its cluster', () => {
		const row = rowOf('api');
		const service = serviceArn('shop', 'api');
		expect(servicesView.open(row, place)).toEqual({view: 'tasks', cluster: shop.arn, service});
		expect(servicesView.pivots(row, place)).toEqual({
			tasks: {view: 'tasks', cluster: shop.arn, service},
			tree: {view: 'tree', cluster: shop.arn},
			events: {view: 'service-events', cluster: shop.arn, service},
			timeline: {view: 'timeline', cluster: shop.arn, service},
			instances: {view: 'container-instances', cluster: shop.arn},
			doctor: {view: 'doctor', cluster: shop.arn, service},
			fixes: {view: 'fixes', cluster: shop.arn},
			usage: {view: 'usage', cluster: shop.arn, service},
			size: {view: 'size', cluster: shop.arn},
		});
		expect(servicesView.target(row)).toEqual({
			kind: 'service',
			arn: service,
			clusterArn: shop.arn,
			name: 'api',
		});
	});
});

test('5,000 services keep their rows while nothing changes, and all but one when one does', () => {
	const many = Array.from({length: 5000}, (_, index) => aService('shop', `s${index}`));
	const before = listed(many);
	const holdings = aShop(shop, {services: [], tasks: []});
	const from = aSnapshot([...holdings, holding(servicesRead, shop.arn, before)]);
	const first = rowsOf(from);
	expect(first).toHaveLength(5000);
	expect(rowsOf(from)).toBe(first);
	const again = before.rows.map(row => ({...row, at: now}));
	const reread = aSnapshot([...holdings, holding(servicesRead, shop.arn, {...before, rows: again})]);
	expect(rowsOf(reread).every((row, index) => row === first[index])).toBe(true);
	const rows = again.with(7, {...again[7]!, value: {...many[7]!, running: 1}});
	const later = rowsOf(aSnapshot([...holdings, holding(servicesRead, shop.arn, {...before, rows})]));
	expect(later.filter((row, index) => row !== first[index])).toHaveLength(1);
	expect(servicesView.record(first[0]!, reread)).toMatchObject({readAt: new Date(now).toISOString()});
});
