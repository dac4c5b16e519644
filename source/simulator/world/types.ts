import {type SimulatedClock} from '../clock.js';
import {type JsonObject} from '../json.js';
import {type Random} from '../random.js';
import {type ClusterJudgement, type MemberAccount} from './coverage/types.js';
import {type Detector} from './detector.js';
import {type Finding} from './finding.js';
import {type Flow} from './flow.js';
import {type Iam} from './iam/types.js';
import {type Networks} from './network/types.js';
import {type Counts, type PromisedIssues} from './promise.js';
import {type ServiceDeployment} from './service-deployment.js';
import {type Tag} from './tag.js';
import {type InsightsChange, type LogsPlan, type LogsState, type UsagePlan} from './telemetry.js';
import {type TrailEvent} from './trail-event.js';

// The state of the account. All times are epoch milliseconds of simulated time; the wire wants seconds.

export type ContainerDefinition = {
	readonly name: string;
	readonly image: string;
	readonly essential: boolean;
	readonly cpu: number;
	readonly memory?: number;
	readonly memoryReservation?: number;
	readonly port?: number;
	/** Only containers on EC2 can be. */
	readonly privileged?: boolean;
	readonly hostMounts?: readonly HostMount[];
	/** Where its output goes; none: awslogs. */
	readonly logDriver?: 'json-file';
	/** What it says now and then besides the usual. */
	readonly says?: readonly string[];
};

/** A folder of the instance, as a volume of the task and in the container. */
export type HostMount = {readonly name: string; readonly hostPath: string; readonly mountPath: string};

export type TaskDefinition = {
	readonly family: string;
	readonly revision: number;
	readonly status: 'ACTIVE' | 'INACTIVE';
	readonly containers: readonly ContainerDefinition[];
	/** Role names, not ARNs. */
	readonly executionRole?: string;
	readonly taskRole?: string;
	readonly networkMode: 'awsvpc' | 'bridge' | 'host';
	readonly compatibilities: readonly string[];
	/** Units of 1/1024 CPU, and MiB. */
	readonly cpu: number;
	readonly memory: number;
	readonly architecture: 'X86_64' | 'ARM64';
	/** What the processor is where GuardDuty has no agent for it; the definition then names no architecture. */
	readonly foreignArchitecture?: string;
	readonly system: 'LINUX' | 'WINDOWS_SERVER_2022_CORE';
	/** A volume of EBS that each task gets. */
	readonly volume?: {readonly name: string; readonly sizeGiB: number};
	readonly registeredAt: number;
};

export type CapacityProviderItem = {
	readonly capacityProvider: string;
	readonly weight: number;
	readonly base: number;
};

export type Launch = {
	readonly launchType: 'FARGATE' | 'EC2' | 'EXTERNAL' | 'MANAGED_INSTANCES';
	/** Set when a strategy places the tasks; the service then shows no launch type. */
	readonly strategy?: readonly CapacityProviderItem[];
	/** What was asked for, such as LATEST. */
	readonly platformVersion?: string;
};

export type Network = {
	readonly subnets: readonly string[];
	readonly securityGroups: readonly string[];
	readonly assignPublicIp: 'ENABLED' | 'DISABLED';
};

/** GuardDuty's sidecar inside one Fargate task. */
export type AgentContainer = {
	readonly version: string;
	status: 'PENDING' | 'RUNNING' | 'STOPPED';
	reason?: string;
	exitCode?: number;
	stoppedAt?: number;
};

export type TaskStatus =
	| 'PROVISIONING'
	| 'PENDING'
	| 'ACTIVATING'
	| 'RUNNING'
	| 'DEACTIVATING'
	| 'STOPPING'
	| 'DEPROVISIONING'
	| 'STOPPED';

/** Only what makes a task different; addresses, digests and the like are derived from its id when asked for. */
export type Task = {
	readonly id: string;
	readonly cluster: Cluster;
	readonly definition: TaskDefinition;
	readonly group: string;
	readonly service?: Service;
	readonly startedBy?: string;
	readonly launch: Launch;
	readonly capacityProvider?: string;
	readonly network?: Network;
	readonly instance?: ContainerInstance;
	/** The AWS service that launched it, where GuardDuty supports no tasks of that service. */
	readonly invokedBy?: string;
	readonly overrides?: JsonObject;
	readonly enableExecuteCommand?: boolean;
	readonly tags: readonly Tag[];
	readonly createdAt: number;
	status: TaskStatus;
	desired: 'RUNNING' | 'STOPPED';
	version: number;
	agent?: AgentContainer;
	/** How it spends CPU and memory, where that is not left to chance. */
	usage?: UsagePlan;
	/** Why and how the application ended, when it did so by itself. */
	exit?: {readonly code?: number; readonly reason?: string};
	pullStartedAt?: number;
	pullStoppedAt?: number;
	startedAt?: number;
	stoppingAt?: number;
	stoppedAt?: number;
	stopCode?: string;
	stoppedReason?: string;
};

export type Deployment = {
	/** ecs-svc/<19 digits>; its tasks carry it as startedBy. */
	readonly id: string;
	readonly definition: TaskDefinition;
	readonly createdAt: number;
	/** Decided once, when the deployment begins: a service is judged by its deployment, not by the task. */
	readonly injectsAgent: boolean;
	/** How the application of this deployment behaves when it starts. */
	readonly outcome: 'works' | 'image missing' | 'crashes';
	status: 'PRIMARY' | 'ACTIVE' | 'INACTIVE';
	rollout: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
	rolloutReason: string;
	updatedAt: number;
	desired: number;
	failedTasks: number;
};

