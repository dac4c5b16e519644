import {agentOf} from '../agent/agent.js';
import {shortName} from '../arn.js';
import {groupBy} from '../group.js';
import {staleTask} from '../opt-in/stale.js';
import {type Service, type Task} from '../resources.js';
import {redeployRefusal, redeployWarnings} from '../task/redeploy.js';
import {isLive} from '../task/task-phase.js';
import {changeTitle, isForOthers} from './changes.js';
import {type ClusterState, type Fix, type Risk} from './fix.js';

type Restart = {
	readonly tasks: readonly Task[];
	readonly state: ClusterState;
	readonly purpose: Fix['purpose'];
};

/** Returns the redeploys and replacements that bring an agent to tasks without one, or in place of one that failed. */
export function restarts(state: ClusterState): readonly Fix[] {
	const tasks = state.tasks.filter(
		task =>
			isLive(task) &&
			task.desiredStatus !== 'STOPPED' &&
			(staleTask(task, state.optIn).isStale === true || hasFailedAgent(task, state)),
	);
	return restart({tasks, state, purpose: 'cover'});
}

/** Returns the restarts that remove agents of a cluster that is opted out: they use memory for nothing. */
export function cleanUps(state: ClusterState): readonly Fix[] {
	if (state.optIn.state !== 'excluded' && state.optIn.state !== 'off') {
		return [];
	}

	const tasks = state.tasks.filter(task => isLive(task) && agentOf(task).state === 'running');
	return restart({tasks, state, purpose: 'clean-up'});
}

function hasFailedAgent(task: Task, {optIn}: ClusterState): boolean {
	return optIn.state === 'monitored' && agentOf(task).state === 'failed';
}

function restart({tasks, state, purpose}: Restart): readonly Fix[] {
	return [...groupBy(tasks, ({serviceName}) => serviceName)].flatMap(([name, group]) => {
		const service = state.services.find(candidate => candidate.name === name);
		if (name === undefined) {
			return relaunches({tasks: group, state, purpose});
		}

		// Without the service there is no ARN to redeploy; it comes with the next reading.
		return service ? [redeploy(service, {tasks: group, state, purpose})] : [];
	});
}

function redeploy(service: Service, restarted: Restart): Fix {
	const {arn, clusterArn, name} = service;
	const {tasks, state, purpose} = restarted;
	const full = `${state.cluster.name}/${name}`;
	const shared = {
		id: `redeploy ${arn}${purpose === 'cover' ? '' : ' clean-up'}`,
		purpose,
		reason: reasonOf(restarted),
		targets: [{kind: 'service', arn, clusterArn, name} as const],
		tasksFixed: tasks.length,
		after: blockers(restarted),
	};
	const refusal = redeployRefusal(service);
	if (refusal !== undefined) {
		return {
			...shared,
			kind: 'change',
			title: `deploy ${full} anew`,
			effort: 'high',
			effortText: 'not from here',
			risk: 'medium',
			riskTexts: [refusal],
			remedy: {label: 'note', text: refusal},
		};
	}

	const warnings = redeployWarnings(
		service,
		undefined,
		state.tasks.filter(({serviceName}) => serviceName === name),
	).filter(warning => !warning.startsWith('the task definition was not read'));
	return {
		...shared,
		kind: 'redeploy',
		title: `redeploy ${full}`,
		effort: 'low',
		effortText: 'one key, then the rollout',
		risk: riskOf(warnings),
		riskTexts: warnings,
		action: 'service.redeploy',
	};
}

function riskOf(warnings: readonly string[]): Risk {
	if (warnings.some(warning => /may stop at once|circuit breaker off|in progress/.test(warning))) {
		return 'high';
	}

	return warnings.length > 0 ? 'medium' : 'low';
}

/** Standalone tasks, those of one task definition together: they are answered for alike. */
function relaunches({tasks, state, purpose}: Restart): readonly Fix[] {
	return [...groupBy(tasks, ({taskDefinition}) => taskDefinition)].map(([definition, group]): Fix => {
		const restarted = {tasks: group, state, purpose};
		return {
			id: `relaunch ${state.cluster.arn} ${definition}${purpose === 'cover' ? '' : ' clean-up'}`,
			kind: 'relaunch',
			purpose,
			title: `replace ${count(group.length, 'standalone task')} of ${shortName(definition)}`,
			reason: reasonOf(restarted),
			targets: group.map(({arn, clusterArn, id}) => ({kind: 'task', arn, clusterArn, name: id})),
			tasksFixed: group.length,
			effort: 'medium',
			effortText: 'one key each, and what ECS does not tell is asked',
			risk: 'medium',
			riskTexts: ['the task is stopped and started anew: what it was doing is lost'],
			action: 'task.replace',
			after: blockers(restarted),
		};
	});
}

function reasonOf({tasks, purpose}: Restart): string {
	if (purpose === 'clean-up') {
		return `${count(tasks.length, 'task')} with an agent that is not wanted`;
	}

	const failed = tasks.filter(task => agentOf(task).state === 'failed').length;
	const parts = [
		...(failed < tasks.length ? [`${count(tasks.length - failed, 'task')} without the agent`] : []),
		...(failed > 0 ? [`${count(failed, 'task')} whose agent failed`] : []),
	];
	return parts.join(', ');
}

/** A new start alone brings no agent where its image can't be pulled, say. */
function blockers({tasks, state, purpose}: Restart): readonly string[] {
	if (purpose === 'clean-up') {
		return [];
	}

	const arns = new Set<string>(tasks.map(({arn}) => arn));
	const blocking = (state.verdicts ?? []).filter(
		verdict => isForOthers(verdict) && verdict.subjects.some(({arn}) => arns.has(arn)),
	);
	return [...new Set(blocking.map(changeTitle))];
}

function count(amount: number, noun: string): string {
	return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
