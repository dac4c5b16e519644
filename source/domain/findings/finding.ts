import {type Json} from '../resources.js';

// A GuardDuty finding in the console's words (domain.md §5). All text has passed the border function of aws/:
// nearly every string here can be chosen by an attacker. All times are epoch milliseconds. What AWS left out is undefined.

export type FindingContainer = {
	readonly id?: string;
	readonly name?: string;
	readonly image?: string;
	readonly imagePrefix?: string;
	readonly runtime?: string;
	readonly mounts: readonly {readonly name?: string; readonly path?: string}[];
	readonly isPrivileged?: boolean;
	readonly allowsPrivilegeEscalation?: boolean;
};

/** The finding's own copy of the task: ECS forgets a stopped task after about an hour. */
export type FindingTask = {
	readonly arn?: string;
	/** Last part of the ARN, validated: 32 hex characters or a UUID; undefined for anything else. */
	readonly id?: string;
	readonly definitionArn?: string;
	readonly version?: string;
	readonly createdAt?: number;
	readonly startedAt?: number;
	readonly startedBy?: string;
	readonly group?: string;
	/** Of `group` = `service:<name>`. */
	readonly serviceName?: string;
	readonly launchType?: string;
	readonly containers: readonly FindingContainer[];
	readonly volumes: readonly {readonly name?: string; readonly hostPath?: string}[];
	readonly tags: readonly {readonly key: string; readonly value: string}[];
};

/** What a list needs of each finding; small, so that 10,000 of them fit. */
export type FindingSummary = {
	readonly id: string;
	readonly arn: string;
	readonly accountId: string;
	readonly region: string;
	/** `Execution:Runtime/ReverseShell`; an open string. */
	readonly type: string;
	readonly title: string;
	/** 1.0 to 10.0, bands in severity.ts; undefined when the answer does not say. */
	readonly severity?: number;
	readonly createdAt?: number;
	readonly updatedAt?: number;
	readonly firstSeenAt?: number;
	readonly lastSeenAt?: number;
	/** How often it was seen; undefined when the answer does not say. */
	readonly count?: number;
	/** Undefined when the answer does not say. */
	readonly isArchived?: boolean;
	readonly isSample: boolean;
	readonly detectorId?: string;
	readonly resourceType?: string;
	readonly clusterName?: string;
	readonly clusterArn?: string;
	readonly taskArn?: string;
	readonly taskId?: string;
	readonly serviceName?: string;
	readonly containerName?: string;
	readonly image?: string;
	readonly instanceId?: string;
	readonly sequenceArn?: string;
	readonly isSequence: boolean;
};

export type LineageProcess = {
	readonly name?: string;
	readonly path?: string;
	readonly pid?: number;
	readonly namespacePid?: number;
	readonly uuid?: string;
	readonly parentUuid?: string;
	readonly userId?: number;
	readonly effectiveUserId?: number;
	readonly startedAt?: number;
};

export type FindingProcess = LineageProcess & {
	readonly sha256?: string;
	readonly workingDirectory?: string;
	readonly user?: string;
	/** Parents, as AWS orders them. */
	readonly lineage: readonly LineageProcess[];
};

/** A named value that was there: `ldPreloadValue`, `remoteIpDetails.city.cityName`. Lists of texts are one text. */
export type NamedText = {readonly name: string; readonly value: string};

export type FindingAction =
	| {
			readonly kind: 'network';
			readonly direction?: string;
			readonly protocol?: string;
			readonly isBlocked?: boolean;
			readonly localIp?: string;
			readonly localPort?: number;
			readonly remoteIp?: string;
			readonly remotePort?: number;
			readonly remoteCountry?: string;
			readonly remoteOrganisation?: string;
			/** All else that the action tells. */
			readonly facts: readonly NamedText[];
	  }
	| {
			readonly kind: 'dns';
			readonly domain?: string;
			readonly domainWithSuffix?: string;
			readonly protocol?: string;
			readonly isBlocked?: boolean;
			readonly facts: readonly NamedText[];
	  }
	| {
			readonly kind: 'api';
			readonly api?: string;
			readonly service?: string;
			readonly callerType?: string;
			readonly userAgent?: string;
			readonly errorCode?: string;
			readonly remoteIp?: string;
			readonly remoteCountry?: string;
			readonly remoteOrganisation?: string;
			/** All else that the action tells. */
			readonly facts: readonly NamedText[];
	  }
	| {readonly kind: 'other'; readonly type: string; readonly facts: readonly NamedText[]};

