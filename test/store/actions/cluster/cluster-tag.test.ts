import {describe, expect, test} from 'vitest';
import {type Tag} from '../../../../source/domain/resources.js';
import {clusterTag} from '../../../../source/store/actions/cluster/cluster-tag.js';
import {clustersRead} from '../../../../source/store/reads/clusters.js';
import {type Snapshot} from '../../../../source/store/snapshot.js';
import {serverError, throttle} from '../../fake-account.js';
import {aConsole, clusterTarget, serviceTarget, settings} from '../console.js';
import {addCluster, monitoring} from '../fake-ecs.js';

const tag = (value: string): Tag => ({key: 'GuardDutyManaged', value});
const others: readonly Tag[] = [
	{key: 'Name', value: 'checkout'},
	{key: 'team', value: 'payments'},
];

function withCluster(tags: readonly Tag[], name = 'checkout') {
	const console = aConsole();
	const cluster = addCluster(console.ecs, name, {tags, runningTasks: 44, activeServices: 9});
	return {...console, target: clusterTarget(cluster)};
}

async function hintsWith(change: (ecs: ReturnType<typeof aConsole>['ecs']) => void) {
	const {ecs, plan, store, target} = withCluster(others);
	change(ecs);
	await plan(clusterTag, [target], {value: 'true'});
	const [question] = clusterTag.questions([target], store.snapshot());
	return question?.kind === 'choice'
		? Object.fromEntries(question.options.map(({value, hint}) => [value, hint]))
		: {};
}

