import {type JsonObject} from '../../json.js';
import {seconds} from '../../wire/seconds.js';
import {threatEvidence} from '../network.js';
import {processJson} from '../process.js';
import {high, medium, type RuntimeType, type Scene} from './runtime-type.js';

/** Who made the file that now runs, and when. */
function maker(scene: Scene): JsonObject {
	return {
		modifyingProcess: processJson({path: '/usr/bin/curl', parents: ['/bin/sh']}, scene),
		modifiedAt: seconds(scene.at - 9000),
	};
}

// fileOperation, filePath and relatedFilePaths: docs.aws.amazon.com/guardduty/latest/APIReference/API_RuntimeContext.html
const modifying =
	(filePath: string, relatedFilePaths: readonly string[] = []): RuntimeType['story'] =>
	() => ({
		process: {path: '/usr/bin/tee', parents: ['/bin/bash']},
		context: {
			fileOperation: 'Write',
			filePath,
			...(relatedFilePaths.length > 0 && {relatedFilePaths}),
		},
	});

const wrote: RuntimeType['did'] = ({context}) => `changed ${String(context?.filePath)}`;

/** Types that a file gives away. */
export const fileTypes: readonly RuntimeType[] = [
	{
		type: 'DefenseEvasion:Runtime/SensitiveFileModified',
		severity: medium,
		title: 'A file that keeps watch or logs was changed.',
		did: wrote,
		story: modifying('/etc/ld.so.preload'),
	},
	{
		type: 'Execution:Runtime/MaliciousFileExecuted',
		severity: high,
		title: 'A known malicious file was run.',
		did: ({context}) => `ran ${String(context?.threatFilePath)}, a known malicious file`,
		story: ({random}) => ({
			process: {path: '/tmp/.cache/loader', pwd: '/tmp/.cache', parents: ['/bin/sh']},
			context: {threatFilePath: '/tmp/.cache/loader'},
			evidence: threatEvidence(['Trojan.Linux.Loader'], random.hex(64)),
		}),
	},
	{
		type: 'Execution:Runtime/NewBinaryExecuted',
		severity: medium,
		title: 'A file was run that was made after the container started.',
		did: () => 'was run from a file that was made or changed while the container ran',
		story: scene => ({
			process: {path: '/tmp/.cache/kdevtmpfsi', pwd: '/tmp/.cache', parents: ['/bin/sh']},
			context: maker(scene),
		}),
	},
	{
		type: 'Impact:Runtime/CryptoMinerExecuted',
		severity: high,
		title: 'A program ran that mines cryptocurrency.',
		did: () => 'is a program that mines cryptocurrency',
		story: ({random}) => ({
			process: {path: '/tmp/.cache/kdevtmpfsi', pwd: '/tmp/.cache', parents: ['/bin/sh']},
			context: {threatFilePath: '/tmp/.cache/kdevtmpfsi'},
			evidence: threatEvidence(['CoinMiner.Linux.XMRig'], random.hex(64)),
		}),
	},
	{
		type: 'Persistence:Runtime/SensitiveFileModified',
		severity: medium,
		title: 'A file was changed that decides what starts by itself.',
		did: wrote,
		story: modifying('/etc/cron.d/update', ['/etc/crontab', '/var/spool/cron/root']),
	},
	{
		type: 'PrivilegeEscalation:Runtime/SensitiveFileModified',
		severity: medium,
		title: 'A file was changed that decides who may do what.',
		did: wrote,
		story: modifying('/etc/sudoers', ['/etc/passwd', '/etc/shadow']),
	},
];
