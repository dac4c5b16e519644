import {agentOf} from '../agent/agent.js';
import {agentFailure} from '../agent/agent-failure.js';
import {fail, notApplicable, pass, unknown} from '../doctor/verdict.js';
import {type Check, defineCheck, unreadFact} from './check.js';
import {notOnFargate, optInIn, relaunchAction, relaunchFix} from './subject.js';

/** docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-guard-duty-troubleshooting.html */
export const agentStateCheck: Check = defineCheck({
	id: 'agent-state',
	title: "the agent's container",
	why: 'the task is watched only while this container runs',
	level: 'task',
	stage: 'run',
	needs: ['task'],
	uses: ['cluster', 'detector', 'administrator', 'accountSetting', 'service'],
	skips: notOnFargate,
	judge({task}, facts) {
		if (task === undefined) {
			return notApplicable('no task runs');
		}

		const {state, reason, container} = agentOf(task);
		switch (state) {
			case 'running':
				return pass('running');
			case 'starting':
				return unknown(reason, 'wait for it');
			case 'failed': {
				const {text, fix} = agentFailure(reason, container?.exitCode);
				return fail(`${text}: ${reason}`, `${fix}; then ${relaunchFix(facts)}`, relaunchAction(facts));
			}

			case 'absent': {
				if (facts.cluster.status === 'unknown') {
					return unreadFact('cluster', facts.cluster);
				}

				const optIn = optInIn(facts.cluster.value, facts);
				return optIn.state === 'monitored'
					? fail(reason, `see the other checks, then ${relaunchFix(facts)}`, relaunchAction(facts))
					: optIn.state === 'unknown'
						? unknown(`no agent; the opt-in is not known: ${optIn.label}`)
						: notApplicable(`no agent, and the cluster is ${optIn.label}`);
			}

			case 'unsupported':
				return notApplicable(`no agent is possible: ${reason}`);
			case 'unknown':
				return unknown(reason);
			default:
				return state satisfies never;
		}
	},
});