describe('the question', () => {
	const none = 'new tasks get no agent; agents that run stay, unheard and unbilled';
	const agent = 'new tasks get the agent; running tasks only after a redeploy';

	test('tells by the truth table what each answer does when the account is automatic', async () => {
		expect(await hintsWith(() => {})).toEqual({true: agent, false: none, remove: agent});
	});

	test('tells what each answer does when the account is not automatic', async () => {
		const hints = await hintsWith(ecs => {
			ecs.detector = monitoring(0, false);
		});
		expect(hints).toEqual({true: agent, false: none, remove: 'new tasks get no agent; agents that run stay'});
	});

	test('says that nothing changes while GuardDuty is off, and why', async () => {
		const hints = await hintsWith(ecs => {
			ecs.detector = undefined;
		});
		expect(hints.true).toMatch(/^no effect now: GuardDuty has no detector/);
	});

	test('says that the effect is unknown where GuardDuty can not be read', async () => {
		const hints = await hintsWith(ecs => {
			const message = 'not allowed';
			ecs.fail('guardduty:ListDetectors', {kind: 'denied', action: 'guardduty:ListDetectors', message});
		});
		expect(hints.true).toMatch(/^the effect can't be told: GuardDuty could not be read \(denied\)/);
	});

	test.each([
		['true', 'false'],
		['false', 'true'],
		['True', 'true'],
	])('on a cluster tagged %s it offers %s first', async (value, initial) => {
		const {plan, store, target} = withCluster([tag(value)]);
		await plan(clusterTag, [target], {value: 'true'});
		expect(clusterTag.questions([target], store.snapshot())[0]).toMatchObject({initial});
	});
});

describe('the plan', () => {
	test('shows before and after, what stays, and the exact call', async () => {
		const {plan, target} = withCluster([...others, tag('false')]);
		const made = await plan(clusterTag, [target], {value: 'true'});
		expect({...made, steps: made.steps.map(({label, calls}) => ({label, calls}))}).toEqual({
			title: 'set GuardDutyManaged = true on checkout',
			changes: [
				'checkout: GuardDutyManaged "false" -> "true"',
				'new tasks get the agent; running tasks only after a redeploy',
			],
			keeps: [
				'checkout: other tags untouched: Name, team',
				'running tasks stay as they are: a Fargate task never changes after its start',
			],
			warnings: ['checkout: 44 running tasks in 9 services get the agent only by a redeploy'],
			steps: [
				{
					label: 'checkout',
					calls: [{name: 'ecs:TagResource', input: {resourceArn: target.arn, tags: [tag('true')]}}],
				},
			],
			waveSize: 2,
			confirm: {kind: 'y'},
		});
	});

	test('removes with UntagResource, and says that the endpoint stays when it opts out', async () => {
		const {plan, target} = withCluster([...others, tag('true')]);
		const removal = await plan(clusterTag, [target], {value: 'remove'});
		expect(removal.title).toBe('remove GuardDutyManaged from checkout');
		expect(removal.steps[0]?.calls).toEqual([
			{name: 'ecs:UntagResource', input: {resourceArn: target.arn, tagKeys: ['GuardDutyManaged']}},
		]);
		const exclusion = await plan(clusterTag, [target], {value: 'false'});
		expect(exclusion.keeps).toContain("GuardDuty's VPC endpoint stays: other clusters may use it");
		expect(removal.keeps).not.toContain("GuardDuty's VPC endpoint stays: other clusters may use it");
	});

	test('removes a tag with a value that GuardDuty does not heed', async () => {
		const {plan, target} = withCluster([tag('True')]);
		const made = await plan(clusterTag, [target], {value: 'remove'});
		expect(made.changes[0]).toBe('checkout: GuardDutyManaged "True" -> absent');
	});

	test.each([
		['checkout is left out: it already has GuardDutyManaged = "true"', [tag('true')], 'true'],
		['checkout is left out: it already has GuardDutyManaged = absent', others, 'remove'],
		[
			'checkout is left out: it has 50 tags, AWS allows 50',
			[
				...Array.from({length: 50}, (_, index) => ({key: `tag${index}`, value: ''})),
				{key: 'aws:cloudformation:stack-name', value: 'web'},
			],
			'true',
		],
		['choose true, false or remove', others, 'yes'],
	])('is refused: %s', async (refusal, tags, value) => {
		const {plan, target} = withCluster(tags);
		const made = await plan(clusterTag, [target], {value});
		expect(made).toMatchObject({refusal, steps: []});
	});

	test('overwrites the tag on a cluster with 50 tags', async () => {
		const full = [...Array.from({length: 49}, (_, index) => ({key: `tag${index}`, value: ''})), tag('false')];
		const {plan, target} = withCluster(full);
		expect(await plan(clusterTag, [target], {value: 'true'})).not.toHaveProperty('refusal');
	});

	test('warns of an owner in code and of tags that almost match', async () => {
		const {plan, target} = withCluster([
			{key: 'aws:cloudformation:stack-name', value: 'web'},
			{key: 'guarddutymanaged', value: 'true'},
		]);
		const {warnings} = await plan(clusterTag, [target], {value: 'false'});
		expect(warnings).toEqual([
			'checkout looks managed by CloudFormation stack web: its next deployment may put the tag back',
			'checkout: the tag "guarddutymanaged" = "true" stays and does nothing: the key must be exactly GuardDutyManaged',
		]);
	});

	test('does not call a redeploy for what was monitored before', async () => {
		const {plan, target} = withCluster(others);
		expect((await plan(clusterTag, [target], {value: 'true'})).warnings).toEqual([]);
	});

	test('does not say of the tag that it overwrites that it stays', async () => {
		const {plan, target} = withCluster([tag('True')]);
		expect((await plan(clusterTag, [target], {value: 'false'})).warnings).toEqual([]);
	});

	test('takes several clusters, leaves out those that need nothing, and asks for a protected name', async () => {
		const {ecs, plan} = aConsole();
		const targets = [
			addCluster(ecs, 'one', {tags: []}),
			addCluster(ecs, 'two', {tags: [tag('false')]}),
			addCluster(ecs, 'shop-prod', {tags: []}),
		].map(clusterTarget);
		const made = await plan(clusterTag, targets, {value: 'false'});
		expect(made.title).toBe('set GuardDutyManaged = false on 3 clusters');
		expect(made.steps.map(({label}) => label)).toEqual(['one', 'shop-prod']);
		expect(made.warnings).toEqual(['two is left out: it already has GuardDutyManaged = "false"']);
		expect(made.confirm).toEqual({kind: 'type', text: 'shop-prod'});
	});

	test('does not take unread tags for absent ones', async () => {
		const {ecs, plan} = aConsole();
		const {tags: _, ...untold} = addCluster(ecs, 'checkout');
		ecs.clusters.set('checkout', untold);
		const made = await plan(clusterTag, [clusterTarget(untold)], {value: 'remove'});
		expect(made.changes[0]).toBe('checkout: GuardDutyManaged unknown -> absent');
		expect(made.keeps[0]).toBe('checkout: its other tags, which could not be read, are not touched');
	});

	test('waits for a cluster that is listed and not described yet', async () => {
		const {store, clock, target} = withCluster(others);
		const listed = {rows: [{key: target.arn}], isComplete: true, listedAt: clock.now()};
		const snapshot: Snapshot = {
			...store.snapshot(),
			// Only the clusters are held, in a moment that passes too soon to catch.
			get: read => (read.id === clustersRead.id ? (listed as never) : read.initial),
		};
		const input = {targets: [target], answers: {value: 'true'}, snapshot, settings, now: clock.now()};
		expect(clusterTag.plan(input)).toMatchObject({waitingFor: '1 cluster', steps: []});
	});

	test('is not offered for a service', () => {
		const {ecs, store} = aConsole();
		const target = serviceTarget(ecs.addService('checkout', 'api'));
		expect(clusterTag.disabledReason([target], store.snapshot())).toBe(
			'it applies to a cluster, not to a service',
		);
		expect(clusterTag.disabledReason([], store.snapshot())).toBe('nothing is selected');
	});
});

describe('the step', () => {
	async function tagged(change: (console: ReturnType<typeof withCluster>) => void, value = 'true') {
		const console = withCluster(others);
		const made = await console.plan(clusterTag, [console.target], {value});
		change(console);
		const run = await console.carryOut(clusterTag, made, {answers: {value}});
		return {...console, ended: run, step: run.steps[0]!};
	}

	test('is done once the tag reads as set, and leaves the other tags alone', async () => {
		const {step, ended, ecs, journalled} = await tagged(() => {});
		expect(step).toMatchObject({status: 'done', detail: 'GuardDutyManaged = true'});
		expect(ended.status).toBe('done');
		expect(ecs.clusters.get('checkout')?.tags).toEqual([...others, tag('true')]);
		expect(journalled()).toEqual([
			'begin | ok',
			'ecs:TagResource | ok',
			'verify | ok | GuardDutyManaged = true',
			'end | ok | 1 done',
		]);
	});

	test('is done once a removed tag reads as absent', async () => {
		const console = withCluster([...others, tag('true')]);
		const made = await console.plan(clusterTag, [console.target], {value: 'remove'});
		const run = await console.carryOut(clusterTag, made);
		expect(run.steps[0]).toMatchObject({status: 'done', detail: 'GuardDutyManaged = absent'});
	});

	test('fails when the tag is not seen within 30 seconds', async () => {
		const {step, clock, ended} = await tagged(({ecs}) => {
			ecs.isObedient = false;
		});
		expect(step).toMatchObject({
			status: 'failed',
			detail:
				'TagResource was accepted, not seen yet after 30 s: DescribeClusters still says GuardDutyManaged = absent',
		});
		expect(clock.now() - ended.startedAt).toBeLessThan(40_000);
	});

	test('explains a tag that is locked by policy', async () => {
		const message =
			'User: arn:aws:sts::1:assumed-role/oncall/ann is not authorized to perform: ecs:TagResource on resource: x with an explicit deny in a service control policy';
		const {step, journalled} = await tagged(({ecs}) => {
			ecs.fail('ecs:TagResource', {kind: 'denied', action: 'ecs:TagResource', message});
		});
		expect(step).toMatchObject({
			status: 'failed',
			detail:
				'the tag is locked by policy: a service control policy (SCP) denies ecs:TagResource: only the organization can lift that',
			failure: {kind: 'denied'},
		});
		expect(journalled().slice(1)).toEqual([
			`ecs:TagResource | failed | denied: ${message}`,
			'end | failed | 1 failed',
		]);
	});

	test('sends again what was throttled', async () => {
		const {step, account} = await tagged(({ecs}) => {
			ecs.fail('ecs:TagResource', throttle, {times: 2});
		});
		expect(step.status).toBe('done');
		expect(account.counts()['ecs:TagResource']).toBe(3);
	});

	test.each([
		['done', true, 'done', 'GuardDutyManaged = true'],
		[
			'not done',
			false,
			'failed',
			/^no answer to TagResource \(AWS had an error.*\), not seen yet after 30 s/,
		],
	])('reads back what got no answer and was %s', async (_, isDone, status, detail) => {
		const {step, account} = await tagged(({ecs}) => {
			ecs.fail('ecs:TagResource', serverError, {isDone});
		});
		expect(step.status).toBe(status);
		expect(step.detail).toMatch(detail);
		expect(account.counts()['ecs:TagResource']).toBe(1);
	});

	test('fails when it may write but not read', async () => {
		const {step} = await tagged(({ecs}) => {
			const message = 'not allowed';
			ecs.fail('ecs:DescribeClusters', {kind: 'denied', action: 'ecs:DescribeClusters', message}, {times: 9});
		});
		expect(step.detail).toMatch(
			/^TagResource was accepted, but it can't be read back: .*ecs:DescribeClusters/,
		);
	});

	test('goes on reading through errors that pass', async () => {
		const {step} = await tagged(({ecs}) => {
			ecs.fail('ecs:DescribeClusters', serverError, {times: 5});
		});
		expect(step.status).toBe('done');
	});

	test('fails when the cluster is gone', async () => {
		const {step} = await tagged(({ecs, clock}) => {
			// After STS and TagResource were answered, 20 ms each.
			clock.after(50, () => ecs.clusters.clear());
		});
		expect(step).toMatchObject({
			status: 'failed',
			detail: 'TagResource was accepted, but the cluster is gone',
		});
	});

	test('says what was sent when it is stopped while it reads back', async () => {
		const console = withCluster(others);
		const made = await console.plan(clusterTag, [console.target], {value: 'true'});
		console.ecs.isObedient = false;
		const id = console.store.start(clusterTag, made, {});
		await console.clock.advance(5000);
		console.store.abort(id);
		await console.clock.advanceUntil(() => console.run(id).finishedAt !== undefined, 1000);
		expect(console.run(id)).toMatchObject({
			status: 'aborted',
			steps: [
				{
					status: 'aborted',
					detail: 'TagResource was accepted; GuardDutyManaged = true was not read back yet',
				},
			],
		});
	});
});

test('in read-only mode nothing reaches AWS', async () => {
	const console = aConsole({isReadOnly: true});
	const target = clusterTarget(addCluster(console.ecs, 'checkout', {tags: []}));
	const made = await console.plan(clusterTag, [target], {value: 'true'});
	const run = await console.carryOut(clusterTag, made);
	expect(run.steps[0]).toMatchObject({
		status: 'failed',
		detail: 'read-only: nothing was sent; start without --read-only to change AWS',
		failure: {kind: 'read-only'},
	});
	expect(console.account.counts()).not.toHaveProperty('ecs:TagResource');
});
