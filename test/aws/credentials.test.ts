import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {createAccount} from '../../source/aws/account.js';
import {createCredentials} from '../../source/aws/credentials.js';
import {listProfiles} from '../../source/aws/profiles.js';
import {resolveRegion} from '../../source/aws/region.js';
import {type FakeAws, startFakeAws} from './fake-aws.js';

// The SDK reads the process's environment by itself, so these tests set it and put it back.
const variables = [
	'HOME',
	'AWS_CONFIG_FILE',
	'AWS_SHARED_CREDENTIALS_FILE',
	'AWS_PROFILE',
	'AWS_ACCESS_KEY_ID',
	'AWS_SECRET_ACCESS_KEY',
	'AWS_SESSION_TOKEN',
	'AWS_EC2_METADATA_DISABLED',
	'AWS_ENDPOINT_URL',
	'AWS_ENDPOINT_URL_STS',
] as const;
const before = new Map(variables.map(name => [name, process.env[name]]));
const signal = new AbortController().signal;

let home: string;
let aws: FakeAws;

beforeAll(async () => {
	home = await mkdtemp(join(tmpdir(), 'onduty-login-'));
	aws = await startFakeAws();
});

afterAll(async () => {
	for (const [name, value] of before) {
		restore(name, value);
	}

	await aws.close();
	await rm(home, {recursive: true});
});

beforeEach(async () => {
	for (const name of variables) {
		restore(name, undefined);
	}

	process.env.HOME = home;
	process.env.AWS_CONFIG_FILE = join(home, 'config');
	process.env.AWS_SHARED_CREDENTIALS_FILE = join(home, 'credentials');
	process.env.AWS_EC2_METADATA_DISABLED = 'true';
	await configure('');
	await writeFile(join(home, 'credentials'), '');
});

function restore(name: string, value: string | undefined): void {
	if (value === undefined) {
		delete process.env[name];
	} else {
		process.env[name] = value;
	}
}

async function configure(text: string): Promise<void> {
	await writeFile(join(home, 'config'), text);
}

function login(more: {profile?: string; deadlineMs?: number; now?: () => number} = {}) {
	return createCredentials({region: 'eu-west-1', env: process.env, now: Date.now, deadlineMs: 8000, ...more});
}

async function keyOf(profile?: string): Promise<unknown> {
	const result = await login(profile === undefined ? {} : {profile}).get(signal);
	return result.ok ? result.value.accessKeyId : result.failure;
}

const keys = (id: string) => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;

/** A credential_process that prints what it is given, by the very Node that runs the test. */
const processOf = (script: string) => `credential_process = ${process.execPath} -e "${script}"\n`;
const printing = (answer: object) =>
	processOf(
		`process.stdout.write(Buffer.from('${Buffer.from(JSON.stringify(answer)).toString('base64')}','base64'))`,
	);

describe('where the login is looked for', () => {
	test('keys in the environment win over AWS_PROFILE, as in the AWS CLI', async () => {
		await configure(`[profile work]\n${keys('FROMPROFILE')}`);
		process.env.AWS_ACCESS_KEY_ID = 'FROMENV';
		process.env.AWS_SECRET_ACCESS_KEY = 's';
		process.env.AWS_PROFILE = 'work';
		expect(await keyOf()).toBe('FROMENV');
	});

	test('a named profile wins over keys in the environment', async () => {
		await configure(`[profile work]\n${keys('FROMPROFILE')}`);
		process.env.AWS_ACCESS_KEY_ID = 'FROMENV';
		process.env.AWS_SECRET_ACCESS_KEY = 's';
		expect(await keyOf('work')).toBe('FROMPROFILE');
	});

	test('AWS_PROFILE, and default without it', async () => {
		await configure(`[default]\n${keys('DEFAULT')}[profile work]\n${keys('WORK')}`);
		expect(await keyOf()).toBe('DEFAULT');
		process.env.AWS_PROFILE = 'work';
		expect(await keyOf()).toBe('WORK');
	});

	test('a credential_process', async () => {
		await configure(
			`[profile p]\n${printing({Version: 1, AccessKeyId: 'FROMPROCESS', SecretAccessKey: 's'})}`,
		);
		expect(await keyOf('p')).toBe('FROMPROCESS');
	});

	test('a role is assumed with the keys of its source profile', async () => {
		aws.play({
			text: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>FROMROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
			contentType: 'text/xml',
		});
		process.env.AWS_ENDPOINT_URL_STS = aws.url;
		await configure(
			`[profile base]\n${keys('BASE')}[profile role]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = base\n`,
		);
		const credentials = login({profile: 'role'});
		expect(await credentials.get(signal)).toMatchObject({ok: true, value: {accessKeyId: 'FROMROLE'}});
		expect(credentials.expireAt()).toBe(Date.parse('2099-01-01T00:00:00Z'));
		expect(aws.received.at(-1)?.authorization).toContain('Credential=BASE/');
	});
});

