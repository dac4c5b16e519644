import {type ClusterArn, parseArn, shortName} from '../arn.js';

/** What all performance log groups begin with; DescribeLogGroups is asked by it. */
export const groupPrefix = '/aws/ecs/containerinsights/';

const clusterName = /^[A-Za-z0-9_-]{1,255}$/;

/**
 * Returns the log group of a cluster's performance records, or undefined when the name is none that ECS gives: what
 * is no name never gets into a request. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
 */
export function logGroupOf(cluster: ClusterArn): string | undefined {
	const name = shortName(cluster);
	return parseArn(cluster)?.resource === `cluster/${name}` && clusterName.test(name)
		? `${groupPrefix}${name}/performance`
		: undefined;
}
