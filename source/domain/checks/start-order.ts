import {momentText} from '../age.js';
import {fail, notApplicable, pass, unknown} from '../doctor/verdict.js';
import {factValue} from '../fact.js';
import {isBeforeOptIn, type OptInTime, optInTime} from '../opt-in/opt-in-time.js';
import {type Service, type Task} from '../resources.js';
import {isFargate} from '../task/launch.js';
import {type Check, defineCheck} from './check.js';
import {agentStateIn, notOnFargate, optInIn, relaunchAction, relaunchFix} from './subject.js';

/** Services are judged by deployment, tasks by their start. docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html */
export const startOrderCheck: Check = defineCheck({
	id: 'start-order',
	title: 'time of the start',
	why: 'GuardDuty never adds the agent to a task that runs: what began before the opt-in needs a new start',
	level: 'task',
	stage: 'start',
	needs: ['cluster', 'detector', 'service', 'task'],
	uses: ['tagTime', 'administrator', 'accountSetting'],
	skips(facts) {
		const {task, service} = facts;
		const owner = factValue(service);
		if (task.status === 'known' && task.value === undefined && owner) {
			if (owner.desired === 0) {
				return 'no task of it is to run';
			}

			return isFargate(owner) === false ? 'not on Fargate' : undefined;
		}

		return notOnFargate(facts);
	},
	judge({cluster, service, task}, facts) {
		const state = agentStateIn(facts);
		if (state === 'running' || state === 'failed' || state === 'starting') {
			return pass(state === 'starting' ? 'it is starting' : 'it was started with the agent');
		}

		const optIn = optInIn(cluster, facts);
		if (optIn.state === 'unknown') {
			return unknown(`the opt-in is not known: ${optIn.label}`);
		}

		if (optIn.state !== 'monitored') {
			return notApplicable(`the cluster is ${optIn.label}`);
		}

		const began = beginning(task, service);
		if (began === undefined) {
			return unknown('ECS did not say when it began');
		}

		const time = optInTime(optIn, factValue(facts.tagTime));
		const what = `${service ? 'deployed' : 'started'} at ${momentText(began)}`;
		const isBefore = isBeforeOptIn(began, time);
		switch (isBefore) {
			case true:
				return fail(`${what}, before ${beforeWhat(time)}`, relaunchFix(facts), relaunchAction(facts));
			case false:
				return pass(`${what}, after the opt-in`);
			case 'unknown': {
				const permission = facts.tagTime.status === 'unknown' ? facts.tagTime.permission : undefined;
				return unknown(
					`${what}; when the cluster was opted in by its tag is not known`,
					permission === undefined ? 'a new start settles it' : '',
					permission,
				);
			}

			default:
				return isBefore satisfies never;
		}
	},
});

function beforeWhat(time: OptInTime): string {
	if (time.status === 'known') {
		return `the opt-in at ${momentText(time.at)}`;
	}

	return time.notBefore === undefined
		? 'the opt-in'
		: `the opt-in, which was not before ${momentText(time.notBefore)}`;
}

/** A task belongs to the deployment that started it, which may be one that is being replaced. */
function beginning(task: Task | undefined, service: Service | undefined): number | undefined {
	if (service === undefined) {
		return task?.startedAt ?? task?.createdAt;
	}

	const {deployments} = service;
	const own = deployments.find(({id}) => id === task?.startedBy);
	return (own ?? deployments.find(({status}) => status === 'PRIMARY'))?.createdAt;
}