export type Threat = {
	readonly list?: string;
	readonly names: readonly string[];
	readonly fileSha256?: string;
};

export type SequenceSignal = {
	readonly id: string;
	/** FINDING, CLOUD_TRAIL, RUNTIME_MONITORING …; an open string. */
	readonly type: string;
	readonly name?: string;
	readonly description?: string;
	readonly severity?: number;
	readonly count?: number;
	readonly firstSeenAt?: number;
	readonly lastSeenAt?: number;
	readonly createdAt?: number;
	readonly updatedAt?: number;
	readonly resourceIds: readonly string[];
	readonly actorIds: readonly string[];
	readonly endpointIds: readonly string[];
	/** Indicators and activities. */
	readonly facts: readonly NamedText[];
};

export type Sequence = {
	readonly id?: string;
	readonly description?: string;
	readonly signals: readonly SequenceSignal[];
	readonly actors: readonly {readonly id: string; readonly facts: readonly NamedText[]}[];
	readonly resources: readonly {
		readonly id: string;
		readonly type: string;
		readonly name?: string;
		readonly facts: readonly NamedText[];
	}[];
	readonly endpoints: readonly {readonly id: string; readonly facts: readonly NamedText[]}[];
	readonly indicators: readonly {
		readonly key: string;
		readonly title?: string;
		readonly values: readonly string[];
	}[];
	readonly additionalTypes: readonly string[];
};

export type FindingInstance = {
	readonly id?: string;
	readonly type?: string;
	readonly imageId?: string;
	readonly state?: string;
	readonly availabilityZone?: string;
	readonly profileArn?: string;
	/** As AWS writes it, ISO 8601. */
	readonly launchedAt?: string;
	readonly interfaces: readonly {
		readonly id?: string;
		readonly privateIp?: string;
		readonly publicIp?: string;
		readonly vpcId?: string;
		readonly subnetId?: string;
		/** Ids, and the names that were told beside them. */
		readonly securityGroups: readonly string[];
		readonly securityGroupNames: readonly string[];
	}[];
	readonly tags: readonly {readonly key: string; readonly value: string}[];
};

/** One finding, whole. */
export type Finding = FindingSummary & {
	readonly description: string;
	readonly confidence?: number;
	readonly partition?: string;
	readonly schemaVersion?: string;
	/** Of a finding by a detection rule of one's own. */
	readonly customRuleName?: string;
	readonly clusterStatus?: string;
	readonly clusterServices?: number;
	readonly clusterInstances?: number;
	readonly clusterRunningTasks?: number;
	readonly clusterTags: readonly {readonly key: string; readonly value: string}[];
	readonly task?: FindingTask;
	/** `resource.containerDetails`: the one it happened in, where told. */
	readonly container?: FindingContainer;
	readonly instance?: FindingInstance;
	readonly accessKey?: {
		readonly id?: string;
		readonly principalId?: string;
		readonly userName?: string;
		readonly userType?: string;
	};
	readonly featureName?: string;
	/** TARGET or ACTOR; AWS does not fill it for runtime findings. */
	readonly resourceRole?: string;
	/** `USEFUL`, `NOT_USEFUL`. */
	readonly feedback?: string;
	readonly process?: FindingProcess;
	/** Only the members of `runtimeDetails.context` that are there, unknown ones too, processes flattened. */
	readonly context: readonly NamedText[];
	readonly action?: FindingAction;
	readonly threats: readonly Threat[];
	readonly sequence?: Sequence;
	/** Malware scans: what was found where. */
	readonly malware?: {readonly facts: readonly NamedText[]; readonly threats: readonly NamedText[]};
	readonly additionalInfo: readonly NamedText[];
	/** What no member above has: unknown new fields by their path, so that nothing is lost. */
	readonly others: readonly NamedText[];
	/** AWS's own JSON as on the wire (camelCase, as in EventBridge and exports), cleaned. */
	readonly json: Json;
};
