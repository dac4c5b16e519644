import {
	type ClusterArn,
	type ContainerInstanceArn,
	type ServiceArn,
	type ServiceDeploymentArn,
	type TaskArn,
	type TaskDefinitionArn,
} from './arn.js';

// The console's own words for what ECS, GuardDuty and STS answer. All text has passed the border function of aws/.
// All times are epoch milliseconds. A member that AWS left out is undefined, never a made-up default.

export type Tag = {readonly key: string; readonly value: string};

export type ContainerInsights = 'disabled' | 'enabled' | 'enhanced';

export type Cluster = {
	readonly arn: ClusterArn;
	readonly name: string;
	readonly status: string;
	/** Undefined when the answer did not include tags, which is not the same as no tags. */
	readonly tags?: readonly Tag[];
	readonly containerInsights?: ContainerInsights;
	readonly runningTasks: number;
	readonly pendingTasks: number;
	readonly activeServices: number;
	readonly containerInstances: number;
	readonly capacityProviders: readonly string[];
	/** From STATISTICS, undefined when not included. */
	readonly runningFargateTasks?: number;
	readonly runningEc2Tasks?: number;
};

export type LaunchType = 'FARGATE' | 'EC2' | 'EXTERNAL' | 'MANAGED_INSTANCES';

export type RolloutState = 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';

export type Deployment = {
	readonly id: string;
	readonly status: string;
	readonly taskDefinition: TaskDefinitionArn;
	readonly desired: number;
	readonly running: number;
	readonly pending: number;
	readonly failedTasks: number;
	readonly createdAt?: number;
	readonly updatedAt?: number;
	readonly rolloutState?: RolloutState;
	readonly rolloutStateReason?: string;
	readonly launchType?: LaunchType;
	readonly platformVersion?: string;
	readonly platformFamily?: string;
};

export type ServiceEvent = {readonly id: string; readonly at?: number; readonly message: string};

export type DeploymentController = 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';

export type CapacityProviderItem = {readonly name: string; readonly weight?: number; readonly base?: number};

export type NetworkConfiguration = {
	readonly subnets: readonly string[];
	readonly securityGroups: readonly string[];
	readonly assignPublicIp?: 'ENABLED' | 'DISABLED';
};

export type Service = {
	readonly arn: ServiceArn;
	readonly name: string;
	readonly clusterArn: ClusterArn;
	readonly status: string;
	readonly desired: number;
	readonly running: number;
	readonly pending: number;
	readonly launchType?: LaunchType;
	readonly capacityProviders: readonly CapacityProviderItem[];
	readonly platformVersion?: string;
	readonly platformFamily?: string;
	readonly controller: DeploymentController;
	readonly scheduling: 'REPLICA' | 'DAEMON';
	/** ROLLING, BLUE_GREEN, LINEAR, CANARY; an open string. */
	readonly strategy?: string;
	readonly minimumHealthyPercent?: number;
	readonly maximumPercent?: number;
	readonly circuitBreaker?: {readonly enable: boolean; readonly rollback: boolean};
	readonly taskDefinition: TaskDefinitionArn;
	readonly deployments: readonly Deployment[];
	readonly createdAt?: number;
	readonly networkConfiguration?: NetworkConfiguration;
	readonly tags?: readonly Tag[];
	/** Newest first. Lists keep none, to stay small; the read `service-events` holds them. */
	readonly events: readonly ServiceEvent[];
};

export type Container = {
	readonly name: string;
	readonly image?: string;
	readonly imageDigest?: string;
	readonly runtimeId?: string;
	readonly lastStatus?: string;
	readonly exitCode?: number;
	readonly reason?: string;
	readonly healthStatus?: string;
	readonly cpuUnits?: number;
	/** Hard limit in MiB; for the agent it comes from the task's overrides. */
	readonly memoryMiB?: number;
	readonly memoryReservationMiB?: number;
	readonly privateIp?: string;
};

export type NetworkAttachment = {
	readonly eniId?: string;
	readonly subnetId?: string;
	readonly privateIp?: string;
	readonly macAddress?: string;
	readonly status?: string;
};

