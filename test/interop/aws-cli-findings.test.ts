import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.js';
import {stillClock} from '../simulator/clients.js';
import {awsCommands, needAwsCli} from './aws-command.js';

// The AWS CLI reads findings, acts on them, and looks where they flow, as an operator would by hand.
let simulator: Simulator;
const {aws, refusal} = awsCommands(() => simulator);

beforeAll(needAwsCli);

beforeEach(async () => {
	await simulator?.stop();
	simulator = await startSimulator({clock: stillClock});
});

afterAll(async () => {
	await simulator?.stop();
});

async function detector(): Promise<readonly string[]> {
	const {DetectorIds} = await aws('guardduty', 'list-detectors');
	const [id = ''] = DetectorIds as readonly string[];
	return ['--detector-id', id];
}

const criteria = (field: string, condition: object): readonly string[] => [
	'--finding-criteria',
	JSON.stringify({Criterion: {[field]: condition}}),
];

test('findings are listed page by page, worst first, and got', async () => {
	const on = await detector();
	const sort = ['--sort-criteria', 'AttributeName=severity,OrderBy=DESC'];
	const {FindingIds} = await aws('guardduty', 'list-findings', ...on, ...sort, '--page-size', '5');
	const ids = FindingIds as readonly string[];
	expect(new Set(ids).size).toBe(18);
	const {Findings} = await aws('guardduty', 'get-findings', ...on, '--finding-ids', ids[0] ?? '');
	expect(Findings).toEqual([
		expect.objectContaining({Type: 'AttackSequence:ECS/CompromisedCluster', Severity: 9.3}),
	]);
	const shells = criteria('type', {Equals: ['Execution:Runtime/ReverseShell']});
	simulator.advance(75_000);
	expect((await aws('guardduty', 'list-findings', ...on, ...shells)).FindingIds).toHaveLength(2);
	const wrong = criteria('colour', {Equals: ['red']});
	expect(await refusal('guardduty', 'list-findings', ...on, ...wrong)).toContain('(BadRequestException)');
	const counts = ['--finding-statistic-types', 'COUNT_BY_SEVERITY'];
	expect(await aws('guardduty', 'get-findings-statistics', ...on, ...counts)).toMatchObject({
		FindingStatistics: {CountBySeverity: {'9.3': 1, '8.0': 7}},
	});
});

test('a finding is archived, rated and taken back, and samples are made', async () => {
	const on = await detector();
	const archived = criteria('service.archived', {Equals: ['true']});
	const list = async () => (await aws('guardduty', 'list-findings', ...on, ...archived)).FindingIds;
	const {FindingIds} = await aws('guardduty', 'list-findings', ...on, '--max-items', '1');
	const ids = ['--finding-ids', ...(FindingIds as readonly string[])];
	await aws('guardduty', 'unarchive-findings', ...on, ...ids);
	await aws('guardduty', 'update-findings-feedback', ...on, ...ids, '--feedback', 'USEFUL');
	const before = (await list()) as readonly string[];
	await aws('guardduty', 'archive-findings', ...on, ...ids);
	expect(await list()).toHaveLength(before.length + 1);
	await aws('guardduty', 'create-sample-findings', ...on);
	const {FindingIds: all} = await aws('guardduty', 'list-findings', ...on);
	expect(all).toHaveLength(18 + 51);
});

test('where findings flow', async () => {
	const {Rules} = await aws('events', 'list-rules');
	expect(Rules).toHaveLength(5);
	expect(await aws('events', 'list-targets-by-rule', '--rule', 'guardduty-to-siem')).toMatchObject({
		Targets: [{Arn: expect.stringContaining(':api-destination/')}],
	});
	expect(await aws('securityhub', 'describe-hub')).toMatchObject({AutoEnableControls: true});
	const {ProductSubscriptions} = await aws('securityhub', 'list-enabled-products-for-import');
	expect(ProductSubscriptions).toHaveLength(3);
	expect(await aws('detective', 'list-graphs')).toMatchObject({
		GraphList: [{CreatedTime: expect.anything()}],
	});
	const on = await detector();
	const {Destinations} = await aws('guardduty', 'list-publishing-destinations', ...on);
	const [first] = Destinations as readonly {DestinationId: string}[];
	const destination = ['--destination-id', first?.DestinationId ?? ''];
	expect(await aws('guardduty', 'describe-publishing-destination', ...on, ...destination)).toMatchObject({
		Status: 'PUBLISHING',
	});
});

test('an instance is put into quarantine and back; a task’s interface is ECS’s alone', async () => {
	const by = async (managed: string) => {
		const filters = ['--filters', `Name=requester-managed,Values=${managed}`];
		const {NetworkInterfaces} = await aws('ec2', 'describe-network-interfaces', ...filters);
		const [own] = NetworkInterfaces as readonly {
			NetworkInterfaceId: string;
			VpcId: string;
			Groups: readonly {GroupId: string}[];
		}[];
		return own;
	};

	const instance = await by('false');
	const made = await aws(
		...['ec2', 'create-security-group', '--group-name', 'quarantine', '--description', 'none'],
		...['--vpc-id', instance?.VpcId ?? ''],
	);
	const group = String(made.GroupId);
	const all = 'IpProtocol=-1,IpRanges=[{CidrIp=0.0.0.0/0}]';
	const revoke = ['ec2', 'revoke-security-group-egress', '--group-id', group, '--ip-permissions', all];
	expect(await aws(...revoke)).toMatchObject({Return: true});
	const change = (id: string | undefined, to: string) => [
		...['ec2', 'modify-network-interface-attribute', '--network-interface-id', id ?? '', '--groups', to],
	];
	await aws(...change(instance?.NetworkInterfaceId, group));
	expect((await by('false'))?.Groups).toEqual([{GroupId: group, GroupName: 'quarantine'}]);
	await aws(...change(instance?.NetworkInterfaceId, instance?.Groups[0]?.GroupId ?? ''));
	expect((await by('false'))?.Groups).toEqual(instance?.Groups);
	const task = await by('true');
	expect(await refusal(...change(task?.NetworkInterfaceId, group))).toContain('(AuthFailure)');
});
