import {describe, expect, test} from 'vitest';
import {usageView} from '../../../source/views/usage/usage.js';
import {usageDetailView} from '../../../source/views/usage/usage-detail.js';
import {now, serviceArn, taskArn, taskId} from '../build.js';
import {aUsage, taskEntities, usagePlace, usageSnapshot, withInsights} from './build.js';

const shop = withInsights('shop');
const entities = [
	...taskEntities('shop', 'a1', {service: 'api', agent: [50, 52]}),
	...taskEntities('shop', 'a2', {service: 'api', agent: [120, 121]}),
	...taskEntities('shop', 'b1', {service: 'web', agent: [40, 80]}),
	...taskEntities('shop', 'c1', {family: 'nightly', app: 960}),
];
const usage = aUsage(entities);
const snapshot = usageSnapshot([shop], usage);
const place = usagePlace();
const rowsOf = (at = place, from = snapshot) => usageView.rows(from, at);
const rowNamed = (key: string, at = place, from = snapshot) =>
	rowsOf(at, from).find(row => row.key.includes(key))!;

describe('keys lead on', () => {
	test('from an agent to its task, its service, its doctor, its containers, its size', () => {
		const row = rowNamed(taskId('a1'));
		const task = taskArn('shop', taskId('a1'));
		expect(usageView.pivots(row, place)).toMatchObject({
			tasks: {view: 'task', cluster: shop.arn, task},
			service: {view: 'describe', subject: serviceArn('shop', 'api')},
			doctor: {view: 'doctor', task},
			usage: {view: 'usage', cluster: shop.arn, task},
			size: {view: 'size', cluster: shop.arn},
		});
		expect(usageView.target(row)).toMatchObject({kind: 'task', arn: task});
		expect(usageView.open(row, place)).toEqual({view: 'usage-of', item: row.key});
	});

	test('from a service to the tasks in it, and to what redeploys it', () => {
		const row = rowNamed('service:shop/api', usagePlace({level: 'services'}));
		expect(usageView.pivots(row, place).usage).toEqual({
			view: 'usage',
			cluster: shop.arn,
			service: serviceArn('shop', 'api'),
			level: 'tasks',
		});
		expect(usageView.target(row)).toMatchObject({kind: 'service', arn: serviceArn('shop', 'api')});
	});

	test('an id that is none does not get into an ARN', () => {
		const [, , row] = taskEntities('shop', 'a1', {service: 'api', agent: [1, 1]});
		const odd = usageSnapshot([shop], aUsage([{...row!, taskId: '../../evil'}]));
		expect(usageView.target(rowsOf(place, odd)[0]!)).toBeUndefined();
	});

	test('o is the query of the row alone where that of all clusters is too long for a link', () => {
		const groups = Array.from(
			{length: 40},
			(_, index) => `/aws/ecs/containerinsights/cluster-${index}/performance`,
		);
		const wide = usageSnapshot([shop], {...usage, query: {...usage.query!, logGroups: groups}});
		const link = usageView.link!(rowNamed(taskId('a1'), place, wide), place, wide);
		expect(link).toMatchObject({url: expect.stringContaining(taskId('a1'))});
	});

	test('c copies the query that was asked; in the details the one of the row alone next', () => {
		const row = rowNamed(taskId('a1'));
		expect(usageView.remedies!(row, place, snapshot).map(({label}) => label)).toEqual([
			'Logs Insights query',
			'query of this row alone',
		]);
		const at = {...place, view: 'usage-of', item: row.key};
		expect(usageDetailView.remedies!(at, snapshot)[1]?.text).toContain(`TaskId = "${taskId('a1')}"`);
	});

	test('where events were read instead, what is copied is a pattern, and o the query of the row alone', () => {
		const pattern = {
			...usage.query!,
			text: '{ ($.Type = "Container") }',
			by: 'logs:FilterLogEvents',
		} as const;
		const read = usageSnapshot([shop], {...usage, query: pattern});
		const row = rowNamed(taskId('a1'), place, read);
		expect(usageView.remedies!(row, place, read).map(({label}) => label)).toEqual([
			'filter pattern',
			'query of this row alone',
		]);
		const link = usageView.link!(row, place, read) as {url: string};
		expect(link.url).toContain('logs-insights$3FqueryDetail$3D');
		expect(link.url).toContain(taskId('a1'));
		expect(link.url).not.toContain('Type*20*3d*20*22Container*22*29');
	});

	test('o opens the whole window, though only the newest minutes were asked for last', () => {
		const asked = {...usage.query!, from: now - 120_000, to: now};
		const newest = usageSnapshot([shop], {...usage, query: asked});
		const {url} = usageView.link!(rowNamed(taskId('a1'), place, newest), place, newest) as {url: string};
		expect(url).toContain("(end~'2026-11-23T12*3a04*3a00.000Z~start~'2026-11-23T11*3a04*3a00.000Z~");
	});

	test('o is the query in the AWS console', () => {
		const link = usageView.link!(rowNamed(taskId('a1')), place, snapshot);
		expect(link).toMatchObject({url: expect.stringContaining('logs-insights$3FqueryDetail$3D~(end')});
	});
});
