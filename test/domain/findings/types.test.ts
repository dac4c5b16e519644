import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {
	explainType,
	runtimeTypes,
	typeFamily,
	typeParts,
	typesOfFamily,
} from '../../../source/domain/findings/types.js';

// docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html, September 2026
const defaults: readonly (readonly [severity: string, ...types: readonly string[]])[] = [
	[
		'high',
		'Backdoor:Runtime/C&CActivity.B',
		'Backdoor:Runtime/C&CActivity.B!DNS',
		'CryptoCurrency:Runtime/BitcoinTool.B',
		'CryptoCurrency:Runtime/BitcoinTool.B!DNS',
		'DefenseEvasion:Runtime/KernelModuleLoaded',
		'DefenseEvasion:Runtime/ProcessInjection.Proc',
		'DefenseEvasion:Runtime/ProcessInjection.VirtualMemoryWrite',
		'DefenseEvasion:Runtime/SuspiciousCommand',
		'Execution:Runtime/MaliciousFileExecuted',
		'Execution:Runtime/MaliciousFileExecuted.Custom',
		'Execution:Runtime/ReverseShell',
		'Impact:Runtime/BitcoinDomainRequest.Reputation',
		'Impact:Runtime/CryptoMinerExecuted',
		'PrivilegeEscalation:Runtime/CGroupsReleaseAgentModified',
		'PrivilegeEscalation:Runtime/RuncContainerEscape',
		'Trojan:Runtime/DGADomainRequest.C!DNS',
		'Trojan:Runtime/DriveBySourceTraffic!DNS',
		'Trojan:Runtime/PhishingDomainRequest!DNS',
		'UnauthorizedAccess:Runtime/MetadataDNSRebind',
		'UnauthorizedAccess:Runtime/TorClient',
		'UnauthorizedAccess:Runtime/TorRelay',
	],
	[
		'medium',
		'DefenseEvasion:Runtime/FilelessExecution',
		'DefenseEvasion:Runtime/ProcessInjection.Ptrace',
		'DefenseEvasion:Runtime/SensitiveFileModified',
		'Execution:Runtime/NewBinaryExecuted',
		'Execution:Runtime/NewLibraryLoaded',
		'Impact:Runtime/AbusedDomainRequest.Reputation',
		'Impact:Runtime/MaliciousDomainRequest.Reputation',
		'Persistence:Runtime/SensitiveFileModified',
		'Persistence:Runtime/SuspiciousCommand',
		'PrivilegeEscalation:Runtime/ContainerMountsHostDirectory',
		'PrivilegeEscalation:Runtime/DockerSocketAccessed',
		'PrivilegeEscalation:Runtime/ElevationToRoot',
		'PrivilegeEscalation:Runtime/SensitiveFileModified',
		'PrivilegeEscalation:Runtime/SuspiciousCommand',
		'PrivilegeEscalation:Runtime/UserfaultfdUsage',
		'Trojan:Runtime/BlackholeTraffic',
		'Trojan:Runtime/BlackholeTraffic!DNS',
		'Trojan:Runtime/DropPoint',
		'Trojan:Runtime/DropPoint!DNS',
	],
	[
		'low',
		'DefenseEvasion:Runtime/PtraceAntiDebugging',
		'Discovery:Runtime/SuspiciousCommand',
		'Execution:Runtime/SuspiciousShellCreated',
		'Impact:Runtime/SuspiciousDomainRequest.Reputation',
	],
	['variable', 'Execution:Runtime/SuspiciousCommand', 'Execution:Runtime/SuspiciousTool'],
];
const documented = defaults.flatMap(([severity, ...types]) => types.map(type => [type, severity] as const));

const sample = path.resolve(import.meta.dirname, '../../samples/findings/derived-runtime-findings.wire.json');
const {findings} = JSON.parse(readFileSync(sample, 'utf8')) as {
	findings: {type: string; title: string; description: string}[];
};

describe('the catalogue', () => {
	test('has the 46 documented runtime types, each once, and no other', () => {
		expect(documented).toHaveLength(46);
		expect(runtimeTypes.map(({type}) => type).sort()).toEqual(documented.map(([type]) => type).sort());
	});

	test.each(documented)('%s is %s', (type, severity) => {
		expect(explainType(type)).toMatchObject({severity, isKnown: true, family: type.split(':')[0]});
	});

	test.each([
		['AttackSequence:ECS/CompromisedCluster', 'critical'],
		['Execution:ECS/MaliciousFile', 'variable'],
		['Execution:ECS/SuspiciousFile', 'variable'],
		['UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.InsideAWS', 'high'],
		['UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS', 'high'],
	])('knows %s, which no agent reports, as %s', (type, severity) => {
		expect(explainType(type)).toMatchObject({severity, isKnown: true});
	});

	test('says one sentence and one or two pieces of advice, none of them in the words of AWS', () => {
		const theirs = findings
			.flatMap(({title, description}) => [title, description])
			.map(text => text.toLowerCase());
		for (const {type, meaning, advice} of runtimeTypes) {
			expect(meaning, type).toMatch(/^[A-Z].{20,170}\.$/);
			expect(meaning.slice(0, -1), type).not.toMatch(/\. [A-Z]/);
			expect(advice.length, type).toBeGreaterThan(0);
			expect(advice.length, type).toBeLessThan(3);
			expect(theirs, type).not.toContain(meaning.toLowerCase());
		}
	});
});

describe('a type that is new', () => {
	test.each([
		[
			'Execution:Runtime/QuantumShell',
			'onduty does not know this type yet; by its name: running code of the attacker, seen in a running workload, quantum shell.',
		],
		[
			'Trojan:Lambda/DGAThing.X!DNS',
			'onduty does not know this type yet; by its name: a program that does other than it seems, on a Lambda function, DGA thing (X), seen by DNS.',
		],
		['Novel:Thing/A&B', 'onduty does not know this type yet; by its name: novel, thing, A&B.'],
		['no grammar', 'onduty does not know the type no grammar.'],
	])('%s is explained from its name', (type, meaning) => {
		const explained = explainType(type);
		expect(explained).toMatchObject({meaning, isKnown: false});
		expect(explained.severity).toBeUndefined();
		expect(explained.advice).toHaveLength(1);
	});

	test.each([
		['a:b/c', {tactic: 'a', resource: 'b', name: 'c'}],
		[
			'Backdoor:Runtime/C&CActivity.B!DNS',
			{tactic: 'Backdoor', resource: 'Runtime', name: 'C&CActivity', detail: 'B', artifact: 'DNS'},
		],
		['a:b/c!d', {tactic: 'a', resource: 'b', name: 'c', artifact: 'd'}],
		['a/b', undefined],
		['', undefined],
	])('%j has the parts', (type, parts) => {
		expect(typeParts(type)).toEqual(parts);
	});

	test('belongs to a family all the same', () => {
		expect([typeFamily('Execution:X/Y'), typeFamily('x')]).toEqual(['Execution', 'Other']);
		expect(typesOfFamily('Discovery', ['Discovery:X/Y', 'Execution:X/Y'])).toEqual([
			'Discovery:Runtime/SuspiciousCommand',
			'Discovery:X/Y',
		]);
	});
});
