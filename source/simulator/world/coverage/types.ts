/** What GuardDuty says of the tasks on Fargate and of the instances of a cluster. */
export type ClusterJudgement = {
	status: 'HEALTHY' | 'UNHEALTHY';
	issues: readonly string[];
	management: 'AUTO_MANAGED' | 'DISABLED';
	covered: number;
	compatible: number;
	/** Changes only when a task is created or the status changes. */
	updatedAt: number;
	/** When the newest task that GuardDuty has seen was created. */
	newestTaskAt: number;
	/** Whether GuardDuty is going to look again already. */
	isPending: boolean;
};

/** One thing that ListCoverage lists, before it is written for the wire. */
export type CoverageResource = {
	readonly id: string;
	readonly accountId: string;
	readonly detectorId: string;
	readonly status: 'HEALTHY' | 'UNHEALTHY';
	readonly issue?: string;
	readonly updatedAt: number;
	readonly details:
		| {
				readonly type: 'ECS';
				readonly clusterName: string;
				readonly issues: readonly string[];
				readonly management: 'AUTO_MANAGED' | 'DISABLED';
				readonly covered: number;
				readonly compatible: number;
		  }
		| {
				readonly type: 'EC2';
				readonly instanceId: string;
				readonly instanceType: string;
				readonly clusterArn?: string;
				readonly agentVersion?: string;
				readonly management: 'AUTO_MANAGED' | 'MANUAL';
		  };
};

/** An account whose GuardDuty this one administers; nothing but its coverage is known here. */
export type MemberAccount = {
	readonly accountId: string;
	readonly detectorId: string;
	readonly email: string;
	readonly relationship: 'Enabled' | 'Removed' | 'Paused';
	readonly updatedAt: number;
	readonly resources: readonly CoverageResource[];
};
