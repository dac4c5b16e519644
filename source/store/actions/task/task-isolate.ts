import {isolation, isolationGroupName} from '../../../domain/findings/isolation.js';
import {type Snapshot} from '../../snapshot.js';
import {type EcsTarget, type Plan} from '../action.js';
import {ecsAction, type PlanInputOf} from '../action-of.js';
import {evidenceQuestions, withEvidenceFirst} from '../evidence/evidence-first.js';
import {evidenceWants} from '../evidence/evidence-subjects.js';
import {confirmation, emptyPlan} from '../plan-parts.js';
import {isAsNew, isolateStep} from './isolate-step.js';
import {isolationWants, type NetworkOfTask, networkOf} from './isolation-facts.js';

/** Cuts a task off the network by a security group that lets nothing through, in a way that can be undone. */
export const taskIsolate = ecsAction({
	id: 'task.isolate',
	label: 'isolate',
	describes: 'Cut a task off the network by a security group; can be undone',
	appliesTo: ['task'],
	disabledReason,
	wants: (targets, snapshot) => [...isolationWants(targets, snapshot), ...evidenceWants()],
	questions: (targets, snapshot) =>
		evidenceQuestions(
			targets.map(({arn}) => arn),
			snapshot,
		),
	plan,
});

function disabledReason(targets: readonly EcsTarget[], snapshot: Snapshot): string | undefined {
	const [target] = targets;
	if (target === undefined || targets.length > 1) {
		return 'one task at a time: each has groups of its own to put back';
	}

	const found = networkOf(target, snapshot);
	const judged = found.status === 'held' ? judge(found.value) : undefined;
	switch (judged?.kind) {
		case 'refused':
			return judged.reason;
		case 'isolated':
			return 'it is isolated already: U puts the groups back';
		default:
			return undefined;
	}
}

/** A group that is as AWS makes new ones is closed by the step: it counts as one that is to be made. */
function judge(network: NetworkOfTask) {
	const {group, ...others} = network;
	return isolation(group === undefined || isAsNew(group) ? others : network);
}

function plan({targets, answers, snapshot, settings}: PlanInputOf<EcsTarget>): Plan {
	const [target] = targets;
	if (target === undefined || targets.length > 1) {
		return emptyPlan('isolate a task', {refusal: 'choose one task', warnings: []});
	}

	const title = `isolate task ${target.name}`;
	const found = networkOf(target, snapshot);
	if (found.status !== 'held') {
		return emptyPlan(
			title,
			found.status === 'waiting'
				? {waitingFor: 'the network of the task', warnings: []}
				: {refusal: found.why, warnings: []},
		);
	}

	const judged = judge(found.value);
	switch (judged.kind) {
		case 'refused':
			return emptyPlan(title, {refusal: judged.reason, warnings: []});
		case 'isolated':
			return emptyPlan(title, {
				refusal: `${judged.networkInterfaceId} has only ${judged.groupId} already: U puts the old groups back`,
				warnings: [],
			});
		case 'possible': {
			const {networkInterfaceId, vpcId, oldGroups, warnings} = judged;
			const {task, group} = found.value;
			const groupLine =
				group === undefined
					? `a security group ${isolationGroupName} is made in ${vpcId}, and its outbound rule taken away`
					: `the security group ${group.id} lets nothing in and nothing out`;
			return withEvidenceFirst(
				{
					title,
					changes: [
						groupLine,
						`${networkInterfaceId} of task ${task.id} gets only that group, in place of ${oldGroups.join(', ')}`,
					],
					keeps: [
						'the task runs on, and its processes with it',
						`the old groups (${oldGroups.join(', ')}) are kept in the journal: U puts them back`,
						'other tasks, the service and the rules of the old groups stay as they are',
					],
					warnings,
					steps: [isolateStep({task, networkInterfaceId, vpcId, oldGroups, ...(group && {group})})],
					waveSize: 1,
					undo: `U, on the task or on its open finding, gives it ${oldGroups.join(', ')} back`,
					confirm: confirmation([task.clusterArn], settings),
				},
				{taskArns: [task.arn], answers, snapshot, settings: settings.evidence},
			);
		}

		default:
			return judged satisfies never;
	}
}
