import {describe, expect, test} from 'vitest';
import {type ContainerInsights} from '../../../../source/domain/resources.js';
import {clusterInsights} from '../../../../source/store/actions/cluster/cluster-insights.js';
import {aConsole, clusterTarget, serviceTarget} from '../console.js';
import {addCluster} from '../fake-ecs.js';

function withLevel(containerInsights: ContainerInsights | undefined) {
	const console = aConsole();
	const cluster = addCluster(console.ecs, 'checkout', containerInsights && {containerInsights});
	return {...console, target: clusterTarget(cluster)};
}

describe('the question', () => {
	test.each([
		['disabled', 'enhanced'],
		['enabled', 'enhanced'],
		['enhanced', 'disabled'],
		[undefined, 'enhanced'],
	] as const)('offers on a cluster with %s first %s', async (level, initial) => {
		const {plan, store, target} = withLevel(level);
		await plan(clusterInsights, [target], {value: 'enabled'});
		const [question] = clusterInsights.questions([target], store.snapshot());
		expect(question).toMatchObject({kind: 'choice', initial});
		expect(question?.kind === 'choice' && question.options.map(({value}) => value)).toEqual([
			'disabled',
			'enabled',
			'enhanced',
		]);
	});
});

describe('the plan', () => {
	test('shows before and after, from when it counts, and what nobody has documented', async () => {
		const {plan, target} = withLevel('disabled');
		const made = await plan(clusterInsights, [target], {value: 'enhanced'});
		expect(made.changes).toEqual([
			'checkout: disabled -> enhanced',
			'also metrics by task and container',
			'it takes effect for new tasks',
			'whether running tasks need a redeploy for container metrics is not documented',
		]);
		expect(made.steps[0]?.calls).toEqual([
			{name: 'ecs:UpdateClusterSettings', input: {cluster: target.arn, containerInsights: 'enhanced'}},
		]);
		expect((await plan(clusterInsights, [target], {value: 'enabled'})).changes.join()).not.toContain(
			'not documented',
		);
	});

	test('does not take an unread setting for any', async () => {
		const {plan, target} = withLevel(undefined);
		const made = await plan(clusterInsights, [target], {value: 'disabled'});
		expect(made.changes[0]).toBe('checkout: unknown -> disabled');
	});

	test.each([
		['enabled', 'checkout is left out: it is enabled already'],
		['on', 'choose disabled, enabled or enhanced'],
	])('for %s is refused: %s', async (value, refusal) => {
		const {plan, target} = withLevel('enabled');
		expect(await plan(clusterInsights, [target], {value})).toMatchObject({refusal, steps: []});
	});

	test('leaves out clusters that have it, and warns of owners in code', async () => {
		const {ecs, plan} = aConsole();
		const targets = [
			addCluster(ecs, 'one', {containerInsights: 'enabled'}),
			addCluster(ecs, 'two', {
				containerInsights: 'disabled',
				tags: [{key: 'managed-by', value: 'terraform'}],
			}),
		].map(clusterTarget);
		const made = await plan(clusterInsights, targets, {value: 'enabled'});
		expect(made.steps.map(({label}) => label)).toEqual(['two']);
		expect(made.warnings).toEqual([
			'one is left out: it is enabled already',
			'two looks managed by Terraform: its next deployment may put the setting back',
		]);
	});

	test('is not offered for a service', () => {
		const {ecs, store} = aConsole();
		const target = serviceTarget(ecs.addService('checkout', 'api'));
		expect(clusterInsights.disabledReason([target], store.snapshot())).toContain('not to a service');
	});
});

describe('the step', () => {
	test('is done once the setting reads as set', async () => {
		const {plan, carryOut, ecs, target, journalled} = withLevel('disabled');
		const made = await plan(clusterInsights, [target], {value: 'enhanced'});
		const run = await carryOut(clusterInsights, made);
		expect(run.steps[0]).toMatchObject({status: 'done', detail: 'containerInsights = enhanced'});
		expect(ecs.clusters.get('checkout')?.containerInsights).toBe('enhanced');
		expect(journalled().at(-2)).toBe('verify | ok | containerInsights = enhanced');
	});

	test('fails when the setting does not change', async () => {
		const {plan, carryOut, ecs, target} = withLevel('disabled');
		const made = await plan(clusterInsights, [target], {value: 'enhanced'});
		ecs.isObedient = false;
		const run = await carryOut(clusterInsights, made);
		expect(run.steps[0]?.detail).toBe(
			'UpdateClusterSettings was accepted, not seen yet after 30 s: DescribeClusters still says containerInsights = disabled',
		);
	});
});
