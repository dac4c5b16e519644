import {high, medium, type RuntimeType} from './runtime-type.js';

/** Types in which a container reaches out to its host; they take rights that Fargate gives to nobody. */
export const escapeTypes: readonly RuntimeType[] = [
	{
		type: 'DefenseEvasion:Runtime/KernelModuleLoaded',
		severity: high,
		title: 'A module was loaded into the kernel.',
		did: ({context}) => `loaded ${String(context?.moduleFilePath)} into the kernel`,
		needsHost: true,
		story: ({random}) => ({
			process: {path: '/usr/sbin/insmod', parents: ['/bin/bash']},
			context: {
				moduleName: 'diamorphine',
				moduleFilePath: '/tmp/.m/diamorphine.ko',
				moduleSha256: random.hex(64),
			},
		}),
	},
	{
		type: 'PrivilegeEscalation:Runtime/CGroupsReleaseAgentModified',
		severity: high,
		title: 'The release agent of a cgroup was changed.',
		did: ({context}) =>
			`changed ${String(context?.releaseAgentPath)}, by which a container can leave its bounds`,
		needsHost: true,
		story: () => ({
			process: {path: '/bin/sh', parents: ['/bin/bash']},
			context: {releaseAgentPath: '/sys/fs/cgroup/rdma/release_agent'},
		}),
	},
	{
		type: 'PrivilegeEscalation:Runtime/ContainerMountsHostDirectory',
		severity: medium,
		title: 'A container mounted a folder of its host.',
		did: ({context}) => `mounted ${String(context?.mountSource)} of the host`,
		needsHost: true,
		story: () => ({
			process: {path: '/usr/bin/mount', parents: ['/bin/sh']},
			context: {
				mountSource: '/',
				mountTarget: '/mnt/host',
				fileSystemType: 'ext4',
				flags: ['MS_BIND', 'MS_REC'],
			},
		}),
	},
	{
		type: 'PrivilegeEscalation:Runtime/DockerSocketAccessed',
		severity: medium,
		title: 'A container talked to the Docker daemon of its host.',
		did: ({context}) => `talked to ${String(context?.socketPath)}`,
		needsHost: true,
		story: () => ({
			process: {path: '/usr/bin/curl', parents: ['/bin/sh']},
			context: {socketPath: '/var/run/docker.sock', addressFamily: 'AF_UNIX'},
		}),
	},
	{
		type: 'PrivilegeEscalation:Runtime/RuncContainerEscape',
		severity: high,
		title: 'A container tried to escape by way of runc.',
		did: ({context}) => `opened ${String(context?.runcBinaryPath)} to write to it`,
		needsHost: true,
		story: () => ({
			process: {path: '/proc/self/exe', parents: ['/bin/sh']},
			context: {runcBinaryPath: '/usr/bin/runc'},
		}),
	},
];
