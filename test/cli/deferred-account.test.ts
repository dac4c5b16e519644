import {describe, expect, test} from 'vitest';
import {deferredAccount} from '../../source/cli/deferred-account.js';
import {type Account, type Scope} from '../../source/domain/account.js';

const asked: Scope = {profile: 'demo', region: 'eu-west-1'};
const found: Scope = {...asked, endpointUrl: 'http://127.0.0.1:1'};
const {signal} = new AbortController();

function fakeAccount() {
	const seen: string[] = [];
	const account: Account = {
		scope: found,
		call: async name => {
			seen.push(name);
			return {ok: false, failure: {kind: 'cancelled', message: 'a fake'}};
		},
		raw: async name => {
			seen.push(`raw ${name}`);
			return {ok: true, value: {}};
		},
		credentialsExpireAt: () => 5,
		renewLogin: () => seen.push('renew'),
		close: () => seen.push('close'),
	};
	return {account, seen};
}

describe('an account that is opened later', () => {
	test('is opened by its first request, once, and takes over its scope', async () => {
		const {account, seen} = fakeAccount();
		let opened = 0;
		const deferred = deferredAccount(asked, async () => {
			opened++;
			return account;
		});
		expect([opened, deferred.scope, deferred.credentialsExpireAt()]).toEqual([0, asked, undefined]);
		await Promise.all([
			deferred.call('sts:GetCallerIdentity', {}, {signal}),
			deferred.raw('guardduty:ListDetectors', {}, {signal}),
		]);
		deferred.renewLogin();
		expect(opened).toBe(1);
		expect(seen).toEqual(['sts:GetCallerIdentity', 'raw guardduty:ListDetectors', 'renew']);
		expect([deferred.scope, deferred.credentialsExpireAt()]).toEqual([found, 5]);
	});

	test('that is closed while it is being opened is closed once it is', async () => {
		const {account, seen} = fakeAccount();
		const deferred = deferredAccount(asked, async () => account);
		const asking = deferred.call('sts:GetCallerIdentity', {}, {signal});
		deferred.close();
		await asking;
		expect(seen).toContain('close');
	});

	test('that can’t be opened rejects every request with the reason', async () => {
		const deferred = deferredAccount(asked, async () => {
			throw new Error('no port');
		});
		await expect(deferred.call('sts:GetCallerIdentity', {}, {signal})).rejects.toThrow('no port');
		await expect(deferred.raw('sts:GetCallerIdentity', {}, {signal})).rejects.toThrow('no port');
	});
});
