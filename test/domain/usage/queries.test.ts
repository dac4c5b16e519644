import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type ClusterArn} from '../../../source/domain/arn.js';
import {logGroupOf} from '../../../source/domain/usage/log-group.js';
import {
	binsQuery,
	longestQuery,
	minutesPattern,
	minutesQuery,
	totalsQuery,
} from '../../../source/domain/usage/query-text.js';
import {rowQuery} from '../../../source/domain/usage/row-query.js';
import {usageWindows} from '../../../source/domain/usage/usage.js';
import {clusterArn} from '../../store/fake-world.js';

const taskId = '0f3c91aa5c6e4e1d9b7a2f40c1d2e3f4';

test('minutes are asked for as whole records of four types', () => {
	expect(minutesQuery('asc')).toBe(
		[
			'fields @timestamp, @log, @message',
			'| filter Type in ["Container", "Task", "Service", "Cluster"]',
			'| sort @timestamp asc',
		].join('\n'),
	);
	expect(minutesPattern()).toBe(
		'{ ($.Type = "Container") || ($.Type = "Task") || ($.Type = "Service") || ($.Type = "Cluster") }',
	);
});

test('a window is asked for as statistics by container and task, and as points', () => {
	expect(totalsQuery()).toMatch(
		/^filter Type in \["Container", "Task", "Service", "Cluster"\]\n\| stats count\(\*\) as samples,/,
	);
	for (const column of [
		'avg(CpuUtilized) as cpuAverage',
		'pct(MemoryUtilized, 95) as memoryP95',
		'max(NetworkTxBytes) as txMax',
		'latest(NetworkRxBytes) as rxNow',
		'max(Timestamp) as lastAt',
		'latest(RunningTaskCount) as running',
		'min(RunningTaskCount) as leastRunning',
		'latest(ServiceCount) as services',
	]) {
		expect(totalsQuery()).toContain(column);
	}

	expect(totalsQuery()).toMatch(/by ClusterName, Type, TaskId, ContainerName, ServiceName, /);
	expect(binsQuery('6h')).toContain('by bin(10m), ClusterName');
	expect(binsQuery('24h')).toContain('by bin(30m), ClusterName');
	expect(binsQuery('7d')).toContain('by bin(180m), ClusterName');
	expect(binsQuery('7d')).toContain('max(MemoryUtilized) as memory');
	expect(binsQuery('7d')).toContain('min(RunningTaskCount) as running');
});

test('no query is longer than AWS takes', () => {
	const all = [minutesQuery('asc'), totalsQuery(), ...usageWindows.map(binsQuery)];
	expect(all.every(text => text.length <= longestQuery)).toBe(true);
});

describe('the query of one row', () => {
	const ids = {taskId, containerName: 'aws-guardduty-agent-k3f9', service: 'api', family: 'api_v2'};

	test.each([
		['agent', `Type = "Container" and TaskId = "${taskId}" and ContainerName = "aws-guardduty-agent-k3f9"`],
		['task', `Type = "Task" and TaskId = "${taskId}"`],
		['service', 'Type = "Task" and ServiceName = "api"'],
		['family', 'Type = "Task" and TaskDefinitionFamily = "api_v2"'],
		['cluster', 'Type = "Task"'],
	] as const)('of %s', (kind, filter) => {
		expect(rowQuery({kind, ...ids}, '1h')).toEqual({
			ok: true,
			text: [
				'fields @timestamp, TaskId, ContainerName, CpuUtilized, MemoryUtilized, NetworkRxBytes, NetworkTxBytes, StorageReadBytes, StorageWriteBytes',
				`| filter ${filter}`,
				'| sort @timestamp desc',
			].join('\n'),
		});
		expect(rowQuery({kind, ...ids}, '6h')).toMatchObject({
			ok: true,
			text: expect.stringContaining(`filter ${filter}\n| stats avg(CpuUtilized)`) as string,
		});
	});

	test('takes task ids of both formats, and no others', () => {
		const query = (id?: string) => rowQuery({kind: 'task', taskId: id}, '1h').ok;
		expect(query('7c7bce41-8f2f-4673-b1a3-0e57ef51168f')).toBe(true);
		for (const id of [undefined, '', 'x', taskId.toUpperCase(), `${taskId}0`, `${taskId}\n`, `"${taskId}`]) {
			expect(query(id), String(id)).toBe(false);
		}
	});

	test('gets no text in it that could end what it stands in', () => {
		const hostile = fc.oneof(
			fc.string(),
			fc.constantFrom('" or 1=1', 'a" | limit 1', 'a\\', "a'b", '`a`', 'a\n| stats count(*)', 'a#b'),
		);
		const row = fc.record({
			kind: fc.constantFrom('agent', 'container', 'task', 'service', 'family'),
			taskId: hostile,
			containerName: hostile,
			service: hostile,
			family: hostile,
		});
		fc.assert(
			fc.property(row, fc.constantFrom(...usageWindows), (ids, window) => {
				const query = rowQuery(ids, window);
				const text = query.ok ? query.text : '';
				const quoted = [...text.matchAll(/"([^"]*)"/g)].map(match => match[1]);
				expect(quoted.every(value => /^[A-Za-z0-9_-]{1,255}$/.test(value ?? ''))).toBe(true);
				expect(text.split('"').length % 2).toBe(1);
				expect(text.split('|').length).toBeLessThanOrEqual(3);
			}),
		);
	});
});

describe('the log group of a cluster', () => {
	test('is named after it', () => {
		expect(logGroupOf(clusterArn('checkout'))).toBe('/aws/ecs/containerinsights/checkout/performance');
	});

	test('is none when the name is none that ECS gives', () => {
		fc.assert(
			fc.property(fc.string({maxLength: 300}), name => {
				const group = logGroupOf(`arn:aws:ecs:eu-west-1:123456789012:cluster/${name}` as ClusterArn);
				expect(group !== undefined).toBe(/^[A-Za-z0-9_-]{1,255}$/.test(name));
			}),
		);
		expect(logGroupOf('checkout' as ClusterArn)).toBeUndefined();
		expect(logGroupOf('arn:aws:ecs:eu-west-1:1:service/checkout' as ClusterArn)).toBeUndefined();
	});
});
