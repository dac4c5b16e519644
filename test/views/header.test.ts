import {describe, expect, test} from 'vitest';
import {type ResourceArn} from '../../source/domain/arn.js';
import {identityRead} from '../../source/store/reads/identity.js';
import {breadcrumbOf} from '../../source/views/breadcrumb.js';
import {headerOf, headerWants, shortIdentity} from '../../source/views/header.js';
import {type Place} from '../../source/views/view.js';
import {aSnapshot, clusterArn, fresh, holding, minuteMs, now, serviceArn, taskArn, taskId} from './build.js';

const oncall = 'arn:aws:sts::111122223333:assumed-role/oncall/jane';

describe('the header', () => {
	test('says who and where one is, how old the data is and what it costs', () => {
		const snapshot = aSnapshot(
			[holding(identityRead, undefined, fresh({account: '111122223333', arn: oncall}))],
			{
				scope: {region: 'eu-west-1', profile: 'prod', endpointUrl: 'http://127.0.0.1:5000'},
				isReadOnly: true,
				isPaused: true,
				meter: {usedPercent: 40, sent: 90, throttled: 2},
				credentialsExpireAt: now + 41 * minuteMs,
			},
		);
		expect(headerOf(snapshot, now, now - 12_000)).toEqual({
			account: '111122223333',
			identity: 'role/oncall',
			profile: 'prod',
			region: 'eu-west-1',
			endpoint: 'http://127.0.0.1:5000',
			isReadOnly: true,
			isPaused: true,
			age: '12s',
			budget: 'ok',
			throttled: 2,
			credentials: {left: '41m', isShort: false},
			clock: '12:04Z',
		});
	});

	test('claims nothing that is not known, and says what is wrong with the login', () => {
		const login = {kind: 'expired', message: ''} as const;
		const snapshot = aSnapshot([], {
			login,
			scope: {region: 'eu-west-1', profile: 'prod'},
			credentialsExpireAt: now + 14 * minuteMs,
		});
		expect(headerOf(snapshot, now)).toEqual({
			profile: 'prod',
			region: 'eu-west-1',
			isReadOnly: false,
			isPaused: false,
			budget: 'ok',
			throttled: 0,
			credentials: {left: '14m', isShort: true},
			login: {
				failure: login,
				what: 'the AWS login has expired',
				remedy: 'log in again: `aws sso login --profile prod`',
			},
			clock: '12:04Z',
		});
	});

	test('asks for the identity alone', () => {
		expect(headerWants().map(({read, priority}) => [read.id, priority])).toEqual([['identity', 2]]);
	});

	test.each([
		[oncall, 'role/oncall'],
		[
			'arn:aws:sts::1:assumed-role/AWSReservedSSO_Admin_Access_0123456789abcdef/jane@x.org',
			'sso/Admin_Access',
		],
		['arn:aws:iam::1:user/jane', 'user/jane'],
		['arn:aws:iam::1:user/team/a/jane', 'user/jane'],
		['arn:aws:iam::1:root', 'root'],
		['arn:aws:sts::1:federated-user/jane', 'federated-user/jane'],
	])('%s is %s in short', (arn, short) => {
		expect(shortIdentity(arn)).toBe(short);
	});
});

describe('the breadcrumb', () => {
	const cluster = clusterArn('checkout');
	const service = serviceArn('checkout', 'api');
	const task = taskArn('checkout', taskId('0f3c'));
	test.each<[Place, string]>([
		[{view: 'clusters'}, 'clusters'],
		[{view: 'services'}, 'clusters › services'],
		[{view: 'services', cluster}, 'clusters › checkout'],
		[{view: 'tasks', cluster}, 'clusters › checkout › tasks'],
		[{view: 'tasks', cluster, service}, 'clusters › checkout › api'],
		[{view: 'task', cluster, service, task}, 'clusters › checkout › api › 0f3c0000'],
		[{view: 'service-events', cluster, service}, 'clusters › checkout › api › events'],
		[{view: 'tree', cluster}, 'clusters › checkout › tree'],
		[{view: 'container-instances', cluster}, 'clusters › checkout › instances'],
		[{view: 'describe', cluster, subject: cluster}, 'clusters › checkout › describe'],
		[{view: 'describe', cluster, subject: service}, 'clusters › checkout › api › describe'],
		[{view: 'raw', subject: `${service}#e` as ResourceArn}, 'clusters › api › raw'],
		[{view: 'raw', cluster, subject: task}, 'clusters › checkout › 0f3c0000 › raw'],
	])('of %j', (place, words) => {
		expect(breadcrumbOf(place).join(' › ')).toBe(words);
	});
});

test.each([
	[0, 'ok'],
	[59, 'ok'],
	[60, '60%'],
	[79, '60%'],
	[99, '80%'],
	[100, 'full'],
])('a budget spent to %i %% is told as %s', (usedPercent, expected) => {
	const from = {...aSnapshot([]), meter: {usedPercent, sent: 1, throttled: 0}};
	expect(headerOf(from, 0).budget).toBe(expected);
});
