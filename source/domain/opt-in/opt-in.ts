import {failureLine, failureWord} from '../failure-text.js';
import {type Fetched, heldValue} from '../fetched.js';
import {type AccountSetting, type Administrator, type Cluster, type Detector} from '../resources.js';
import {type DetectorSwitches, detectorSwitches} from './detector-switches.js';
import {hasOnlyInstances, instanceClusterOptIn, instanceNote} from './opt-in-ec2.js';
import {accountSwitch, ecsAlone} from './opt-in-ecs.js';
import {type GuardDutyTag, guardDutyTag, type NearMiss} from './tag.js';

/** What the opt-in state is made of, beside the cluster's own tags. */
export type OptInFacts = {
	readonly detector: Fetched<Detector | undefined>;
	readonly administrator: Fetched<Administrator | undefined>;
	readonly accountSetting: Fetched<AccountSetting | undefined>;
};

/** What should happen to new tasks of a cluster, and why. */
export type OptIn = {
	readonly state: 'monitored' | 'excluded' | 'not-opted-in' | 'off' | 'unknown';
	readonly by?: 'tag' | 'account';
	/** Two or three words for a cell. */
	readonly label: string;
	readonly reason: string;
	/**
	 * The latest `UpdatedAt` (epoch ms) of the features that matter: monitoring can't have begun before.
	 * When a tag was set, no API tells; a cluster opted in by tag may have been so later than this.
	 */
	readonly since?: number;
	/** What could not be told, one sentence each. */
	readonly unknowns: readonly string[];
	readonly nearMisses: readonly NearMiss[];
};

type Outcome = Omit<OptIn, 'unknowns' | 'nearMisses'>;

/** Returns the opt-in state of a cluster by the truth tables for Fargate tasks and for container instances. */
export function optInOf(cluster: Cluster, facts: OptInFacts): OptIn {
	const tag = guardDutyTag(cluster.tags);
	const outcome = outcomeOf(cluster, tag, facts);
	return {
		...outcome,
		unknowns: [...unknownsOf(facts, outcome), ...(outcome.state === 'off' ? [] : instanceNote(cluster))],
		nearMisses: tag.nearMisses,
	};
}

function outcomeOf(cluster: Cluster, tag: GuardDutyTag, facts: OptInFacts): Outcome {
	const {detector} = facts;
	if (detector.status === 'waiting') {
		return {
			state: 'unknown',
			label: 'not read yet',
			reason: `GuardDuty was not read yet; ${ecsAlone(tag, facts.accountSetting)}`,
		};
	}

	if (detector.status === 'failed') {
		return {
			state: 'unknown',
			label: `unknown (${failureWord(detector.failure)})`,
			reason: `GuardDuty could not be read (${failureWord(detector.failure)}); ${ecsAlone(tag, facts.accountSetting)}`,
		};
	}

	const switches = detectorSwitches(detector.value);
	if (switches.runtimeMonitoring !== 'on') {
		return off(switches, tag, heldValue(facts.administrator));
	}

	return hasOnlyInstances(cluster)
		? instanceClusterOptIn(switches)
		: fargateOptIn(switches, tag, heldValue(facts.administrator));
}

// docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html, and domain.md §1.4 for all eight rows.
function fargateOptIn(
	switches: DetectorSwitches,
	tag: GuardDutyTag,
	administrator: Administrator | undefined,
): Outcome {
	const isAutomatic = switches.fargateAgent;
	switch (tag.value) {
		case 'unreadable':
			return {
				state: 'unknown',
				label: 'unknown (tags)',
				reason: `the cluster's tags could not be read; the automated agent is ${onOff(isAutomatic)} for the account`,
			};
		case 'false':
			return {
				state: 'excluded',
				by: 'tag',
				label: 'excluded (tag)',
				reason: 'tag GuardDutyManaged=false: new tasks get no agent',
			};
		case 'true':
			return {
				state: 'monitored',
				by: 'tag',
				label: 'monitored (tag)',
				reason: `tag GuardDutyManaged=true; the automated agent is ${onOff(isAutomatic)} for the account`,
				...latest(switches.runtimeMonitoringAt),
			};
		case 'absent':
			return isAutomatic
				? {
						state: 'monitored',
						by: 'account',
						label: 'monitored (account)',
						reason: `the automated agent is on for the account${nearMissNote(tag)}`,
						...latest(switches.runtimeMonitoringAt, switches.fargateAgentAt),
					}
				: {
						state: 'not-opted-in',
						label: 'not opted in',
						reason: `no tag GuardDutyManaged, and the automated agent is off for the account${nearMissNote(tag)}${whoMayChange(administrator)}`,
					};
		default:
			return tag.value satisfies never;
	}
}

