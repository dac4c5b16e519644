import {type Finding} from './finding.js';
import {contextValue, remoteOf} from './finding-words.js';
import {explainType, typeParts} from './types.js';

type Deed = (finding: Finding) => string;

/** Returns what was done, as the end of a sentence that begins with who did it. */
export function deedOf(finding: Finding): string {
	const parts = typeParts(finding.type);
	const deed = deeds.get(`${parts?.tactic}/${parts?.name}`) ?? deeds.get(parts?.name ?? '');
	return deed?.(finding) ?? otherDeed(finding);
}

/** Types that differ in artifact or detail alone did the same thing; the name alone stands for all tactics. */
const deeds: ReadonlyMap<string, Deed> = new Map<string, Deed>([
	['C&CActivity', talks('a known command and control server')],
	['BitcoinTool', talks('a cryptocurrency network')],
	['AbusedDomainRequest', talks('a domain of a kind that is often abused')],
	['BitcoinDomainRequest', talks('a cryptocurrency network')],
	['MaliciousDomainRequest', talks('a domain that is known as malicious')],
	['SuspiciousDomainRequest', talks('a suspicious domain')],
	['BlackholeTraffic', talks('a host that was taken down')],
	['DGADomainRequest', talks('a name that a program made up')],
	['DriveBySourceTraffic', talks('a source of drive-by downloads')],
	['DropPoint', talks('a place where stolen data is delivered')],
	['PhishingDomainRequest', talks('a phishing site')],
	['MetadataDNSRebind', talks('a name that resolves to the metadata service')],
	['TorClient', talks('the Tor network')],
	['TorRelay', finding => `forwarded traffic of the Tor network${withRemote(finding)}`],
	['FilelessExecution', () => 'was started from memory, without a file'],
	[
		'KernelModuleLoaded',
		finding => `loaded ${told(finding, ['moduleFilePath', 'moduleName'], 'a module')} into the kernel`,
	],
	['ProcessInjection', finding => `put its code into ${target(finding)}${means(finding)}`],
	['PtraceAntiDebugging', () => 'checked with ptrace whether it is being watched'],
	[
		'SensitiveFileModified',
		finding =>
			`changed ${told(finding, ['filePath', 'scriptPath'], 'a sensitive file')}${of(finding, 'fileOperation')}${related(finding)}`,
	],
	[
		'DefenseEvasion/SuspiciousCommand',
		finding => `ran a command that weakens the defence of the system${of(finding, 'serviceName')}`,
	],
	['Discovery/SuspiciousCommand', () => 'ran a command that finds out about the system'],
	['Execution/SuspiciousCommand', () => 'ran a command that looks like an attack'],
	['Persistence/SuspiciousCommand', () => 'ran a command that lets an attacker come back'],
	['PrivilegeEscalation/SuspiciousCommand', () => 'ran a command that tries to gain more rights'],
	[
		'MaliciousFileExecuted',
		finding => `executed the malicious file ${told(finding, ['threatFilePath'], pathOf(finding))}`,
	],
	[
		'NewBinaryExecuted',
		finding => `was executed, although it is not part of the image or was changed${by(finding)}`,
	],
	[
		'NewLibraryLoaded',
		finding =>
			`loaded ${told(finding, ['libraryPath', 'ldPreloadValue'], 'a library')}, which is not part of the image or was changed${by(finding)}`,
	],
	['ReverseShell', finding => `gave a shell to ${peer(finding) ?? 'somebody outside'}`],
	[
		'SuspiciousShellCreated',
		() => 'was started as an interactive shell by a service that the network reaches',
	],
	['SuspiciousTool', finding => `ran ${told(finding, ['toolName'], 'a tool')}${of(finding, 'toolCategory')}`],
	['CryptoMinerExecuted', () => 'mines cryptocurrency'],
	[
		'CGroupsReleaseAgentModified',
		finding =>
			`wrote ${told(finding, ['releaseAgentPath'], 'the release agent of a control group')}, which the host executes`,
	],
	[
		'ContainerMountsHostDirectory',
		finding =>
			`mounted ${told(finding, ['mountSource'], 'a directory of the host')}${at(finding, 'mountTarget')}`,
	],
	[
		'DockerSocketAccessed',
		finding => `spoke to the Docker daemon over ${told(finding, ['socketPath'], 'its socket')}`,
	],
	['ElevationToRoot', () => 'became root'],
	[
		'RuncContainerEscape',
		finding =>
			`tampered with ${told(finding, ['runcBinaryPath'], 'runC')}, which starts containers on the host`,
	],
	['UserfaultfdUsage', () => 'handles page faults itself with userfaultfd'],
	['MaliciousFile', () => 'found malware on the volumes'],
	['SuspiciousFile', () => 'found unwanted files on the volumes'],
	[
		'ResourceCredentialExfiltration',
		() => 'used credentials outside of the workload that they were made for',
	],
	['CompromisedCluster', finding => `attacked step by step${steps(finding)}`],
]);

