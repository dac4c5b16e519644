import {DescribeTasksCommand, type ECSClient} from '@aws-sdk/client-ecs';
import {type Finding} from '@aws-sdk/client-guardduty';
import {expect, test} from 'vitest';
import {findingsOf, taskOf} from './findings.js';
import {createRig} from './rig.js';

const start = createRig();

// docs.aws.amazon.com/guardduty/latest/ug/findings-runtime-monitoring.html: severity, and what its context tells.
const runtimeTypes: readonly (readonly [type: string, severity: number, ...context: readonly string[]])[] = [
	['Backdoor:Runtime/C&CActivity.B', 8],
	['Backdoor:Runtime/C&CActivity.B!DNS', 8],
	['CryptoCurrency:Runtime/BitcoinTool.B', 8],
	['CryptoCurrency:Runtime/BitcoinTool.B!DNS', 8],
	['DefenseEvasion:Runtime/FilelessExecution', 5],
	['DefenseEvasion:Runtime/KernelModuleLoaded', 8, 'ModuleName', 'ModuleFilePath', 'ModuleSha256'],
	['DefenseEvasion:Runtime/ProcessInjection.Proc', 8, 'TargetProcess', 'MemoryRegions'],
	['DefenseEvasion:Runtime/ProcessInjection.Ptrace', 5, 'TargetProcess'],
	['DefenseEvasion:Runtime/ProcessInjection.VirtualMemoryWrite', 8, 'TargetProcess', 'MemoryRegions'],
	['DefenseEvasion:Runtime/PtraceAntiDebugging', 2],
	['DefenseEvasion:Runtime/SensitiveFileModified', 5, 'FileOperation', 'FilePath'],
	[
		'DefenseEvasion:Runtime/SuspiciousCommand',
		8,
		'ServiceName',
		'ShellHistoryFilePath',
		'CommandLineExample',
	],
	['Discovery:Runtime/SuspiciousCommand', 2, 'CommandLineExample'],
	['Execution:Runtime/MaliciousFileExecuted', 8, 'ThreatFilePath'],
	['Execution:Runtime/MaliciousFileExecuted.Custom', 8, 'ThreatFilePath'],
	['Execution:Runtime/NewBinaryExecuted', 5, 'ModifyingProcess', 'ModifiedAt'],
	['Execution:Runtime/NewLibraryLoaded', 5, 'LibraryPath', 'LdPreloadValue'],
	['Execution:Runtime/ReverseShell', 8, 'AddressFamily', 'IanaProtocolNumber'],
	['Execution:Runtime/SuspiciousCommand', 5, 'CommandLineExample'],
	['Execution:Runtime/SuspiciousShellCreated', 2, 'ServiceName'],
	['Execution:Runtime/SuspiciousTool', 2, 'ToolName', 'ToolCategory', 'CommandLineExample'],
	['Impact:Runtime/AbusedDomainRequest.Reputation', 5],
	['Impact:Runtime/BitcoinDomainRequest.Reputation', 8],
	['Impact:Runtime/CryptoMinerExecuted', 8, 'ThreatFilePath'],
	['Impact:Runtime/MaliciousDomainRequest.Reputation', 5],
	['Impact:Runtime/SuspiciousDomainRequest.Reputation', 2],
	['Persistence:Runtime/SensitiveFileModified', 5, 'FileOperation', 'FilePath', 'RelatedFilePaths'],
	['Persistence:Runtime/SuspiciousCommand', 5, 'CommandLineExample'],
	['PrivilegeEscalation:Runtime/CGroupsReleaseAgentModified', 8, 'ReleaseAgentPath'],
	[
		'PrivilegeEscalation:Runtime/ContainerMountsHostDirectory',
		5,
		'MountSource',
		'MountTarget',
		'FileSystemType',
		'Flags',
	],
	['PrivilegeEscalation:Runtime/DockerSocketAccessed', 5, 'SocketPath', 'AddressFamily'],
	['PrivilegeEscalation:Runtime/ElevationToRoot', 5],
	['PrivilegeEscalation:Runtime/RuncContainerEscape', 8, 'RuncBinaryPath'],
	['PrivilegeEscalation:Runtime/SensitiveFileModified', 5, 'FileOperation', 'FilePath', 'RelatedFilePaths'],
	['PrivilegeEscalation:Runtime/SuspiciousCommand', 5, 'CommandLineExample'],
	['PrivilegeEscalation:Runtime/UserfaultfdUsage', 5],
	['Trojan:Runtime/BlackholeTraffic', 5],
	['Trojan:Runtime/BlackholeTraffic!DNS', 5],
	['Trojan:Runtime/DGADomainRequest.C!DNS', 8],
	['Trojan:Runtime/DriveBySourceTraffic!DNS', 8],
	['Trojan:Runtime/DropPoint', 5],
	['Trojan:Runtime/DropPoint!DNS', 5],
	['Trojan:Runtime/PhishingDomainRequest!DNS', 8],
	['UnauthorizedAccess:Runtime/MetadataDNSRebind', 8],
	['UnauthorizedAccess:Runtime/TorClient', 8],
	['UnauthorizedAccess:Runtime/TorRelay', 8],
];

