import {type Want} from '../read.js';
import {type Snapshot} from '../snapshot.js';
import {
	type Action,
	type ActionSettings,
	type EcsTarget,
	type FindingTarget,
	type Plan,
	type PlanInput,
	type Question,
	type Target,
} from './action.js';
import {wrongKind} from './plan-parts.js';

/** A plan's input for one kind of targets. */
export type PlanInputOf<Kind extends Target> = Omit<PlanInput, 'targets'> & {
	readonly targets: readonly Kind[];
};

/** An action whose parts know one kind of targets only. */
export type ActionOf<Kind extends Target> = Omit<
	Action,
	'disabledReason' | 'isCalledFor' | 'wants' | 'questions' | 'plan'
> & {
	/** Asked only about targets that it applies to. */
	disabledReason(targets: readonly Kind[], snapshot: Snapshot): string | undefined;
	isCalledFor?(targets: readonly Kind[], snapshot: Snapshot): boolean;
	wants(targets: readonly Kind[], snapshot: Snapshot): readonly Want[];
	questions(targets: readonly Kind[], snapshot: Snapshot, settings?: ActionSettings): readonly Question[];
	plan(input: PlanInputOf<Kind>): Plan;
};

/** Returns an action on things of ECS: it is not offered for others, and never sees them. */
export function ecsAction(parts: ActionOf<EcsTarget>): Action {
	return actionOn(parts, isOfEcs);
}

/** Returns an action on findings, likewise. */
export function findingAction(parts: ActionOf<FindingTarget>): Action {
	return actionOn(parts, isFinding);
}

function actionOn<Kind extends Target>(
	parts: ActionOf<Kind>,
	isIts: (target: Target) => target is Kind,
): Action {
	return {
		...parts,
		disabledReason: (targets, snapshot) =>
			(parts.isOfAccount ? undefined : wrongKind(targets, parts.appliesTo)) ??
			parts.disabledReason(targets.filter(isIts), snapshot),
		isCalledFor: (targets, snapshot) =>
			wrongKind(targets, parts.appliesTo) === undefined &&
			parts.isCalledFor?.(targets.filter(isIts), snapshot) === true,
		wants: (targets, snapshot) => parts.wants(targets.filter(isIts), snapshot),
		questions: (targets, snapshot, settings) => parts.questions(targets.filter(isIts), snapshot, settings),
		plan: input => parts.plan({...input, targets: input.targets.filter(isIts)}),
	};
}

function isOfEcs(target: Target): target is EcsTarget {
	return target.kind !== 'finding';
}

function isFinding(target: Target): target is FindingTarget {
	return target.kind === 'finding';
}
