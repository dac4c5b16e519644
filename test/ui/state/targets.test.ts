import {expect, test} from 'vitest';
import {type ClusterArn, type FindingArn, type ResourceArn} from '../../../source/domain/arn.js';
import {actions} from '../../../source/store/actions/registry.js';
import {type Context} from '../../../source/ui/state/context.js';
import {actionsFor, disabledReason} from '../../../source/ui/state/targets.js';
import {describeView} from '../../../source/views/resource/describe.js';

const clusterArn = 'arn:aws:ecs:eu-west-1:123456789012:cluster/checkout' as ClusterArn;

test.each([
	['cluster', ['cluster.tag', 'cluster.insights', 'service.redeploy']],
	['service', ['service.redeploy', 'service.stop-rollout']],
	['task', ['task.stop', 'evidence.keep', 'task.isolate', 'task.release']],
	['container instance', []],
] as const)('of the actions of describe only those for a %s are offered for one', (kind, ids) => {
	const context = {view: describeView, catalog: {actions}} as unknown as Context;
	const targets =
		kind === 'container instance' ? [] : [{kind, arn: clusterArn as ResourceArn, clusterArn, name: 'x'}];
	expect(actionsFor(context, targets).map(({id}) => id)).toEqual(ids);
});

test('marks of several kinds say which are too many for an action', () => {
	const context = {snapshot: {isReadOnly: false}} as unknown as Context;
	const [redeploy] = actions.filter(({id}) => id === 'service.redeploy');
	const target = (kind: 'service' | 'task') => ({
		kind,
		arn: clusterArn as ResourceArn,
		clusterArn,
		name: 'x',
	});
	expect(disabledReason(redeploy!, [target('service'), target('task'), target('service')], context)).toBe(
		'not for a task, and 1 of the 3 marked is one: one kind at a time',
	);
	expect(disabledReason(redeploy!, [target('task')], context)).toBe('not for a task');
});

test('a finding without one running task says so to what is for tasks', () => {
	const context = {snapshot: {isReadOnly: false}} as unknown as Context;
	const [stop] = actions.filter(({id}) => id === 'task.stop');
	const finding = {kind: 'finding', arn: 'arn:f' as FindingArn, id: 'f', name: 'x'} as const;
	expect(disabledReason(stop!, [finding], context)).toBe(
		'this finding leads to no single task that is known to run',
	);
});
