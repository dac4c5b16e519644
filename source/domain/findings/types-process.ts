import {type TypeFacts, typeFacts} from './type-facts.js';

const replace = 'Keep the evidence, then replace the task from an image that you trust.';
const sameImage = 'Look which other tasks run the same image: they may do the same.';
const command = 'Read the command and its parents: a deployment script may explain it.';
const immutable = 'Containers should not change while they run: put what is needed into the image.';
const debuggers = 'A debugger or a profiler does this on purpose: ask whether somebody runs one.';

/**
 * Types that are about what a process did, other than to get out of its container.
 * docs.aws.amazon.com/guardduty/latest/ug/findings-runtime-monitoring.html
 */
export const processTypes: readonly TypeFacts[] = [
	typeFacts(
		'DefenseEvasion:Runtime/FilelessExecution',
		'medium',
		'A program was started from memory, so that no file on disk could be found or scanned.',
		'Runtimes that compile while they run do this too: see which program it was.',
		replace,
	),
	typeFacts(
		'DefenseEvasion:Runtime/KernelModuleLoaded',
		'high',
		'A module was loaded into the kernel, where it can see and change everything on the machine.',
		'Treat the whole instance as taken over, not only the task.',
		'Check whether an agent of yours installs kernel modules.',
	),
	typeFacts(
		'DefenseEvasion:Runtime/ProcessInjection.Proc',
		'high',
		'A process wrote into the memory of another one through the proc file system, to run its own code there.',
		debuggers,
		replace,
	),
	typeFacts(
		'DefenseEvasion:Runtime/ProcessInjection.Ptrace',
		'medium',
		'A process took hold of another one with ptrace, to run its own code there.',
		debuggers,
		replace,
	),
	typeFacts(
		'DefenseEvasion:Runtime/ProcessInjection.VirtualMemoryWrite',
		'high',
		'A process wrote straight into the memory of another one, to run its own code there.',
		debuggers,
		replace,
	),
	typeFacts(
		'DefenseEvasion:Runtime/PtraceAntiDebugging',
		'low',
		'A process tried to find out with ptrace whether somebody watches it.',
		'Protected commercial software does this too: see which program it was.',
		replace,
	),
	typeFacts(
		'DefenseEvasion:Runtime/SensitiveFileModified',
		'medium',
		'A file was changed on which the protection of the system rests.',
		'Compare the file with the one in the image.',
		replace,
	),
	typeFacts(
		'DefenseEvasion:Runtime/SuspiciousCommand',
		'high',
		'A command tried to switch off or weaken what protects the system: a firewall, a service, a schedule.',
		command,
		replace,
	),
	typeFacts(
		'Discovery:Runtime/SuspiciousCommand',
		'low',
		'A command collected facts about the system, the account or the network, as attackers do first.',
		command,
		'Alone it is weak: look for other findings of the same task.',
	),
	typeFacts(
		'Execution:Runtime/MaliciousFileExecuted',
		'high',
		'A file that is known as malware was executed.',
		replace,
		sameImage,
	),
	typeFacts(
		'Execution:Runtime/MaliciousFileExecuted.Custom',
		'high',
		'A file was executed that stands on a list of your own as malicious.',
		'See which list names it: your security team keeps it.',
		replace,
	),
	typeFacts(
		'Execution:Runtime/NewBinaryExecuted',
		'medium',
		'A program was executed that came into the container, or changed, after it started.',
		immutable,
		'If nobody installed it on purpose, treat the task as taken over.',
	),
	typeFacts(
		'Execution:Runtime/NewLibraryLoaded',
		'medium',
		'A process loaded a library that came into the container, or changed, after it started.',
		immutable,
		'If nobody installed it on purpose, treat the task as taken over.',
	),
	typeFacts(
		'Execution:Runtime/ReverseShell',
		'high',
		'A shell was handed to somebody outside: it opened the connection itself and takes its commands from there.',
		'Cut the task off the network now, keep the evidence, then replace it.',
		sameImage,
	),
	typeFacts(
		'Execution:Runtime/SuspiciousCommand',
		'variable',
		'A command was run that looks like an attack at work, such as fetching a file and starting it at once.',
		command,
		replace,
	),
	typeFacts(
		'Execution:Runtime/SuspiciousShellCreated',
		'low',
		'A service that the network reaches started an interactive shell, as it does when it is exploited.',
		'ECS Exec and entry scripts start shells too: ask who was in the task at that time.',
		'Look for a weakness of that service.',
	),
	typeFacts(
		'Execution:Runtime/SuspiciousTool',
		'variable',
		'A tool was run that is made for attacking or probing other systems.',
		'Ask whether a security test is under way.',
		replace,
	),
	typeFacts(
		'Impact:Runtime/CryptoMinerExecuted',
		'high',
		'A program was run that mines cryptocurrency at your expense.',
		replace,
		sameImage,
	),
	typeFacts(
		'Persistence:Runtime/SensitiveFileModified',
		'medium',
		'A file was changed through which a program can come back after a restart.',
		'Compare the file with the one in the image, and look at the volumes: they outlive the task.',
		replace,
	),
	typeFacts(
		'Persistence:Runtime/SuspiciousCommand',
		'medium',
		'A command tried to make sure that an attacker can come back.',
		command,
		'Look at volumes and at the role of the task: they outlive it.',
	),
];
