import {type ClusterArn} from '../../domain/arn.js';
import {type CoverageResource} from '../../domain/coverage/coverage.js';
import {type CoverageIssue} from '../../domain/coverage/coverage-issue.js';
import {type Fact} from '../../domain/fact.js';
import {type Held} from '../../domain/fetched.js';
import {type InstanceOptIn} from '../../domain/opt-in/opt-in-ec2.js';
import {type ContainerInstance} from '../../domain/resources.js';

/** One EC2 instance of a cluster. GuardDuty's agent on it is not visible to ECS. */
export type InstanceRow = {
	readonly clusterArn: ClusterArn;
	readonly held: Held<ContainerInstance>;
	readonly instance?: ContainerInstance;
	/** Absent until GuardDuty was read. */
	readonly optIn?: InstanceOptIn;
	/** What GuardDuty says of it; known `undefined` when it lists it not. */
	readonly coverage: Fact<CoverageResource | undefined>;
	readonly issues: readonly CoverageIssue[];
};
