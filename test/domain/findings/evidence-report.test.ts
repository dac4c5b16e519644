import {describe, expect, test} from 'vitest';
import {type EvidenceFacts, evidenceReport} from '../../../source/domain/findings/evidence/report.js';
import {type Sequence} from '../../../source/domain/findings/finding.js';
import {aTask} from '../build.js';
import {aFinding} from './build.js';
import {at, manifest} from './evidence-manifest.js';

const nothing: Omit<EvidenceFacts, 'manifest'> = {
	interfaces: [],
	groups: [],
	others: [],
	moments: [],
	deeds: [],
};

const whole: EvidenceFacts = {
	finding: aFinding({
		context: [
			{name: 'scriptPath', value: '/tmp/x`y'},
			{name: 'targetProcess.name', value: 'nginx'},
			{name: 'odd _name_', value: 'kept'},
		],
		threats: [{list: 'Amazon', names: ['C&C']}],
	}),
	task: aTask({
		launchType: 'FARGATE',
		startedAt: at - 3_600_000,
		containers: [
			{name: 'web', image: 'web:1.4', imageDigest: 'sha256:1', lastStatus: 'RUNNING'},
			{name: 'aws-guardduty-agent-mfjGLB', lastStatus: 'RUNNING'},
		],
	}),
	taskState: 'RUNNING',
	isolation: 'isolated since 2026-11-28 12:00:00Z by oncall/me',
	interfaces: [
		{
			id: 'eni-1',
			privateIp: '10.0.0.1',
			ipv6Addresses: [],
			securityGroups: ['sg-1'],
			subnetId: 'subnet-1',
			vpcId: 'vpc-1',
		},
	],
	groups: [
		{
			id: 'sg-1',
			name: 'web',
			inbound: [
				{
					protocol: 'tcp',
					fromPort: 8080,
					toPort: 8080,
					cidrs: ['10.0.0.0/16'],
					ipv6Cidrs: [],
					prefixListIds: [],
					groupIds: ['sg-2'],
				},
				{protocol: 'udp', fromPort: 1, toPort: 9, cidrs: [], ipv6Cidrs: [], prefixListIds: [], groupIds: []},
				{
					protocol: 'icmp',
					fromPort: -1,
					toPort: -1,
					cidrs: ['0.0.0.0/0'],
					ipv6Cidrs: [],
					prefixListIds: [],
					groupIds: [],
				},
			],
			outbound: [
				{protocol: '-1', cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0'], prefixListIds: [], groupIds: []},
			],
		},
		{id: 'sg-3', inbound: [], outbound: []},
	],
	others: [aFinding({id: 'f2', type: 'Trojan:Runtime/DropPoint', severity: 5, count: 4})],
	moments: [
		{at, source: 'task', text: 'task runs'},
		{source: 'event', text: 'event'},
	],
	deeds: [{at, source: 'journal', text: 'isolate task by oncall/me'}],
	manifest,
};

const report = evidenceReport(whole);
/** The lines under a heading. */
const under = (heading: string, text = report): readonly string[] => {
	const lines = text.split('\n');
	const start = lines.indexOf(`## ${heading}`) + 2;
	const end = lines.findIndex((line, index) => index > start && line.startsWith('## '));
	return start < 2 ? [] : lines.slice(start, end < 0 ? undefined : end).filter(line => line !== '');
};

describe('the report', () => {
	test('begins with what, how grave, where, when and by whom, for somebody who was not there', () => {
		expect(report.split('\n\n## ')[0]).toBe(
			[
				'# Evidence of finding `257527e79a30730d87ad1b9051b194d3`',
				'',
				'- type: `Execution:Runtime/ReverseShell`',
				'- severity: `high (8)`',
				'- seen: `1970-01-01T00:00:01.000Z to 1970-01-01T00:00:02.000Z`',
				'- how often: `once`',
				'- cluster: `shop`',
				'- service: `api`',
				'- task: `0123456789abcdef0123456789abcdef`',
				'- task when this was collected: `RUNNING`',
				'- container: `web`',
				'- image: `web:1.4`',
				'- collected 2026-11-28T12:04:05.678Z to 2026-11-28T12:04:07.678Z by `arn:aws:sts::111122223333:assumed-role/oncall/me`',
				'- account `111122223333`, Region `eu-west-1`, onduty `0.1.0`',
				'- all times are UTC; characters that can not be shown stand as marks (`␛`, `⟨U+202E⟩`); long texts end with `…`',
			].join('\n'),
		);
	});

	test('has its sections in the order in which one asks', () => {
		expect(report.split('\n').filter(line => line.startsWith('## '))).toEqual([
			'## What happened',
			'## What was done with onduty',
			'## The task',
			'## Its network',
			'## The finding',
			'## Network connection',
			'## Threat intelligence',
			'## The process',
			'## What the process did',
			'## Other open findings about the same task',
			'## Timeline',
			'## Logs',
			'## Files',
			'## What could not be collected',
		]);
	});

	test.each<[heading: string, lines: readonly string[]]>([
		['What was done with onduty', ['```text', '2026-11-28T12:04:05.678Z  isolate task by oncall/me', '```']],
		[
			'Its network',
			[
				'- state: `isolated since 2026-11-28 12:00:00Z by oncall/me`',
				'- interface `eni-1`: private `10.0.0.1`, public `none`, subnet `subnet-1`, VPC `vpc-1`, groups `sg-1`',
				'- security group `sg-1` `web`',
				'  - in: `tcp 8080 from 10.0.0.0/16, sg-2`',
				'  - in: `udp 1-9 from nobody`',
				'  - in: `icmp all ports from 0.0.0.0/0`',
				'  - out: `all traffic to 0.0.0.0/0, ::/0`',
				'- security group `sg-3` –',
				'  - in: nothing',
				'  - out: nothing',
			],
		],
		['Threat intelligence', ['- list `Amazon`: `C&C`']],
		[
			'What the process did',
			['- script path: ``/tmp/x`y``', '- target process name: `nginx`', '- `odd _name_`: `kept`'],
		],
		[
			'Other open findings about the same task',
			[
				'- medium (5): `Trojan:Runtime/DropPoint`, seen 1970-01-01T00:00:01.000Z to 1970-01-01T00:00:02.000Z, 4 times, id `f2`',
			],
		],
		['Timeline', ['```text', '2026-11-28T12:04:05.678Z  task runs', 'time unknown  event', '```']],
		[
			'Logs',
			[
				'- container `web`: none: `denied`',
				'- container `side`: `log-side.log`, 2 events, 2026-11-28T12:03:05.678Z to 2026-11-28T12:04:05.678Z (older ones are left out)',
				'- container `aws-guardduty-agent-x`: none: `injected`',
			],
		],
	])('tells under “%s” in words', (heading, lines) => {
		expect(under(heading)).toEqual(lines);
	});

	test('has no raw names of members', () => {
		expect(report).not.toMatch(/remoteIp|domainWithSuffix|scriptPath|action [a-z]+[A-Z]/);
		expect(under('Network connection')).toContain('- remote: `203.0.113.7 port 4444`');
	});

	test('names the agent, and the container that it happened in', () => {
		const lines = under('The task');
		expect(lines).toContain(
			'- container `web` (`RUNNING`, the one it happened in): image `web:1.4`, digest `sha256:1`',
		);
		expect(lines).toContain(
			'- container `aws-guardduty-agent-mfjGLB` (`RUNNING`, the GuardDuty agent): image `not told`, digest `not told`',
		);
	});

	test('says how the files are checked, and what is never collected', () => {
		expect(under('Files')).toContain(
			`- \`task.json\`: \`the task\`, 20 bytes, SHA-256 \`${'b'.repeat(64)}\``,
		);
		expect(under('Files').at(-1)).toContain('`sha256sum -c SHA256SUMS`');
		expect(under('What could not be collected').at(-1)).toBe(
			'Not collected by onduty at all: the memory and the files of the container, VPC flow logs, CloudTrail.',
		);
	});

	test('does not call it complete that a container has no log', () => {
		const text = evidenceReport({...nothing, task: aTask(), manifest: {...manifest, missing: []}});
		expect(under('What could not be collected', text)[0]).toBe(
			'Nothing is missing of what can be read; of which container there is no log to read, stands under Logs.',
		);
	});

	test('of a task alone, with nothing missing and nothing done', () => {
		const bare = evidenceReport({
			...nothing,
			task: aTask(),
			manifest: {...manifest, identity: undefined, logs: [], missing: []},
		});
		expect(bare).toMatch(/^# Evidence of task `0123456789abcdef0123456789abcdef`\n/);
		expect(bare).toContain('by `unknown`');
		expect(under('What could not be collected', bare)[0]).toBe('Nothing is missing of what can be read.');
		expect(under('What was done with onduty', bare)).toEqual([
			'Nothing, by the journal of the machine that collected this.',
		]);
		expect(bare).not.toMatch(/## (?:What happened|The finding|Its network|Timeline|The process|Logs)/);
	});

	test('of a finding that could not be read whole goes by what the list had', () => {
		const {task: _, process: __, ...summary} = aFinding();
		const listed = evidenceReport({...nothing, summary, manifest});
		expect(listed).toMatch(/^# Evidence of finding `257527e7/);
		expect(listed).toContain('- severity: `high (8)`');
	});

	test('of a sample says so at once', () => {
		const sample = evidenceReport({...nothing, finding: aFinding({isSample: true}), manifest});
		expect(sample.split('\n')[2]).toMatch(/sample finding/);
	});

	test('of an attack sequence has its signals in order, and who took part', () => {
		const sequence: Sequence = {
			description: 'step by step',
			signals: [
				{
					id: 's2',
					type: 'DNS_LOGS',
					createdAt: 9000,
					resourceIds: [],
					actorIds: [],
					endpointIds: [],
					facts: [],
				},
				{
					id: 's1',
					type: 'FINDING',
					name: 'Execution:Runtime/ReverseShell',
					severity: 8,
					count: 3,
					description: 'a shell',
					firstSeenAt: 8000,
					resourceIds: [],
					actorIds: [],
					endpointIds: [],
					facts: [{name: 'signalIndicators[0].key', value: 'TACTIC'}],
				},
			],
			actors: [{id: 'actor-1', facts: [{name: 'process.name', value: 'bash'}]}],
			endpoints: [],
			resources: [{id: 'r1', type: 'ECS_TASK', name: 'task', facts: []}],
			indicators: [{key: 'ATTACK_TACTIC', title: 'Tactic', values: ['Execution', 'Impact']}],
			additionalTypes: [],
		};
		const text = evidenceReport({...nothing, finding: aFinding({isSequence: true, sequence}), manifest});
		expect(under('The attack sequence', text)).toEqual([
			'- what AWS says: `step by step`',
			'- Tactic: `Execution, Impact`',
			'Its signals, the oldest first:',
			'```text',
			'1970-01-01T00:00:08.000Z  FINDING  severity 8  Execution:Runtime/ReverseShell  3 times',
			'    a shell',
			'    signal indicators 1 key: TACTIC',
			'1970-01-01T00:00:09.000Z  DNS_LOGS  s2',
			'```',
		]);
		expect(under('Actors', text)).toEqual(['```text', 'actor-1', '    process name: bash', '```']);
		expect(under('Resources', text)).toEqual(['```text', 'ECS_TASK  task  r1', '```']);
	});
});