export type ServiceEvent = {readonly id: string; readonly at: number; readonly message: string};

/** What happens when this service is deployed anew, so that failures can be watched. */
export type Behaviour = {
	readonly redeploy: 'works' | 'image missing' | 'crashes';
};

export type Service = {
	readonly name: string;
	readonly cluster: Cluster;
	readonly launch: Launch;
	readonly network?: Network;
	readonly scheduling: 'REPLICA' | 'DAEMON';
	readonly controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
	readonly minimumHealthyPercent: number;
	readonly maximumPercent: number;
	readonly circuitBreaker?: {readonly enable: boolean; readonly rollback: boolean};
	readonly targetGroup?: string;
	readonly behaviour: Behaviour;
	readonly createdAt: number;
	readonly createdBy: string;
	status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
	definition: TaskDefinition;
	desired: number;
	/** What `desired` was before each change, oldest first. */
	readonly scalings: {readonly until: number; readonly desired: number}[];
	/** What its tasks spend, where that is not left to chance. */
	readonly usage?: UsagePlan;
	tags: readonly Tag[];
	/** Newest first; the first is PRIMARY. */
	deployments: Deployment[];
	/** From when to when those were there that are no more, oldest first. */
	readonly drained: {readonly from: number; readonly until: number}[];
	serviceDeployments: ServiceDeployment[];
	/** Newest first, at most 100, as AWS keeps them. */
	events: ServiceEvent[];
	/** Running and stopped ones that can still be described. */
	tasks: Task[];
	isTicking: boolean;
	/** Set by an aborted deployment: the scheduler leaves everything as it is until the next update. */
	isHalted: boolean;
};

export type ContainerInstance = {
	readonly id: string;
	readonly ec2InstanceId: string;
	readonly instanceType: string;
	readonly availabilityZone: string;
	readonly capacityProvider?: string;
	readonly architecture: 'X86_64' | 'ARM64';
	readonly cpu: number;
	readonly memory: number;
	readonly registeredAt: number;
	readonly status: 'ACTIVE' | 'DRAINING';
	readonly isAgentConnected: boolean;
	readonly ecsAgentVersion: string;
	/** The version of GuardDuty's agent, when it is installed. */
	readonly guardDutyAgent?: string;
	/** Why it doesn't work, in GuardDuty's words; the empty text is one of them. */
	readonly guardDutyIssue?: string;
	tags: readonly Tag[];
};

export type Contents = {
	readonly services: Map<string, Service>;
	readonly tasks: Map<string, Task>;
	readonly instances: Map<string, ContainerInstance>;
};

export type OptIn = {readonly at: number; readonly value: string | undefined};

export type Cluster = {
	readonly name: string;
	readonly status: 'ACTIVE' | 'INACTIVE';
	readonly capacityProviders: readonly string[];
	readonly defaultStrategy: readonly CapacityProviderItem[];
	tags: readonly Tag[];
	/** The values that the tag GuardDutyManaged has had since when, oldest first; undefined for none. */
	readonly optIns: OptIn[];
	/** What GuardDuty finds besides what is true here. */
	readonly otherIssues: readonly string[];
	containerInsights: 'disabled' | 'enabled' | 'enhanced';
	/** The values that it has had since when, oldest first. */
	readonly insights: InsightsChange[];
	/** How its performance logs are kept, and what goes wrong with them. */
	readonly logs: LogsPlan;
	/** Tasks that ECS has forgotten; their records and log lines stay. */
	readonly past: Task[];
	/** Fills the cluster the first time it is asked, so that a large account starts at once. */
	readonly contents: () => Contents;
	/** What to count while the cluster has not been filled; undefined once it has. */
	readonly promised: () => Counts | undefined;
	/** What GuardDuty would find in it, while it has not been filled. */
	readonly promisedIssues?: () => PromisedIssues;
};

/** An action that IAM refuses, and by what kind of policy, which the message tells. */
export type Denial = {
	readonly action: string;
	readonly by: 'no identity policy' | 'service control policy' | 'permissions boundary' | 'identity policy';
};

export type World = {
	readonly region: string;
	readonly account: string;
	readonly caller: {readonly arn: string; readonly userId: string};
	readonly vpc: string;
	readonly clock: SimulatedClock;
	readonly random: Random;
	readonly clusters: Map<string, Cluster>;
	/** By family:revision. */
	readonly definitions: Map<string, TaskDefinition>;
	readonly detectors: Map<string, Detector>;
	readonly administrator?: {readonly accountId: string; readonly invitedAt: number};
	readonly guardDutyActivate?: string;
	readonly denials: readonly Denial[];
	readonly networks: Networks;
	readonly iam: Iam;
	/** Newest last. */
	readonly trail: TrailEvent[];
	readonly logs: LogsState<Task>;
	/** What GuardDuty last said of each cluster, by name. */
	readonly judgements: Map<string, ClusterJudgement>;
	/** The accounts that this one administers for GuardDuty. */
	readonly members: readonly MemberAccount[];
	/** By id. */
	readonly findings: Map<string, Finding>;
	readonly flow: Flow;
	/** The security groups of interfaces that were changed by hand, by the interface's id. */
	readonly interfaceGroups: Map<string, readonly string[]>;
	/** Whether the account may change the groups of the interfaces that ECS made; AWS documents that it may not. */
	readonly mayChangeTaskInterfaces: boolean;
	/** Which tasks a RunTask with this client token has already started. */
	readonly clientTokens: Map<string, readonly Task[]>;
};
