/** A policy as IAM holds it: an object that is written as JSON on the wire. */
export type PolicyDocument = {
	readonly Version: '2012-10-17';
	readonly Statement: readonly Statement[];
};

export type Statement = {
	readonly Sid?: string;
	readonly Effect: 'Allow' | 'Deny';
	readonly Principal?: '*' | Readonly<Record<string, string>>;
	readonly Action?: string | readonly string[];
	readonly NotAction?: string | readonly string[];
	readonly Resource?: string | readonly string[];
	readonly NotResource?: string | readonly string[];
	readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};

export type ManagedPolicy = {
	readonly arn: string;
	readonly name: string;
	readonly versionId: string;
	readonly document: PolicyDocument;
	readonly createdAt: number;
};

export type Role = {
	readonly name: string;
	readonly id: string;
	/** ARNs of managed policies. */
	readonly attached: readonly string[];
	readonly inline: readonly {readonly name: string; readonly document: PolicyDocument}[];
	/** The ARN of a managed policy. */
	readonly boundary?: string;
	readonly createdAt: number;
};

export type Iam = {
	readonly roles: Map<string, Role>;
	/** By ARN. */
	readonly policies: Map<string, ManagedPolicy>;
	/** Service control policies; undefined for an account that is in no organization. */
	readonly organization?: {readonly policies: readonly PolicyDocument[]};
};
