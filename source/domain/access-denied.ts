/** What AWS says about a refusal. */
export type Denial = {readonly action: string; readonly message: string};

type Cause = readonly [pattern: RegExp, text: (action: string) => string];

// The wordings of docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
const causes: readonly Cause[] = [
	[
		/explicit deny in a service control policy/i,
		action => `a service control policy (SCP) denies ${action}: only the organization can lift that`,
	],
	[
		/explicit deny in a resource control policy/i,
		action => `a resource control policy (RCP) denies ${action}: only the organization can lift that`,
	],
	[
		/explicit deny in a permissions boundary/i,
		action => `the permissions boundary of this role denies ${action}`,
	],
	[/explicit deny in a session policy/i, action => `the policy of this session denies ${action}`],
	[/explicit deny in a VPC endpoint policy/i, action => `the policy of the VPC endpoint denies ${action}`],
	[/explicit deny in an identity-based policy/i, action => `a policy of this identity denies ${action}`],
	[/explicit deny in a resource-based policy/i, action => `a policy of the resource denies ${action}`],
	[/explicit deny/i, action => `a policy denies ${action} explicitly`],
	[
		/no service control policy allows/i,
		action => `no service control policy (SCP) allows ${action}: only the organization can`,
	],
	[
		/no resource control policy allows/i,
		action => `no resource control policy (RCP) allows ${action}: only the organization can`,
	],
	[
		/no permissions boundary allows/i,
		action => `the permissions boundary of this role does not allow ${action}`,
	],
	[/no session policy allows/i, action => `the policy of this session does not allow ${action}`],
	[/no VPC endpoint policy allows/i, action => `the policy of the VPC endpoint does not allow ${action}`],
	[/no resource-based policy allows/i, action => `no policy of the resource allows ${action}`],
	[/no identity-based policy allows/i, action => `no policy of this identity allows ${action}: ask for it`],
];

/**
 * Returns why a call was refused, as far as AWS's text tells it, and who can change that.
 * Refused tagging is an ordinary outcome where the tag is locked by policy:
 * docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html publishes such an SCP.
 */
export function deniedExplanation(denial: Denial): string {
	const action = actionIn(denial.message) ?? denial.action;
	const cause = causes.find(([pattern]) => pattern.test(denial.message))?.[1](action);
	if (!isTagging(action)) {
		return cause ?? `AWS does not say which policy refuses it: ask for ${action}`;
	}

	if (cause === undefined) {
		return `AWS does not say why: the tag may be locked by policy, or ${action} was never allowed`;
	}

	return /explicit deny/i.test(denial.message) ? `the tag is locked by policy: ${cause}` : cause;
}

/** `…is not authorized to perform: iam:PassRole on resource: …` may name another action than the one that was called. */
function actionIn(message: string): string | undefined {
	return /not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)/.exec(message)?.[1];
}

function isTagging(action: string): boolean {
	return action === 'ecs:TagResource' || action === 'ecs:UntagResource';
}
