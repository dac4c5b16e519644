import {managesInstances} from '../opt-in.js';
import {type ContainerInstance, type World} from '../types.js';

/** How the agent of an instance is managed, and what is wrong with it in GuardDuty's words. */
export type InstanceJudgement = {
	readonly management: 'AUTO_MANAGED' | 'MANUAL';
	/** Undefined for an instance that is covered; the empty text is a documented issue. */
	readonly issue?: string;
};

// docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ec2.html and how-runtime-monitoring-works-ec2.html
export function judgeInstance(world: World, instance: ContainerInstance): InstanceJudgement {
	const tag = instance.tags.find(({key}) => key === 'GuardDutyManaged')?.value;
	const management =
		tag !== 'false' && (tag === 'true' || managesInstances(world)) ? 'AUTO_MANAGED' : 'MANUAL';
	if (tag === 'false' && managesInstances(world)) {
		return {management, issue: 'Instances with exclusion tags are excluded from Runtime Monitoring.'};
	}

	const issue = instance.guardDutyIssue ?? (instance.guardDutyAgent === undefined ? '' : undefined);
	return {management, ...(issue !== undefined && {issue})};
}
