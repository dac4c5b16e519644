import {describe, expect, test} from 'vitest';
import {operationTable} from '../../../source/domain/operations.js';
import {type Target} from '../../../source/store/actions/action.js';
import {actions} from '../../../source/store/actions/registry.js';
import {aConsole, clusterTarget, serviceTarget, settings, taskTarget} from './console.js';
import {addCluster, standalone} from './fake-ecs.js';

function everyKind() {
	const console = aConsole();
	const task = standalone('checkout', 't1');
	console.ecs.tasks.set(task.arn, task);
	const targets: {readonly [kind in Target['kind']]: Target} = {
		cluster: clusterTarget(addCluster(console.ecs, 'checkout', {tags: []})),
		service: serviceTarget(console.ecs.addService('checkout', 'api')),
		task: taskTarget(task),
	};
	return {...console, targets};
}

/** Answers to all questions, enough for a plan. */
const answers = {value: 'enabled', wave: '1', reason: 'x', securityGroups: '', assignPublicIp: 'DISABLED'};

test('the actions are those that keys and help know', () => {
	expect(actions.map(({id}) => id)).toEqual([
		'cluster.tag',
		'cluster.insights',
		'service.redeploy',
		'service.stop-rollout',
		'task.stop',
		'task.replace',
	]);
});

describe.each(actions.map(action => [action.id, action] as const))('%s', (_, action) => {
	test('says why it is not offered for what it does not apply to', () => {
		const {store, targets} = everyKind();
		for (const kind of ['cluster', 'service', 'task'] as const) {
			const reason = action.disabledReason([targets[kind]], store.snapshot());
			if (action.appliesTo.includes(kind)) {
				expect(reason).toBeUndefined();
			} else {
				expect(reason).toContain(`not to a ${kind}`);
			}
		}
	});

	test('has a plan that waits, or is refused, and no step, before anything was read', () => {
		const {store, targets, clock} = everyKind();
		for (const kind of action.appliesTo) {
			const snapshot = store.snapshot();
			const made = action.plan({targets: [targets[kind]], answers, snapshot, settings, now: clock.now()});
			expect(made.waitingFor ?? made.refusal).toBeTruthy();
			expect(made.steps).toEqual([]);
		}
	});

	test('plans only writes, on every target that it names', async () => {
		const {plan, targets} = everyKind();
		for (const kind of action.appliesTo) {
			const value = action.id === 'cluster.tag' ? 'false' : 'enabled';
			const made = await plan(action, [targets[kind]], {...answers, value});
			// Nothing rolls here: that one has nothing to stop.
			expect(made.steps.length).toBe(action.id === 'service.stop-rollout' ? 0 : 1);
			for (const step of made.steps) {
				expect(step.calls.length).toBeGreaterThan(0);
				expect(step.calls.map(({name}) => operationTable[name].kind)).not.toContain('read');
				expect(made.changes.length).toBeGreaterThan(0);
				expect(made.keeps.length).toBeGreaterThan(0);
			}
		}
	});

	test('says it in words that fit a footer', () => {
		expect(action.label.length).toBeLessThanOrEqual(12);
		expect(action.describes.length).toBeLessThanOrEqual(76);
	});
});
