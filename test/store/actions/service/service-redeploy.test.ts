import {describe, expect, test} from 'vitest';
import {type Service} from '../../../../source/domain/resources.js';
import {serviceRedeploy} from '../../../../source/store/actions/service/service-redeploy.js';
import {aConsole, clusterTarget, serviceTarget, settings, taskTarget} from '../console.js';
import {addCluster, monitoring, standalone} from '../fake-ecs.js';

const quiet: Partial<Service> = {minimumHealthyPercent: 100, maximumPercent: 200};
const denied = (action: string) => ({kind: 'denied', action, message: 'not allowed'}) as const;

function aCheckout() {
	const console = aConsole();
	const cluster = addCluster(console.ecs, 'checkout');
	return {...console, cluster, target: clusterTarget(cluster)};
}

describe('the question', () => {
	test('is the size of a wave, of the settings at first; one service needs none', () => {
		const {ecs, store, target} = aCheckout();
		const [api, web] = ['api', 'web'].map(name => serviceTarget(ecs.addService('checkout', name)));
		const ask = (...targets: readonly (typeof target)[]) =>
			serviceRedeploy.questions(targets, store.snapshot(), {...settings, waveSize: 4});
		expect(ask(api!)).toEqual([]);
		expect(ask(api!, web!)).toEqual([
			{kind: 'number', id: 'wave', label: 'services at a time', initial: 4, min: 1, max: 20},
		]);
		expect(ask(target)).toHaveLength(1);
	});
});

