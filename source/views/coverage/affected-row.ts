import {type ClusterArn} from '../../domain/arn.js';
import {type CoverageResource} from '../../domain/coverage/coverage.js';
import {type CoverageIssue} from '../../domain/coverage/coverage-issue.js';

/** One cluster or instance that has a cause. */
export type AffectedRow = {
	readonly resource: CoverageResource;
	readonly name: string;
	/** Its own wording of the cause. */
	readonly issue: CoverageIssue;
	/** The cluster, where ECS lists it here. */
	readonly clusterArn?: ClusterArn;
	readonly readAt?: number;
};