describe('a login that fails says what is wrong', () => {
	const sso = '[profile sso]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = r\n';
	const ssoSession = '[sso-session corp]\nsso_start_url = https://x\nsso_region = eu-west-1\n';

	test.each([
		[
			'a profile that is not there',
			'nope',
			'',
			{kind: 'bad-profile', message: 'profile nope is not in the AWS configuration'},
		],
		[
			'a role whose source is missing',
			'a',
			'[profile a]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = gone\n',
			{kind: 'bad-profile'},
		],
		[
			'an SSO session that is not there',
			'sso',
			sso,
			{kind: 'bad-profile', message: 'the SSO session corp of the profile is not in the AWS configuration'},
		],
		[
			'an SSO login that was never made',
			'sso',
			sso + ssoSession,
			{kind: 'expired', message: expect.stringContaining('aws sso login') as string},
		],
		[
			'an old SSO login',
			'old',
			'[profile old]\nsso_start_url = https://x\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r\n',
			{kind: 'expired'},
		],
		[
			'a profile that wants an MFA code',
			'mfa',
			`[profile base]\n${keys('B')}[profile mfa]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = base\nmfa_serial = arn:aws:iam::1:mfa/me\n`,
			{kind: 'no-credentials', message: expect.stringContaining('profile mfa wants an MFA code') as string},
		],
		[
			'a credential_process that fails',
			'p',
			`[profile p]\n${processOf("console.error('locked\\u001b[31m');process.exit(3)")}`,
			{kind: 'no-credentials', message: expect.stringMatching(/locked␛\[31m/) as string},
		],
		[
			'a credential_process whose keys have ended',
			'p',
			`[profile p]\n${printing({Version: 1, AccessKeyId: 'A', SecretAccessKey: 's', Expiration: '2001-01-01T00:00:00Z'})}`,
			{kind: 'expired'},
		],
		['no login at all', undefined, '', {kind: 'no-credentials'}],
		[
			'a named profile without a login',
			'bare',
			'[profile bare]\nregion = eu-west-1\n',
			{kind: 'no-credentials'},
		],
	])('%s', async (_title, profile, config, expected) => {
		await configure(config);
		expect(await keyOf(profile)).toMatchObject(expected);
	});

	test('a role that may not be assumed names sts:AssumeRole', async () => {
		aws.play({
			status: 403,
			text: '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::1:user/x is not authorized to perform: sts:AssumeRole on resource: r</Message></Error></ErrorResponse>',
			contentType: 'text/xml',
		});
		process.env.AWS_ENDPOINT_URL_STS = aws.url;
		await configure(
			`[profile base]\n${keys('BASE')}[profile role]\nrole_arn = arn:aws:iam::1:role/x\nsource_profile = base\n`,
		);
		expect(await keyOf('role')).toMatchObject({kind: 'denied', action: 'sts:AssumeRole'});
	});

	test('a failing profile never falls through to another source', async () => {
		process.env.AWS_ACCESS_KEY_ID = 'FROMENV';
		process.env.AWS_SECRET_ACCESS_KEY = 's';
		await configure(`[profile p]\n${processOf('process.exit(1)')}`);
		expect(await keyOf('p')).toMatchObject({kind: 'no-credentials'});
	});
});

describe('a login is', () => {
	/** Writes one letter more into a file each time it is asked, and makes a key of their number. */
	const counting = (file: string) =>
		processOf(
			`const f=require('fs');f.appendFileSync('${file}','x');process.stdout.write(JSON.stringify({Version:1,AccessKeyId:'A'+f.readFileSync('${file}').length,SecretAccessKey:'s'}))`,
		);

	test('read once for many calls, and again after it was forgotten', async () => {
		const credentials = login({profile: 'p'});
		await configure(`[profile p]\n${counting(join(home, 'asked'))}`);
		const all = await Promise.all(Array.from({length: 20}, async () => credentials.get(signal)));
		expect(new Set(all.map(result => result.ok && result.value.accessKeyId))).toEqual(new Set(['A1']));
		expect(await credentials.get(signal)).toMatchObject({value: {accessKeyId: 'A1'}});
		credentials.forget();
		expect(await credentials.get(signal)).toMatchObject({value: {accessKeyId: 'A2'}});
	});

	test('read from changed files after it was forgotten', async () => {
		await configure(`[profile p]\n${keys('OLD')}`);
		const credentials = login({profile: 'p'});
		await credentials.get(signal);
		await configure(`[profile p]\n${keys('NEW')}`);
		expect(await credentials.get(signal)).toMatchObject({value: {accessKeyId: 'OLD'}});
		credentials.forget();
		expect(await credentials.get(signal)).toMatchObject({value: {accessKeyId: 'NEW'}});
	});

	test('not asked for again for ten seconds after it failed', async () => {
		let now = 0;
		const credentials = login({profile: 'p', now: () => now});
		expect(await credentials.get(signal)).toMatchObject({failure: {kind: 'bad-profile'}});
		await configure(`[profile p]\n${keys('LATER')}`);
		now = 9999;
		expect(await credentials.get(signal)).toMatchObject({failure: {kind: 'bad-profile'}});
		now = 10_000;
		expect(await credentials.get(signal)).toMatchObject({ok: true});
	});

	test('refreshed before it ends, and kept while the refresh fails', async () => {
		const endsAt = Date.parse('2099-01-01T00:00:00Z');
		const process = (id: string) =>
			printing({Version: 1, AccessKeyId: id, SecretAccessKey: 's', Expiration: '2099-01-01T00:00:00Z'});
		let now = endsAt - 3_600_000;
		const credentials = login({profile: 'p', now: () => now});
		await configure(`[profile p]\n${process('FIRST')}`);
		expect(await credentials.get(signal)).toMatchObject({value: {accessKeyId: 'FIRST'}});
		now = endsAt - 299_000;
		await configure('');
		expect(await credentials.get(signal)).toMatchObject({value: {accessKeyId: 'FIRST'}});
		now = endsAt - 200_000;
		await configure(`[profile p]\n${process('SECOND')}`);
		expect(await credentials.get(signal)).toMatchObject({value: {accessKeyId: 'SECOND'}});
		await configure('');
		now = endsAt + 1;
		expect(await credentials.get(signal)).toMatchObject({failure: {kind: 'bad-profile'}});
	});

	test('not waited for beyond the deadline, nor by a caller who left', async () => {
		await configure(`[profile slow]\n${processOf('setTimeout(()=>{},3000)')}`);
		expect(await login({profile: 'slow', deadlineMs: 60}).get(signal)).toEqual({
			ok: false,
			failure: {kind: 'timeout', message: 'the login brought no credentials within 0.06 s'},
		});
		expect(await login({profile: 'slow'}).get(AbortSignal.abort())).toMatchObject({
			failure: {kind: 'cancelled'},
		});
	});
});

test('an account reads its login on the first call, tells when it ends, and reads it again when renewed', async () => {
	const ends = '2099-01-01T00:00:00Z';
	await configure(
		`[profile p]\n${printing({Version: 1, AccessKeyId: 'FIRST', SecretAccessKey: 's', Expiration: ends})}`,
	);
	aws.play({json: {clusterArns: []}});
	const account = createAccount({region: 'eu-west-1', profile: 'p', endpointUrl: aws.url});
	expect(account.credentialsExpireAt()).toBeUndefined();
	expect(await account.call('ecs:ListClusters', {}, {signal})).toMatchObject({ok: true});
	expect(account.credentialsExpireAt()).toBe(Date.parse(ends));
	await configure(`[profile p]\n${keys('SECOND')}`);
	account.renewLogin();
	expect(account.credentialsExpireAt()).toBeUndefined();
	await account.call('ecs:ListClusters', {}, {signal});
	expect(aws.received.at(-1)?.authorization).toContain('Credential=SECOND/');
	account.close();
});

test('AWS_ENDPOINT_URL is honoured without a flag', async () => {
	process.env.AWS_ENDPOINT_URL = aws.url;
	aws.play({json: {clusterArns: []}});
	const asked = aws.received.length;
	const account = createAccount({region: 'eu-west-1', credentials: {accessKeyId: 'A', secretAccessKey: 's'}});
	expect(await account.call('ecs:ListClusters', {}, {signal})).toMatchObject({ok: true});
	expect(aws.received.length).toBe(asked + 1);
	account.close();
});

test('a call without a login brings the failure of the login', async () => {
	const account = createAccount({region: 'eu-west-1', profile: 'nope', endpointUrl: aws.url});
	expect(await account.call('ecs:ListClusters', {}, {signal})).toEqual({
		ok: false,
		failure: {kind: 'bad-profile', message: 'profile nope is not in the AWS configuration'},
	});
	account.close();
});

test('profiles are listed from both files, default first, without sessions and services', async () => {
	await configure(
		'[profile work]\nregion = eu-west-1\n[default]\na = b\n[sso-session corp]\nx = y\n[services local]\nx = y\n',
	);
	await writeFile(join(home, 'credentials'), `[alpha\u202E]\n${keys('A')}[work]\n${keys('W')}`);
	expect(await listProfiles()).toEqual(['default', 'alpha⟨U+202E⟩', 'work']);
});

test('there are no profiles without files', async () => {
	process.env.AWS_CONFIG_FILE = join(home, 'nowhere');
	process.env.AWS_SHARED_CREDENTIALS_FILE = join(home, 'nowhere');
	expect(await listProfiles()).toEqual([]);
});

describe('the Region', () => {
	const config =
		'[default]\nregion = eu-north-1\n[profile work]\nregion = ap-south-1\n[profile bare]\nx = y\n';

	test.each([
		['is the typed one first', {region: 'us-east-2', env: {AWS_REGION: 'eu-west-1'}}, 'us-east-2'],
		[
			'then AWS_REGION',
			{profile: 'work', env: {AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2'}},
			'eu-west-1',
		],
		['then AWS_DEFAULT_REGION', {env: {AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-2'}}, 'eu-west-2'],
		['then that of the profile', {profile: 'work', env: {}}, 'ap-south-1'],
		['then that of AWS_PROFILE', {env: {AWS_PROFILE: 'work'}}, 'ap-south-1'],
		['then that of default', {env: {}}, 'eu-north-1'],
		['may be one that opened after this release', {region: 'eu-west-9', env: {}}, 'eu-west-9'],
		['may be in another partition', {region: 'us-gov-west-1', env: {}}, 'us-gov-west-1'],
	])('%s', async (_title, source, region) => {
		await configure(config);
		expect(await resolveRegion(source)).toEqual({ok: true, region});
	});

	test.each([
		[{profile: 'bare', env: {}}, 'no Region: use --region, set AWS_REGION, or give profile bare a region'],
		[{region: 'eu-wst-1', env: {}}, 'unknown Region "eu-wst-1": did you mean eu-west-1?'],
		[{region: 'EU-West-1', env: {}}, 'unknown Region "EU-West-1": did you mean eu-west-1?'],
		[
			{region: 'evil.example.com', env: {}},
			'unknown Region "evil.example.com": a Region looks like eu-west-1',
		],
		[{region: 'x\u001B[2J', env: {}}, 'unknown Region "x␛[2J": a Region looks like eu-west-1'],
		[{env: {AWS_REGION: 'eu west 1'}}, 'unknown Region "eu west 1": did you mean eu-west-1?'],
	])('%j is refused in one line', async (source, error) => {
		await configure(config);
		expect(await resolveRegion(source)).toEqual({ok: false, error});
	});
});