function off(
	switches: DetectorSwitches,
	tag: GuardDutyTag,
	administrator: Administrator | undefined,
): Outcome {
	const idle = tag.value === 'true' ? '; the tag GuardDutyManaged=true has no effect' : '';
	const end = `${idle}${whoMayChange(administrator)}`;
	switch (switches.runtimeMonitoring) {
		case 'no-detector':
			return {
				state: 'off',
				label: 'off (no detector)',
				reason: `GuardDuty has no detector in this account and Region${end}`,
			};
		case 'detector-disabled':
			return {state: 'off', label: 'off (GuardDuty)', reason: `GuardDuty is suspended here${end}`};
		case 'on':
		case 'off': {
			const alone = switches.fargateAgent ? '; the automated agent alone has no effect' : '';
			return {state: 'off', label: 'off', reason: `Runtime Monitoring is off in GuardDuty${alone}${end}`};
		}

		default:
			return switches.runtimeMonitoring satisfies never;
	}
}

// docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html: a member account can't change it.
function whoMayChange(administrator: Administrator | undefined): string {
	return administrator && isInCharge(administrator)
		? `; only the administrator account ${administrator.accountId} can change that`
		: '';
}

function isInCharge({relationshipStatus}: Administrator): boolean {
	return relationshipStatus === undefined || relationshipStatus.toLowerCase() === 'enabled';
}

function nearMissNote({nearMisses}: GuardDutyTag): string {
	const [first] = nearMisses;
	return first ? `; tag ${first.key}=${first.value} does not count: ${first.why}` : '';
}

function unknownsOf(facts: OptInFacts, outcome: Outcome): readonly string[] {
	const {detector, administrator, accountSetting} = facts;
	const lines: string[] = [];
	if (detector.status === 'stale') {
		lines.push(`GuardDuty could not be read again: ${failureLine(detector.failure)}`);
	}

	if (detector.status === 'failed') {
		lines.push(`GuardDuty features are unknown: ${failureLine(detector.failure)}`);
	}

	const isHeld = detector.status === 'fresh' || detector.status === 'stale';
	if (administrator.status === 'failed' && outcome.state !== 'monitored') {
		lines.push(`who administers GuardDuty is unknown: ${failureLine(administrator.failure)}`);
	}

	if (accountSetting.status === 'failed' && !isHeld) {
		lines.push(`account setting guardDutyActivate is unknown: ${failureLine(accountSetting.failure)}`);
	}

	const account = accountSwitch(heldValue(accountSetting));
	const isRuntimeMonitoringOn = isHeld && detectorSwitches(detector.value).runtimeMonitoring === 'on';
	if (isHeld && (account === 'on' || account === 'off') && (account === 'on') !== isRuntimeMonitoringOn) {
		lines.push(
			`ECS says guardDutyActivate is ${account}, GuardDuty says Runtime Monitoring is ${onOff(isRuntimeMonitoringOn)}`,
		);
	}

	return lines;
}

function latest(...times: readonly (number | undefined)[]): {readonly since?: number} {
	const known = times.filter(time => time !== undefined);
	return known.length === 0 ? {} : {since: Math.max(...known)};
}

function onOff(isOn: boolean): 'on' | 'off' {
	return isOn ? 'on' : 'off';
}
