import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {type Failure} from '../../../source/domain/failure.js';
import {type Fetched, waiting} from '../../../source/domain/fetched.js';
import {optInOf} from '../../../source/domain/opt-in/opt-in.js';
import {accountSwitch} from '../../../source/domain/opt-in/opt-in-ecs.js';
import {type AccountSetting, type Tag} from '../../../source/domain/resources.js';
import {aCluster, aDetector, facts, fresh} from '../build.js';

const yes: readonly Tag[] = [{key: 'GuardDutyManaged', value: 'true'}];
const no: readonly Tag[] = [{key: 'GuardDutyManaged', value: 'false'}];
const none: readonly Tag[] = [];
const almost: readonly Tag[] = [{key: 'GuardDutyManaged', value: 'True'}];

const denied: Failure = {kind: 'denied', action: 'guardduty:GetDetector', message: ''};
const failed = (failure: Failure): Fetched<never> => ({status: 'failed', failure, at: 0});
const setting = (value: string): AccountSetting => ({name: 'guardDutyActivate', value});

describe('the truth table of Fargate tasks', () => {
	const suspended = aDetector({isEnabled: false, rm: true, auto: true});
	const rmOff = aDetector({rm: false});
	const autoAlone = aDetector({rm: false, auto: true});
	const both = aDetector({auto: true});
	const rmOnly = aDetector({});

	test.each([
		['1 no detector, no tag', undefined, none, 'off', undefined, 'off (no detector)'],
		['1 no detector, tag true', undefined, yes, 'off', undefined, 'off (no detector)'],
		['1 no detector, tags unreadable', undefined, undefined, 'off', undefined, 'off (no detector)'],
		['1 detector disabled, tag true', suspended, yes, 'off', undefined, 'off (GuardDuty)'],
		['1 detector disabled, tag false', suspended, no, 'off', undefined, 'off (GuardDuty)'],
		['2 RM off', rmOff, none, 'off', undefined, 'off'],
		['2 RM off, tag true', rmOff, yes, 'off', undefined, 'off'],
		['2 RM off, tag false', rmOff, no, 'off', undefined, 'off'],
		['2 RM off, AUTO alone', autoAlone, none, 'off', undefined, 'off'],
		['2 no feature listed at all', {id: 'd', isEnabled: true, features: []}, yes, 'off', undefined, 'off'],
		['3 AUTO, no tag', both, none, 'monitored', 'account', 'monitored (account)'],
		['3 AUTO, a tag that does not match', both, almost, 'monitored', 'account', 'monitored (account)'],
		['4 AUTO, tag true', both, yes, 'monitored', 'tag', 'monitored (tag)'],
		['5 AUTO, tag false', both, no, 'excluded', 'tag', 'excluded (tag)'],
		['6 no AUTO, tag true', rmOnly, yes, 'monitored', 'tag', 'monitored (tag)'],
		['7 no AUTO, no tag', rmOnly, none, 'not-opted-in', undefined, 'not opted in'],
		['7 no AUTO, a tag that does not match', rmOnly, almost, 'not-opted-in', undefined, 'not opted in'],
		['8 no AUTO, tag false', rmOnly, no, 'excluded', 'tag', 'excluded (tag)'],
		['- AUTO, tags unreadable', both, undefined, 'unknown', undefined, 'unknown (tags)'],
		['- no AUTO, tags unreadable', rmOnly, undefined, 'unknown', undefined, 'unknown (tags)'],
	])('row %s', (_row, detector, tags, state, by, label) => {
		const setting = fresh(undefined);
		const optIn = optInOf(aCluster(tags), facts(detector, {accountSetting: setting}));
		expect([optIn.state, optIn.by, optIn.label]).toEqual([state, by, label]);
		expect(optIn.unknowns).toEqual([]);
		expect(optIn.reason).not.toBe('');
	});

	test('a feature that lists no additional configuration has no automated agent', () => {
		const bare = {
			id: 'd',
			isEnabled: true,
			features: [{name: 'RUNTIME_MONITORING', isEnabled: true, additional: []}],
		};
		expect(optInOf(aCluster(none), facts(bare)).state).toBe('not-opted-in');
		expect(optInOf(aCluster(yes), facts(bare))).not.toHaveProperty('since');
	});
});

