import {isObject, type JsonObject} from '../../json.js';

/** The finding with every member that a runtime context can have. docs.aws.amazon.com/guardduty/latest/APIReference/API_RuntimeContext.html */
export function everyContext(json: JsonObject): JsonObject {
	const service = isObject(json.service) ? json.service : {};
	const details = isObject(service.runtimeDetails) ? service.runtimeDetails : {};
	const process = isObject(details.process) ? details.process : {};
	return {
		...json,
		service: {
			...service,
			runtimeDetails: {
				process,
				context: {
					modifyingProcess: process,
					modifiedAt: process.startTime,
					scriptPath: '/tmp/a.sh',
					libraryPath: '/tmp/.lib/liba.so',
					ldPreloadValue: '/tmp/.lib/liba.so',
					socketPath: '/var/run/docker.sock',
					runcBinaryPath: '/usr/bin/runc',
					releaseAgentPath: '/sys/fs/cgroup/rdma/release_agent',
					mountSource: '/',
					mountTarget: '/mnt/host',
					fileSystemType: 'ext4',
					flags: ['MS_BIND', 'MS_REC'],
					moduleName: 'module',
					moduleFilePath: '/tmp/.m/module.ko',
					moduleSha256: 'a'.repeat(64),
					shellHistoryFilePath: '/root/.bash_history',
					targetProcess: process,
					addressFamily: 'AF_INET',
					ianaProtocolNumber: 6,
					memoryRegions: ['heap', 'stack'],
					toolName: 'nmap',
					toolCategory: 'Network Scanner',
					serviceName: 'firewalld',
					commandLineExample: 'nmap -sT 10.40.0.0/20',
					threatFilePath: '/tmp/.cache/loader',
					fileOperation: 'Write',
					filePath: '/etc/sudoers',
					relatedFilePaths: ['/etc/passwd', '/etc/shadow'],
				},
			},
		},
	};
}