/** JSON as AWS sent it, sanitised; kept only where the console must hand it back unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | {readonly [member: string]: Json};

export type Task = {
	readonly arn: TaskArn;
	readonly id: string;
	readonly clusterArn: ClusterArn;
	readonly taskDefinition: TaskDefinitionArn;
	readonly lastStatus: string;
	readonly desiredStatus?: string;
	readonly group?: string;
	/** The service's name when `group` is `service:<name>`; undefined for a standalone task. */
	readonly serviceName?: string;
	readonly startedBy?: string;
	readonly launchType?: LaunchType;
	readonly capacityProvider?: string;
	readonly platformVersion?: string;
	readonly platformFamily?: string;
	readonly cpuArchitecture?: string;
	readonly cpuUnits?: number;
	readonly memoryMiB?: number;
	readonly ephemeralStorageGiB?: number;
	readonly containers: readonly Container[];
	readonly createdAt?: number;
	readonly startedAt?: number;
	readonly stoppingAt?: number;
	readonly stoppedAt?: number;
	readonly pullStartedAt?: number;
	readonly pullStoppedAt?: number;
	readonly connectivity?: string;
	readonly connectivityAt?: number;
	readonly stopCode?: string;
	readonly stoppedReason?: string;
	readonly healthStatus?: string;
	readonly availabilityZone?: string;
	readonly network?: NetworkAttachment;
	readonly containerInstanceArn?: ContainerInstanceArn;
	readonly enableExecuteCommand?: boolean;
	/** Undefined when empty. Holds the overrides of the agent as well, which RunTask must not be given. */
	readonly overrides?: Json;
	readonly tags?: readonly Tag[];
};

export type ContainerDefinition = {
	readonly name: string;
	readonly image: string;
	readonly isEssential: boolean;
	readonly cpuUnits?: number;
	readonly memoryMiB?: number;
	readonly memoryReservationMiB?: number;
	/** Where its output goes; undefined when nothing is set up. */
	readonly log?: ContainerLog;
};

export type ContainerLog = {
	/** `awslogs`, `awsfirelens`, `splunk` …; an open string. */
	readonly driver: string;
	/** Options of `awslogs`. docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
	readonly group?: string;
	readonly region?: string;
	readonly streamPrefix?: string;
};

export type TaskDefinition = {
	readonly arn: TaskDefinitionArn;
	readonly family: string;
	readonly revision: number;
	readonly status?: string;
	readonly containers: readonly ContainerDefinition[];
	readonly executionRoleArn?: string;
	readonly taskRoleArn?: string;
	readonly networkMode?: string;
	readonly requiresCompatibilities: readonly string[];
	readonly cpuUnits?: number;
	readonly memoryMiB?: number;
	readonly cpuArchitecture?: string;
	readonly operatingSystemFamily?: string;
};

export type ContainerInstance = {
	readonly arn: ContainerInstanceArn;
	readonly id: string;
	readonly ec2InstanceId?: string;
	readonly status: string;
	readonly isAgentConnected?: boolean;
	/** Of the ECS container agent, not of GuardDuty's. */
	readonly ecsAgentVersion?: string;
	readonly runningTasks: number;
	readonly pendingTasks: number;
	readonly registeredAt?: number;
	readonly capacityProvider?: string;
	readonly instanceType?: string;
	readonly availabilityZone?: string;
	readonly amiId?: string;
	readonly osType?: string;
	readonly cpuArchitecture?: string;
	readonly registeredCpuUnits?: number;
	readonly registeredMemoryMiB?: number;
	readonly remainingCpuUnits?: number;
	readonly remainingMemoryMiB?: number;
	readonly tags?: readonly Tag[];
};

export type ServiceDeployment = {
	readonly arn: ServiceDeploymentArn;
	readonly serviceArn: ServiceArn;
	/** PENDING IN_PROGRESS SUCCESSFUL STOP_REQUESTED STOPPED ROLLBACK_…; an open string. */
	readonly status: string;
	readonly statusReason?: string;
	readonly createdAt?: number;
	readonly startedAt?: number;
	readonly finishedAt?: number;
};

export type DetectorFeature = {
	/** An open string: RUNTIME_MONITORING, EKS_RUNTIME_MONITORING, ECS_FARGATE_AGENT_MANAGEMENT … */
	readonly name: string;
	readonly isEnabled: boolean;
	readonly updatedAt?: number;
	readonly additional: readonly DetectorFeature[];
};

export type Detector = {
	readonly id: string;
	readonly isEnabled: boolean;
	readonly updatedAt?: number;
	/** How often repeats are told to EventBridge, Security Hub and S3: FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; an open string. */
	readonly publishingFrequency?: string;
	readonly features: readonly DetectorFeature[];
};

/** Who administers GuardDuty for this account. */
export type Administrator = {readonly accountId: string; readonly relationshipStatus?: string};

/** The ECS account setting `guardDutyActivate`; absent from the answer = undefined value. */
export type AccountSetting = {readonly name: string; readonly value: string; readonly type?: string};

export type Identity = {
	readonly account: string;
	readonly arn: string;
	readonly userId?: string;
};