describe('reasons', () => {
	test.each([
		[
			aDetector({rm: false, auto: true}),
			yes,
			'Runtime Monitoring is off in GuardDuty; the automated agent alone has no effect; the tag GuardDutyManaged=true has no effect',
		],
		[undefined, none, 'GuardDuty has no detector in this account and Region'],
		[
			aDetector({}),
			almost,
			'no tag GuardDutyManaged, and the automated agent is off for the account; tag GuardDutyManaged=True does not count: the value must be exactly true or false, in lower case',
		],
		[aDetector({auto: true}), no, 'tag GuardDutyManaged=false: new tasks get no agent'],
		[aDetector({}), yes, 'tag GuardDutyManaged=true; the automated agent is off for the account'],
		[
			aDetector({auto: true}),
			undefined,
			"the cluster's tags could not be read; the automated agent is on for the account",
		],
	])('%#', (detector, tags, reason) => {
		expect(optInOf(aCluster(tags), facts(detector)).reason).toBe(reason);
	});

	test.each([
		['Enabled', true],
		[undefined, true],
		['Resigned', false],
		['Removed', false],
	])('a member account is told who may change it (relationship %s: %s)', (status, isTold) => {
		const administrator = fresh({accountId: '999988887777', ...(status && {relationshipStatus: status})});
		const told = '; only the administrator account 999988887777 can change that';
		for (const detector of [undefined, aDetector({rm: false}), aDetector({})]) {
			const {reason} = optInOf(aCluster(none), facts(detector, {administrator}));
			expect(reason.endsWith(told)).toBe(isTold);
		}

		expect(optInOf(aCluster(yes), facts(aDetector({}), {administrator})).reason).not.toContain(
			'administrator',
		);
	});

	test('tags that almost match are handed on', () => {
		expect(optInOf(aCluster(almost), facts(aDetector({}))).nearMisses).toMatchObject([{value: 'True'}]);
	});
});

describe('since', () => {
	test.each([
		['by the account: the later switch', aDetector({auto: true}), none, 200],
		['by tag: Runtime Monitoring alone, for no API dates a tag', aDetector({auto: true}), yes, 100],
		['by tag without AUTO', aDetector({}), yes, 100],
		['excluded', aDetector({auto: true}), no, undefined],
		['not opted in', aDetector({}), none, undefined],
		['off', aDetector({rm: false}), none, undefined],
	])('%s', (_title, detector, tags, since) => {
		expect(optInOf(aCluster(tags), facts(detector)).since).toBe(since);
	});
});

describe('what can not be read', () => {
	test('waiting is its own reason', () => {
		expect(optInOf(aCluster(yes), facts(undefined, {detector: waiting, accountSetting: waiting}))).toEqual({
			state: 'unknown',
			label: 'not read yet',
			reason: 'GuardDuty was not read yet; ECS alone: tag true, account setting not read yet',
			unknowns: [],
			nearMisses: [],
		});
	});

	test.each<[Failure, string]>([
		[denied, 'denied'],
		[{kind: 'not-offered', operation: 'guardduty:ListDetectors', message: ''}, 'not offered'],
		[{kind: 'throttled', message: ''}, 'throttled'],
		[{kind: 'unreachable', message: ''}, 'unreachable'],
	])('GuardDuty $kind is unknown and says so', (failure, word) => {
		const optIn = optInOf(
			aCluster(none),
			facts(undefined, {detector: failed(failure), accountSetting: fresh(setting('on'))}),
		);
		expect(optIn).toMatchObject({
			state: 'unknown',
			label: `unknown (${word})`,
			reason: `GuardDuty could not be read (${word}); ECS alone: no tag, account setting on`,
		});
		expect(optIn.unknowns).toHaveLength(1);
	});

	test.each<[readonly Tag[] | undefined, Fetched<AccountSetting | undefined>, string]>([
		[yes, fresh(setting('on')), 'tag true, account setting on: new tasks should get the agent'],
		[yes, fresh(setting('ENABLED')), 'tag true, account setting on: new tasks should get the agent'],
		[yes, fresh(setting('off')), 'tag true, account setting off: Runtime Monitoring seems to be off'],
		[yes, fresh(undefined), 'tag true, account setting absent: Runtime Monitoring seems to be off'],
		[yes, waiting, 'tag true, account setting not read yet'],
		[
			yes,
			failed({...denied, action: 'ecs:ListAccountSettings'}),
			'tag true, account setting unreadable (denied)',
		],
		[yes, fresh(setting('later')), 'tag true, account setting "later"'],
		[no, fresh(setting('on')), 'tag false, account setting on: new tasks should get no agent'],
		[no, waiting, 'tag false, account setting not read yet: new tasks should get no agent'],
		[none, fresh(setting('on')), 'no tag, account setting on'],
		[
			undefined,
			fresh(setting('disabled')),
			'tags unreadable, account setting off: Runtime Monitoring seems to be off',
		],
		[undefined, fresh(setting('on')), 'tags unreadable, account setting on'],
	])(
		'ECS alone tells the tag and the account setting, never the state: %j %j',
		(tags, accountSetting, told) => {
			const optIn = optInOf(aCluster(tags), facts(undefined, {detector: failed(denied), accountSetting}));
			expect(optIn.state).toBe('unknown');
			expect(optIn.reason).toBe(`GuardDuty could not be read (denied); ECS alone: ${told}`);
		},
	);

	test('every part that failed is named', () => {
		const failure: Failure = {kind: 'timeout', message: ''};
		const {unknowns} = optInOf(
			aCluster(yes),
			facts(undefined, {
				detector: failed(denied),
				administrator: failed(failure),
				accountSetting: failed(failure),
			}),
		);
		expect(unknowns.map(line => line.split(':')[0])).toEqual([
			'GuardDuty features are unknown',
			'who administers GuardDuty is unknown',
			'account setting guardDutyActivate is unknown',
		]);
		expect(unknowns[0]).toContain('guardduty:GetDetector');
	});

	test('an old answer still counts, and says that it is old', () => {
		const detector = {status: 'stale', value: aDetector({}), at: 0, failure: denied} as const;
		const optIn = optInOf(aCluster(yes), facts(undefined, {detector}));
		expect(optIn.state).toBe('monitored');
		expect(optIn.unknowns).toEqual([
			expect.stringMatching(/^GuardDuty could not be read again: access denied/),
		]);
	});

	test.each([
		[aDetector({}), 'off', ['ECS says guardDutyActivate is off, GuardDuty says Runtime Monitoring is on']],
		[
			aDetector({rm: false}),
			'on',
			['ECS says guardDutyActivate is on, GuardDuty says Runtime Monitoring is off'],
		],
		[aDetector({}), 'on', []],
		[aDetector({rm: false}), 'off', []],
		[aDetector({}), 'odd', []],
	])('ECS and GuardDuty may contradict each other', (detector, value, unknowns) => {
		expect(optInOf(aCluster(yes), facts(detector, {accountSetting: fresh(setting(value))})).unknowns).toEqual(
			unknowns,
		);
	});
});

