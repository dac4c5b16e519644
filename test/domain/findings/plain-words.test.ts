import {describe, expect, test} from 'vitest';
import {plainWords} from '../../../source/domain/findings/plain-words.js';
import {runtimeTypes} from '../../../source/domain/findings/types.js';
import {aFinding} from './build.js';

describe('what happened', () => {
	test('is told for every type by what the finding has, and never by its type alone', () => {
		for (const {type} of runtimeTypes) {
			const isDns = type.endsWith('!DNS') || type.includes('DomainRequest');
			const [first = ''] = plainWords(
				aFinding({
					type,
					...(isDns && {action: {kind: 'dns', domain: 'evil.example', facts: []} as const}),
				}),
			);
			expect(first, type).toMatch(
				/^\/usr\/bin\/bash, started by node, .+ \(container web, service api, cluster shop\)\.$/,
			);
			expect(first, type).not.toContain('did this');
			expect(first, type).not.toContain(type);
			if (isDns) {
				expect(first, type).toContain('evil.example');
			}
		}
	});

	test('is told for every type in words of its own, also when nothing but the process is told', () => {
		const deeds = runtimeTypes.map(({type}) => plainWords(aFinding({type, action: undefined}))[0] ?? '');
		expect(deeds.filter(deed => /did this|did what/.test(deed))).toEqual([]);
	});

	const context = (name: string, value: string) => ({context: [{name, value}]});
	test.each([
		['Execution:Runtime/ReverseShell', {}, 'gave a shell to 203.0.113.7:4444'],
		['Execution:Runtime/ReverseShell', {action: undefined}, 'gave a shell to somebody outside'],
		['Backdoor:Runtime/C&CActivity.B', {}, 'talked to 203.0.113.7:4444, a known command and control server'],
		['DefenseEvasion:Runtime/KernelModuleLoaded', context('moduleName', 'rk'), 'loaded rk into the kernel'],
		[
			'DefenseEvasion:Runtime/ProcessInjection.Ptrace',
			context('targetProcess.name', 'nginx'),
			'put its code into nginx with ptrace',
		],
		[
			'Execution:Runtime/MaliciousFileExecuted',
			context('threatFilePath', '/tmp/x'),
			'executed the malicious file /tmp/x',
		],
		['Execution:Runtime/MaliciousFileExecuted.Custom', {}, 'executed the malicious file /usr/bin/bash'],
		[
			'Execution:Runtime/NewLibraryLoaded',
			context('libraryPath', '/tmp/l.so'),
			'loaded /tmp/l.so, which is not part of the image or was changed',
		],
		[
			'Execution:Runtime/NewBinaryExecuted',
			context('modifyingProcess.name', 'curl'),
			'was executed, although it is not part of the image or was changed by curl',
		],
		[
			'Execution:Runtime/SuspiciousTool',
			{
				context: [
					{name: 'toolName', value: 'nmap'},
					{name: 'toolCategory', value: 'scanner'},
				],
			},
			'ran nmap (scanner)',
		],
		[
			'Persistence:Runtime/SensitiveFileModified',
			{
				context: [
					{name: 'filePath', value: '/etc/cron'},
					{name: 'fileOperation', value: 'WRITE'},
					{name: 'relatedFilePaths', value: '/a, /b'},
				],
			},
			'changed /etc/cron (WRITE), and with it /a, /b',
		],
		[
			'PrivilegeEscalation:Runtime/ContainerMountsHostDirectory',
			{
				context: [
					{name: 'mountSource', value: '/dev/x'},
					{name: 'mountTarget', value: '/m'},
				],
			},
			'mounted /dev/x at /m',
		],
		[
			'PrivilegeEscalation:Runtime/DockerSocketAccessed',
			context('socketPath', '/s'),
			'spoke to the Docker daemon over /s',
		],
		['PrivilegeEscalation:Runtime/RuncContainerEscape', context('runcBinaryPath', '/r'), 'tampered with /r'],
		[
			'PrivilegeEscalation:Runtime/CGroupsReleaseAgentModified',
			context('releaseAgentPath', '/ra'),
			'wrote /ra, which the host executes',
		],
		['New:Runtime/Thing', {}, 'talked to 203.0.113.7:4444'],
		['New:Runtime/Thing', {action: undefined, title: 'Boom'}, 'did what AWS calls “Boom”'],
	] as const)('%s with %j', (type, facts, words) => {
		expect(plainWords(aFinding({type, ...facts}))[0]).toContain(words);
	});

	test('goes on with the connection, the threat, the user and the count', () => {
		const finding = aFinding({
			count: 3,
			isSample: true,
			context: [{name: 'commandLineExample', value: 'bash -i'}],
			threats: [{list: 'Amazon', names: ['C&C', 'Log4j Related']}],
			process: {name: 'sh', user: 'app', userId: 1000, effectiveUserId: 0, lineage: []},
		});
		expect(plainWords(finding)).toEqual([
			'sh gave a shell to 203.0.113.7:4444 (container web, service api, cluster shop).',
			'The command was: bash -i.',
			'Outbound connection over TCP with 203.0.113.7:4444 (Nowhere) was not blocked.',
			'Threat intelligence (Amazon) knows it: C&C, Log4j Related.',
			'It ran as app, with the rights of root.',
			'It was seen 3 times.',
			'This is a sample, made for a drill: nothing of it happened.',
		]);
	});

	test('is told of keys, sequences and scans too, and of a finding that tells nothing', () => {
		const bare = {
			process: undefined,
			action: undefined,
			containerName: undefined,
			serviceName: undefined,
			taskId: undefined,
			clusterName: undefined,
		};
		expect(
			plainWords(
				aFinding({
					...bare,
					type: 'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS',
					accessKey: {userName: 'task-role'},
					action: {
						kind: 'api',
						api: 'GetObject',
						service: 's3.amazonaws.com',
						remoteIp: '203.0.113.9',
						errorCode: 'AccessDenied',
						facts: [],
					},
				}),
			),
		).toEqual([
			'task-role used credentials outside of the workload that they were made for.',
			'GetObject of s3.amazonaws.com was called from 203.0.113.9, and got AccessDenied.',
		]);
		expect(
			plainWords(
				aFinding({
					...bare,
					type: 'Execution:ECS/MaliciousFile',
					instanceId: 'i-1',
					malware: {facts: [], threats: [{name: 'EICAR', value: ''}]},
				}),
			),
		).toEqual(['A scan found malware on the volumes (instance i-1).', 'The scan found EICAR.']);
		expect(
			plainWords(
				aFinding({
					...bare,
					clusterName: 'shop',
					isSequence: true,
					type: 'AttackSequence:ECS/CompromisedCluster',
					sequence: {
						signals: [],
						actors: [],
						resources: [],
						endpoints: [],
						indicators: [],
						additionalTypes: [],
					},
				}),
			),
		).toEqual(['Somebody attacked step by step (cluster shop).']);
		expect(plainWords(aFinding({...bare, type: 'x', title: 'y'}))).toEqual([
			'A process did what AWS calls “y”.',
		]);
	});
});
