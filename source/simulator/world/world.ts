import {type SimulatedClock} from '../clock.js';
import {type Random} from '../random.js';
import {type MemberAccount} from './coverage/types.js';
import {type Detector} from './detector.js';
import {type Flow, noFlow} from './flow.js';
import {createIam} from './iam/create-iam.js';
import {type PolicyDocument} from './iam/types.js';
import {addCompanyVpc, createNetworks} from './network/company.js';
import {type Denial, type World} from './types.js';

/** What is true of the account as a whole, as a scenario sets it. */
export type AccountFacts = {
	/** None: GuardDuty was never turned on. */
	readonly detector?: DetectorFacts;
	/** The account that administers GuardDuty for this one. */
	readonly administratorId?: string;
	/** The value of the ECS account setting guardDutyActivate; none leaves it out of the answer. */
	readonly guardDutyActivate?: string;
	readonly denials?: readonly Denial[];
	/** Makes the account one of an organization, with these service control policies. */
	readonly servicePolicies?: readonly PolicyDocument[];
	/** Whose GuardDuty this account administers. */
	readonly members?: (now: number) => readonly MemberAccount[];
	/** Where findings flow; nowhere when none is given. */
	readonly flow?: (now: number) => Flow;
	/** True lets the account change what AWS documents to be ECS's alone. */
	readonly mayChangeTaskInterfaces?: boolean;
};

export type DetectorFacts = {
	readonly enabled: boolean;
	readonly runtimeMonitoring: boolean;
	readonly fargateAgent: boolean;
	readonly ec2Agent: boolean;
	/** How long ago the features took these values. */
	readonly changedAgoMs: number;
	/** How long ago the agents were turned on or off, where that was later. */
	readonly agentsChangedAgoMs?: number;
	/** Malware Protection for EC2, which scans the volumes of instances. */
	readonly malwareProtection?: boolean;
};

const accountId = '482193057716';

/** An account without clusters; scenarios fill it. */
export function createWorld(
	{clock, random, region}: {clock: SimulatedClock; random: Random; region: string},
	facts: AccountFacts,
): World {
	const detector = facts.detector && detectorOf(facts.detector, clock.now(), random);
	const world: World = {
		region,
		account: accountId,
		caller: {
			arn: `arn:aws:sts::${accountId}:assumed-role/OnCallEngineer/jo.field`,
			userId: `AROA${random.letters(17).toUpperCase()}:jo.field`,
		},
		vpc: `vpc-${random.hex(17)}`,
		clock,
		random,
		clusters: new Map(),
		definitions: new Map(),
		detectors: new Map(detector ? [[detector.id, detector]] : []),
		...(facts.administratorId !== undefined && {
			administrator: {accountId: facts.administratorId, invitedAt: clock.now() - 400 * 86_400_000},
		}),
		...(facts.guardDutyActivate !== undefined && {guardDutyActivate: facts.guardDutyActivate}),
		denials: facts.denials ?? [],
		networks: createNetworks(region),
		iam: createIam(clock.now(), facts.servicePolicies),
		trail: [],
		logs: {births: new Map(), queries: new Map(), told: new Map(), started: 0},
		judgements: new Map(),
		members: facts.members?.(clock.now()) ?? [],
		findings: new Map(),
		flow: facts.flow?.(clock.now()) ?? noFlow,
		interfaceGroups: new Map(),
		mayChangeTaskInterfaces: facts.mayChangeTaskInterfaces ?? false,
		clientTokens: new Map(),
	};
	addCompanyVpc(world);
	return world;
}

function detectorOf(facts: DetectorFacts, now: number, random: Random): Detector {
	const longAgo = now - 500 * 86_400_000;
	const changed = now - facts.changedAgoMs;
	const agentsChanged = now - (facts.agentsChangedAgoMs ?? facts.changedAgoMs);
	const always = (name: string): Detector['features'][number] => ({
		name,
		enabled: facts.enabled,
		updatedAt: longAgo,
		additional: [],
	});
	const never = (name: string): Detector['features'][number] => ({...always(name), enabled: false});
	return {
		id: random.hex(32),
		enabled: facts.enabled,
		createdAt: longAgo,
		updatedAt: changed,
		features: [
			always('CLOUD_TRAIL'),
			always('DNS_LOGS'),
			always('FLOW_LOGS'),
			always('S3_DATA_EVENTS'),
			never('EKS_AUDIT_LOGS'),
			facts.malwareProtection === true ? always('EBS_MALWARE_PROTECTION') : never('EBS_MALWARE_PROTECTION'),
			never('RDS_LOGIN_EVENTS'),
			never('LAMBDA_NETWORK_LOGS'),
			never('EKS_RUNTIME_MONITORING'),
			{
				name: 'RUNTIME_MONITORING',
				enabled: facts.runtimeMonitoring,
				updatedAt: changed,
				additional: [
					{name: 'EKS_ADDON_MANAGEMENT', enabled: false, updatedAt: longAgo},
					{name: 'ECS_FARGATE_AGENT_MANAGEMENT', enabled: facts.fargateAgent, updatedAt: agentsChanged},
					{name: 'EC2_AGENT_MANAGEMENT', enabled: facts.ec2Agent, updatedAt: agentsChanged},
				],
			},
		],
	};
}