describe('clusters with container instances', () => {
	const instances = {containerInstances: 3, runningFargateTasks: 0, capacityProviders: ['gpu-asg']};

	test.each([
		['EC2 agent automatic', aDetector({ec2: true}), 'monitored', 'monitored (account)', 300],
		['EC2 agent not automatic, Fargate is', aDetector({auto: true}), 'unknown', 'unknown (EC2)', undefined],
		['RM off', aDetector({rm: false, ec2: true}), 'off', 'off', undefined],
	])('with nothing else follow the EC2 switches: %s', (_title, detector, state, label, since) => {
		const optIn = optInOf(aCluster(none, instances), facts(detector, {accountSetting: fresh(undefined)}));
		expect([optIn.state, optIn.label, optIn.since]).toEqual([state, label, since]);
		expect(optIn.unknowns).toHaveLength(state === 'off' ? 0 : 1);
	});

	test('an EC2 agent management that is not listed is not on', () => {
		const features = [{name: 'RUNTIME_MONITORING', isEnabled: true, additional: []}];
		const optIn = optInOf(aCluster(none, instances), facts({id: 'd', isEnabled: true, features}));
		expect(optIn.label).toBe('unknown (EC2)');
	});

	test('a switch without a date gives no date', () => {
		const additional = [{name: 'EC2_AGENT_MANAGEMENT', isEnabled: true, additional: []}];
		const features = [{name: 'RUNTIME_MONITORING', isEnabled: true, additional}];
		expect(
			optInOf(aCluster(none, instances), facts({id: 'd', isEnabled: true, features})),
		).not.toHaveProperty('since');
	});

	test('the cluster tag is not documented to matter to instances', () => {
		expect(optInOf(aCluster(yes, instances), facts(aDetector({}))).state).toBe('unknown');
	});

	test.each([
		['Fargate tasks', {containerInstances: 1, runningFargateTasks: 2}],
		['the Fargate Spot provider', {...instances, capacityProviders: ['FARGATE_SPOT']}],
		['the Fargate provider', {...instances, capacityProviders: ['gpu-asg', 'FARGATE']}],
		['no statistics', {containerInstances: 3}],
	])('and %s follow the Fargate table, with a note', (_title, cluster) => {
		const optIn = optInOf(aCluster(yes, cluster), facts(aDetector({})));
		expect(optIn.label).toBe('monitored (tag)');
		expect(optIn.unknowns).toEqual([
			expect.stringMatching(/^on its \d container instances? the agent follows/),
		]);
	});
});

describe('the account setting', () => {
	test.each([
		['on', 'on'],
		['enabled', 'on'],
		['Enabled ', 'on'],
		['off', 'off'],
		['DISABLED', 'off'],
		['enhanced', 'unclear'],
		['', 'unclear'],
	])('%j is %s', (value, expected) => {
		expect(accountSwitch(setting(value))).toBe(expected);
	});

	test('is absent when ECS does not list it, and read as AWS documents it', () => {
		const url = new URL('../../samples/describe/list-account-settings-guardduty.json', import.meta.url);
		const documented = JSON.parse(readFileSync(url, 'utf8')).setting;
		expect([accountSwitch(undefined), accountSwitch(documented)]).toEqual(['absent', 'on']);
	});
});
