import {processJson} from '../process.js';
import {high, low, medium, type RuntimeType, type Scene, type Story} from './runtime-type.js';

const debuggerProcess = {path: '/tmp/inject', parents: ['/bin/bash']};

/** The victim is the container's first process. */
const targeting =
	(memoryRegions?: readonly string[]): RuntimeType['story'] =>
	scene => ({
		process: debuggerProcess,
		context: {
			targetProcess: {...processJson({path: scene.subject.entry.path, user: 'app'}, scene), lineage: []},
			...(memoryRegions && {memoryRegions}),
		},
	});

const plain = (process: Story['process']): RuntimeType['story'] => {
	return () => ({process});
};

const library = ({random}: Scene): Story => ({
	process: {path: '/usr/bin/python3', parents: ['/bin/sh']},
	context: {
		libraryPath: `/tmp/.lib/lib${random.hex(6)}.so`,
		ldPreloadValue: '/tmp/.lib/libprocesshider.so',
	},
});

/** Types in which one process meddles with another, or with itself. */
export const injectionTypes: readonly RuntimeType[] = [
	{
		type: 'DefenseEvasion:Runtime/FilelessExecution',
		severity: medium,
		title: 'A process ran from memory, without a file.',
		did: () => 'was run from memory, so that no file tells of it',
		story: plain({
			path: '/memfd:kworker (deleted)',
			pwd: '/proc/self/fd',
			parents: ['/usr/bin/perl', '/bin/sh'],
		}),
	},
	{
		type: 'DefenseEvasion:Runtime/ProcessInjection.Proc',
		severity: high,
		title: 'A process wrote into another one by way of /proc.',
		did: () => 'wrote into the memory of another process by way of /proc',
		story: targeting(['heap']),
	},
	{
		type: 'DefenseEvasion:Runtime/ProcessInjection.Ptrace',
		severity: medium,
		title: 'A process meddled with another one by ptrace.',
		did: () => 'took hold of another process with ptrace',
		story: targeting(),
	},
	{
		type: 'DefenseEvasion:Runtime/ProcessInjection.VirtualMemoryWrite',
		severity: high,
		title: 'A process wrote into the memory of another one.',
		did: () => 'wrote into the memory of another process',
		story: targeting(['stack', 'heap']),
	},
	{
		type: 'DefenseEvasion:Runtime/PtraceAntiDebugging',
		severity: low,
		title: 'A process used ptrace so that nobody can debug it.',
		did: () => 'traced itself, so that no debugger can',
		story: plain({path: '/usr/local/bin/licence-check', user: 'app'}),
	},
	{
		type: 'Execution:Runtime/NewLibraryLoaded',
		severity: medium,
		title: 'A process loaded a library that was made after the container started.',
		did: ({context}) => `loaded ${String(context?.libraryPath)}, which was made while it ran`,
		story: library,
	},
	{
		type: 'PrivilegeEscalation:Runtime/ElevationToRoot',
		severity: medium,
		title: 'A process became root without leave.',
		did: () => 'took the rights of root without one of the usual tools',
		story: plain({path: '/tmp/exploit', pwd: '/tmp', user: 'app', euid: 0, parents: ['/bin/sh']}),
	},
	{
		type: 'PrivilegeEscalation:Runtime/UserfaultfdUsage',
		severity: medium,
		title: 'A process used the system call userfaultfd.',
		did: () => 'used userfaultfd, by which attacks on the kernel win races',
		story: plain({path: '/tmp/exploit', pwd: '/tmp', user: 'app', parents: ['/bin/sh']}),
	},
];
