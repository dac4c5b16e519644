import {type TypeFacts, typeFacts} from './type-facts.js';

const instance = 'On EC2 treat the whole instance, with all its tasks, as taken over.';
const privileged =
	'Take away what the task definition grants too much: privileged, host mounts, added capabilities.';

/**
 * Types that are about more rights, most of them by leaving the container.
 * docs.aws.amazon.com/guardduty/latest/ug/findings-runtime-monitoring.html
 */
export const privilegeTypes: readonly TypeFacts[] = [
	typeFacts(
		'PrivilegeEscalation:Runtime/CGroupsReleaseAgentModified',
		'high',
		'A process in a container wrote to the release agent of a control group, whose commands the host runs: a way out of the container.',
		instance,
		privileged,
	),
	typeFacts(
		'PrivilegeEscalation:Runtime/ContainerMountsHostDirectory',
		'medium',
		'A process in a container tried to mount a file system of the host.',
		privileged,
		instance,
	),
	typeFacts(
		'PrivilegeEscalation:Runtime/DockerSocketAccessed',
		'medium',
		'A process in a container spoke to the Docker daemon over its socket, and could start whatever it wants on the host.',
		'If this task is not meant to manage containers, take the mount of the socket away.',
		instance,
	),
	typeFacts(
		'PrivilegeEscalation:Runtime/ElevationToRoot',
		'medium',
		'A process became root in a way that is unusual.',
		'Look for set-user-ID programs in the image, and take away those that nobody needs.',
		'Run the container as an ordinary user, with no-new-privileges.',
	),
	typeFacts(
		'PrivilegeEscalation:Runtime/RuncContainerEscape',
		'high',
		'A process in a container tried to overwrite or misuse runC, which starts containers on the host.',
		instance,
		'Update the container runtime of the instances.',
	),
	typeFacts(
		'PrivilegeEscalation:Runtime/SensitiveFileModified',
		'medium',
		'A file was changed that decides who may do what.',
		'Compare the file with the one in the image.',
		'Keep the evidence, then replace the task from an image that you trust.',
	),
	typeFacts(
		'PrivilegeEscalation:Runtime/SuspiciousCommand',
		'medium',
		'A command tried to gain more rights.',
		'Read the command and its parents: a deployment script may explain it.',
		privileged,
	),
	typeFacts(
		'PrivilegeEscalation:Runtime/UserfaultfdUsage',
		'medium',
		'A process handles page faults itself with userfaultfd, which attacks on the kernel need to win a race.',
		'Virtual machines and some databases do this too: see which program it was.',
		instance,
	),
];