describe('the plan', () => {
	test('of one service shows the call, the tasks that are replaced, and what stays', async () => {
		const {ecs, plan} = aCheckout();
		const api = ecs.addService('checkout', 'api', {...quiet, desired: 3});
		const made = await plan(serviceRedeploy, [serviceTarget(api)]);
		expect({...made, steps: made.steps.map(({label, calls}) => ({label, calls}))}).toEqual({
			title: 'redeploy api',
			changes: ['api: 3 tasks replaced; 3 of 3 have no working agent now'],
			keeps: [
				'task definition, desired count and configuration of the services',
				'old tasks run until new ones replace them',
			],
			warnings: [
				'api: circuit breaker without rollback: if it trips, the rollout stops half way',
				'api: up to 6 tasks at once instead of 3: needs capacity, addresses, quota',
			],
			steps: [
				{
					label: 'api',
					calls: [{name: 'ecs:UpdateService', input: {cluster: api.clusterArn, service: api.arn}}],
				},
			],
			waveSize: 2,
			confirm: {kind: 'y'},
		});
	});

	test('of a cluster takes its stale services, the most uncovered first, in waves as answered', async () => {
		const {ecs, plan, target} = aCheckout();
		ecs.addService('checkout', 'a-small', {desired: 1});
		ecs.addService('checkout', 'z-large', {desired: 4});
		ecs.addService('checkout', 'm-middle', {desired: 2});
		ecs.addService('checkout', 'idle', {desired: 0, running: 0});
		const made = await plan(serviceRedeploy, [target], {wave: '3'});
		expect(made.steps.map(({label}) => label)).toEqual(['z-large', 'm-middle', 'a-small']);
		expect(made.waveSize).toBe(3);
		expect(made.title).toBe('redeploy 3 services of checkout, 3 at a time');
	});

	test.each([
		[undefined, 2],
		['1', 1],
		['0', 1],
		['99', 20],
		['many', 2],
	])('takes %s for a wave of %s', async (wave, size) => {
		const {ecs, plan} = aCheckout();
		const targets = ['a', 'b', 'c'].map(name => serviceTarget(ecs.addService('checkout', name)));
		expect((await plan(serviceRedeploy, targets, wave ? {wave} : {})).waveSize).toBe(size);
	});

	test('leaves out who can not be redeployed, and says why', async () => {
		const {ecs, plan} = aCheckout();
		const targets = [
			ecs.addService('checkout', 'api'),
			ecs.addService('checkout', 'blue', {controller: 'CODE_DEPLOY'}),
			ecs.addService('checkout', 'stuck', {minimumHealthyPercent: 100, maximumPercent: 100}),
		].map(serviceTarget);
		const made = await plan(serviceRedeploy, targets);
		expect(made.steps.map(({label}) => label)).toEqual(['api']);
		expect(made.warnings.slice(0, 2)).toEqual([
			'blue is left out: CodeDeploy deploys this service: create a CodeDeploy deployment instead',
			"stuck is left out: it can't roll: minimum 100 % and maximum 100 % of 2 leave no room for a new task",
		]);
	});

	test('is refused when nobody is left, and the row says so before', async () => {
		const {ecs, plan, store} = aCheckout();
		const target = serviceTarget(ecs.addService('checkout', 'blue', {controller: 'CODE_DEPLOY'}));
		const refusal = 'CodeDeploy deploys this service: create a CodeDeploy deployment instead';
		expect(await plan(serviceRedeploy, [target])).toMatchObject({
			refusal: `blue is left out: ${refusal}`,
			steps: [],
			warnings: [],
		});
		expect(serviceRedeploy.disabledReason([target], store.snapshot())).toBe(refusal);
		const good = serviceTarget(ecs.addService('checkout', 'api'));
		expect(serviceRedeploy.disabledReason([target, good], store.snapshot())).toBeUndefined();
	});

	test('of a cluster is refused when nothing is stale', async () => {
		const {ecs, plan, target, store} = aCheckout();
		ecs.addService('checkout', 'idle', {desired: 0, running: 0});
		const refusal = 'no service here is known to be stale';
		expect(await plan(serviceRedeploy, [target])).toMatchObject({refusal});
		expect(serviceRedeploy.disabledReason([target], store.snapshot())).toBe(refusal);
	});

	test('waits for what it is made from, and says for what', () => {
		const {ecs, store, target, clock} = aCheckout();
		ecs.addService('checkout', 'api');
		const input = {targets: [target], answers: {}, snapshot: store.snapshot(), settings, now: clock.now()};
		expect(serviceRedeploy.plan(input).waitingFor).toBe('the cluster, GuardDuty, services, tasks');
		expect(serviceRedeploy.disabledReason([target], store.snapshot())).toBeUndefined();
	});

	test('warns where new tasks get no agent', async () => {
		const {ecs, plan} = aCheckout();
		ecs.detector = undefined;
		const made = await plan(serviceRedeploy, [serviceTarget(ecs.addService('checkout', 'api'))]);
		expect(made.warnings[0]).toMatch(/^new tasks of checkout get no agent: GuardDuty has no detector/);
	});

	test('says that it does not know where GuardDuty can not be read, and names who can not be judged', async () => {
		const {ecs, plan, target} = aCheckout();
		const api = ecs.addService('checkout', 'api');
		ecs.fail('guardduty:ListDetectors', denied('guardduty:ListDetectors'), {times: 99});
		const made = await plan(serviceRedeploy, [serviceTarget(api)]);
		expect(made.warnings[1]).toMatch(/^whether new tasks of checkout get the agent is not known: .*denied/);
		expect((await plan(serviceRedeploy, [target])).refusal).toBe("left out, can't tell if stale: api");
	});

	test('can be made where tasks can not be read, and says so', async () => {
		const {ecs, plan} = aCheckout();
		const api = ecs.addService('checkout', 'api');
		ecs.fail('ecs:ListTasks', denied('ecs:ListTasks'), {times: 99});
		const made = await plan(serviceRedeploy, [serviceTarget(api)]);
		expect(made.changes).toEqual(['api: 2 tasks replaced; which have the agent is not known']);
		expect(made.warnings.join()).toMatch(/tasks could not all be read: access denied: needs ecs:ListTasks/);
	});

	test('warns of images that are not pinned, by the task definition that it reads', async () => {
		const {ecs, plan} = aCheckout();
		const api = ecs.addService('checkout', 'api');
		ecs.taskDefinitions.set(api.taskDefinition, {
			arn: api.taskDefinition,
			family: 'api',
			revision: 7,
			containers: [{name: 'app', image: 'registry.example/app:latest', isEssential: true}],
			requiresCompatibilities: [],
		});
		const {warnings} = await plan(serviceRedeploy, [serviceTarget(api)]);
		expect(warnings.join()).toContain('registry.example/app:latest is not pinned by digest');
	});

	test('over two clusters names the cluster of each service, and asks for a protected name', async () => {
		const {ecs, plan} = aCheckout();
		addCluster(ecs, 'shop-prod');
		const targets = [ecs.addService('checkout', 'api'), ecs.addService('shop-prod', 'api')].map(
			serviceTarget,
		);
		const made = await plan(serviceRedeploy, targets);
		expect(made.title).toBe('redeploy 2 services of 2 clusters, 2 at a time');
		expect(made.steps.map(({label}) => label).sort()).toEqual(['checkout/api', 'shop-prod/api']);
		expect(made.confirm).toEqual({kind: 'type', text: 'shop-prod'});
	});

	test('is not offered for a task', () => {
		const {store} = aCheckout();
		expect(serviceRedeploy.disabledReason([taskTarget(standalone('checkout', 't1'))], store.snapshot())).toBe(
			'it applies to a service or a cluster, not to a task',
		);
	});

	test('leaves out a service that is gone', async () => {
		const {ecs, plan} = aCheckout();
		ecs.addService('checkout', 'api');
		const gone = {
			...serviceTarget(ecs.addService('checkout', 'web')),
			arn: clusterTarget(aCheckout().cluster).arn,
		};
		const made = await plan(serviceRedeploy, [gone]);
		expect(made.refusal).toBe('web is left out: AWS does not list it any more');
	});

	test('a cluster that is not automatic and has no tag has nothing stale', async () => {
		const console = aConsole();
		console.ecs.detector = monitoring(0, false);
		const target = clusterTarget(addCluster(console.ecs, 'checkout', {tags: []}));
		console.ecs.addService('checkout', 'api');
		expect((await console.plan(serviceRedeploy, [target])).refusal).toBe(
			'no service here is known to be stale',
		);
	});
});
