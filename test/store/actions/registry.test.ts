import {describe, expect, test} from 'vitest';
import {operationTable} from '../../../source/domain/operations.js';
import {type Target} from '../../../source/store/actions/action.js';
import {actions} from '../../../source/store/actions/registry.js';
import {aFinding} from '../fake-guardduty.js';
import {anInterface} from '../fake-network.js';
import {aConsole, clusterTarget, findingTarget, serviceTarget, settings, taskTarget} from './console.js';
import {addCluster, standalone} from './fake-ecs.js';

function everyKind() {
	const console = aConsole();
	const task = {...standalone('checkout', 't1'), network: {eniId: 'eni-1'}};
	console.network.interfaces.set('eni-1', anInterface('eni-1'));
	console.ecs.tasks.set(task.arn, task);
	const finding = aFinding(1);
	console.guardDuty.add(finding);
	const targets: {readonly [kind in Target['kind']]: Target} = {
		finding: findingTarget(finding),
		cluster: clusterTarget(addCluster(console.ecs, 'checkout', {tags: []})),
		service: serviceTarget(console.ecs.addService('checkout', 'api')),
		task: taskTarget(task),
	};
	return {...console, targets};
}

/** Answers to all questions, enough for a plan. */
const answers = {
	value: 'enabled',
	wave: '1',
	reason: 'x',
	securityGroups: '',
	assignPublicIp: 'DISABLED',
	feedback: 'USEFUL',
	comment: '',
	samples: 'chain',
	subnets: 'subnet-0a1b2c',
};

test('the actions are those that keys and help know', () => {
	expect(actions.map(({id}) => id)).toEqual([
		'cluster.tag',
		'cluster.insights',
		'service.redeploy',
		'service.stop-rollout',
		'task.stop',
		'task.replace',
		'evidence.keep',
		'finding.archive',
		'finding.unarchive',
		'finding.feedback',
		'finding.samples',
		'task.isolate',
		'task.release',
	]);
});

/** Nothing rolls here, is archived or is isolated. */
const hasNothingToDo = new Set(['service.stop-rollout', 'finding.unarchive', 'task.release']);

describe.each(actions.map(action => [action.id, action] as const))('%s', (_, action) => {
	test('says why it is not offered for what it does not apply to', () => {
		const {store, targets} = everyKind();
		for (const kind of action.isOfAccount ? [] : (['cluster', 'service', 'task', 'finding'] as const)) {
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
			expect(made.steps.length).toBe(hasNothingToDo.has(action.id) ? 0 : 1);
			for (const step of made.steps) {
				expect(step.calls.length === 0).toBe(action.isLocal ?? false);
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
