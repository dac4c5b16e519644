import {createRandom} from '../random.js';
import {type Finding, type FindingContent} from '../world/finding.js';
import {type World} from '../world/types.js';
import {type RuntimeType} from './catalogue/runtime-type.js';
import {runtimeContent} from './runtime.js';
import {type Subject} from './subject.js';

/** GuardDuty tells of what it saw some minutes after it happened. */
const tellingMs = 180_000;

export type Report = {
	readonly type: string;
	readonly severity: number;
	readonly resourceType: string;
	readonly resourceId: string;
	readonly isSample?: boolean;
	readonly content: () => FindingContent;
	/** When it was seen last, and first where that was another time. */
	readonly seenAt: number;
	readonly firstSeenAt?: number;
	readonly count?: number;
	readonly isArchived?: boolean;
	/** Where it is a member account's. */
	readonly owner?: {readonly accountId: string; readonly detectorId: string};
	readonly distort?: Finding['distort'];
};

/** Adds a finding to the account's detector. Throws without one: scenarios ask before. */
export function report(world: World, plan: Report): Finding {
	const [detectorId] = world.detectors.keys();
	if (detectorId === undefined) {
		throw new Error('GuardDuty is off here');
	}

	const firstSeenAt = plan.firstSeenAt ?? plan.seenAt;
	const now = world.clock.now();
	const finding: Finding = {
		id: nextRandom(world, plan.type).hex(32),
		...(plan.owner ?? {accountId: world.account, detectorId}),
		type: plan.type,
		resourceType: plan.resourceType,
		resourceId: plan.resourceId,
		isSample: plan.isSample ?? false,
		createdAt: Math.min(now, firstSeenAt + tellingMs),
		firstSeenAt,
		severity: plan.severity,
		updatedAt: Math.min(now, plan.seenAt + tellingMs),
		lastSeenAt: plan.seenAt,
		count: plan.count ?? 1,
		isArchived: plan.isArchived ?? false,
		content: plan.content,
		...(plan.distort && {distort: plan.distort}),
	};
	world.findings.set(finding.id, finding);
	return finding;
}

export type RuntimeReport = {
	readonly type: RuntimeType;
	readonly subject: Subject;
	readonly severity?: number;
} & Omit<Report, 'type' | 'severity' | 'resourceType' | 'resourceId' | 'content'>;

/** Adds a finding of Runtime Monitoring, written down as things are now. */
export function reportRuntime(world: World, plan: RuntimeReport): Finding {
	const {type, subject, severity = type.severity, ...rest} = plan;
	const random = nextRandom(world, `story ${type.type}`);
	const content = runtimeContent(type, {random, at: plan.seenAt, subject});
	return report(world, {
		...rest,
		type: type.type,
		severity,
		resourceType: 'ECSCluster',
		resourceId: subject.resourceId,
		content: () => content,
	});
}

/** The same thing again: the count goes up and the newer details take the place of the older. docs.aws.amazon.com/guardduty/latest/ug/finding-aggregation.html */
export function repeat(
	world: World,
	finding: Finding,
	{seenAt, content}: {seenAt: number; content: FindingContent},
): void {
	finding.count++;
	finding.lastSeenAt = seenAt;
	finding.updatedAt = world.clock.now();
	finding.content = () => content;
}

/** Chance of its own for the next finding, so that the rest of the account stays as it is. */
function nextRandom(world: World, what: string): ReturnType<typeof createRandom> {
	return createRandom(`${world.vpc} finding ${world.findings.size} ${what}`);
}
