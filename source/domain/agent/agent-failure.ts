/** Why an agent failed, as far as the reason of its container tells. */
export type AgentFailureCause =
	| 'pull-denied'
	| 'pull-dns'
	| 'pull-unreachable'
	| 'pull-failed'
	| 'memory'
	| 'other';

export type AgentFailure = {readonly cause: AgentFailureCause; readonly text: string; readonly fix: string};

type Sign = AgentFailure & {readonly sign: RegExp};

// The most telling first. docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
const signs: readonly Sign[] = [
	{
		sign: /pull.*(?:\b403\b|forbidden|not authorized|access ?denied|denied)/is,
		cause: 'pull-denied',
		text: 'ECR refused the image',
		fix: "give the execution role the ECR actions on the agent's repository",
	},
	{
		sign: /pull.*(?:no such host|could not resolve|name resolution|lookup )/is,
		cause: 'pull-dns',
		text: 'the name of the registry could not be resolved',
		fix: 'check DNS of the VPC, and private DNS of the ECR endpoints',
	},
	{
		sign: /pull.*(?:timeout|timed out|deadline exceeded|dial tcp|connection (?:refused|reset)|unreachable)/is,
		cause: 'pull-unreachable',
		text: 'the registry could not be reached',
		fix: 'give the subnet a way to ECR and S3, and let the security groups out on 443',
	},
	{
		sign: /CannotPullContainer|pull image manifest/i,
		cause: 'pull-failed',
		text: 'the image could not be pulled',
		fix: 'check the ECR actions of the execution role, the way to ECR, and port 443 to the S3 prefix list',
	},
	{
		sign: /OutOfMemory|out of memory|\bexit code 137\b/i,
		cause: 'memory',
		text: 'it ran out of memory',
		fix: 'give the task more memory: what the agent may use grows with the task size',
	},
];

/** Returns what the words of a failed agent mean; `exitCode` 137 is the kernel's memory killer, likely. */
export function agentFailure(reason: string, exitCode?: number): AgentFailure {
	const found = signs.find(({sign}) => sign.test(reason));
	if (found) {
		const {cause, text, fix} = found;
		return {cause, text, fix};
	}

	return exitCode === 137
		? {
				cause: 'memory',
				text: 'it was killed, out of memory likely',
				fix: 'give the task more memory: what the agent may use grows with the task size',
			}
		: {cause: 'other', text: 'it stopped', fix: 'see its reason and exit code, then relaunch the task'};
}
