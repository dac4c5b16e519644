import {describe, expect, test} from 'vitest';
import {type Failure} from '../../source/domain/failure.js';
import {createBudget} from '../../source/store/budget.js';
import {createErrorLog} from '../../source/store/error-log.js';
import {createSpend, type Spender} from '../../source/store/spend.js';
import {createDrivenClock} from './driven-clock.js';
import {createFakeAccount, expired, failed, ok, type Script, serverError, throttle} from './fake-account.js';
import {clusterArn} from './fake-world.js';

const spender: Spender = {signal: new AbortController().signal, priority: () => 0};
const identity = {account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/oncall/ann'};
const tagged = {resourceArn: clusterArn('checkout'), tags: [{key: 'GuardDutyManaged', value: 'true'}]};

function aSpend(script: Script, {isReadOnly = false, random = (): number => 0.5} = {}) {
	const clock = createDrivenClock();
	const account = createFakeAccount({clock, script, latencyMs: 0});
	const budget = createBudget(clock);
	const errors = createErrorLog(() => undefined);
	let logins = 0;
	const spend = createSpend({account, clock, budget, errors, isReadOnly, random, onLogin: () => logins++});
	return {clock, account, budget, errors, spend, logins: () => logins};
}

/** Answers these failures one after the other, then well. */
function failing(
	...failures: readonly Failure[]
): () => ReturnType<typeof failed> | ReturnType<typeof ok<typeof identity>> {
	const rest = [...failures];
	return () => {
		const failure = rest.shift();
		return failure ? failed(failure) : ok(identity);
	};
}

const timeout: Failure = {kind: 'timeout', message: 'no answer in 10 s'};
const unreachable: Failure = {kind: 'unreachable', message: 'ECONNRESET'};
const denied: Failure = {kind: 'denied', action: 'sts:GetCallerIdentity', message: 'no'};

describe('a read', () => {
	test.each([throttle, serverError, timeout, unreachable])(
		'is sent again after $kind, each time for a token',
		async failure => {
			const {spend, clock, budget, errors, account} = aSpend({
				'sts:GetCallerIdentity': failing(failure, failure),
			});
			const answer = spend.read('sts:GetCallerIdentity', {}, spender);
			await clock.advance(20_000);
			expect(await answer).toMatchObject({ok: true, value: identity});
			expect(account.sent).toHaveLength(3);
			expect(budget.meter().sent).toBe(3);
			expect(errors.list()).toEqual([]);
		},
	);

	test('is given up after three attempts, and told', async () => {
		const {spend, clock, account, errors} = aSpend({'sts:GetCallerIdentity': () => failed(serverError)});
		const answer = spend.read('sts:GetCallerIdentity', {}, spender);
		await clock.advance(20_000);
		expect(await answer).toMatchObject({ok: false, failure: serverError});
		expect(account.sent).toHaveLength(3);
		expect(errors.list()).toMatchObject([{what: 'sts:GetCallerIdentity', failure: serverError, count: 1}]);
	});

	test.each([denied, {kind: 'absent', message: 'gone'}, {kind: 'malformed', message: 'x'}] as const)(
		'is not sent again after $kind',
		async failure => {
			const {spend, clock, account} = aSpend({'sts:GetCallerIdentity': () => failed(failure)});
			const answer = spend.read('sts:GetCallerIdentity', {}, spender);
			await clock.advance(20_000);
			expect(await answer).toMatchObject({ok: false, failure});
			expect(account.sent).toHaveLength(1);
		},
	);

	test('waits with full jitter: up to 300 and 600 ms, longer after a throttle', async () => {
		const waits = async (failure: Failure, random: number) => {
			const {spend, clock, account} = aSpend(
				{'sts:GetCallerIdentity': failing(failure, failure)},
				{random: () => random},
			);
			void spend.read('sts:GetCallerIdentity', {}, spender);
			await clock.advance(60_000);
			const [first, second, third] = account.sent.map(({at}) => at);
			return [second! - first!, third! - second!];
		};
		expect(await waits(serverError, 1)).toEqual([300, 600]);
		expect(await waits(serverError, 0.5)).toEqual([150, 300]);
		expect(await waits(serverError, 0)).toEqual([0, 0]);
		expect((await waits(throttle, 1))[0]).toBe(1000);
	});

	test('that nobody waits for any more ends at once while it waits for a token or for its next attempt', async () => {
		const {spend, clock, account} = aSpend(
			{'sts:GetCallerIdentity': () => failed(serverError)},
			{random: () => 1},
		);
		const controller = new AbortController();
		const backingOff = spend.read('sts:GetCallerIdentity', {}, {...spender, signal: controller.signal});
		await clock.advance(10);
		for (let index = 0; index < 4; index++) {
			void spend.read('sts:GetCallerIdentity', {}, spender);
		}

		const queued = spend.read('sts:GetCallerIdentity', {}, {...spender, signal: controller.signal});
		await clock.flush();
		controller.abort();
		expect(await backingOff).toMatchObject({ok: false, failure: {kind: 'cancelled'}});
		expect(await queued).toMatchObject({ok: false, failure: {kind: 'cancelled'}});
		expect(account.sent).toHaveLength(5);
	});

	test('that was sent is answered, though its reader left', async () => {
		const {spend, clock} = aSpend({'sts:GetCallerIdentity': () => ok(identity)});
		const controller = new AbortController();
		const answer = spend.read('sts:GetCallerIdentity', {}, {...spender, signal: controller.signal});
		await Promise.resolve();
		controller.abort();
		await clock.advance(100);
		expect(await answer).toMatchObject({ok: true});
	});

	test('must not change anything', async () => {
		const {spend} = aSpend({});
		await expect(spend.read('ecs:TagResource', tagged, spender)).rejects.toThrow('must go through write');
		await expect(spend.raw('ecs:TagResource', tagged, spender)).rejects.toThrow('must go through write');
	});
});

describe('a write', () => {
	test('is sent again after a throttle', async () => {
		let tries = 0;
		const {spend, clock} = aSpend({'ecs:TagResource': () => (++tries < 3 ? failed(throttle) : ok({}))});
		const answer = spend.write('ecs:TagResource', tagged, spender);
		await clock.advance(60_000);
		expect(await answer).toMatchObject({ok: true});
		expect(tries).toBe(3);
	});

	test.each([serverError, timeout, unreachable])(
		'is not sent again after $kind: it may have been done',
		async failure => {
			const {spend, clock, account} = aSpend({'ecs:TagResource': () => failed(failure)});
			const answer = spend.write('ecs:TagResource', tagged, spender);
			await clock.advance(60_000);
			expect(await answer).toMatchObject({ok: false, failure});
			expect(account.sent).toHaveLength(1);
		},
	);

	test('is refused in read-only mode before anything is sent', async () => {
		const {spend, clock, account, budget} = aSpend({'ecs:TagResource': () => ok({})}, {isReadOnly: true});
		const answer = spend.write('ecs:TagResource', tagged, spender);
		await clock.advance(1000);
		expect(await answer).toMatchObject({ok: false, failure: {kind: 'read-only'}});
		expect(account.sent).toEqual([]);
		expect(budget.meter().sent).toBe(0);
	});
});

describe('a login that failed', () => {
	test('stops 400 requests after the few that were under way, as one error', async () => {
		const {spend, clock, account, budget, errors, logins} = aSpend({
			'ecs:ListClusters': () => failed(expired),
		});
		const answers = Array.from({length: 400}, () => spend.read('ecs:ListClusters', {}, spender));
		// No time passes: nobody waits for a token that would be for nothing.
		await clock.advance(0);
		expect(budget.meter()).toMatchObject({sent: 20});
		const settled = await Promise.all(answers);
		expect(settled.every(answer => !answer.ok && answer.failure.kind === 'expired')).toBe(true);
		expect(account.sent).toHaveLength(20);
		expect(errors.list()).toMatchObject([{what: 'login', failure: expired, count: 1}]);
		expect(spend.login()).toEqual(expired);
		expect(logins()).toBe(1);
	});

	test('fails fast for everybody until it is renewed, then works again', async () => {
		let isLoggedIn = false;
		const {spend, clock, account} = aSpend({
			'sts:GetCallerIdentity': () => (isLoggedIn ? ok(identity) : failed(expired)),
			'ecs:TagResource': () => ok({}),
		});
		void spend.read('sts:GetCallerIdentity', {}, spender);
		await clock.advance(100);
		expect(await spend.write('ecs:TagResource', tagged, spender)).toMatchObject({
			ok: false,
			failure: expired,
		});
		expect(account.sent).toHaveLength(1);

		isLoggedIn = true;
		spend.renewLogin();
		expect(account.renewals).toBe(1);
		expect(spend.login()).toBeUndefined();
		const answer = spend.read('sts:GetCallerIdentity', {}, spender);
		await clock.advance(100);
		expect(await answer).toMatchObject({ok: true});
	});

	test('is not failed again by a late answer to the login before', async () => {
		let isOld = true;
		const {spend, clock} = aSpend({
			'sts:GetCallerIdentity': () => (isOld ? failed(expired) : ok(identity)),
		});
		void spend.read('sts:GetCallerIdentity', {}, spender);
		await Promise.resolve();
		await Promise.resolve();
		spend.renewLogin();
		await clock.advance(100);
		isOld = false;
		expect(spend.login()).toBeUndefined();
	});
});

describe('the errors of the session', () => {
	test('count the same failure of the same thing, newest first, at most 200', () => {
		let changes = 0;
		const errors = createErrorLog(() => changes++);
		errors.add(1, 'ecs:ListTasks', {kind: 'denied', action: 'ecs:ListTasks', message: 'on cluster/a'});
		errors.add(2, 'ecs:ListClusters', throttle);
		errors.add(3, 'ecs:ListTasks', {kind: 'denied', action: 'ecs:ListTasks', message: 'on cluster/b'});
		errors.add(4, 'ecs:ListTasks', serverError);
		expect(errors.list().map(({at, what, count, failure}) => [at, what, failure.kind, count])).toEqual([
			[4, 'ecs:ListTasks', 'server', 1],
			[3, 'ecs:ListTasks', 'denied', 2],
			[2, 'ecs:ListClusters', 'throttled', 1],
		]);
		for (let index = 0; index < 300; index++) {
			errors.add(index, `call ${index}`, throttle);
		}

		expect(errors.list()).toHaveLength(200);
		expect(errors.list()[0]?.what).toBe('call 299');
		expect(changes).toBe(304);
	});
});
