declare const brand: unique symbol;

type Branded<Name extends string> = string & {readonly [brand]: Name};

export type ClusterArn = Branded<'ClusterArn'>;
export type ServiceArn = Branded<'ServiceArn'>;
export type TaskArn = Branded<'TaskArn'>;
export type TaskDefinitionArn = Branded<'TaskDefinitionArn'>;
export type ContainerInstanceArn = Branded<'ContainerInstanceArn'>;
export type ServiceDeploymentArn = Branded<'ServiceDeploymentArn'>;
export type FindingArn = Branded<'FindingArn'>;
export type DetectorArn = Branded<'DetectorArn'>;

/** Any ARN of a resource that the console shows; carries partition, Region and account. */
export type ResourceArn =
	| ClusterArn
	| ServiceArn
	| TaskArn
	| TaskDefinitionArn
	| ContainerInstanceArn
	| ServiceDeploymentArn
	| FindingArn
	| DetectorArn;

export type ArnParts = {
	readonly partition: string;
	readonly service: string;
	readonly region: string;
	readonly account: string;
	/** What follows the account, e.g. `task/checkout/0f3c…`. */
	readonly resource: string;
};

const shape = /^arn:([^:]+):([^:]*):([^:]*):([^:]*):(.+)$/;

/** Returns the parts of an ARN, or undefined when the text is not an ARN. */
export function parseArn(text: string): ArnParts | undefined {
	const match = shape.exec(text);
	if (!match) {
		return undefined;
	}

	const [, partition, service, region, account, resource] = match as unknown as [
		string,
		string,
		string,
		string,
		string,
		string,
	];
	return {partition, service, region, account, resource};
}

/** Returns what follows the last slash: a cluster's or service's name, a task's id, `family:revision`. */
export function shortName(arn: string): string {
	return arn.slice(arn.lastIndexOf('/') + 1);
}

/**
 * Returns the cluster's name in an ARN of a service, task or container instance.
 * Undefined in the old short ARN format, which has no cluster in it; GuardDuty does not cover such tasks.
 * docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html
 */
export function clusterNameIn(arn: string): string | undefined {
	const parts = parseArn(arn)?.resource.split('/');
	return parts?.length === 3 ? parts[1] : undefined;
}

/** Returns who an identity's ARN names, as short as it tells people apart: `OnCall/ana` of an assumed role. */
export function callerName(identity: string): string {
	const [, ...names] = parseArn(identity)?.resource.split('/') ?? [];
	return names.length === 0 ? identity : names.join('/');
}
