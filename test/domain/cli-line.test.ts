import {spawnSync} from 'node:child_process';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type ApiCall, apiRequest} from '../../source/domain/api-request.js';
import {type ServiceDeploymentArn} from '../../source/domain/arn.js';
import {cliLine} from '../../source/domain/cli-line.js';
import {shellQuote} from '../../source/domain/shell.js';
import {clusterArn, serviceArn, taskArn} from './build.js';

const scope = {region: 'eu-west-1'};
const end = '--region eu-west-1';
const deployment = 'arn:aws:ecs:eu-west-1:111122223333:service-deployment/shop/api/x' as ServiceDeploymentArn;

const tag = (key: string, value: string): ApiCall => ({
	name: 'ecs:TagResource',
	input: {resourceArn: clusterArn, tags: [{key, value}]},
});
const untag = (...tagKeys: readonly string[]): ApiCall => ({
	name: 'ecs:UntagResource',
	input: {resourceArn: clusterArn, tagKeys},
});
const stop = (reason: string): ApiCall => ({
	name: 'ecs:StopTask',
	input: {cluster: clusterArn, task: taskArn, reason},
});

const writes: readonly (readonly [call: ApiCall, body: unknown, line: string])[] = [
	[
		tag('GuardDutyManaged', 'true'),
		{resourceArn: clusterArn, tags: [{key: 'GuardDutyManaged', value: 'true'}]},
		`aws ecs tag-resource --resource-arn ${clusterArn} --tags key=GuardDutyManaged,value=true ${end}`,
	],
	[
		untag('GuardDutyManaged'),
		{resourceArn: clusterArn, tagKeys: ['GuardDutyManaged']},
		`aws ecs untag-resource --resource-arn ${clusterArn} --tag-keys GuardDutyManaged ${end}`,
	],
	[
		{name: 'ecs:UpdateClusterSettings', input: {cluster: clusterArn, containerInsights: 'enhanced'}},
		{cluster: clusterArn, settings: [{name: 'containerInsights', value: 'enhanced'}]},
		`aws ecs update-cluster-settings --cluster ${clusterArn} --settings name=containerInsights,value=enhanced ${end}`,
	],
	[
		{name: 'ecs:UpdateService', input: {cluster: clusterArn, service: serviceArn}},
		{cluster: clusterArn, service: serviceArn, forceNewDeployment: true},
		`aws ecs update-service --cluster ${clusterArn} --service ${serviceArn} --force-new-deployment ${end}`,
	],
	[
		{name: 'ecs:StopServiceDeployment', input: {serviceDeployment: deployment, stopType: 'ROLLBACK'}},
		{serviceDeploymentArn: deployment, stopType: 'ROLLBACK'},
		`aws ecs stop-service-deployment --service-deployment-arn ${deployment} --stop-type ROLLBACK ${end}`,
	],
	[
		stop("it's hung"),
		{cluster: clusterArn, task: taskArn, reason: "it's hung"},
		`aws ecs stop-task --cluster ${clusterArn} --task ${taskArn} --reason 'it'\\''s hung' ${end}`,
	],
	[
		{name: 'ecs:RunTask', input: {request: {cluster: clusterArn, count: 1}}},
		{cluster: clusterArn, count: 1},
		`aws ecs run-task --cli-input-json '{"cluster":"${clusterArn}","count":1}' ${end}`,
	],
	[
		{name: 'guardduty:ArchiveFindings', input: {detectorId: 'd1', findingIds: ['f1', 'f2']}},
		{DetectorId: 'd1', FindingIds: ['f1', 'f2']},
		`aws guardduty archive-findings --detector-id d1 --finding-ids f1 f2 ${end}`,
	],
	[
		{name: 'guardduty:UnarchiveFindings', input: {detectorId: 'd1', findingIds: ['f1']}},
		{DetectorId: 'd1', FindingIds: ['f1']},
		`aws guardduty unarchive-findings --detector-id d1 --finding-ids f1 ${end}`,
	],
	[
		{
			name: 'guardduty:UpdateFindingsFeedback',
			input: {detectorId: 'd1', findingIds: ['f1'], feedback: 'NOT_USEFUL', comments: "it's a drill"},
		},
		{DetectorId: 'd1', FindingIds: ['f1'], Feedback: 'NOT_USEFUL', Comments: "it's a drill"},
		`aws guardduty update-findings-feedback --detector-id d1 --finding-ids f1 --feedback NOT_USEFUL --comments 'it'\\''s a drill' ${end}`,
	],
	[
		{
			name: 'guardduty:UpdateFindingsFeedback',
			input: {detectorId: 'd1', findingIds: ['f1'], feedback: 'USEFUL'},
		},
		{DetectorId: 'd1', FindingIds: ['f1'], Feedback: 'USEFUL'},
		`aws guardduty update-findings-feedback --detector-id d1 --finding-ids f1 --feedback USEFUL ${end}`,
	],
	[
		{
			name: 'guardduty:CreateSampleFindings',
			input: {detectorId: 'd1', findingTypes: ['Backdoor:Runtime/C&CActivity.B!DNS']},
		},
		{DetectorId: 'd1', FindingTypes: ['Backdoor:Runtime/C&CActivity.B!DNS']},
		`aws guardduty create-sample-findings --detector-id d1 --finding-types 'Backdoor:Runtime/C&CActivity.B!DNS' ${end}`,
	],
	[
		{
			name: 'ec2:ModifyNetworkInterfaceAttribute',
			input: {networkInterfaceId: 'eni-1', groups: ['sg-1', 'sg-2']},
		},
		{NetworkInterfaceId: 'eni-1', Groups: ['sg-1', 'sg-2']},
		`aws ec2 modify-network-interface-attribute --network-interface-id eni-1 --groups sg-1 sg-2 ${end}`,
	],
	[
		{
			name: 'ec2:CreateSecurityGroup',
			input: {vpcId: 'vpc-1', groupName: 'onduty-isolation', description: 'no traffic'},
		},
		{VpcId: 'vpc-1', GroupName: 'onduty-isolation', Description: 'no traffic'},
		`aws ec2 create-security-group --vpc-id vpc-1 --group-name onduty-isolation --description 'no traffic' ${end}`,
	],
	[
		{
			name: 'ec2:RevokeSecurityGroupEgress',
			input: {groupId: 'sg-1', cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0']},
		},
		{
			GroupId: 'sg-1',
			IpPermissions: [
				{IpProtocol: '-1', IpRanges: [{CidrIp: '0.0.0.0/0'}], Ipv6Ranges: [{CidrIpv6: '::/0'}]},
			],
		},
		`aws ec2 revoke-security-group-egress --group-id sg-1 --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}],"Ipv6Ranges":[{"CidrIpv6":"::/0"}]}]' ${end}`,
	],
	[
		{name: 'ec2:RevokeSecurityGroupEgress', input: {groupId: 'sg-1', cidrs: ['0.0.0.0/0'], ipv6Cidrs: []}},
		{GroupId: 'sg-1', IpPermissions: [{IpProtocol: '-1', IpRanges: [{CidrIp: '0.0.0.0/0'}]}]},
		`aws ec2 revoke-security-group-egress --group-id sg-1 --ip-permissions '[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]' ${end}`,
	],
];

describe('every write', () => {
	test.each(writes)('$name has its API body', (call, body) => {
		expect(apiRequest(call)).toEqual(body);
	});

	test.each(writes)('$name has its AWS CLI line', (call, _body, line) => {
		expect(cliLine(call, scope)).toBe(line);
	});
});

describe('the AWS CLI line', () => {
	test('names profile and endpoint', () => {
		const full = {region: 'eu-west-1', profile: 'my prod', endpointUrl: 'http://127.0.0.1:4566'};
		expect(cliLine(untag('a'), full)).toMatch(
			/ --region eu-west-1 --profile 'my prod' --endpoint-url http:\/\/127\.0\.0\.1:4566$/,
		);
		expect(cliLine(untag('a'), {...scope, profile: '-x'})).toMatch(/ --profile=-x$/);
	});

	test.each([
		['a tag with a comma', tag('k', 'a,b')],
		['a tag with a space', tag('k', ' a')],
		['a tag with a quote', tag('k', "a'b")],
		['an empty tag value', tag('k', '')],
		['a reason that the CLI would read from a file', stop('file:///etc/passwd')],
		['a reason that the CLI would fetch', stop('https://example.com')],
		['several keys of which one looks like an option', untag('a', '--b')],
	])('goes as JSON where its own syntax would change the request: %s', (_title, call) => {
		const [, json] = /--cli-input-json (.*) --region/.exec(cliLine(call, scope)) ?? [];
		const words = parsed([json ?? '']);
		expect(JSON.parse(words[0] ?? '')).toEqual(apiRequest(call));
	});

	test('ties a value that looks like an option to its own option', () => {
		expect(cliLine(stop('--version'), scope)).toContain(' --reason=--version ');
	});

	test('a read is told with the input of the console', () => {
		const call: ApiCall = {name: 'ecs:ListClusters', input: {}};
		expect(apiRequest(call)).toEqual({});
		expect(cliLine(call, scope)).toBe(`aws ecs list-clusters --cli-input-json '{}' ${end}`);
		expect(cliLine({name: 'guardduty:ListDetectors', input: {}}, scope)).toMatch(
			/^aws guardduty list-detectors /,
		);
		expect(
			apiRequest({
				name: 'ecs:ListTasks',
				input: {cluster: clusterArn, desiredStatus: 'RUNNING', serviceName: undefined as never},
			}),
		).toEqual({
			cluster: clusterArn,
			desiredStatus: 'RUNNING',
		});
	});
});

/** What a POSIX shell makes of words: one NUL after each, so that nothing is mistaken. */
function parsed(quoted: readonly string[]): readonly string[] {
	const {stdout} = spawnSync('sh', ['-c', `printf '%s\\0' ${quoted.join(' ')}`], {encoding: 'utf8'});
	return stdout.split('\0').slice(0, -1);
}

describe('shell quoting', () => {
	test('any text comes out of a shell as it went in', () => {
		const hostile = fc.oneof(
			fc.string({unit: 'binary-ascii'}),
			fc.string({
				unit: fc.constantFrom(
					"'",
					'"',
					'\\',
					'$',
					'`',
					'!',
					' ',
					'\n',
					'*',
					'~',
					'#',
					'-',
					';',
					'a',
					'é',
					'日',
					'\u{1f4a5}',
					'\u202e',
				),
			}),
			fc.constantFrom('', "'", "''", '$(id)', '`id`', '~', '-n', '%s', '\\', '$HOME', 'a=b', '{a,b}', '#c'),
		);
		// One shell for the whole batch; NUL can't be in an argument at all.
		const texts = fc.sample(hostile, 300).filter(text => !text.includes('\0'));
		expect(parsed(texts.map(shellQuote))).toEqual(texts);
	});

	test('a plain text stays bare, an empty one is seen', () => {
		expect([shellQuote(clusterArn), shellQuote(''), shellQuote('a b')]).toEqual([clusterArn, "''", "'a b'"]);
	});
});