const others: readonly (readonly [type: string, severity: number])[] = [
	['AttackSequence:ECS/CompromisedCluster', 9.3],
	['Execution:ECS/MaliciousFile', 8],
	['Execution:ECS/SuspiciousFile', 5],
	['UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.InsideAWS', 8],
	['UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS', 8],
];

async function everyType() {
	const rig = await start({scenario: 'findings'});
	const found = await findingsOf(rig.guardduty, {SortCriteria: {AttributeName: 'type', OrderBy: 'ASC'}});
	const byType = new Map(found.map(finding => [finding.Type ?? '', finding]));
	const ofType = (type: string): Finding => byType.get(type) ?? {...found[0]!, Type: 'missing'};
	return {...rig, found, ofType};
}

test('every type is there once, with its severity and what its context tells', async () => {
	const {found} = await everyType();
	const told = found.map(({Type, Severity, Service}) => [
		Type,
		Severity,
		...Object.entries(Service?.RuntimeDetails?.Context ?? {}).flatMap(([member, value]) =>
			value === undefined ? [] : [member],
		),
	]);
	const sorted = (rows: readonly (readonly unknown[])[]) =>
		rows.map(([type, severity, ...context]) => [type, severity, ...context.toSorted()]);
	const expected = [...runtimeTypes, ...others].toSorted(([one], [other]) => (one < other ? -1 : 1));
	expect(runtimeTypes).toHaveLength(46);
	expect(sorted(told)).toEqual(sorted(expected));
});

async function described(ecs: ECSClient, findings: readonly Finding[]) {
	const arns = [...new Set(findings.map(taskOf))];
	const clusters = new Set(arns.map(arn => arn.split('/')[1] ?? ''));
	const answers = await Promise.all(
		[...clusters].map(cluster =>
			ecs.send(new DescribeTasksCommand({cluster, tasks: arns.filter(arn => arn.includes(`/${cluster}/`))})),
		),
	);
	return new Map(answers.flatMap(({tasks = []}) => tasks.map(task => [task.taskArn, task])));
}

test('those of tasks name a running task, a container of it, its definition and its times', async () => {
	const {ecs, found} = await everyType();
	const ofTasks = found.filter(({Resource}) => Resource?.ResourceType === 'ECSCluster');
	expect(ofTasks).toHaveLength(48);
	const tasks = await described(ecs, ofTasks);
	for (const finding of ofTasks) {
		const task = tasks.get(taskOf(finding));
		const details = finding.Resource?.EcsClusterDetails;
		const own = details?.TaskDetails;
		const container = own?.Containers?.[0];
		expect(task?.lastStatus).toBe('RUNNING');
		expect(details?.Arn).toBe(task?.clusterArn);
		expect(own).toMatchObject({
			DefinitionArn: task?.taskDefinitionArn,
			Group: task?.group,
			StartedBy: task?.startedBy,
			LaunchType: task?.launchType,
			TaskCreatedAt: task?.createdAt,
			StartedAt: task?.startedAt,
		});
		expect(task?.containers).toContainEqual(
			expect.objectContaining({name: container?.Name, image: container?.Image, runtimeId: container?.Id}),
		);
		expect(finding.Resource?.InstanceDetails === undefined).toBe(task?.launchType === 'FARGATE');
	}
});

test('a lineage leads from the process to the first of its container, each the child of the next', async () => {
	const {found} = await everyType();
	for (const {Service} of found) {
		const process = Service?.RuntimeDetails?.Process;
		const chain = process ? [process, ...(process.Lineage ?? [])] : [];
		for (const [index, child] of chain.slice(0, -1).entries()) {
			expect(child.ParentUuid).toBe(chain[index + 1]?.Uuid);
			expect(Number(child.StartTime)).toBeGreaterThanOrEqual(Number(chain[index + 1]?.StartTime));
		}
	}
});

