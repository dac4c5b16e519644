// What IAM answers about a role, in the console's words. Documents are JSON text, already URL-decoded.

export type IamRole = {
	readonly arn: string;
	readonly name: string;
	readonly permissionsBoundaryArn?: string;
	/** Epoch ms. */
	readonly createdAt?: number;
};

export type AttachedPolicy = {readonly arn: string; readonly name: string};

export type ManagedPolicy = {readonly arn: string; readonly name: string; readonly defaultVersionId: string};

/** One policy with its text; `name` is shown, e.g. `AmazonECSTaskExecutionRolePolicy`. */
export type PolicyText = {readonly name: string; readonly document: string};

/** Every policy of a role, as read one by one when it can't be simulated. */
export type RolePolicies = {
	readonly policies: readonly PolicyText[];
	/** Undefined when the role has no permissions boundary. */
	readonly boundary?: PolicyText;
};

/** The answer to one action and resource of SimulatePrincipalPolicy. */
export type SimulationResult = {
	readonly action: string;
	readonly resource?: string;
	readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
	/** Undefined when the account is in no organization, or IAM did not say. */
	readonly isAllowedByOrganizations?: boolean;
	/** Undefined when the role has no permissions boundary. */
	readonly isAllowedByBoundary?: boolean;
	/** Policies whose statements matched. */
	readonly matchedPolicies: readonly string[];
	/** Condition keys that a statement asks for and the simulation had no value of. */
	readonly missingContextKeys: readonly string[];
};
