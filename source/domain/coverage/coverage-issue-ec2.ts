import {type IssueText} from './coverage-issue-text.js';

const notReporting = 'No Agent Reporting';
const notProvisioned = 'Agent Not Provisioned';
const endpointFailed = 'VPC Endpoint Creation Failed';

/** The texts of an EC2 instance whose issue is empty: only the type is told, or nothing at all. */
export const silentInstanceText: IssueText = {
	id: 'E2',
	type: notReporting,
	start: '',
	rest: '',
	cause: 'GuardDuty hears nothing of the instance and gives no reason',
	fix: 'manual agent: install it again; automated: is the instance managed by SSM, is the VPC endpoint valid, does an SCP deny guardduty:SendSecurityTelemetry?',
	remedy: 'change',
};

/** GuardDuty's second type with an empty text. */
export const endedSupportText: IssueText = {
	id: 'E17',
	type: 'Agent not reporting',
	start: '',
	rest: '',
	cause: 'the agent of the instance no longer reports; its version may be out of support',
	fix: 'switch the automated agent on, or switch Runtime Monitoring off and on',
	remedy: 'change',
};

/** docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ec2.html and gdu-assess-coverage-bottlerocket-ecs-ec2.html */
export const ec2IssueTexts: readonly IssueText[] = [
	{
		id: 'E1',
		type: notReporting,
		start: 'Waiting for SSM notification',
		rest: '',
		cause: 'GuardDuty waits for Systems Manager to report the instance',
		fix: 'wait some minutes; see that the instance is managed by SSM',
		remedy: 'wait',
	},
	{
		id: 'E3',
		type: notReporting,
		start: 'Agent disconnected',
		rest: '',
		cause: 'the agent of the instance lost its connection',
		fix: 'on the instance: systemctl status amazon-guardduty-agent, its journal, and /var/log/amzn-guardduty-agent/',
		remedy: 'change',
	},
	{
		id: 'E4',
		type: notProvisioned,
		start: 'Instances with exclusion tags',
		rest: ' are excluded from Runtime Monitoring',
		cause: 'the instance has the tag GuardDutyManaged=false',
		fix: "remove the instance's own tag GuardDutyManaged=false",
		remedy: 'change',
	},
	{
		id: 'E5',
		type: notProvisioned,
		start: 'Kernel version is lower than',
		rest: ' the supported version',
		cause: 'the kernel of the instance is too old for the agent',
		fix: 'use a newer ECS-optimized AMI (kernel 5.10 or newer; Bottlerocket ECS 1.62.1 or newer)',
		remedy: 'change',
	},
	{
		id: 'E6',
		type: notProvisioned,
		start: 'Kernel version is higher than',
		rest: ' the supported version',
		cause: 'the kernel of the instance is newer than the agent supports',
		fix: 'update the agent, or use an AMI with a supported kernel',
		remedy: 'change',
	},
	{
		id: 'E7',
		type: notProvisioned,
		start: 'Unable to retrieve instance identity document',
		rest: '',
		cause: 'the agent could not read the identity document of the instance',
		fix: 'see that it is an EC2 instance with its metadata service on, then restart it',
		remedy: 'change',
	},
	{
		id: 'E8',
		type: 'SSM Association Creation Failed',
		start: 'GuardDuty SSM association already exists',
		rest: ' in your account',
		cause: 'an SSM association of GuardDuty is there already',
		fix: 'delete that association, then switch the automated agent off and on',
		remedy: 'change',
	},
	{
		id: 'E9',
		type: 'SSM Association Creation Failed',
		start: 'Your account has too many SSM associations',
		rest: '',
		cause: 'the account has no room for another SSM association',
		fix: 'delete unused associations, or raise the quota',
		remedy: 'change',
	},
	{
		id: 'E11',
		type: 'SSM Association Deletion Failed',
		start: 'SSM Association Deletion Failed',
		rest: '\\W+GuardDuty SSM association does not exist in your account',
		mayHoldOthers: true,
		cause: 'the SSM association of GuardDuty was deleted already',
		fix: 'nothing, when that was meant',
		remedy: 'none',
	},
	{
		// Without its heading the text of E10 and E11 is the same; the one with something to do is told.
		id: 'E10',
		type: 'SSM Association Updation Failed',
		start: '(?:SSM Association Upda\\w* Failed\\W+)?GuardDuty SSM association does not exist',
		rest: ' in your account',
		cause: 'the SSM association of GuardDuty is gone',
		fix: 'switch Runtime Monitoring off and on; nothing, when the association was deleted on purpose',
		remedy: 'change',
	},
	{
		id: 'E12',
		type: 'SSM Instance Association Execution Failed',
		start: 'Architectural requirements or other prerequisites',
		rest: ' are not met',
		cause: 'the instance does not meet the requirements of the agent',
		fix: 'check CPU, OS and kernel; see the execution history of AmazonGuardDuty-ConfigureRuntimeMonitoringSsmPlugin in State Manager',
		remedy: 'change',
	},
	{
		id: 'E13',
		type: endpointFailed,
		start: 'VPC endpoint creation not supported for shared VPC',
		rest: "\\s+'?(?<vpc>[\\w-]+)'?",
		cause: 'GuardDuty can make no endpoint in this shared VPC',
		fix: 'the owner of the shared VPC must meet its prerequisites',
		remedy: 'change',
	},
	{
		id: 'E14',
		type: endpointFailed,
		start: 'Owner account ID',
		rest: "\\s+(?<owner>\\w+) for shared VPC (?<vpc>[\\w-]+) doesn['’]t have either Runtime Monitoring, automated agent configuration, or both,? enabled",
		cause: 'the owner of the shared VPC has not switched on Runtime Monitoring or the automated agent',
		fix: 'the owner account must switch on both',
		remedy: 'change',
	},
	{
		id: 'E16',
		type: 'Shared VPC Endpoint Deletion Failed',
		start: 'Shared VPC endpoint deletion not allowed',
		rest: ' for account ID (?<account>\\w+), shared VPC (?<vpc>[\\w-]+), owner account ID (?<owner>\\w+)',
		mayHoldOthers: true,
		cause: 'only the owner of the shared VPC may delete its endpoint',
		fix: 'act in the owner account',
		remedy: 'change',
	},
	{
		id: 'B2',
		type: 'ECR Image Pull Failed',
		start: 'The agent container image could not be pulled',
		rest: ' from Amazon ECR',
		cause: 'the Bottlerocket instance could not pull the agent',
		fix: 'give the instance profile AmazonEC2ContainerRegistryReadOnly, and the instance a way to ECR',
		remedy: 'change',
	},
];

/** The one text that both tables have; F7 of a cluster, E15 of an instance. */
export const privateDnsText = (platform: 'fargate' | 'ec2'): IssueText => ({
	id: platform === 'fargate' ? 'F7' : 'E15',
	type: endpointFailed,
	start: 'Enabling private DNS requires',
	rest: ' both enableDnsSupport and enableDnsHostnames(?: VPC attributes set to true for (?<vpc>[\\w-]+)(?:\\s*\\([^)]*\\))?)?',
	cause: 'the VPC has DNS support or DNS host names off, so GuardDuty can make no endpoint',
	fix:
		platform === 'fargate'
			? 'set enableDnsSupport and enableDnsHostnames of the VPC to true'
			: "set enableDnsSupport and enableDnsHostnames of the VPC to true, then change the instance's tag GuardDutyManaged or restart it",
	remedy: 'change',
});