test('what takes a host is told of instances, with the rights and folders that it takes', async () => {
	const {ofType} = await everyType();
	const {Resource} = ofType('PrivilegeEscalation:Runtime/ContainerMountsHostDirectory');
	expect(Resource?.EcsClusterDetails?.TaskDetails?.LaunchType).toBe('EC2');
	expect(Resource?.InstanceDetails).toMatchObject({
		InstanceId: expect.stringMatching(/^i-/),
		NetworkInterfaces: [{NetworkInterfaceId: expect.stringMatching(/^eni-/)}],
	});
	const socket = ofType('PrivilegeEscalation:Runtime/DockerSocketAccessed').Resource?.EcsClusterDetails;
	expect(socket?.TaskDetails?.LaunchType).toBe('EC2');
});

test('an attack sequence is made of findings that point back to it', async () => {
	const {found, ofType} = await everyType();
	const sequence = ofType('AttackSequence:ECS/CompromisedCluster');
	const {
		Signals = [],
		Resources = [],
		Actors = [],
		Endpoints = [],
		SequenceIndicators = [],
	} = sequence.Service?.Detection?.Sequence ?? {};
	const members = found.filter(({AssociatedAttackSequenceArn: arn}) => arn === sequence.Arn);
	expect(members).toHaveLength(5);
	expect(Signals.map(({Uid, Name}) => [Uid, Name]).toSorted()).toEqual(
		members.map(({Id, Type}) => [Id, Type]).toSorted(),
	);
	expect(new Set(Resources.map(({ResourceType}) => ResourceType))).toEqual(
		new Set(['ECS_CLUSTER', 'ECS_TASK', 'CONTAINER']),
	);
	const uids = new Set(Resources.map(({Uid}) => Uid));
	const actors = new Set(Actors.map(({Id}) => Id));
	for (const {ResourceUids = [], ActorIds = []} of Signals) {
		expect(ResourceUids.every(uid => uids.has(uid))).toBe(true);
		expect(ActorIds.every(id => actors.has(id))).toBe(true);
	}

	expect(Endpoints).toHaveLength(1);
	expect(SequenceIndicators.map(({Key}) => Key)).toContain('ATTACK_TECHNIQUE');
});

test('a scan tells of the file, credentials of the call and of the task in the name of the session', async () => {
	const {ofType, found} = await everyType();
	const scan = ofType('Execution:ECS/MaliciousFile');
	const threats = scan.Service?.EbsVolumeScanDetails?.ScanDetections?.ThreatDetectedByName?.ThreatNames;
	expect(threats?.[0]?.FilePaths?.[0]?.VolumeArn).toBe(
		scan.Resource?.EbsVolumeDetails?.ScannedVolumeDetails?.[0]?.VolumeArn,
	);
	expect(scan.Resource?.InstanceDetails?.InstanceId).toMatch(/^i-/);
	const stolen = ofType('UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.InsideAWS');
	expect(stolen.Service?.Action?.AwsApiCallAction).toMatchObject({
		Api: 'GetSecretValue',
		RemoteAccountDetails: {AccountId: '310264895177', Affiliated: false},
	});
	const [, taskId] = stolen.Resource?.AccessKeyDetails?.PrincipalId?.split(':') ?? [];
	expect(found.some(finding => taskOf(finding).endsWith(`/${taskId}`))).toBe(true);
});

test('DNS and connections tell where to, and what Amazon knows of it', async () => {
	const {ofType} = await everyType();
	const asked = ofType('Backdoor:Runtime/C&CActivity.B!DNS').Service;
	expect(asked?.Action).toMatchObject({ActionType: 'DNS_REQUEST', DnsRequestAction: {Protocol: 'UDP'}});
	expect(asked?.Evidence?.ThreatIntelligenceDetails?.[0]?.ThreatNames).toEqual(['C&C']);
	const relay = ofType('UnauthorizedAccess:Runtime/TorRelay').Service?.Action;
	expect(relay?.NetworkConnectionAction).toMatchObject({
		ConnectionDirection: 'INBOUND',
		LocalPortDetails: {Port: 9001},
	});
	expect(ofType('Trojan:Runtime/DGADomainRequest.C!DNS').Service?.Evidence).toBeUndefined();
});