function talks(whom: string): Deed {
	return finding =>
		finding.action?.kind === 'dns'
			? `looked up ${domain(finding) ?? 'a name'}, ${whom}`
			: `talked to ${peer(finding) ?? 'an address'}, ${whom}`;
}

/** For a type that is not known here, what the action tells is told; without one, what the name says. */
function otherDeed(finding: Finding): string {
	const {action} = finding;
	switch (action?.kind) {
		case 'network':
			return `talked to ${peer(finding) ?? 'an address'}`;
		case 'dns':
			return `looked up ${domain(finding) ?? 'a name'}`;
		case 'api':
			return `called ${action.api ?? 'an API'}`;
		default: {
			const {isKnown, meaning} = explainType(finding.type);
			return isKnown ? `did this: ${meaning}` : `did what AWS calls “${finding.title}”`;
		}
	}
}

function domain({action}: Finding): string | undefined {
	return action?.kind === 'dns' ? (action.domain ?? action.domainWithSuffix) : undefined;
}

function peer(finding: Finding): string | undefined {
	return finding.action?.kind === 'network' ? remoteOf(finding.action) : domain(finding);
}

function withRemote(finding: Finding): string {
	const other = peer(finding);
	return other === undefined ? '' : `, with ${other}`;
}

function told(finding: Finding, names: readonly string[], otherwise: string): string {
	return names.map(name => contextValue(finding, name)).find(value => value !== undefined) ?? otherwise;
}

function of(finding: Finding, name: string): string {
	const value = contextValue(finding, name);
	return value === undefined ? '' : ` (${value})`;
}

function at(finding: Finding, name: string): string {
	const value = contextValue(finding, name);
	return value === undefined ? '' : ` at ${value}`;
}

function target(finding: Finding): string {
	return told(finding, ['targetProcess.executablePath', 'targetProcess.name'], 'another process');
}

function by(finding: Finding): string {
	const name = told(finding, ['modifyingProcess.executablePath', 'modifyingProcess.name'], '');
	return name === '' ? '' : ` by ${name}`;
}

function means({type}: Finding): string {
	const detail = typeParts(type)?.detail ?? '';
	const ways = new Map([
		['Proc', ' through the proc file system'],
		['Ptrace', ' with ptrace'],
		['VirtualMemoryWrite', ' by writing into its memory'],
	]);
	return ways.get(detail) ?? '';
}

function related(finding: Finding): string {
	const paths = contextValue(finding, 'relatedFilePaths');
	return paths === undefined ? '' : `, and with it ${paths}`;
}

function pathOf({process}: Finding): string {
	return process?.path ?? process?.name ?? 'that it was given';
}

function steps({sequence}: Finding): string {
	const count = sequence?.signals.length ?? 0;
	return count === 0 ? '' : `: ${count} ${count === 1 ? 'signal belongs' : 'signals belong'} together`;
}
