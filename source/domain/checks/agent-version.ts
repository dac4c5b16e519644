import {agentOf} from '../agent/agent.js';
import {agentReleases, latestAgentVersion} from '../agent/agent-releases.js';
import {notApplicable, pass, unknown, warn} from '../doctor/verdict.js';
import {type Check, defineCheck} from './check.js';
import {notOnFargate, relaunchAction, relaunchFix} from './subject.js';

/** New tasks get the current version. docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-release-history.html */
export const agentVersionCheck: Check = defineCheck({
	id: 'agent-version',
	title: "the agent's version",
	why: 'a task keeps the agent that it was started with; newer ones find more',
	level: 'task',
	stage: 'run',
	needs: ['task'],
	uses: ['service'],
	skips: notOnFargate,
	judge({task}, facts) {
		const {state, container, version, isBehind} = task ? agentOf(task) : {};
		if (container === undefined) {
			return notApplicable('no agent');
		}

		if (version === undefined) {
			// ECS tells the digest only of an image that was pulled.
			return state === 'failed' || state === 'starting'
				? notApplicable('the agent does not run')
				: unknown('neither image nor digest tells the version');
		}

		const {date} = agentReleases.find(release => release.version === version) ?? {};
		const from = date === undefined ? '' : ` of ${date}`;
		return isBehind
			? warn(
					`${version}${from}, behind ${latestAgentVersion}`,
					`${relaunchFix(facts)} to get the current one`,
					relaunchAction(facts),
				)
			: pass(`${version}${from}`);
	},
});
